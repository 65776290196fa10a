/*
 * Tests that are in no area, where areas have some. For judge.c alone.
 */
#ifndef POLICIES_STRAYS_H
#define POLICIES_STRAYS_H

#include "gate/model/evidence.h"
#include "policies/policy.h"

/* A test of no area fails for nobody but the project: people are told. */
void strays_find(struct area_verdict *project, const struct policies *all, const struct evidence *e,
	struct arena *a);

/*
 * Counts of them what may be of the area: their class name fits several files, of which it has some.
 * What has failed is not among them, since that closes the gate by itself.
 */
void strays_doubt(struct area_verdict *out, const struct policy *p, const struct policies *all,
	const struct evidence *e, struct arena *a);

/* Adds a finding where a failed one closes the gate. */
void strays_judge(struct verdict *v, const struct policies *p, struct arena *a);

#endif
