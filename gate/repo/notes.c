#include "gate/repo/notes.h"

#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"
#include "gate/model/diagnostics.h"
#include "gate/repo/notes_swap.h"
#include "gate/repo/notes_tree.h"
#include "gate/repo/objects.h"

struct note {
	char id[REPO_ID_HEX + 1];
	struct buf text; /* what shall be there */
};

struct writer {
	struct notes_swap swap;
	const struct notes_change *change;
	struct note *notes; /* of all ids of the change */
	struct diags *diags;
};

static struct place ref_place(void)
{
	return (struct place){ .file = STR(NOTES_REF) };
}

/* The id as the tree has it. */
static int object_id(
	char out[REPO_ID_HEX + 1], const char *id, struct diags *d, const struct diag_kind *bad)
{
	git_oid oid;

	if (repo_id_parse(&oid, id) < 0)
		return diag_at(d, bad, ref_place(), "'%s' is not the id of an object", id);
	git_oid_tostr(out, REPO_ID_HEX + 1, &oid);
	return 0;
}

struct notes {
	struct notes_tip tip;
	struct buf text; /* of the latest note */
};

static int open_tip(struct notes_tip *tip, struct repo *r, const char *at, struct diags *d)
{
	git_oid id;

	if (!at)
		return notes_tip_open(tip, r, d, DIAG(REPO_OBJECT));
	if (repo_id_parse(&id, at) < 0)
		return diag_at(
			d, DIAG(REPO_OBJECT), ref_place(), "'%s' is not the id of an object", at);
	return notes_tip_open_at(tip, r, git_oid_is_zero(&id) ? NULL : &id, d, DIAG(REPO_OBJECT));
}

int notes_open(struct notes **out, struct repo *r, const char *at, struct diags *d)
{
	struct notes *n = memory_get(sizeof(*n));

	*n = (struct notes){ 0 };
	*out = n;
	if (open_tip(&n->tip, r, at, d) == 0)
		return 0;
	free(n);
	*out = NULL;
	return -1;
}

void notes_close(struct notes *n)
{
	if (!n)
		return;
	notes_tip_close(&n->tip);
	buf_release(&n->text);
	free(n);
}

int notes_text(struct notes *n, const char *id, struct arena *a, struct str *text, struct diags *d)
{
	char hex[REPO_ID_HEX + 1];
	int result;

	*text = STR("");
	if (object_id(hex, id, d, DIAG(REPO_OBJECT)) < 0)
		return -1;
	buf_truncate(&n->text, 0);
	result = notes_tip_text(&n->tip, hex, &n->text);
	if (result > 0)
		*text = arena_str(a, buf_str(&n->text));
	return result;
}

int notes_read(struct repo *r, const char *id, struct arena *a, struct str *text, struct diags *d)
{
	struct notes *n;
	int result;

	*text = STR("");
	if (notes_open(&n, r, NULL, d) < 0)
		return -1;
	result = notes_text(n, id, a, text, d);
	notes_close(n);
	return result;
}

static int check_text(struct writer *w, const struct note *note)
{
	struct str text = buf_str(&note->text);

	if (text.n > NOTES_BYTES_MAX)
		return diag_at(w->diags, DIAG(RECORD_WRITE), ref_place(),
			"the note on %s would have %zu bytes, over the limit of %zu: record less in it",
			note->id, text.n, NOTES_BYTES_MAX);
	if (str_index(text, '\0') < text.n)
		return diag_at(w->diags, DIAG(RECORD_WRITE), ref_place(),
			"the note on %s would have a NUL byte, where every tool would cut it",
			note->id);
	return 0;
}

/* Puts what the object shall have into the tree. 1, 0 if it has that already, or -1. */
static int merge_one(
	struct writer *w, const struct notes_tip *t, git_treebuilder *root, struct note *note)
{
	const struct notes_change *c = w->change;
	struct buf there = { 0 };
	struct notes_put put = { .id = note->id };
	int result = -1;

