/*
 * What an area was in the baseline, beside what it is.
 */
#ifndef POLICIES_BEFORE_H
#define POLICIES_BEFORE_H

#include "policies/judge.h"

/* Fills `before` of the area; `known`: the ids of all tests there are now. */
void before_fill(struct area_verdict *area, const struct policy *p, const struct baseline *baseline,
	const struct names *known, struct arena *a);

/* The ids of all tests there are; nothing if the baseline has none to compare with. */
struct names before_names(
	const struct evidence *e, const struct baseline *baseline, struct arena *a);

/* The ids of the tests that reports have, and more of them, for a record; the arena's. */
struct str before_roster(const struct evidence *e, const struct names *more, struct arena *a);

#endif
