/*
 * Objects read by several threads, each with a handle on the repository of its own: libgit2 lets one
 * thread use a handle. Only this room includes it.
 */
#ifndef REPO_READERS_H
#define REPO_READERS_H

#include "gate/repo/git.h"

/* Of more bytes than this no text is taken: no source file reaches it. */
#define READERS_TEXT_BYTES_MAX ((size_t)64 << 20)

struct reader {
	git_repository *git;
	git_odb *odb;
};

/* The items from 0 to n - 1, each read once, in any order. */
struct reading {
	struct repo *repo;
	size_t n;
	unsigned threads; /* at most; 0: as many as there are processors */
	size_t worth;     /* for fewer items, another handle on the repository takes longer */

	/* By any of the threads. -1 after a failure of libgit2 ends all. */
	int (*read)(void *user, struct reader *r, size_t item);
	void *user;
};

struct reading_failure {
	size_t item;
	char why[256];
};

/* -1 with what failed. */
int readers_run(const struct reading *what, struct reading_failure *out);

struct reader_blob {
	git_blob *blob; /* for git_blob_free(); NULL if it is too large */
	struct str text;
	size_t bytes;
	bool too_large;
};

/* -1 if it is not there, or cannot be read. */
int reader_blob(struct reader *r, const git_oid *id, struct reader_blob *out);

#endif
