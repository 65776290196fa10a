#include "gate/repo/trees.h"

void tree_paths_add(const struct tree_paths *into, struct str path, unsigned mode)
{
	if (mode != GIT_FILEMODE_COMMIT)
		names_add(into->files, path);
	else if (into->submodules)
		names_add(into->submodules, path);
}

static int add_path(void *user, struct str path, struct tree_entry old, struct tree_entry new)
{
	const struct tree_paths *const *into = user;

	(void)old;
	tree_paths_add(*into, path, new.mode);
	return 0;
}

int repo_paths(
	struct repo *r, const struct revision *rev, const struct tree_paths *into, struct diags *d)
{
	return trees_compare(
		&(struct trees){ .repo = r, .new = rev, .visit = add_path, .user = &into }, d);
}

struct taker {
	void (*take)(void *user, const struct repo_entry *e);
	void *user;
};

static int take_entry(void *user, struct str path, struct tree_entry old, struct tree_entry new)
{
	const struct taker *t = user;
	char hex[REPO_ID_HEX + 1];

	(void)old;
	git_oid_tostr(hex, sizeof(hex), new.id);
	t->take(t->user, &(struct repo_entry){ path, str_of(hex), (unsigned)new.mode });
	return 0;
}

int repo_entries(struct repo *r, const struct revision *rev,
	void (*take)(void *user, const struct repo_entry *e), void *user, struct diags *d)
{
	struct taker t = { take, user };

	return trees_compare(
		&(struct trees){ .repo = r, .new = rev, .visit = take_entry, .user = &t }, d);
}
