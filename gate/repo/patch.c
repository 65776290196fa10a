#include "gate/repo/patch.h"

#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"
#include "gate/model/diagnostics.h"
#include "gate/repo/changes.h"
#include "gate/repo/readers.h"
#include "gate/repo/similar.h"

enum { FILES_A_THREAD = 32 };

struct comparing {
	const struct changes *changes;
	size_t *wanted; /* indices of changes */
	size_t n;
	struct patch_file
		*files; /* of each wanted one; its ranges are malloc'd until all are there */
};

static uint32_t count_lines(struct str text)
{
	uint32_t n = 0;
	const char *p = text.p, *end = text.p + text.n;

	for (; p < end && (p = memchr(p, '\n', (size_t)(end - p))); p++)
		n++;
	return n + (text.n && text.p[text.n - 1] != '\n');
}

/* Ranges while they are found. */
struct finding_ranges {
	struct line_range *v;
	size_t n, cap;
};

static void add_range(struct finding_ranges *r, uint32_t first, uint32_t count)
{
	if (!count)
		return;
	if (r->n && r->v[r->n - 1].last + 1 == first) {
		r->v[r->n - 1].last += count;
		return;
	}
	if (r->n == r->cap) {
		r->cap = r->cap ? r->cap * 2 : 8;
		r->v = memory_resize(r->v, r->cap * sizeof(*r->v));
	}
	r->v[r->n++] = (struct line_range){ first, first + count - 1 };
}

struct finding_hunks {
	struct finding_ranges added, removed;
};

static int on_hunk(const git_diff_delta *delta, const git_diff_hunk *hunk, void *hunks)
{
	struct finding_hunks *h = hunks;

	(void)delta;
	add_range(&h->added, (uint32_t)hunk->new_start, (uint32_t)hunk->new_lines);
	add_range(&h->removed, (uint32_t)hunk->old_start, (uint32_t)hunk->old_lines);
	return 0;
}

/*
 * How many bytes both end with, in whole blocks and whole lines: what is the same there is not looked at,
 * as git does where no context is wanted (git's xdiff-interface.c), so that the lines found are git's.
 */
static size_t common_tail(struct str a, struct str b)
{
	enum { BLOCK_BYTES = 1024 };
	size_t least = a.n < b.n ? a.n : b.n, same = 0;
	const char *line_end;

	while (same + BLOCK_BYTES <= least &&
		!memcmp(a.p + a.n - same - BLOCK_BYTES, b.p + b.n - same - BLOCK_BYTES,
			BLOCK_BYTES))
		same += BLOCK_BYTES;
	/* The first line of the tail is whole only from its end on. */
	line_end = same ? memchr(a.p + a.n - same, '\n', same) : NULL;
	return line_end ? (size_t)(a.p + a.n - line_end - 1) : 0;
}

static int compare_texts(struct str old, struct str new, struct finding_hunks *out)
{
	size_t tail = common_tail(old, new);
	git_diff_options options = GIT_DIFF_OPTIONS_INIT;

	options.context_lines = 0;
	options.interhunk_lines = 0;
	/* Where two diffs are as short: git has it as its default as well. */
	options.flags = GIT_DIFF_INDENT_HEURISTIC | GIT_DIFF_FORCE_TEXT;
	return git_diff_buffers(old.p, old.n - tail, NULL, new.p, new.n - tail, NULL, &options,
		NULL, NULL, on_hunk, NULL, out);
}

static uint32_t lines_in(const struct finding_ranges *r)
{
	uint32_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		n += r->v[i].last - r->v[i].first + 1;
	return n;
}

static uint32_t count_blank(const struct finding_ranges *r, struct str text)
{
	uint32_t number = 0, blank = 0;
	struct str line;
	size_t i = 0;

	while (i < r->n && str_line(&text, &line)) {
		number++;
		i += number > r->v[i].last;
		if (i < r->n && number >= r->v[i].first && !str_trim(line).n)
			blank++;
	}
	return blank;
}

