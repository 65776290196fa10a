/*
 * For stricter.c: files and tests of reports that the base finds in the tree, and head does not.
 */
#ifndef POLICIES_STRICTER_PATHS_H
#define POLICIES_STRICTER_PATHS_H

#include "policies/loosening.h"

/* The roots of paths; `p` are the projects. */
void compare_strip(const struct pair *p);

#endif
