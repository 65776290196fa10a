/*
 * What changed between two commits, line by line, as `git diff -U0` has it with its own defaults: no
 * attribute, no driver and no setting of the user changes it.
 */
#ifndef REPO_PATCH_H
#define REPO_PATCH_H

#include "gate/model/patch.h"
#include "gate/repo/repo.h"

struct patch_request {
	const struct revision *base, *head;
	/* Of which files lines are wanted; others are left out. */
	bool (*wants)(void *user, struct str path);
	void *user;
	unsigned threads; /* at most; 0: as many as there are processors */
};

/* The patch is the arena's. Links and submodules have no lines. -1 after a diagnostic. */
int repo_patch(struct repo *r, const struct patch_request *want, struct patch *out, struct arena *a,
	struct diags *d);

#endif
