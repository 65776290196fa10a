/*
 * The places that belong to a result beside its own: the longest uncovered runs of lines where a rule
 * about them is broken, the other files of a cause.
 */
#ifndef REPORTERS_RELATED_H
#define REPORTERS_RELATED_H

#include "reporters/issues.h"

/* GitHub shows no more, and refuses a result with over 1,000. */
#define RELATED_MAX 100u

struct related {
	struct uncovered v[RELATED_MAX];
	size_t n;
	size_t linked;    /* of them, those that the message names */
	uint64_t more;    /* than those */
	const char *what; /* in the message, in front of them */
};

/* Starts as all zeroes. */
void related_of(struct related *out, const struct verdict *v, const struct issue *i);

/* A sentence with links to the first of them; nothing if there are none. Encoded. */
void related_say(const struct related *r, struct buf *out);

#endif
