#include "gate/repo/states.h"

#include <string.h>

#include "gate/model/diagnostics.h"
#include "gate/repo/trees.h"

static void add(struct file_states *out, struct str path, const git_oid *id)
{
	char hex[REPO_ID_HEX + 1] = "";

	if (id)
		git_oid_tostr(hex, sizeof(hex), id);
	file_states_add(out, path, str_of(hex));
}

static int add_delta(struct repo *r, const git_diff_delta *delta, struct file_states *out)
{
	git_oid id = delta->new_file.id;

	if (delta->status == GIT_DELTA_DELETED) {
		add(out, str_of(delta->old_file.path), NULL);
		return 0;
	}
	/* By the rules of .gitattributes, as git would commit it. */
	if (!(delta->new_file.flags & GIT_DIFF_FLAG_VALID_ID) &&
		git_repository_hashfile(&id, r->git, delta->new_file.path, GIT_OBJECT_BLOB, NULL) <
			0)
		return -1;
	add(out, str_of(delta->new_file.path), &id);
	return 0;
}

int repo_states_of_work(
	struct repo *r, const struct revision *rev, struct file_states *out, struct diags *d)
{
	git_diff_options options = GIT_DIFF_OPTIONS_INIT;
	git_tree *tree = NULL;
	git_diff *diff = NULL;
	git_oid id;
	int result = 0;

	options.flags = GIT_DIFF_IGNORE_SUBMODULES;
	if (repo_id_parse(&id, rev->tree) < 0 || git_tree_lookup(&tree, r->git, &id) < 0 ||
		git_diff_tree_to_workdir_with_index(&diff, r->git, tree, &options) < 0)
		result = -1;
	for (size_t i = 0; result == 0 && i < git_diff_num_deltas(diff); i++)
		result = add_delta(r, git_diff_get_delta(diff, i), out);
	if (result < 0)
		diag_at(d, DIAG(REPO_OBJECT), (struct place){ 0 },
			"the work tree cannot be compared with its commit: %s", repo_why());
	git_diff_free(diff);
	git_tree_free(tree);
	return result;
}

static int add_entry(void *user, struct str path, struct tree_entry old, struct tree_entry new)
{
	(void)old;
	add(user, path, new.id);
	return 0;
}

static bool wants_none(void *user, struct str path)
{
	(void)user;
	(void)path;
	return false;
}

/* What differs between two states of the head, of which `to` is built first. */
static int add_step(struct repo *r, const struct revision *from, struct revision *to,
	const struct head_request *want, struct file_states *out, struct changed_files *changed,
	struct diags *d)
{
	struct names files = { .arena = out->paths.arena };
	struct trees both = { .repo = r, .old = from, .new = to, .visit = add_entry, .user = out };

	changed->n = 0;
	if (repo_head(r, to, want, &(struct tree_paths){ &files, NULL }, changed, d) < 0)
		return -1;
	return trees_compare(&both, d);
}

int repo_states_of_head(struct repo *r, const struct revision *rev, const struct head_request *want,
	struct file_states *tracked, struct file_states *untracked, struct changed_files *changed,
	struct diags *d)
{
	struct head_request alone = *want;
	struct revision first = *rev, second = *rev;

	alone.wants = wants_none;
	if (add_step(r, rev, &first, &alone, tracked, changed, d) < 0)
		return -1;
	return add_step(r, &first, &second, want, untracked, changed, d);
}

static bool has_tree(struct repo *r, const char *hex)
{
	git_tree *tree = NULL;
	git_oid id;
	bool found = repo_id_parse(&id, hex) == 0 && git_tree_lookup(&tree, r->git, &id) == 0;

	git_tree_free(tree);
	return found;
}

int repo_states_since(struct repo *r, struct str tree, const struct revision *rev,
	struct file_states *out, struct diags *d)
{
	struct revision old = { 0 };
	struct trees both = { .repo = r, .old = &old, .new = rev, .visit = add_entry, .user = out };

	if (tree.n != REPO_ID_HEX)
		return 0;
	memcpy(old.tree, tree.p, REPO_ID_HEX);
	if (!has_tree(r, old.tree))
		return 0;
	return trees_compare(&both, d) < 0 ? -1 : 1;
}
