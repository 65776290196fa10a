/*
 * A limit and what it is about, as a finding: whether it holds, how far it is, and in which words. For
 * judge.c alone.
 */
#ifndef POLICIES_FINDING_H
#define POLICIES_FINDING_H

#include "policies/policy.h"

struct finding finding_of(
	const struct limit *limit, const struct area_verdict *area, struct arena *a);

#endif
