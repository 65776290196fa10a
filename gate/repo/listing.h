/*
 * The files of a state that is no commit yet, with the folders that they make: trees are written from
 * it, and the work tree is looked through by it. Only this room includes it.
 */
#ifndef REPO_LISTING_H
#define REPO_LISTING_H

#include "gate/repo/held.h"

struct listed {
	struct str path;
	git_oid id;
	uint32_t mode;
	const git_index_entry *entry; /* what the index says; NULL: it is not tracked */
};

/* Files `first` to `end` - 1 lie in it; folders up to `after` are it and those in it. */
struct listed_folder {
	size_t first, end, after;
	struct str path; /* "" or ends in a slash */
};

/* Starts as all zeroes but for the arena. */
struct listing {
	struct arena *arena;
	struct listed *v; /* in the order of bytes, which is that of trees as well */
	size_t n, cap;
	struct listed_folder *folders; /* the top first, and each before those in it */
	size_t folder_count, folder_cap;
};

/* Puts the files in order, and finds their folders, once all are there. */
void listing_fold(struct listing *l);

/* What is right in a folder, in order: starts with both of its firsts. */
struct listing_at {
	size_t file, folder;
};

struct listing_at listing_start(const struct listing *l, size_t folder);

/* The next one: a file if `folder` is NULL then. False behind the last. */
struct listing_next {
	struct str name;
	const struct listed *file;
	const struct listed_folder *folder;
};

bool listing_next(
	const struct listing *l, size_t folder, struct listing_at *at, struct listing_next *out);

/* Holds a tree for each folder. The id of the top's; -1 after a failure of libgit2. */
int listing_trees(const struct listing *l, struct held *h, git_oid *out);

#endif
