/*
 * Blockers: the failing and blocked tests of an area by their cause, those first that keep most planned
 * tests from passing.
 */
#ifndef POLICIES_BLOCKERS_H
#define POLICIES_BLOCKERS_H

#include "gate/model/evidence.h"
#include "gate/model/verdict.h"
#include "policies/policy.h"

/*
 * Fills blockers and not_run of the areas of `v`, which are those of `p` in their order. `tree` may be
 * NULL. No order of reports changes the result.
 */
void find_blockers(struct verdict *v, const struct policies *p, const struct evidence *e,
	const struct names *tree, struct arena *a);

/* What mends the cause. */
struct str blocker_mend(const struct cause *cause, const struct names *tree, struct arena *a);

#endif
