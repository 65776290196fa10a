#include "gate/repo/notes_tree.h"

#include <string.h>

#include "gate/repo/objects.h"

struct folder_name {
	char text[3];
};

static struct folder_name folder_of(const char *rest)
{
	return (struct folder_name){ { rest[0], rest[1], '\0' } };
}

bool notes_tree_is(const git_tree_entry *e, git_object_t type)
{
	return e && git_tree_entry_type(e) == type;
}

static void add_once(struct notes_found *found, const git_oid *blob)
{
	for (unsigned i = 0; i < found->n; i++) {
		if (git_oid_equal(&found->blobs[i], blob))
			return;
	}
	if (found->n < NOTES_DEPTHS)
		found->blobs[found->n++] = *blob;
}

/*
 * git_note_read() follows a folder where there is one and then misses the flat note beside it, which
 * git itself would show: every depth is looked at.
 */
int notes_tree_find(
	git_repository *git, const git_tree *root, const char *id, struct notes_found *found)
{
	const git_tree_entry *e = git_tree_entry_byname(root, id);
	git_tree *folder = NULL;
	int code;

	if (notes_tree_is(e, GIT_OBJECT_BLOB))
		add_once(found, git_tree_entry_id(e));
	if (strlen(id) <= 2)
		return 0;
	e = git_tree_entry_byname(root, folder_of(id).text);
	if (!notes_tree_is(e, GIT_OBJECT_TREE))
		return 0;
	code = git_tree_lookup(&folder, git, git_tree_entry_id(e));
	if (code == 0)
		code = notes_tree_find(git, folder, id + 2, found);
	git_tree_free(folder);
	return code;
}

/* A builder of the folder that `rest` starts with; of an empty one if there is none. */
static int open_folder(
	git_treebuilder **out, git_repository *git, git_treebuilder *in, const char *rest)
{
	const git_tree_entry *e = git_treebuilder_get(in, folder_of(rest).text);
	git_tree *tree = NULL;
	int code;

	if (!notes_tree_is(e, GIT_OBJECT_TREE))
		return git_treebuilder_new(out, git, NULL);
	code = git_tree_lookup(&tree, git, git_tree_entry_id(e));
	if (code == 0)
		code = git_treebuilder_new(out, git, tree);
	git_tree_free(tree);
	return code;
}

static int close_folder(git_treebuilder *folder, git_treebuilder *in, const char *rest)
{
	git_oid id;
	int code;

	if (git_treebuilder_entrycount(folder) == 0)
		return git_treebuilder_remove(in, folder_of(rest).text);
	code = object_tree(&id, folder);
	if (code < 0)
		return code;
	return git_treebuilder_insert(NULL, in, folder_of(rest).text, &id, GIT_FILEMODE_TREE);
}

/* Takes the note out of the folders below `in`: 1 if it was there, 0 if not. */
static int take_out(git_repository *git, git_treebuilder *in, const char *rest)
{
	git_treebuilder *folder = NULL;
	int code, taken = 0;

	if (strlen(rest) <= 2 ||
		!notes_tree_is(git_treebuilder_get(in, folder_of(rest).text), GIT_OBJECT_TREE))
		return 0;
	code = open_folder(&folder, git, in, rest);
	if (code < 0)
		return code;
	if (notes_tree_is(git_treebuilder_get(folder, rest + 2), GIT_OBJECT_BLOB)) {
		code = git_treebuilder_remove(folder, rest + 2);
		taken = 1;
	}
	if (code == 0)
		code = take_out(git, folder, rest + 2);
	if (code > 0)
		taken = 1;
	if (code >= 0)
		code = taken ? close_folder(folder, in, rest) : 0;
	git_treebuilder_free(folder);
	return code < 0 ? code : taken;
}

int notes_tree_put(
	git_repository *git, git_treebuilder *root, const struct notes_put *puts, size_t n)
{
	git_treebuilder *folder = NULL;
	int code = 0;

	for (size_t i = 0; i < n && code >= 0; i++) {
		const char *id = puts[i].id;

		if (git_treebuilder_get(root, id))
			code = git_treebuilder_remove(root, id);
		if (code == 0 && !folder)
			code = open_folder(&folder, git, root, id);
		if (code == 0)
			code = take_out(git, folder, id + 2);
		if (code >= 0)
			code = git_treebuilder_insert(
				NULL, folder, id + 2, &puts[i].blob, GIT_FILEMODE_BLOB);
		if (code < 0 || (i + 1 < n && !strncmp(id, puts[i + 1].id, 2)))
			continue;
		code = close_folder(folder, root, id);
		git_treebuilder_free(folder);
		folder = NULL;
	}
	git_treebuilder_free(folder);
	return code;
}
