/*
 * Where git looks for hooks.
 */
#ifndef REPO_HOOKS_H
#define REPO_HOOKS_H

#include "gate/repo/repo.h"

/*
 * The folder, absolute or from the work tree (in a bare repository from the repository itself): as
 * core.hooksPath says, by whatever configuration, else the one that all work trees share. The user's git is
 * asked, which alone knows. -1 after a diagnostic [hook-place].
 */
int repo_hooks(struct repo *r, struct arena *a, struct str *folder, struct diags *d);

/* Bare, or without a work tree as that is. */
bool repo_is_bare(struct repo *r);

#endif
