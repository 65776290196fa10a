#include "gate/repo/patch.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"
#include "gate/base/threads.h"
#include "gate/model/diagnostics.h"
#include "gate/repo/changes.h"

enum {
	BINARY_HEAD = 8000,  /* as git: a NUL byte so early makes a file binary */
	FILES_A_THREAD = 32, /* for fewer, another handle on the repository is not worth it */
};
#define TEXT_BYTES_MAX ((size_t)64 << 20)

struct comparing {
	struct repo *repo;
	const struct changes *changes;
	const struct patch_request *want;
	struct patch_file *files; /* of each change; its ranges are malloc'd until all are there */
	bool *wanted;
	pthread_mutex_t lock; /* of the rest */
	size_t next;
	const struct change *failed;
	char why[256];
};

struct worker {
	struct comparing *all;
	git_repository *git; /* NULL: to be opened */
	git_odb *odb;
};

struct side {
	git_blob *blob;
	struct str text;
	bool too_large;
};

static int read_side(struct worker *w, const git_oid *id, struct side *out)
{
	git_object_t type;
	size_t bytes;

	*out = (struct side){ .text = STR("") };
	if (git_odb_read_header(&bytes, &type, w->odb, id) < 0)
		return -1;
	out->too_large = bytes > TEXT_BYTES_MAX;
	if (out->too_large)
		return 0;
	if (git_blob_lookup(&out->blob, w->git, id) < 0)
		return -1;
	out->text = (struct str){ git_blob_rawcontent(out->blob), bytes };
	return 0;
}

static bool is_binary(struct str text)
{
	return memchr(text.p, '\0', text.n < BINARY_HEAD ? text.n : BINARY_HEAD);
}

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

static int on_hunk(const git_diff_delta *delta, const git_diff_hunk *hunk, void *ranges)
{
	(void)delta;
	add_range(ranges, (uint32_t)hunk->new_start, (uint32_t)hunk->new_lines);
	return 0;
}

