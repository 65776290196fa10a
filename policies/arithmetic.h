/*
 * The arithmetic of a rule in words: the measure that was judged, and what it was held against. It is
 * told, not done: whether the rule holds, and by how much, is the finding's.
 */
#ifndef POLICIES_ARITHMETIC_H
#define POLICIES_ARITHMETIC_H

#include "gate/model/explanation.h"
#include "policies/policy.h"

/* Sets figure and wanted of what has a finding. */
void arithmetic_say(struct explained_rule *out, const struct limit *limit, const struct policy *p,
	const struct area_verdict *area, struct arena *a);

/* Adds to `came` where the limit comes from; `time` is the commit's, or NULL. */
void arithmetic_came(struct explained_rule *out, const struct limit *limit, const struct policy *p,
	struct str folder, const int64_t *time, struct arena *a);

#endif
