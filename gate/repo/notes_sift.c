#include "gate/repo/notes_sift.h"

#include <string.h>

#include "gate/repo/notes_tree.h"
#include "gate/repo/objects.h"

static int sift_tree(
	const struct notes_sift *s, const git_oid *id, size_t digits, git_oid *out, size_t *left);

/* What becomes of one entry: 0 it stays, 1 it is `*to` now, 2 it goes, or a negative code. */
static int sift_note(const struct notes_sift *s, const git_oid *blob, git_oid *to)
{
	struct buf text = { 0 }, kept = { 0 };
	int result = notes_tip_blob(s->tip, blob, &text);

	if (result == 0)
		result = s->keep(s->user, buf_str(&text), &kept);
	if (result == 1) {
		result = 2;
		if (kept.n)
			result = object_blob(to, s->tip->git, buf_str(&kept)) < 0 ? -1 : 1;
	}
	buf_release(&kept);
	buf_release(&text);
	return result;
}

static int sift_entry(
	const struct notes_sift *s, const git_tree_entry *e, size_t digits, git_oid *to)
{
	const char *name = git_tree_entry_name(e);
	size_t n = strlen(name), left = 0;
	int changed;

	if (n > REPO_ID_HEX - digits || strspn(name, "0123456789abcdef") != n)
		return 0;
	digits += n;
	if (notes_tree_is(e, GIT_OBJECT_BLOB) && digits == REPO_ID_HEX)
		return sift_note(s, git_tree_entry_id(e), to);
	if (!notes_tree_is(e, GIT_OBJECT_TREE) || n != 2 || digits == REPO_ID_HEX)
		return 0;
	changed = sift_tree(s, git_tree_entry_id(e), digits, to, &left);
	return changed == 1 && !left ? 2 : changed;
}

static int apply(git_treebuilder *builder, const git_tree_entry *e, int what, const git_oid *to)
{
	git_filemode_t mode =
		notes_tree_is(e, GIT_OBJECT_TREE) ? GIT_FILEMODE_TREE : GIT_FILEMODE_BLOB;

	if (what == 2)
		return git_treebuilder_remove(builder, git_tree_entry_name(e));
	return git_treebuilder_insert(NULL, builder, git_tree_entry_name(e), to, mode);
}

static int sift_tree(
	const struct notes_sift *s, const git_oid *id, size_t digits, git_oid *out, size_t *left)
{
	git_treebuilder *builder = NULL;
	git_tree *tree = NULL;
	int what, changed = 0, code = git_tree_lookup(&tree, s->tip->git, id);

	if (code == 0)
		code = git_treebuilder_new(&builder, s->tip->git, tree);
	for (size_t i = 0; code == 0 && i < git_tree_entrycount(tree); i++) {
		const git_tree_entry *e = git_tree_entry_byindex(tree, i);
		git_oid to;

		what = sift_entry(s, e, digits, &to);
		if (what > 0) {
			code = apply(builder, e, what, &to);
			changed = 1;
		} else {
			code = what;
		}
	}
	if (code == 0 && changed) {
		*left = git_treebuilder_entrycount(builder);
		code = object_tree(out, builder);
	}
	git_treebuilder_free(builder);
	git_tree_free(tree);
	return code < 0 ? code : changed;
}

int notes_sift(const struct notes_sift *s, const git_oid *tree, git_oid *out)
{
	size_t left = 0;

	return sift_tree(s, tree, 0, out, &left);
}