static int compare_texts(struct str old, struct str new, struct finding_ranges *out)
{
	git_diff_options options = GIT_DIFF_OPTIONS_INIT;

	options.context_lines = 0;
	options.interhunk_lines = 0;
	/* Where two diffs are as short: git has it as its default as well. */
	options.flags = GIT_DIFF_INDENT_HEURISTIC | GIT_DIFF_FORCE_TEXT;
	return git_diff_buffers(
		old.p, old.n, NULL, new.p, new.n, NULL, &options, NULL, NULL, on_hunk, NULL, out);
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

/* A file of which less than half was in the other one is no later state of it. */
static bool is_similar(struct str old, struct str new, uint32_t added)
{
	uint32_t was = count_lines(old), is = count_lines(new);

	return (uint64_t)(is - added) * 2 >= (was > is ? was : is);
}

static int find_ranges(const struct change *c, const struct side *old, const struct side *new,
	struct finding_ranges *r, struct patch_file *f)
{
	if (c->has_old && compare_texts(old->text, new->text, r) < 0)
		return -1;
	if (c->guessed && !is_similar(old->text, new->text, lines_in(r))) {
		f->from = STR("");
		r->n = 0;
	}
	if (!f->from.n)
		add_range(r, 1, count_lines(new->text));
	return 0;
}

static int compare_sides(const struct change *c, const struct side *old, const struct side *new,
	struct patch_file *f)
{
	struct finding_ranges r = { 0 };
	int result = 0;

	f->too_large = old->too_large || new->too_large;
	if (f->too_large)
		add_range(&r, 1, LINE_MAX_NUMBER);
	else if (is_binary(old->text) || is_binary(new->text))
		f->binary = true;
	else
		result = find_ranges(c, old, new, &r, f);
	f->ranges = r.v;
	f->n = r.n;
	f->lines = lines_in(&r);
	f->blank = f->too_large ? 0 : count_blank(&r, new->text);
	return result;
}

static int compare(struct worker *w, const struct change *c, struct patch_file *f)
{
	struct side old = { .text = STR("") }, new = { 0 };
	int result = -1;

	f->path = c->path;
	f->from = c->from;
	if (read_side(w, &c->new, &new) == 0 && (!c->has_old || read_side(w, &c->old, &old) == 0))
		result = compare_sides(c, &old, &new, f);
	git_blob_free(old.blob);
	git_blob_free(new.blob);
	return result;
}

/* The next change whose lines are wanted; NULL at the end, or when another worker failed. */
static const struct change *take(struct comparing *all, size_t *index)
{
	const struct change *c = NULL;

	pthread_mutex_lock(&all->lock);
	while (!all->failed && !c && all->next < all->changes->n) {
		*index = all->next++;
		if (all->wanted[*index])
			c = &all->changes->v[*index];
	}
	pthread_mutex_unlock(&all->lock);
	return c;
}

static void fail(struct comparing *all, const struct change *c)
{
	pthread_mutex_lock(&all->lock);
	if (!all->failed) {
		all->failed = c;
		snprintf(all->why, sizeof(all->why), "%s", repo_why());
	}
	pthread_mutex_unlock(&all->lock);
}

/* A handle of its own: one may be used by one thread. */
static int open_handles(struct worker *w)
{
	git_repository *first = w->all->repo->git;

	if (!w->git &&
		git_repository_open_ext(&w->git, git_repository_path(first),
			GIT_REPOSITORY_OPEN_NO_SEARCH, NULL) < 0)
		return -1;
	return git_repository_odb(&w->odb, w->git);
}

static void work(void *worker)
{
	struct worker *w = worker;
	const struct change *c;
	size_t i = 0;

	if (open_handles(w) < 0) {
		/* The others do its work; without any, there is the first. */
		if (w->git == w->all->repo->git)
			fail(w->all, &w->all->changes->v[0]);
		return;
	}
	while ((c = take(w->all, &i))) {
		if (compare(w, c, &w->all->files[i]) < 0)
			fail(w->all, c);
	}
}

static size_t find_wanted(struct comparing *all)
{
	size_t n = 0;

	for (size_t i = 0; i < all->changes->n; i++) {
		all->wanted[i] = all->want->wants(all->want->user, all->changes->v[i].path);
		n += all->wanted[i];
	}
	return n;
}

static void run_workers(struct comparing *all)
{
	struct worker workers[THREADS_MAX] = { { 0 } };
	size_t n = find_wanted(all) / FILES_A_THREAD + 1;
	unsigned threads = threads_wanted(all->want->threads);

	if (n < threads)
		threads = (unsigned)n;
	for (unsigned i = 0; i < threads; i++)
		workers[i].all = all;
	workers[0].git = all->repo->git;
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	threads_run(work, workers, threads, sizeof(*workers));
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1);
	for (unsigned i = 0; i < threads; i++) {
		git_odb_free(workers[i].odb);
		if (i)
			git_repository_free(workers[i].git);
	}
}

/* What the workers found goes to the arena; what nobody wants is left out. */
static void keep(const struct comparing *all, struct patch *out, struct arena *a)
{
	out->files = arena_alloc(a, all->changes->n * sizeof(*out->files));
	for (size_t i = 0; i < all->changes->n; i++) {
		struct patch_file f = all->files[i];
		size_t bytes = f.n * sizeof(*f.ranges);

		if (f.n) {
			f.ranges = memcpy(arena_alloc(a, bytes), f.ranges, bytes);
			free(all->files[i].ranges);
		}
		if (all->wanted[i])
			out->files[out->n++] = f;
	}
}

int repo_patch(struct repo *r, const struct patch_request *want, struct patch *out, struct arena *a,
	struct diags *d)
{
	struct changes changes = { .arena = a };
	struct comparing all = { .repo = r, .changes = &changes, .want = want };

	*out = (struct patch){ 0 };
	if (changes_find(&changes, r, want->base, want->head, d) < 0 ||
		changes_pair(&changes, r, want->base, want->head, d) < 0)
		return -1;
	all.files = arena_alloc(a, changes.n * sizeof(*all.files));
	all.wanted = arena_alloc(a, changes.n * sizeof(*all.wanted));
	pthread_mutex_init(&all.lock, NULL);
	run_workers(&all);
	pthread_mutex_destroy(&all.lock);
	keep(&all, out, a);
	out->unpaired = changes.unpaired;
	out->gone = arena_alloc(a, changes.gone_count * sizeof(*out->gone));
	for (size_t i = 0; i < changes.gone_count; i++)
		out->gone[out->gone_count++] = changes.gone[i].path;
	if (!all.failed)
		return 0;
	return diag_at(d, DIAG(REPO_OBJECT), (struct place){ .file = all.failed->path },
		"what changed in it cannot be read: %s; is it missing in a partial clone?",
		all.why);
}