	buf_truncate(&note->text, 0);
	if (notes_tip_text(t, note->id, &there) < 0 ||
		c->merge(c->user, note->id, buf_str(&there), &note->text, w->diags) < 0 ||
		check_text(w, note) < 0)
		goto out;
	result = !str_eq(buf_str(&there), buf_str(&note->text));
	if (result == 0)
		goto out;
	if (object_blob(&put.blob, t->git, buf_str(&note->text)) < 0 ||
		notes_tree_put(t->git, root, &put, 1) < 0)
		result = notes_swap_failed(&w->swap, "a note cannot be written");
out:
	buf_release(&there);
	return result;
}

/* The tree with all notes of the change. 1, 0 if that is the tree there is, or -1. */
static int merge_all(struct writer *w, const struct notes_tip *t, git_oid *tree)
{
	git_treebuilder *root = NULL;
	int result = 0;

	if (git_treebuilder_new(&root, t->git, t->tree) < 0)
		return notes_swap_failed(&w->swap, "the records cannot be read");
	for (size_t i = 0; i < w->change->id_count && result >= 0; i++) {
		int one = merge_one(w, t, root, &w->notes[i]);

		result = one < 0 ? -1 : result | one;
	}
	if (result > 0 && object_tree(tree, root) < 0)
		result = notes_swap_failed(&w->swap, "the records cannot be written");
	git_treebuilder_free(root);
	return result;
}

/*
 * `git notes` and other programs set the ref without looking: what was written may be gone again.
 * 1 if it is there, 0 if not, or -1.
 */
static int read_back(struct writer *w)
{
	struct buf there = { 0 };
	struct notes_tip t;
	int result = 1;

	if (notes_tip_open(&t, w->swap.repo, w->diags, DIAG(RECORD_WRITE)) < 0)
		return -1;
	for (size_t i = 0; i < w->change->id_count && result == 1; i++) {
		buf_truncate(&there, 0);
		result = notes_tip_text(&t, w->notes[i].id, &there);
		if (result == 1)
			result = str_eq(buf_str(&there), buf_str(&w->notes[i].text));
	}
	buf_release(&there);
	notes_tip_close(&t);
	return result;
}

/* 1 when the notes are there, 0 to try again, -1 after a diagnostic. */
static int attempt(void *user)
{
	struct writer *w = user;
	git_oid tree, commit;
	struct notes_tip t;
	int changed, result = 1;

	if (notes_tip_open(&t, w->swap.repo, w->diags, DIAG(RECORD_WRITE)) < 0)
		return -1;
	changed = merge_all(w, &t, &tree);
	if (changed < 0 || (changed && notes_swap_commit(&w->swap, t.commit, &tree, &commit) < 0))
		result = -1;
	else if (changed)
		result = notes_swap_move(&w->swap, &t, &commit);
	notes_tip_close(&t);
	return changed && result == 1 ? read_back(w) : result;
}

int notes_write(struct repo *r, const struct notes_change *change, struct diags *d)
{
	struct writer w = { .change = change, .diags = d };
	int result = 0;

	w.swap = (struct notes_swap){ .repo = r,
		.message = change->message,
		.time = change->time,
		.try_s = change->try_s,
		.stale_s = change->stale_s,
		.diags = d };
	w.notes = memory_get((change->id_count + 1) * sizeof(*w.notes));
	memset(w.notes, 0, (change->id_count + 1) * sizeof(*w.notes));
	for (size_t i = 0; i < change->id_count && result == 0; i++)
		result = object_id(w.notes[i].id, change->ids[i], d, DIAG(RECORD_WRITE));
	if (result == 0)
		result = notes_swap_run(&w.swap, attempt, &w);
	for (size_t i = 0; i < change->id_count; i++)
		buf_release(&w.notes[i].text);
	free(w.notes);
	return result;
}
