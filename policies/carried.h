/*
 * Carrying: figures of the baseline in the verdict, in place of those that no report of this run has.
 *
 * They stand for an area as a whole or not at all, and keep the commit and the time of their own
 * measurement however often they are carried. A ratchet meets them once more in each record that has
 * them, which changes no best.
 */
#ifndef POLICIES_CARRIED_H
#define POLICIES_CARRIED_H

#include "policies/judge.h"

/* Sets `carried` of each area, before anything else of it: which are carried, and why others are not. */
void carried_decide(
	struct verdict *v, const struct policies *p, const struct grounds *g, struct arena *a);

/* Takes the figures over. Those of added lines stay this run's: they are of this change. */
void carried_take(struct area_verdict *area);

/*
 * Adds them to the project's own, which come first. Where that is no sound sum, as something would be counted twice or be
 * missing, the project has no such figures instead.
 */
void carried_add(
	struct verdict *v, const struct policies *p, const struct grounds *g, struct arena *a);

/* Is it of an area that is carried? `all` is what was judged. */
bool carried_has_file(const struct verdict *v, const struct policies *all, struct str path);
bool carried_has_test(const struct verdict *v, const struct policies *all, const struct test *t);

/* Adds the ids of tests that are carried; the baseline may have none. */
void carried_names(struct names *into, const struct verdict *v, const struct policies *all,
	const struct baseline *baseline);

#endif
