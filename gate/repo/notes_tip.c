#include "gate/repo/notes_tip.h"

#include "gate/repo/notes.h"
#include "gate/repo/notes_tree.h"

#define READ_BYTES_MAX ((size_t)16 << 20) /* other tools may have joined what they found */

static int complain(const struct notes_tip *t, int code)
{
	if (code == GIT_ENOTFOUND)
		return diag_at(t->diags, t->bad, (struct place){ .file = STR(NOTES_REF) },
			"its objects are not all in this clone: fetch it without a filter (%s)",
			repo_why());
	return diag_at(t->diags, t->bad, (struct place){ .file = STR(NOTES_REF) },
		"the records cannot be read: %s", repo_why());
}

void notes_tip_close(struct notes_tip *t)
{
	git_tree_free(t->tree);
	git_commit_free(t->commit);
	t->tree = NULL;
	t->commit = NULL;
}

int notes_tip_open_at(struct notes_tip *t, struct repo *r, const git_oid *commit, struct diags *d,
	const struct diag_kind *bad)
{
	int code;

	*t = (struct notes_tip){ .git = r->git, .diags = d, .bad = bad };
	if (!commit)
		return 0;
	code = git_commit_lookup(&t->commit, r->git, commit);
	if (code == 0)
		code = git_commit_tree(&t->tree, t->commit);
	if (code == 0)
		return 0;
	notes_tip_close(t);
	return complain(t, code);
}

int notes_tip_open(
	struct notes_tip *t, struct repo *r, struct diags *d, const struct diag_kind *bad)
{
	git_oid id;
	int code = git_reference_name_to_id(&id, r->git, NOTES_REF);

	*t = (struct notes_tip){ .git = r->git, .diags = d, .bad = bad };
	if (code < 0 && code != GIT_ENOTFOUND)
		return complain(t, code);
	return notes_tip_open_at(t, r, code == 0 ? &id : NULL, d, bad);
}

/* The header is looked at first: a blob of a few kilobytes can inflate to gigabytes. */
static int open_blob(git_blob **out, const struct notes_tip *t, git_odb *odb, const git_oid *id)
{
	git_object_t type;
	size_t bytes = 0;
	int code = git_odb_read_header(&bytes, &type, odb, id);

	if (code == 0 && bytes > READ_BYTES_MAX)
		return diag_at(t->diags, t->bad, (struct place){ .file = STR(NOTES_REF) },
			"a note has %zu bytes: no record is that long", bytes);
	if (code == 0)
		code = git_blob_lookup(out, t->git, id);
	return code < 0 ? complain(t, code) : 0;
}

int notes_tip_blob(const struct notes_tip *t, const git_oid *id, struct buf *text)
{
	git_blob *blob = NULL;
	git_odb *odb = NULL;
	int result = git_repository_odb(&odb, t->git);

	result = result < 0 ? complain(t, result) : open_blob(&blob, t, odb, id);
	git_odb_free(odb);
	if (result < 0)
		return -1;
	if (text->n && text->p[text->n - 1] != '\n')
		buf_byte(text, '\n');
	buf_add(text, (struct str){ git_blob_rawcontent(blob), (size_t)git_blob_rawsize(blob) });
	git_blob_free(blob);
	return 0;
}

int notes_tip_text(const struct notes_tip *t, const char *id, struct buf *text)
{
	struct notes_found found = { .n = 0 };
	int code, result = 0;

	if (!t->tree)
		return 0;
	code = notes_tree_find(t->git, t->tree, id, &found);
	if (code < 0)
		return complain(t, code);
	for (unsigned i = 0; i < found.n && result == 0; i++)
		result = notes_tip_blob(t, &found.blobs[i], text);
	return result < 0 ? -1 : found.n > 0;
}

int notes_tip_cutoff(const struct notes_tip *t, uint64_t *seconds)
{
	const git_tree_entry *e = t->tree ? git_tree_entry_byname(t->tree, NOTES_CUTOFF) : NULL;
	struct buf text = { 0 };
	int result = 0;

	*seconds = 0;
	if (notes_tree_is(e, GIT_OBJECT_BLOB))
		result = notes_tip_blob(t, git_tree_entry_id(e), &text);
	/* What is no number was not written by us, and says nothing. */
	if (result == 0 && text.n && str_to_u64(str_trim(buf_str(&text)), seconds) < 0)
		*seconds = 0;
	buf_release(&text);
	return result;
}
