/*
 * The baseline: which record a change is compared with, looked for from the base on.
 */
#ifndef GATE_BASELINING_H
#define GATE_BASELINING_H

#include "gate/model/base.h"
#include "gate/model/baseline.h"
#include "gate/workplace.h"
#include "policies/policy.h"

struct baseline_wanted {
	const struct policies *policies;
	const struct base *base;
	bool carry; /* figures are to be carried from it, beside what rules ask for */
};

/*
 * The record of this job that is nearest to the base: of the base, of its tree, of a first parent. Of a
 * push, a merge queue or a hand, on a branch that the policies name; --baseline REV takes any. Without one
 * it is BASELINE_NONE, with the reason; one that was asked for and is not there, -1 after a diagnostic.
 * Everything is the workplace's.
 */
int baselining_find(struct baseline *out, const struct baseline_wanted *wanted, struct workplace *w,
	const struct options *o, struct diags *d);

#endif
