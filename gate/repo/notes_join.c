#include "gate/repo/notes_join.h"

#include <inttypes.h>

#include "gate/model/diagnostics.h"
#include "gate/repo/notes.h"
#include "gate/repo/notes_compare.h"
#include "gate/repo/notes_sift.h"
#include "gate/repo/notes_swap.h"
#include "gate/repo/notes_tree.h"
#include "gate/repo/objects.h"

struct join {
	struct notes_swap swap;
	const struct notes_sync *how;
	const git_oid *onto;
	struct notes_tip here, there;
	uint64_t cutoff, cutoff_there;
	struct arena *arena;
	struct notes_put *puts; /* what shall be there */
	size_t put_count, put_cap;
	struct notes_joined *out;
};

/* A code of libgit2, or -1 after a diagnostic. */
static int failed(const struct join *j)
{
	return j->swap.diags->count[DIAG_ERROR]
		? -1
		: notes_swap_failed(&j->swap, "the records cannot be joined");
}

static int check_size(const struct join *j, const char *id, const struct buf *text)
{
	if (text->n <= NOTES_BYTES_MAX)
		return 0;
	return diag_at(j->swap.diags, DIAG(RECORD_WRITE), (struct place){ .file = STR(NOTES_REF) },
		"the note on %s would have %zu bytes with the records of both sides, over the limit "
		"of %zu: git notes --ref=areagate edit %s takes some out",
		id, text->n, NOTES_BYTES_MAX, id);
}

static int join_note(struct join *j, const char *id)
{
	struct buf here = { 0 }, there = { 0 }, text = { 0 };
	struct notes_put put = { .id = id };
	int result = -1;

	if (notes_tip_text(&j->here, id, &here) < 0 || notes_tip_text(&j->there, id, &there) < 0)
		goto out;
	result = j->how->join(j->how->user, buf_str(&here), buf_str(&there), j->cutoff, &text);
	if (result != 1)
		goto out;
	result = check_size(j, id, &text);
	if (result == 0 && object_blob(&put.blob, j->swap.repo->git, buf_str(&text)) < 0)
		result = failed(j);
	if (result == 0)
		*ARENA_PUSH(j->arena, j->puts, j->put_count, j->put_cap) = put;
out:
	buf_release(&text);
	buf_release(&there);
	buf_release(&here);
	return result;
}

static int put_cutoff(const struct join *j, git_treebuilder *root, uint64_t seconds)
{
	struct buf text = { 0 };
	git_oid blob;
	int code;

	buf_printf(&text, "%" PRIu64 "\n", seconds);
	code = object_blob(&blob, j->swap.repo->git, buf_str(&text));
	if (code == 0)
		code = git_treebuilder_insert(NULL, root, NOTES_CUTOFF, &blob, GIT_FILEMODE_BLOB);
	buf_release(&text);
	return code;
}

/* The tree of what is there with what is to be added. */
static int write_tree(const struct join *j, uint64_t cutoff, const git_tree *onto, git_oid *out)
{
	git_treebuilder *root = NULL;
	int code = git_treebuilder_new(&root, j->swap.repo->git, onto);

	if (code == 0)
		code = notes_tree_put(j->swap.repo->git, root, j->puts, j->put_count);
	if (code == 0 && cutoff > j->cutoff_there)
		code = put_cutoff(j, root, cutoff);
	if (code == 0)
		code = object_tree(out, root);
	git_treebuilder_free(root);
	return code < 0 ? failed(j) : 0;
}

static int keep(void *user, struct str text, struct buf *out)
{
	const struct join *j = user;

	return j->how->drop(j->how->user, text, j->how->cutoff, out);
}

/* Drops what is too old from the tree. 1, 0 if nothing is, or -1. */
static int drop(struct join *j, git_oid *tree_id)
{
	struct notes_sift sift = { .tip = &j->there, .keep = keep, .user = j };
	git_tree *tree = NULL;
	git_oid rest;
	int code;

	if (!j->how->cutoff)
		return 0;
	code = notes_sift(&sift, tree_id, &rest);
	if (code == 0)
		return 0;
	if (code < 0 || git_tree_lookup(&tree, j->swap.repo->git, &rest) < 0)
		return failed(j);
	j->put_count = 0; /* they are in it */
	code = write_tree(j, j->how->cutoff, tree, tree_id);
	git_tree_free(tree);
	return code < 0 ? -1 : 1;
}

/* The tree of all that is kept, and whether something had to go for it. */
static int make_tree(struct join *j, git_oid *tree)
{
	struct note_ids ids = { .arena = j->arena };
	uint64_t cutoff_here;
	int result = 0;

	if (notes_tip_cutoff(&j->here, &cutoff_here) < 0 ||
		notes_tip_cutoff(&j->there, &j->cutoff_there) < 0)
		return -1;
	j->cutoff = j->cutoff_there > cutoff_here ? j->cutoff_there : cutoff_here;
	if (j->how->cutoff > j->cutoff)
		j->cutoff = j->how->cutoff;
	if (notes_compare(j->swap.repo->git, j->here.tree, j->there.tree, &ids) < 0)
		return failed(j);
	j->how->restart(j->how->user);
	j->put_count = 0;
	for (size_t i = 0; i < ids.n && result == 0; i++)
		result = join_note(j, ids.v[i].hex);
	if (result < 0 || write_tree(j, cutoff_here, j->there.tree, tree) < 0)
		return -1;
	return drop(j, tree);
}

/* The commit: the fetched one, if there is nothing that it has not. */
static int make_commit(struct join *j)
{
	git_oid tree;
	int dropped = make_tree(j, &tree);
	bool same = j->there.tree && git_oid_equal(git_tree_id(j->there.tree), &tree);

	if (dropped < 0)
		return -1;
	j->out->orphan = dropped > 0;
	if (!dropped && same) {
		j->out->tip = *j->onto;
		return 0;
	}
	/*
	 * What lies on nothing that was fetched has no parent, even where our own tip would do: its
	 * history may end in this clone, and a remote refuses a history that does.
	 */
	return notes_swap_commit(&j->swap, dropped ? NULL : j->there.commit, &tree, &j->out->tip);
}

static int attempt(void *user)
{
	struct join *j = user;
	struct notes_swap *s = &j->swap;
	int result = -1;

	if (notes_tip_open(&j->here, s->repo, s->diags, DIAG(RECORD_WRITE)) < 0)
		return -1;
	if (notes_tip_open_at(&j->there, s->repo, j->onto, s->diags, DIAG(RECORD_WRITE)) < 0)
		goto out;
	j->out->any = j->here.commit || j->there.commit;
	if (!j->out->any)
		result = 1;
	else if (make_commit(j) == 0)
		result =
			j->here.commit && git_oid_equal(git_commit_id(j->here.commit), &j->out->tip)
			? 1
			: notes_swap_move(s, &j->here, &j->out->tip);
	notes_tip_close(&j->there);
out:
	notes_tip_close(&j->here);
	return result;
}

int notes_join(struct repo *r, const struct notes_sync *how, const git_oid *onto,
	struct notes_joined *out, struct diags *d)
{
	struct arena arena = { 0 };
	struct join j = { .how = how, .onto = onto, .arena = &arena, .out = out };
	int result;

	*out = (struct notes_joined){ .any = false };
	j.swap = (struct notes_swap){ .repo = r,
		.message = how->cutoff ? "areagate: drop old records" : "areagate: join records",
		.time = how->time,
		.diags = d };
	result = notes_swap_run(&j.swap, attempt, &j);
	arena_release(&arena);
	return result;
}
