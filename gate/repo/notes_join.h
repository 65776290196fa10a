/*
 * The notes that are here, put on the tip that was fetched: a replay, and no merge of trees. What the
 * fetched notes say already is left byte for byte, and a commit is only made for what they do not.
 */
#ifndef REPO_NOTES_JOIN_H
#define REPO_NOTES_JOIN_H

#include "gate/repo/git.h"
#include "gate/repo/notes_sync.h"

struct notes_joined {
	bool any;    /* there is a note, here or there */
	git_oid tip; /* of the notes that are here now */
	bool orphan; /* it does not lie on what was fetched: something was dropped from that */
};

/* `onto`: the fetched tip, NULL if there is none. -1 after a diagnostic. */
int notes_join(struct repo *r, const struct notes_sync *how, const git_oid *onto,
	struct notes_joined *out, struct diags *d);

#endif
