#include "gate/sourcing.h"

#include <stdlib.h>
#include <string.h>

#include "gate/model/source.h"

/* So many are read before it is known whether they fit. */
enum { BATCH = 32, BINARY_HEAD = 8000 /* where git looks for NUL */ };

struct candidate {
	struct file_detail *file;
	uint64_t added, uncovered; /* uncovered lines */
};

struct candidates {
	struct candidate *v;
	size_t n;
};

/* What is left of the room. */
struct room {
	size_t bytes, lines;
};

/* A source as a thread found it. */
struct found {
	enum source_state state;
	struct buf text;
};

/* The more there is to look at, the earlier; of two alike the one that comes first by path. */
static int compare(const void *x, const void *y)
{
	const struct candidate *a = x, *b = y;

	if (a->added != b->added)
		return a->added > b->added ? -1 : 1;
	if (!a->file->patch != !b->file->patch)
		return a->file->patch ? -1 : 1;
	if (a->uncovered != b->uncovered)
		return a->uncovered > b->uncovered ? -1 : 1;
	return str_cmp(a->file->path, b->file->path);
}

static struct candidates find(struct detail *detail, struct arena *a)
{
	struct candidates c = { arena_alloc(a, detail->file_count * sizeof(*c.v)), 0 };

	for (size_t i = 0; i < detail->file_count; i++) {
		struct file_detail *f = &detail->files[i];
		struct count added = file_detail_added(f);
		uint64_t uncovered = file_detail_uncovered(f);

		if (uncovered || (f->patch && f->patch->n))
			c.v[c.n++] =
				(struct candidate){ f, added.total - added.covered, uncovered };
	}
	qsort(c.v, c.n, sizeof(*c.v), compare);
	return c;
}

static bool is_binary(struct str text)
{
	return text.n && memchr(text.p, '\0', text.n < BINARY_HEAD ? text.n : BINARY_HEAD);
}

/* By any thread: each has its own. */
static void take(void *user, size_t index, const struct repo_blob *blob)
{
	struct found *f = (struct found *)user + index;

	if (blob->missing)
		f->state = SOURCE_MISSING;
	else if (blob->too_large || blob->text.n > SOURCE_BYTES_MAX)
		f->state = SOURCE_TOO_LARGE;
	else if (is_binary(blob->text))
		f->state = SOURCE_BINARY;
	else if (source_lines(blob->text) > SOURCE_LINES_MAX)
		f->state = SOURCE_TOO_LARGE;
	else {
		f->state = SOURCE_TEXT;
		buf_add(&f->text, blob->text);
	}
}

/* A smaller one may still fit where one does not. */
static void keep(
	struct file_detail *file, const struct found *f, struct room *room, struct arena *a)
{
	struct str text = buf_str(&f->text);
	size_t lines;

	file->source_state = f->state;
	if (f->state != SOURCE_TEXT)
		return;
	lines = source_lines(text);
	if (text.n > room->bytes || lines > room->lines) {
		file->source_state = SOURCE_LEFT_OUT;
		return;
	}
	room->bytes -= text.n;
	room->lines -= lines;
	file->source = arena_str(a, text);
}

static int read_batch(const struct candidate *v, size_t n, struct room *room,
	const struct workplace *w, unsigned threads, struct diags *d)
{
	struct found found[BATCH] = { 0 };
	struct str paths[BATCH];
	struct blobs_request want = {
		.paths = paths, .n = n, .threads = threads, .take = take, .user = found
	};
	int result;

	for (size_t i = 0; i < n; i++) {
		paths[i] = v[i].file->path;
		found[i].state = SOURCE_NO_FILE;
	}
	result = repo_blobs(w->repo, &w->revision, &want, d);
	for (size_t i = 0; i < n; i++) {
		keep(v[i].file, &found[i], room, w->arena);
		buf_release(&found[i].text);
	}
	return result;
}

int sourcing_read(
	struct detail *detail, const struct workplace *w, unsigned threads, struct diags *d)
{
	struct room room = { SOURCES_BYTES_MAX, SOURCES_LINES_MAX };
	struct arena scratch = { 0 };
	struct candidates c;
	size_t read;
	int result = 0;

	if (!w->repo)
		return 0;
	c = find(detail, &scratch);
	read = c.n < SOURCES_FILES_MAX ? c.n : SOURCES_FILES_MAX;
	for (size_t i = 0; i < read && result == 0; i += BATCH)
		result = read_batch(
			c.v + i, read - i < BATCH ? read - i : BATCH, &room, w, threads, d);
	for (size_t i = read; i < c.n; i++)
		c.v[i].file->source_state = SOURCE_LEFT_OUT;
	arena_release(&scratch);
	return result;
}
