/*
 * Refs by their full names, as they are in this clone.
 */
#ifndef REPO_REFS_H
#define REPO_REFS_H

#include "gate/repo/repo.h"

struct ref {
	struct str
		name; /* of the branch that it leads to: "origin/main" for refs/remotes/origin/HEAD */
	char commit[REPO_ID_HEX + 1];
};

/* -1, without a diagnostic, when there is none of that name, or none that leads to a commit. */
int repo_ref(struct repo *r, const char *name, struct arena *a, struct ref *out);

#endif
