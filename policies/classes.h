/*
 * Lines by class: the line sets of the baseline, what changed since, and what is covered now.
 */
#ifndef POLICIES_CLASSES_H
#define POLICIES_CLASSES_H

#include "policies/judge.h"

/*
 * Fills `classes` of all areas. A file that was measured, is still there and should be measured, but is in
 * no report, has lost what was covered: what is absent is uncovered.
 */
void classes_count(
	struct verdict *v, const struct policies *p, const struct grounds *g, struct arena *a);

/* Fills `flickering` of all areas: lines against those of an earlier run of the same tree. */
void classes_flicker(
	struct verdict *v, const struct policies *p, const struct grounds *g, struct arena *a);

#endif
