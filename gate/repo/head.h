/*
 * What is staged, or lies in the work tree, as the tree that a commit of it would have. That tree is in
 * memory: nothing is written.
 */
#ifndef REPO_HEAD_H
#define REPO_HEAD_H

#include "gate/model/head.h"
#include "gate/repo/repo.h"

struct head_request {
	enum head side; /* not HEAD_COMMIT */
	/* Of files that are not tracked and not ignored, which are wanted. */
	bool (*wants)(void *user, struct str path);
	void *user;
	unsigned threads; /* at most; 0: as many as there are processors */
};

/* A file that is not as in the commit. */
struct changed_file {
	struct str path;
	int64_t written; /* what is judged of it, in nanoseconds since 1970; 0: unknown, or it is gone */
};

/* Starts as all zeroes but for the arena. */
struct changed_files {
	struct arena *arena;
	struct changed_file *v;
	size_t n, cap;
};

/*
 * Gives the revision that tree, to be read as the commit's is as long as the repository is open, and
 * adds every path in it, and what is not as in the commit. With nothing changed the tree is
 * the commit's, and so it is where there is no index. -1 after a diagnostic.
 */
int repo_head(struct repo *r, struct revision *rev, const struct head_request *want,
	const struct tree_paths *into, struct changed_files *changed, struct diags *d);

#endif
