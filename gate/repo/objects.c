#include "gate/repo/objects.h"

#include <errno.h>
#include <string.h>

enum { TRIES_MAX = 20 };

/* Did an object's folder go? The code alone does not tell: it is that of any failure. */
static bool again(int code, unsigned *tries)
{
	const git_error *e = code < 0 ? git_error_last() : NULL;

	return e && e->klass == GIT_ERROR_OS && e->message &&
		str_has(str_of(e->message), str_of(strerror(ENOENT))) && ++*tries < TRIES_MAX;
}

int object_blob(git_oid *out, git_repository *git, struct str text)
{
	unsigned tries = 0;
	int code;

	do
		code = git_blob_create_from_buffer(out, git, text.p ? text.p : "", text.n);
	while (again(code, &tries));
	return code;
}

int object_tree(git_oid *out, git_treebuilder *builder)
{
	unsigned tries = 0;
	int code;

	do
		code = git_treebuilder_write(out, builder);
	while (again(code, &tries));
	return code;
}

int object_commit(git_oid *out, const git_signature *who, const char *message, const git_tree *tree,
	const git_commit *parent)
{
	const git_commit *parents[] = { parent };
	unsigned tries = 0;
	int code;

	do
		code = git_commit_create(out, git_tree_owner(tree), NULL, who, who, NULL, message,
			tree, parent ? 1 : 0, parents);
	while (again(code, &tries));
	return code;
}
