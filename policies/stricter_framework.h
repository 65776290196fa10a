/*
 * For stricter.c: tests that the base sees in the sources of the judged tree, and head does not.
 */
#ifndef POLICIES_STRICTER_FRAMEWORK_H
#define POLICIES_STRICTER_FRAMEWORK_H

#include "policies/stricter.h"

/* Does it have to be known what that policy of the base declares? Before policies_compare(). */
bool framework_is_other(const struct sides *s, size_t base);

/* Before the areas, since these are then judged by the stricter of both sides. */
void compare_frameworks(const struct sides *s);

#endif
