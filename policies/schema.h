/*
 * policy.schema.json, as it was when the program was built; CMakeLists.txt makes the source of it.
 */
#ifndef POLICIES_SCHEMA_H
#define POLICIES_SCHEMA_H

#include "gate/base/str.h"

struct str policy_schema(void);

#endif
