#include "gate/model/diagnostics.h"
#include "gate/repo/git.h"

struct lookup {
	struct repo *repo;
	struct str folder;
	struct diags *diags;
};

/* Never "not there": in a clone without all trees that would hide what is. */
static git_tree *open_tree(const struct lookup *l, const git_oid *id)
{
	git_tree *tree = NULL;
	char hex[REPO_ID_HEX + 1];

	if (git_tree_lookup(&tree, l->repo->git, id) == 0)
		return tree;
	git_oid_tostr(hex, sizeof(hex), id);
	diag_at(l->diags, DIAG(REPO_OBJECT), (struct place){ .file = l->folder },
		"tree %s cannot be read: %s; is it missing in a partial clone?", hex, repo_why());
	return NULL;
}

/* The folder below a tree that it takes the place of. 1, 0 if there is none, -1 after a diagnostic. */
static int enter(const struct lookup *l, git_tree **tree, const char *name)
{
	const git_tree_entry *entry = git_tree_entry_byname(*tree, name);
	git_tree *below;

	if (!entry || git_tree_entry_type(entry) != GIT_OBJECT_TREE)
		return 0;
	below = open_tree(l, git_tree_entry_id(entry));
	if (!below)
		return -1;
	git_tree_free(*tree);
	*tree = below;
	return 1;
}

static void list(const git_tree *tree, struct str folder, struct names *into)
{
	for (size_t i = 0; i < git_tree_entrycount(tree); i++) {
		const git_tree_entry *entry = git_tree_entry_byindex(tree, i);

		if (git_tree_entry_type(entry) == GIT_OBJECT_BLOB)
			names_add(into,
				arena_printf(into->arena, STR_FMT "%s%s", STR_ARG(folder),
					folder.n ? "/" : "", git_tree_entry_name(entry)));
	}
}

int repo_folder(struct repo *r, const struct revision *rev, struct str folder, struct names *into,
	struct diags *d)
{
	struct lookup l = { r, folder, d };
	struct str rest = folder;
	git_tree *tree = NULL;
	git_oid id;
	int result = 1;

	if (repo_id_parse(&id, rev->tree) < 0)
		return diag_at(d, DIAG(REPO_OBJECT), (struct place){ .file = folder },
			"commit %s has no tree", rev->commit);
	tree = open_tree(&l, &id);
	if (!tree)
		return -1;
	while (rest.n && result == 1)
		result = enter(&l, &tree, arena_str(into->arena, str_cut(&rest, '/')).p);
	if (result == 1)
		list(tree, folder, into);
	git_tree_free(tree);
	return result;
}
