/*
 * The tree of a notes commit: found in it at every fan-out, put into it at ours. Codes are libgit2's:
 * repo_why() has the reason of a negative one.
 */
#ifndef REPO_NOTES_TREE_H
#define REPO_NOTES_TREE_H

#include "gate/repo/git.h"

/* An id of 40 digits can lie at 20 depths: all of it as a name, or behind 1 to 19 folders. */
#define NOTES_DEPTHS 20

struct notes_found {
	git_oid blobs[NOTES_DEPTHS]; /* each once, the shallowest first */
	unsigned n;
};

/* `id` is 40 lower-case hex digits. */
int notes_tree_find(
	git_repository *git, const git_tree *root, const char *id, struct notes_found *found);

/* Is there an entry, and is it of that type? */
bool notes_tree_is(const git_tree_entry *e, git_object_t type);

struct notes_put {
	const char *id;
	git_oid blob;
};

/*
 * Puts each blob at ab/<38 hex> and takes the notes of the same object at other depths out. Those of
 * one folder follow each other: it is written once for them.
 */
int notes_tree_put(
	git_repository *git, git_treebuilder *root, const struct notes_put *puts, size_t n);

#endif
