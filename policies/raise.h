/*
 * Raising limits to what is reached: which numbers of a policy ask for less than a run gave, and the text
 * of the policy with them in place. Nothing is ever made looser.
 */
#ifndef POLICIES_RAISE_H
#define POLICIES_RAISE_H

#include "policies/policy.h"

struct raise {
	const struct policy *policy;
	const struct limit *limit;
	struct decimal
		to; /* percentages have up to two decimals, rounded down: they hold exactly */
};

/* Starts as all zeroes; memory is an arena's. In the order in which the numbers stand in a policy. */
struct raises {
	struct raise *v;
	size_t n, cap;
	size_t left; /* limits of coverage that could rise, and stay */
};

/*
 * Adds those of one policy, of which `area` are the figures. Where these are `of_part` of its files only,
 * limits of coverage stay: nobody knows what it will be with the others.
 */
void raise_find(struct raises *into, const struct policy *p, const struct area_verdict *area,
	bool of_part, struct arena *a);

/* A limit that rises by itself: it is left alone. */
bool raise_is_on_its_way(const struct limit *l);

/*
 * Appends the text of the policy with its numbers of `raises` in place, and every other byte as it was.
 * False if the text is not the one that was read: a number stands elsewhere.
 */
bool raise_apply(
	struct buf *out, struct str text, const struct policy *p, const struct raises *raises);

#endif
