/*
 * The records as the ref has them at one moment. Its complaints are of the kind `bad`: what the caller
 * is about, reading a record or writing one.
 */
#ifndef REPO_NOTES_TIP_H
#define REPO_NOTES_TIP_H

#include "gate/base/buf.h"
#include "gate/repo/git.h"

struct notes_tip {
	git_repository *git;
	git_commit *commit; /* NULL, as the tree, while there is no note at all */
	git_tree *tree;
	struct diags *diags;
	const struct diag_kind *bad;
};

/* -1 after a diagnostic; else it ends with notes_tip_close(). */
int notes_tip_open(
	struct notes_tip *t, struct repo *r, struct diags *d, const struct diag_kind *bad);

/* The same at another commit; NULL for no note at all. */
int notes_tip_open_at(struct notes_tip *t, struct repo *r, const git_oid *commit, struct diags *d,
	const struct diag_kind *bad);
void notes_tip_close(struct notes_tip *t);

/*
 * Appends the text on the object of that id (40 lower-case hex digits); what lies at several depths is
 * joined by lines. 1, 0 if there is none, or -1 after a diagnostic.
 */
int notes_tip_text(const struct notes_tip *t, const char *id, struct buf *text);

/* Appends the text of that blob, on a line of its own. -1 after a diagnostic. */
int notes_tip_blob(const struct notes_tip *t, const git_oid *blob, struct buf *text);

/*
 * Records older than this (seconds since 1970) were dropped from the notes, and do not come back; 0
 * where none ever were. It is a file of the notes tree, which every writer, git's own too, hands on
 * with the rest of it.
 */
#define NOTES_CUTOFF "cutoff"
int notes_tip_cutoff(const struct notes_tip *t, uint64_t *seconds);

#endif
