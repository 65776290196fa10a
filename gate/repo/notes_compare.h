/*
 * Two notes trees, entry by entry; what both have alike is never opened.
 */
#ifndef REPO_NOTES_COMPARE_H
#define REPO_NOTES_COMPARE_H

#include "gate/base/arena.h"
#include "gate/repo/git.h"

struct note_id {
	char hex[REPO_ID_HEX + 1];
};

struct note_ids {
	struct arena *arena;
	struct note_id *v;
	size_t n, cap;
};

/*
 * The objects whose notes are not the same in both, or lie at other depths, each once, in the order of
 * their ids. Either tree may be NULL. Codes are libgit2's.
 */
int notes_compare(git_repository *git, const git_tree *a, const git_tree *b, struct note_ids *into);

#endif
