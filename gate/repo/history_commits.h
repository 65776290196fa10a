/*
 * The commits that a walk has come by, each read at most once. They are named by their index, which
 * stays; pointers to them do not outlive the next commits_of() or commits_load().
 */
#ifndef REPO_HISTORY_COMMITS_H
#define REPO_HISTORY_COMMITS_H

#include "gate/repo/git.h"

enum commit_state {
	COMMIT_NAMED, /* not read yet */
	COMMIT_READ,
	COMMIT_ABSENT, /* no such object, or none that can be read as a commit */
};

struct commit {
	git_oid id, tree;
	uint64_t time;
	size_t parents; /* the first of them among commits.parents */
	uint32_t parent_count;
	uint32_t walk; /* which walk the marks are of */
	uint8_t state, marks;
	bool shallow, queued;
};

struct commits {
	struct arena arena;
	git_odb *odb;
	struct commit *v;
	size_t n, cap;
	uint32_t *parents;
	size_t parent_count, parent_cap;
	uint32_t *slots; /* by id: an index and 1, or 0 */
	size_t slot_count;
	bool shallow; /* some are */
};

/* Reads which commits are shallow. -1 after a diagnostic; commits_release() is due in any case. */
int commits_init(struct commits *c, struct repo *r, struct diags *d);
void commits_release(struct commits *c);

/* The index of the commit of that id, which is not read for it. */
uint32_t commits_of(struct commits *c, const git_oid *id);

/* Reads it, if it was not. */
void commits_load(struct commits *c, uint32_t index);

/* Are there parents that a walk cannot go to? */
bool commit_ends_here(const struct commit *commit);

#endif
