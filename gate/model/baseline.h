/*
 * The baseline: the record that a change is compared with, and how it was found from the base.
 */
#ifndef MODEL_BASELINE_H
#define MODEL_BASELINE_H

#include "gate/base/str.h"

enum baseline_rule {
	BASELINE_NONE,     /* no rule asks, or there is none; `why` says which */
	BASELINE_EXPLICIT, /* --baseline */
	BASELINE_COMMIT,   /* the base has a record */
	BASELINE_TREE, /* a commit with the tree of the base has one: a squash, rebase or amend */
	BASELINE_FIRST_PARENT, /* the nearest first parent of the base that has one */
	BASELINE_RULES
};

extern const char *const baseline_rule_names[BASELINE_RULES]; /* "none", "explicit", ... */

struct verdict;

#define BASELINE_RECORDS_MAX 50 /* that a ratchet looks at */

struct baseline {
	enum baseline_rule rule;
	const struct verdict *record; /* NULL without one */
	const struct verdict **older; /* the record and those before it, newest first */
	size_t older_count;
	struct str commit; /* that it is of, hex */
	uint64_t distance; /* first parents from the base to it */
	struct str why;    /* what a person is told, one sentence */
	bool waived;       /* --no-baseline: there is none yet, and that is meant */
};

#endif
