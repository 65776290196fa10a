/*
 * Which files are not as in a tree: in the work tree, or in another tree.
 */
#ifndef REPO_STATES_H
#define REPO_STATES_H

#include "gate/model/stamp.h"
#include "gate/repo/head.h"
#include "gate/repo/repo.h"

/* Tracked files of the work tree, staged or not, that are not as in the revision. -1 after a diagnostic. */
int repo_states_of_work(
	struct repo *r, const struct revision *rev, struct file_states *out, struct diags *d);

/*
 * The same as a work tree is judged (head.h), in `tracked`; in `untracked` the files beside them that are
 * wanted and not ignored; and all of these in `changed`. -1 after a diagnostic.
 */
int repo_states_of_head(struct repo *r, const struct revision *rev, const struct head_request *want,
	struct file_states *tracked, struct file_states *untracked, struct changed_files *changed,
	struct diags *d);

/*
 * Files of the revision that are not as in `tree`. 1 if there are such figures, 0 if the repository does
 * not have that tree; -1 after a diagnostic.
 */
int repo_states_since(struct repo *r, struct str tree, const struct revision *rev,
	struct file_states *out, struct diags *d);

#endif
