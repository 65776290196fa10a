#include "gate/repo/notes_compare.h"

#include <stdlib.h>
#include <string.h>

#include "gate/repo/notes_tree.h"

/* A folder of the tree, at the digits that lead to it. */
struct level {
	git_repository *git;
	struct note_id digits;
	size_t n;
	struct note_ids *into;
};

static int compare_level(const struct level *l, const git_tree *a, const git_tree *b);

static int open_tree(git_tree **out, git_repository *git, const git_tree_entry *e)
{
	*out = NULL;
	return notes_tree_is(e, GIT_OBJECT_TREE) ? git_tree_lookup(out, git, git_tree_entry_id(e))
						 : 0;
}

static int compare_folder(
	const struct level *l, const git_tree_entry *e, const git_tree_entry *other)
{
	git_tree *a = NULL, *b = NULL;
	int code = open_tree(&a, l->git, e);

	if (code == 0)
		code = open_tree(&b, l->git, other);
	if (code == 0)
		code = compare_level(l, a, b);
	git_tree_free(b);
	git_tree_free(a);
	return code;
}

static int compare_entry(
	const struct level *l, const git_tree_entry *e, const git_tree_entry *other)
{
	const char *name = git_tree_entry_name(e);
	size_t n = strlen(name);
	struct level below = *l;

	if (n > REPO_ID_HEX - l->n || strspn(name, "0123456789abcdef") != n)
		return 0; /* no note: git keeps such files, too */
	memcpy(below.digits.hex + l->n, name, n + 1);
	below.n += n;
	if (notes_tree_is(e, GIT_OBJECT_TREE) && n == 2 && below.n < REPO_ID_HEX)
		return compare_folder(&below, e, other);
	if (notes_tree_is(e, GIT_OBJECT_BLOB) && below.n == REPO_ID_HEX)
		*ARENA_PUSH(l->into->arena, l->into->v, l->into->n, l->into->cap) = below.digits;
	return 0;
}

/* Adds what `a` has and `b` has not, or otherwise. */
static int compare_level(const struct level *l, const git_tree *a, const git_tree *b)
{
	size_t n = a ? git_tree_entrycount(a) : 0;
	int code = 0;

	for (size_t i = 0; i < n && code == 0; i++) {
		const git_tree_entry *e = git_tree_entry_byindex(a, i);
		const git_tree_entry *other =
			b ? git_tree_entry_byname(b, git_tree_entry_name(e)) : NULL;

		if (!other || !git_oid_equal(git_tree_entry_id(e), git_tree_entry_id(other)))
			code = compare_entry(l, e, other);
	}
	return code;
}

static int id_order(const void *a, const void *b)
{
	const struct note_id *x = a, *y = b;

	return strcmp(x->hex, y->hex);
}

int notes_compare(git_repository *git, const git_tree *a, const git_tree *b, struct note_ids *into)
{
	struct level top = { .git = git, .into = into };
	size_t kept = 0;
	int code = compare_level(&top, a, b);

	if (code == 0)
		code = compare_level(&top, b, a);
	if (into->n)
		qsort(into->v, into->n, sizeof(*into->v), id_order);
	for (size_t i = 0; i < into->n; i++) {
		if (!kept || id_order(&into->v[kept - 1], &into->v[i]))
			into->v[kept++] = into->v[i];
	}
	into->n = kept;
	return code;
}
