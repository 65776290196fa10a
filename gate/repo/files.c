#include "gate/model/diagnostics.h"
#include "gate/repo/git.h"

struct reading {
	git_repository *git;
	git_odb *odb;
	git_tree *tree;
	size_t most;
	void (*take)(void *user, const struct repo_file *file);
	void *user;
	struct diags *diags;
};

static int no_file(const struct reading *r, struct str path, const git_oid *id)
{
	char hex[REPO_ID_HEX + 1];

	git_oid_tostr(hex, sizeof(hex), id);
	return diag_at(r->diags, DIAG(REPO_OBJECT), (struct place){ .file = path },
		"blob %s cannot be read: %s; is it missing in a partial clone?", hex, repo_why());
}

static int read_blob(const struct reading *r, struct str path, const git_oid *id)
{
	struct repo_file file = { .path = path };
	git_blob *blob = NULL;
	git_object_t type;
	size_t bytes;

	if (git_odb_read_header(&bytes, &type, r->odb, id) < 0)
		return no_file(r, path, id);
	file.bytes = bytes;
	file.too_large = bytes > r->most;
	if (!file.too_large) {
		if (git_blob_lookup(&blob, r->git, id) < 0)
			return no_file(r, path, id);
		file.text = (struct str){ git_blob_rawcontent(blob), bytes };
	}
	r->take(r->user, &file);
	git_blob_free(blob);
	return 0;
}

static int read_path(const struct reading *r, struct str path)
{
	git_tree_entry *entry = NULL;
	int result = 0;

	if (git_tree_entry_bypath(&entry, r->tree, path.p) < 0)
		return 0;
	if (git_tree_entry_type(entry) == GIT_OBJECT_BLOB)
		result = read_blob(r, path, git_tree_entry_id(entry));
	git_tree_entry_free(entry);
	return result;
}

int repo_read(struct repo *repo, const struct revision *rev, const struct names *paths, size_t most,
	void (*take)(void *user, const struct repo_file *file), void *user, struct diags *d)
{
	struct reading r = {
		.git = repo->git, .most = most, .take = take, .user = user, .diags = d
	};
	git_oid id;
	int result = 0;

	if (repo_id_parse(&id, rev->tree) < 0 || git_repository_odb(&r.odb, r.git) < 0 ||
		git_tree_lookup(&r.tree, r.git, &id) < 0)
		result = diag_at(d, DIAG(REPO_OBJECT), (struct place){ 0 },
			"the tree of commit %s cannot be read: %s", rev->commit, repo_why());
	/* As git itself, which checks what it reads only when asked to: half of the time went there. */
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	for (size_t i = 0; i < paths->n && result == 0; i++)
		result = read_path(&r, paths->v[i]);
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1);
	git_tree_free(r.tree);
	git_odb_free(r.odb);
	return result;
}

bool repo_path_id(
	struct repo *repo, const struct revision *rev, struct str path, char hex[REPO_ID_HEX + 1])
{
	git_tree_entry *entry = NULL;
	git_tree *tree = NULL;
	git_oid id;
	bool found = repo_id_parse(&id, rev->tree) == 0 &&
		git_tree_lookup(&tree, repo->git, &id) == 0 &&
		git_tree_entry_bypath(&entry, tree, path.p) == 0;

	if (found)
		git_oid_tostr(hex, REPO_ID_HEX + 1, git_tree_entry_id(entry));
	git_tree_entry_free(entry);
	git_tree_free(tree);
	return found;
}
