/*
 * The parts of an explanation that have files of their own. Only explain.c includes this.
 */
#ifndef POLICIES_EXPLAIN_PARTS_H
#define POLICIES_EXPLAIN_PARTS_H

#include "policies/explain.h"

/* One area being explained. */
struct explaining {
	const struct judged *judged;
	const struct policy *policy;
	struct explanation *out;
	struct arena *arena;
};

/* The files that figures of that metric are the sum of, unless they are there already. */
void explain_files(struct explaining *e, enum metric metric, bool of_patch);

/* Files of the area that have no part in any figure: unreported and excluded. */
void explain_outside(struct explaining *e);

/* Tests, planned and required ids. */
void explain_tests(struct explaining *e);

#endif
