#include "gate/repo/trees.h"

static int add_path(void *user, struct str path, struct tree_entry old, struct tree_entry new)
{
	(void)old;
	/* A submodule: its files belong to another repository. */
	if (new.mode != GIT_FILEMODE_COMMIT)
		names_add(user, path);
	return 0;
}

int repo_paths(struct repo *r, const struct revision *rev, struct names *into, struct diags *d)
{
	return trees_compare(
		&(struct trees){ .repo = r, .new = rev, .visit = add_path, .user = into }, d);
}
