/*
 * A notes tree without some of what its notes say: each folder is written once, however many of its
 * notes go.
 */
#ifndef REPO_NOTES_SIFT_H
#define REPO_NOTES_SIFT_H

#include "gate/repo/notes_tip.h"

struct notes_sift {
	const struct notes_tip *tip; /* of the repository: where blobs are read */

	/* 0 if all of the note stays, else 1, with what stays appended to `out`. */
	int (*keep)(void *user, struct str text, struct buf *out);
	void *user;
};

/*
 * The tree that is left, of which there may be nothing; a note of which nothing is left goes. 1, 0 if
 * all stays, a code of libgit2, or -1 after a diagnostic.
 */
int notes_sift(const struct notes_sift *s, const git_oid *tree, git_oid *out);

#endif
