/*
 * The notes of another repository. They are fetched and pushed by the user's own git: with the
 * credentials, the proxy and the transport that work there. Its words are told as they are.
 */
#ifndef REPO_REMOTE_H
#define REPO_REMOTE_H

#include "gate/base/buf.h"
#include "gate/repo/git.h"

/* What was fetched, until it is joined: ours alone, and no note of the user's. */
#define REMOTE_REF "refs/areagate/fetched"

struct remote {
	struct repo *repo;
	const char *name; /* or URL, or path: what git takes */
	struct diags *diags;
	struct buf refusal; /* why the last push was refused */
};

void remote_release(struct remote *m);

/* The tip of its notes. 1, 0 if it has none, -1 after a diagnostic. */
int remote_tip(struct remote *m, git_oid *tip);

/* Fetches the tip, without its history, and says which one that was. -1 after a diagnostic. */
int remote_fetch(struct remote *m, git_oid *tip);

/* Lets go of what was fetched: else it would keep records that were dropped. */
void remote_forget(struct remote *m);

/*
 * Moves its notes to a commit that lies on their tip; with `over`, from that tip (NULL in *over: from
 * none) to any commit. 1, 0 if another one was faster, -1 after a diagnostic.
 */
int remote_push(struct remote *m, const git_oid *commit, const git_oid *const *over);

#endif
