/*
 * Small objects of a policy, such as a waiver: a table of their keys, and what is wrong with one that
 * is not in it.
 */
#ifndef POLICIES_MEMBERS_H
#define POLICIES_MEMBERS_H

#include "policies/fields.h"

struct member {
	const char *key;
	bool optional;
	int (*load)(struct load *l, const struct json *j, void *into); /* -1 after a diagnostic */
};

struct members {
	const char *what; /* "a waiver" */
	const struct member *v;
	size_t n;
};

/* Every member into `into`. -1 after diagnostics, of all mistakes. */
int members_load(struct load *l, const struct json *j, const struct members *m, void *into);

#endif
