/*
 * Where policies and CODEOWNERS tell of other owners.
 */
#ifndef POLICIES_OWNERSHIP_H
#define POLICIES_OWNERSHIP_H

#include "gate/model/names.h"
#include "policies/codeowners.h"
#include "policies/policy.h"

/* Warns of each area with other `owners` than those of its sources, and of policies that nobody owns. */
void lint_ownership(const struct policies *p, const struct names *tree, const struct codeowners *c,
	struct diags *d);

#endif
