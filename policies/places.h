/*
 * Where to begin: the longest runs of uncovered lines of an area.
 */
#ifndef POLICIES_PLACES_H
#define POLICIES_PLACES_H

#include "gate/model/evidence.h"
#include "policies/policy.h"

/* Fills what `area` has of uncovered places; the order of reports does not matter. */
void find_uncovered(struct area_verdict *area, const struct policy *p, const struct evidence *e);

#endif
