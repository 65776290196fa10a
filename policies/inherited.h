/*
 * The policies of the base on what was theirs: an area that takes in more files, or hands some on, may
 * hold all limits by that alone, as may one beside it. So the base's policies are judged once more, as a
 * whole.
 */
#ifndef POLICIES_INHERITED_H
#define POLICIES_INHERITED_H

#include "policies/judge.h"

/* Does any policy say something else? */
bool inherited_differ(const struct policies *base, const struct policies *head);

/*
 * Makes `base`, in which nothing has moved to head yet, what head->inherited can be. `old` has the files
 * of the base's tree: those that are new since are of an area if head says so, be it that the area has moved.
 */
void inherited_settle(struct policies *base, const struct policies *head, const struct names *old);

/* Adds policy.loosened for whatever the base's rules close on, and those of head do not. */
void inherited_judge(
	struct verdict *v, const struct policies *head, const struct grounds *g, struct arena *a);

#endif
