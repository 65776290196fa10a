/*
 * Areas of which the baseline had coverage and now nobody has: what is left is other code, and no drop
 * can be told between both.
 */
#ifndef POLICIES_ABSENT_H
#define POLICIES_ABSENT_H

#include "policies/judge.h"

/*
 * Fills `before.other_code` and `before.other_code_of_best` of the area, after ratchet_fill(), and after
 * the coverage of all areas is known and what is carried is taken.
 */
void absent_fill(struct verdict *v, size_t area, const struct policies *all,
	const struct grounds *g, struct arena *a);

#endif
