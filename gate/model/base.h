/*
 * The base: the commit that a change is judged against, with the rule that chose it.
 */
#ifndef MODEL_BASE_H
#define MODEL_BASE_H

#include "gate/base/str.h"

enum base_rule {
	BASE_NONE,     /* there is no change to judge; `why` says why not */
	BASE_EXPLICIT, /* --base */
	BASE_RULES
};

struct base {
	enum base_rule rule;
	struct str commit, tree; /* hex; empty without a base */
	struct str why;          /* what a person is told of the choice, one sentence */
};

#endif
