/*
 * Patterns over bytes: a regular expression that a person wrote, or a glob made into one. PCRE2 does
 * the matching; this is its only user. No pattern can hang a run: what needs too many steps does not
 * match.
 */
#ifndef BASE_PATTERN_H
#define BASE_PATTERN_H

#include "gate/base/str.h"

#define PATTERN_BYTES_MAX 1000
#define PATTERN_GROUPS_MAX 16 /* of an expression */

struct pattern;

/* Where and why a text is no pattern. */
struct pattern_mistake {
	size_t offset;
	char why[128];
};

/* NULL with the mistake in `m`. Ends with pattern_free(). */
struct pattern *pattern_of_regex(struct str regex, struct pattern_mistake *m);

/* A glob that matches whole paths; NULL with the reason (static text) in `why`. */
struct pattern *pattern_of_glob(struct str glob, const char **why);

/* Takes NULL. */
void pattern_free(struct pattern *p);

/* How many groups it has, and the number of the one of that name, or 0. */
unsigned pattern_groups(const struct pattern *p);
unsigned pattern_group(const struct pattern *p, const char *name);

/* Does it match somewhere in `text`? Of a glob: all of it. */
bool pattern_matches(const struct pattern *p, struct str text);

/*
 * The same, with what a group matched in `found[group]`, for groups below `n`; empty where it took no
 * part. `steps` is what it may still cost, and is counted down. At 0 nothing matches any more, and nobody
 * knows whether it would: so it is, too, once a single match needs more than any may.
 */
bool pattern_find(
	const struct pattern *p, struct str text, struct str *found, unsigned n, uint64_t *steps);

/* "10.42 2022-12-11" of the library that is linked; static text. */
const char *pattern_library_version(void);

#endif