static int find_hunks(const struct change *c, const struct reader_blob *old,
	const struct reader_blob *new, struct finding_hunks *h, struct patch_file *f)
{
	if (c->guessed && !similar(old->text, new->text))
		f->from = STR("");
	if (f->from.n && compare_texts(old->text, new->text, h) < 0)
		return -1;
	if (!f->from.n)
		add_range(&h->added, 1, count_lines(new->text));
	return 0;
}

static int compare_sides(const struct change *c, const struct reader_blob *old,
	const struct reader_blob *new, struct patch_file *f)
{
	struct finding_hunks h = { 0 };
	int result = 0;

	f->too_large = old->too_large || new->too_large;
	/* A NUL byte makes it no binary as it does for git: compilers read past it, and reports count on. */
	if (!f->too_large)
		result = find_hunks(c, old, new, &h, f);
	/* What is not compared is another text from the first line to the last. */
	else if (f->from.n)
		add_range(&h.removed, 1, LINE_MAX_NUMBER);
	if (f->too_large)
		add_range(&h.added, 1, LINE_MAX_NUMBER);
	f->ranges = h.added.v;
	f->n = h.added.n;
	f->removed = h.removed.v;
	f->removed_count = h.removed.n;
	f->lines = lines_in(&h.added);
	f->blank = f->too_large ? 0 : count_blank(&h.added, new->text);
	return result;
}

static int compare(void *comparing, struct reader *r, size_t item)
{
	const struct comparing *all = comparing;
	const struct change *c = &all->changes->v[all->wanted[item]];
	struct reader_blob old = { .text = STR("") }, new = { 0 };
	struct patch_file *f = &all->files[item];
	int result = -1;

	f->path = c->path;
	f->from = c->from;
	if (reader_blob(r, &c->new, &new) == 0 &&
		(!c->has_old || reader_blob(r, &c->old, &old) == 0))
		result = compare_sides(c, &old, &new, f);
	git_blob_free(old.blob);
	git_blob_free(new.blob);
	return result;
}

static void find_wanted(struct comparing *all, const struct patch_request *want)
{
	for (size_t i = 0; i < all->changes->n; i++) {
		if (want->wants(want->user, all->changes->v[i].path))
			all->wanted[all->n++] = i;
	}
}

static struct line_range *to_arena(struct line_range *found, size_t n, struct arena *a)
{
	struct line_range *kept = arena_alloc(a, n * sizeof(*kept));

	if (n)
		memcpy(kept, found, n * sizeof(*kept));
	free(found);
	return kept;
}

/* What the workers found goes to the arena. */
static void keep(const struct comparing *all, struct patch *out, struct arena *a)
{
	out->files = all->files;
	out->n = all->n;
	for (size_t i = 0; i < all->n; i++) {
		struct patch_file *f = &all->files[i];

		f->ranges = to_arena(f->ranges, f->n, a);
		f->removed = to_arena(f->removed, f->removed_count, a);
	}
}

int repo_patch(struct repo *r, const struct patch_request *want, struct patch *out, struct arena *a,
	struct diags *d)
{
	struct changes changes = { .arena = a };
	struct comparing all = { .changes = &changes };
	struct reading reading = { r, 0, want->threads, FILES_A_THREAD, compare, &all };
	struct reading_failure failure;
	int result;

	*out = (struct patch){ 0 };
	if (changes_find(&changes, r, want->base, want->head, d) < 0 ||
		changes_pair(&changes, r, want->base, want->head, d) < 0)
		return -1;
	all.files = arena_alloc(a, changes.n * sizeof(*all.files));
	all.wanted = arena_alloc(a, changes.n * sizeof(*all.wanted));
	find_wanted(&all, want);
	reading.n = all.n;
	result = readers_run(&reading, &failure);
	keep(&all, out, a);
	out->unpaired = changes.unpaired;
	out->gone = arena_alloc(a, changes.gone_count * sizeof(*out->gone));
	for (size_t i = 0; i < changes.gone_count; i++)
		out->gone[out->gone_count++] = changes.gone[i].path;
	if (result == 0)
		return 0;
	return diag_at(d, DIAG(REPO_OBJECT),
		(struct place){ .file = changes.v[all.wanted[failure.item]].path },
		"what changed in it cannot be read: %s; is it missing in a partial clone?",
		failure.why);
}
