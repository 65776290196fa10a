/*
 * Objects that are held in memory: blobs and trees of what is staged or lies in the work tree, so that
 * what reads those of a commit reads them as well, and nothing is written into the repository. Only
 * this room includes it.
 */
#ifndef REPO_HELD_H
#define REPO_HELD_H

#include "gate/repo/git.h"

/* Of all objects together. */
#define HELD_BYTES_MAX ((size_t)1 << 30)

struct held_object {
	git_object_t type;
	size_t bytes;
	const char *p; /* NULL: too large to be held, only its size is told */
};

/* Starts as all zeroes but for the arenas. */
struct held {
	struct arena *arena;
	struct names ids; /* raw; the numbers are those of `v` */
	struct held_object *v;
	size_t cap;
	size_t bytes; /* held */
};

/* Copies the bytes, if they are new. -1 after a failure of libgit2. */
int held_add(struct held *h, git_object_t type, struct str bytes, git_oid *out);

/* The same for a blob whose id is known, and whose bytes nobody will read. */
void held_add_large(struct held *h, const git_oid *id, size_t bytes);

/*
 * Lets a handle on the repository find the objects. They must outlive it, and nothing may be added while
 * several threads read. -1 after a failure of libgit2.
 */
int held_show(const struct held *h, git_repository *git);

#endif
