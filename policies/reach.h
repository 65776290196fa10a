/*
 * What would mend a rule about lines: the fewest runs of uncovered lines of an area that have as many as
 * are lacking.
 */
#ifndef POLICIES_REACH_H
#define POLICIES_REACH_H

#include "gate/model/evidence.h"
#include "policies/policy.h"

/* The order of reports does not matter. */
void find_reach(struct reach *out, uint64_t need, const struct policy *p, const struct evidence *e);

#endif
