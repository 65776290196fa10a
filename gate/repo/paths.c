#include "gate/base/buf.h"
#include "gate/model/diagnostics.h"
#include "gate/repo/git.h"

/*
 * A few hundred bytes of trees that name each other many times are a billion paths, so what counts
 * is how often an entry is met.
 */
enum { FOLDERS_DEEP_MAX = 128, ENTRIES_MAX = 1000000, PATH_BYTES_MAX = 4096 };
#define TREE_BYTES_MAX ((size_t)64 << 20)
#define PATHS_BYTES_MAX ((size_t)256 << 20) /* of all paths together */

struct walk {
	git_repository *git;
	git_odb *odb;
	const struct revision *rev;
	struct names *into;
	struct diags *diags;
	struct buf path; /* of the folder; with the name while an entry is looked at */
	size_t entries, bytes;
};

static int complain(struct walk *w, const char *what)
{
	return diag_at(w->diags, DIAG(REPO_OBJECT), (struct place){ .file = buf_str(&w->path) },
		"the tree of commit %s %s", w->rev->commit, what);
}

static int no_tree(struct walk *w, const git_oid *id, int code)
{
	char hex[REPO_ID_HEX + 1];

	git_oid_tostr(hex, sizeof(hex), id);
	if (code != GIT_ENOTFOUND)
		return diag_at(w->diags, DIAG(REPO_OBJECT),
			(struct place){ .file = buf_str(&w->path) }, "tree %s cannot be read: %s",
			hex, repo_why());
	return diag_at(w->diags, DIAG(REPO_OBJECT), (struct place){ .file = buf_str(&w->path) },
		"tree %s is not in this clone: `git ls-tree -r %s` fetches it into a partial one",
		hex, w->rev->commit);
}

static git_tree *open_tree(struct walk *w, const git_oid *id)
{
	git_tree *tree = NULL;
	git_object_t type;
	size_t bytes = 0;
	int code = git_odb_read_header(&bytes, &type, w->odb, id);

	if (code == 0 && bytes > TREE_BYTES_MAX) {
		complain(w, "has a folder of more than 64 MiB");
		return NULL;
	}
	if (code == 0)
		code = git_tree_lookup(&tree, w->git, id);
	if (code < 0)
		no_tree(w, id, code);
	return tree;
}

static int walk_folder(struct walk *w, const git_oid *id, unsigned deep);

static int walk_entry(struct walk *w, const git_tree_entry *e, unsigned deep)
{
	buf_puts(&w->path, git_tree_entry_name(e));
	if (++w->entries > ENTRIES_MAX)
		return complain(w, "has more than 1,000,000 entries");
	if (w->path.n > PATH_BYTES_MAX)
		return complain(w, "has a path of more than 4,096 bytes");
	w->bytes += w->path.n;
	if (w->bytes > PATHS_BYTES_MAX)
		return complain(w, "has paths of more than 256 MiB together");
	switch (git_tree_entry_type(e)) {
	case GIT_OBJECT_TREE:
		buf_byte(&w->path, '/');
		return walk_folder(w, git_tree_entry_id(e), deep + 1);
	case GIT_OBJECT_BLOB:
		names_add(w->into, buf_str(&w->path));
		return 0;
	default: /* a submodule: its files belong to another repository */
		return 0;
	}
}

static int walk_folder(struct walk *w, const git_oid *id, unsigned deep)
{
	git_tree *tree;
	size_t n, before = w->path.n;
	int result = 0;

	if (deep > FOLDERS_DEEP_MAX)
		return complain(w, "has folders more than 128 deep");
	tree = open_tree(w, id);
	if (!tree)
		return -1;
	n = git_tree_entrycount(tree);
	for (size_t i = 0; i < n && result == 0; i++) {
		result = walk_entry(w, git_tree_entry_byindex(tree, i), deep);
		buf_truncate(&w->path, before);
	}
	git_tree_free(tree);
	return result;
}

int repo_paths(struct repo *r, const struct revision *rev, struct names *into, struct diags *d)
{
	struct walk w = { .git = r->git, .rev = rev, .into = into, .diags = d };
	git_oid id;
	int result;

	if (repo_id_parse(&id, rev->tree) < 0)
		return complain(&w, "has no id");
	if (git_repository_odb(&w.odb, r->git) < 0)
		return no_tree(&w, &id, -1);
	result = walk_folder(&w, &id, 0);
	git_odb_free(w.odb);
	buf_release(&w.path);
	return result;
}
