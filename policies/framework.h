/*
 * The key tests.framework: how the tests of an area are declared.
 */
#ifndef POLICIES_FRAMEWORK_H
#define POLICIES_FRAMEWORK_H

#include "policies/fields.h"

/* -1 after a diagnostic. */
int framework_load(struct load *l, const struct json *j);

#endif
