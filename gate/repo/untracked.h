/*
 * Files that nobody has told git of, and that are not ignored: they are part of the change as well. Only
 * this room includes it.
 */
#ifndef REPO_UNTRACKED_H
#define REPO_UNTRACKED_H

#include "gate/repo/listing.h"

struct untracked {
	struct repo *repo;
	int root; /* the work tree, open */
	/* Which of them matter: the others are not even read. */
	bool (*wants)(void *user, struct str path);
	void *user;
	struct held *held;    /* gets their bytes */
	struct listing *into; /* gets them at its end; a copy of each path is the arena's */
};

/* Those at the paths, and in them where a path ends in a slash. -1 after a diagnostic. */
int untracked_find(const struct untracked *u, const struct str *paths, size_t n, struct diags *d);

#endif
