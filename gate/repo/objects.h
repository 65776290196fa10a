/*
 * Objects, written while others work on the repository: `git gc` takes empty folders of objects away,
 * and now and then one that libgit2 has just made for an object. Then that is written again. Codes are
 * libgit2's.
 */
#ifndef REPO_OBJECTS_H
#define REPO_OBJECTS_H

#include "gate/repo/git.h"

int object_blob(git_oid *out, git_repository *git, struct str text);
int object_tree(git_oid *out, git_treebuilder *builder);

/* `parent` may be NULL. No ref is moved. */
int object_commit(git_oid *out, const git_signature *who, const char *message, const git_tree *tree,
	const git_commit *parent);

#endif
