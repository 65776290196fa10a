/*
 * The files that differ between two trees, each with what it was before: under its own path, or under
 * the one it was moved from. Only this room includes it.
 */
#ifndef REPO_CHANGES_H
#define REPO_CHANGES_H

#include "gate/repo/git.h"

struct change {
	struct str path, from;
	git_oid old, new;
	bool has_old; /* else it is new */
	bool guessed; /* moved, perhaps: the texts decide */
};

struct changes {
	struct arena *arena;
	struct change *v; /* files there are now; by path when changes_find() is done */
	size_t n, cap;
	struct change *gone; /* `path` and `old` */
	size_t gone_count, gone_cap;
	uint64_t unpaired; /* new files that were too many to look for what they were before */
};

int changes_find(struct changes *c, struct repo *r, const struct revision *base,
	const struct revision *head, struct diags *d);

/*
 * Moves, exact ones first: of the same bytes, then of a base name that only one file left and only one
 * has now, then, for the rest, what libgit2 finds similar by half, up to a limit.
 */
int changes_pair(struct changes *c, struct repo *r, const struct revision *base,
	const struct revision *head, struct diags *d);

#endif
