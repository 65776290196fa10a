/*
 * For stricter.c: what of the code and the tests an area, or the whole project, does not look at any
 * more.
 */
#ifndef POLICIES_STRICTER_SCOPE_H
#define POLICIES_STRICTER_SCOPE_H

#include "policies/loosening.h"

/* Source files and tests that the area had, and that no other area of head judges as strictly. */
void compare_scope(const struct pair *p);

/* The manifest and the paths; `p` are the projects. */
void compare_project(const struct pair *p);

#endif
