/*
 * For stricter.c: the branches whose records may be a baseline.
 */
#ifndef POLICIES_STRICTER_BRANCHES_H
#define POLICIES_STRICTER_BRANCHES_H

#include "policies/loosening.h"

/*
 * Names that the base has not; `p` are the projects. Until that is accepted, only branches of both sides
 * count in head, which then has need of the base's globs.
 */
void compare_branches(const struct pair *p);

#endif
