/*
 * Plans that name their tests: which of the planned are there, and how far they got.
 */
#ifndef POLICIES_PLAN_H
#define POLICIES_PLAN_H

#include "policies/policy.h"

/* The tests of an area. */
struct plan_tests {
	const struct test **v;
	size_t n, cap;
};

/*
 * Each id of a list is one slot, whatever it names: a test, one with all its parameters, or by a glob
 * several tests. The slot is created if one of them is there, runnable if one ran, and passing if all
 * pass. A test fills one slot.
 */
struct plan_slot {
	bool created, runnable, passing;
	bool unknown;   /* no test is called so, be it in the slot of another id */
	uint64_t tests; /* that it names */
};

/* One for each of the ids. */
struct plan_slot *plan_slots(const struct test_ids *ids, const struct policy *p,
	const struct plan_tests *tests, struct arena *a);

/* Sets created, runnable, passing, missing and unplanned. */
void plan_fill(struct area_tests *out, const struct policy *p, const struct plan_tests *tests,
	struct arena *a);

/* Sets `required`. */
void plan_require(struct area_tests *out, const struct policy *p, const struct plan_tests *tests,
	struct arena *a);

/* Does one of the ids name the test? */
bool plan_names(const struct test_ids *ids, const struct test *test, struct arena *a);

#endif
