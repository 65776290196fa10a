/*
 * Replay: a record's verdict once more, from the counts that the record holds and the policies that it
 * was judged by. What counts decide is decided again, by the measures of rules.c; all else is taken
 * over as it is recorded, and named.
 */
#ifndef POLICIES_REPLAY_H
#define POLICIES_REPLAY_H

#include "gate/model/verdict.h"
#include "policies/policy.h"

/* Findings that were taken over: "workers plan.required". */
struct taken_over {
	struct str *v;
	size_t n, cap;
};

/*
 * `p` is what was judged by, limits settled; `time` that dates were judged at. Areas, titles, targets
 * and plans are those of `p`; counts, tests' ids, reports and places are the record's.
 */
struct verdict replay(const struct verdict *record, const struct policies *p, const int64_t *time,
	struct taken_over *taken, struct arena *a);

#endif
