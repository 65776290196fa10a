/*
 * CODEOWNERS, as GitHub and GitLab read it: patterns as git ignores by, without `!` and `[]`, and the last
 * one that matches says who owns a file. In a section of GitLab's the last of each section counts.
 */
#ifndef POLICIES_CODEOWNERS_H
#define POLICIES_CODEOWNERS_H

#include "gate/base/glob.h"

/* GitHub reads no larger file. */
#define CODEOWNERS_BYTES_MAX ((size_t)3 << 20)
#define CODEOWNERS_RULES_MAX 10000

struct owner_list {
	struct str *v;
	size_t n, cap;
};

struct owners_rule {
	struct globs globs;
	struct owner_list owners; /* nobody, where the line names none */
	unsigned section;
};

struct codeowners {
	struct str file; /* ".github/CODEOWNERS" */
	struct owners_rule *v;
	size_t n, cap;
	unsigned sections; /* the highest number of one */
	bool cut;          /* there were more rules */
};

/* The places where it is looked for, the first first; ends in NULL. */
extern const char *const codeowners_places[];

/* Lines that are no rule are left out, as GitHub does. Memory is the arena's, but for the globs: */
void codeowners_parse(struct codeowners *out, struct str text, struct str file, struct arena *a);
void codeowners_release(struct codeowners *c);

/* Adds who owns the file and is not in the list yet. */
void codeowners_of(
	const struct codeowners *c, struct str path, struct owner_list *into, struct arena *a);

bool owners_have(const struct owner_list *list, struct str owner);
void owners_add(struct owner_list *list, struct str owner, struct arena *a);

#endif
