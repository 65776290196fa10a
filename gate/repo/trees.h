/*
 * Two trees side by side, or one: what differs, folder by folder; a folder with the same id on both
 * sides is not opened. Only this room includes it.
 */
#ifndef REPO_TREES_H
#define REPO_TREES_H

#include "gate/repo/git.h"

/* What stands at a path: its side has no entry if `id` is NULL. */
struct tree_entry {
	const git_oid *id;
	git_filemode_t mode;
};

struct trees {
	struct repo *repo;
	const struct revision *old, *new; /* old: NULL for everything that is in new */
	/* Each file, link and submodule that is not the same; what both lack is never told. */
	int (*visit)(void *user, struct str path, struct tree_entry old, struct tree_entry new);
	void *user;
};

/* In the order of the trees' entries. -1 after a diagnostic, or when visit() gave -1. */
int trees_compare(const struct trees *t, struct diags *d);

#endif
