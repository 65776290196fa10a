/*
 * The notes ref is only ever moved by compare-and-swap: from the tip that was read to a commit that
 * was made of it. Who comes second reads again.
 */
#ifndef REPO_NOTES_SWAP_H
#define REPO_NOTES_SWAP_H

#include "gate/repo/notes_tip.h"

struct notes_swap {
	struct repo *repo;
	const char *message; /* the subject of the commit, and of the reflog */
	int64_t time;
	unsigned try_s, stale_s; /* as in struct notes_change */
	struct diags *diags;
};

/*
 * Calls `attempt` under the lock of our writers until it returns 1 (done) or -1 (after a diagnostic),
 * or no more time is left. 0, or -1 after a diagnostic.
 */
int notes_swap_run(const struct notes_swap *s, int (*attempt)(void *user), void *user);

/* A commit of the tree on that parent, or on none. -1 after a diagnostic. */
int notes_swap_commit(
	const struct notes_swap *s, const git_commit *parent, const git_oid *tree, git_oid *out);

/* 1 when the ref is moved, 0 if it is not at `from` any more, -1 after a diagnostic. */
int notes_swap_move(const struct notes_swap *s, const struct notes_tip *from, const git_oid *to);

/* The diagnostic: what is not possible, and why libgit2 says so. -1. */
int notes_swap_failed(const struct notes_swap *s, const char *what);

#endif
