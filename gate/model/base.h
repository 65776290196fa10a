/*
 * The base: the commit that a change is judged against, with the rule that chose it.
 */
#ifndef MODEL_BASE_H
#define MODEL_BASE_H

#include "gate/base/str.h"

enum base_rule {
	BASE_NONE,          /* there is no change to judge; `why` says why not */
	BASE_EXPLICIT,      /* --base */
	BASE_PULL_REQUEST,  /* what the pull request is for */
	BASE_MERGE_QUEUE,   /* what the queue merges into */
	BASE_PUSH,          /* where the pushed range starts */
	BASE_MERGE_REQUEST, /* GitLab's pull request */
	BASE_UPSTREAM,      /* merge base with the upstream default branch */
	BASE_UNCOMMITTED,   /* HEAD: what is not committed yet is the change */
	BASE_FIRST_PARENT,
	BASE_OTHER, /* of a record: a rule that this version does not know */
	BASE_RULES
};

extern const char *const base_rule_names[BASE_RULES]; /* "none", "explicit", ... */

struct base {
	enum base_rule rule;
	struct str commit, tree; /* hex; empty without a base */
	uint64_t distance;       /* commits since the base, by whichever parent */
	bool distance_known;     /* a shallow clone may hide some */
	struct str why;          /* what a person is told of the choice, one sentence */
	bool hidden;             /* there should be one, and it cannot be had */
	bool needed;             /* without it there is no verdict: a change is not to go unseen */
};

/* BASE_OTHER for a name that is none of them. */
enum base_rule base_rule_of(struct str name);

#endif
