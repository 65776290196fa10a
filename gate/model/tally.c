#include "gate/model/tally.h"

#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"

void tally_init(struct tally *t)
{
	*t = (struct tally){ 0 };
	t->paths.arena = t->words.arena = &t->arena;
}

static void free_lists(struct tally_file *f)
{
	free(f->lines.v);
	free(f->branches.v);
	free(f->conditions.v);
	free(f->functions.v);
}

void tally_release(struct tally *t)
{
	for (size_t i = 0; i < t->paths.n; i++)
		free_lists(&t->files[i]);
	arena_release(&t->arena);
}

size_t tally_files(const struct tally *t)
{
	return t->paths.n;
}

static size_t add_line(struct line_hits *to, const struct line_hits *from)
{
	bool differs = to->checksum && from->checksum && to->checksum != from->checksum;

	to->count = hits_sum(to->count, from->count);
	if (differs)
		to->checksum = HITS_TWO_CHECKSUMS;
	else if (!to->checksum)
		to->checksum = from->checksum;
	return differs;
}

static size_t add_outcome(struct outcome_hits *to, const struct outcome_hits *from)
{
	to->count = hits_sum(to->count, from->count);
	to->reached |= from->reached;
	/* Without a mark where not all have it: lcov 1 leaves out what is marked. */
	if (from->mark != to->mark)
		to->mark = 0;
	/* The smaller of two, so that the order does not matter. */
	if (from->text && (!to->text || from->text < to->text))
		to->text = from->text;
	return 0;
}

static size_t add_function(struct function_hits *to, const struct function_hits *from)
{
	hits_function_add(to, from);
	return 0;
}

static int cmp_lines(const struct line_hits *a, const struct line_hits *b)
{
	return (a->line > b->line) - (a->line < b->line);
}

static int cmp_functions(const struct function_hits *a, const struct function_hits *b)
{
	return str_cmp(a->name, b->name);
}

/*
 * Adds a sorted list to another of its kind; how many items differ. Shards of one program mostly have
 * the same items: as far as they do, nothing is moved.
 */
#define DEFINE_UNITE(name, list, item, cmp, add)                                          \
	static size_t name(struct list *into, const struct list *from)                    \
	{                                                                                 \
		struct item *both;                                                        \
		size_t i = 0, j, n, differ = 0;                                           \
                                                                                          \
		for (; i < into->n && i < from->n && !cmp(&into->v[i], &from->v[i]); i++) \
			differ += add(&into->v[i], &from->v[i]);                          \
		if (i == from->n)                                                         \
			return differ;                                                    \
		both = memory_get((into->n + from->n - i) * sizeof(*both));               \
		if (i)                                                                    \
			memcpy(both, into->v, i * sizeof(*both));                         \
		for (n = j = i; i < into->n || j < from->n; n++) {                        \
			int order = i == into->n ? 1                                      \
				: j == from->n   ? -1                                     \
						 : cmp(&into->v[i], &from->v[j]);           \
                                                                                          \
			both[n] = order <= 0 ? into->v[i++] : from->v[j++];               \
			if (order == 0)                                                   \
				differ += add(&both[n], &from->v[j++]);                   \
		}                                                                         \
		free(into->v);                                                            \
		into->v = memory_resize(both, n * sizeof(*both));                         \
		into->n = n;                                                              \
		return differ;                                                            \
	}

DEFINE_UNITE(unite_lines, line_list, line_hits, cmp_lines, add_line)
DEFINE_UNITE(unite_outcomes, outcome_list, outcome_hits, hits_outcome_cmp, add_outcome)
DEFINE_UNITE(unite_functions, function_list, function_hits, cmp_functions, add_function)

/* The same outcomes with other ids of words, sorted by these. */
static void move_outcomes(struct outcome_list *list, const uint32_t *ids)
{
	hits_move_outcomes(list, ids);
	if (list->n)
		qsort(list->v, list->n, sizeof(*list->v), hits_outcome_cmp_qsort);
	list->unordered = false;
}

static void *copy_of(const void *v, size_t bytes)
{
	return bytes ? memcpy(memory_get(bytes), v, bytes) : NULL;
}

#define COPY(list) ((list).v = copy_of((list).v, (list).n * sizeof(*(list).v)))

/* The hits, as lists of their own, in words of the tally. */
static struct tally_file new_file(struct tally *t, const struct hits *h)
{
	struct tally_file f = { .lines = h->lines,
		.branches = h->branches,
		.conditions = h->conditions,
		.functions = h->functions };
	uint32_t *ids = memory_get(h->words.n * sizeof(*ids) + 1);

	COPY(f.lines);
	COPY(f.branches);
	COPY(f.conditions);
	COPY(f.functions);
	for (size_t i = 0; i < h->words.n; i++)
		ids[i] = names_add(&t->words, h->words.v[i]);
	if (h->words.n) {
		hits_move_lines(&f.lines, ids);
		move_outcomes(&f.branches, ids);
		move_outcomes(&f.conditions, ids);
	}
	free(ids);
	return f;
}

static void keep_names(struct tally *t, struct function_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct str *name = &list->v[i].name;

		*name = (struct str){ memcpy(arena_bytes(&t->arena, name->n), name->p, name->n),
			name->n };
	}
}

/* A version that differs is told once, and none is kept. */
static size_t add_version(struct tally *t, struct tally_file *f, struct str version)
{
	if (!version.n || f->two_versions || str_eq(version, f->version))
		return 0;
	f->two_versions = f->version.n > 0;
	f->version = f->two_versions ? STR("") : arena_str(&t->arena, version);
	return f->two_versions;
}

static bool same_functions(const struct function_list *a, const struct function_list *b)
{
	for (size_t i = 0; a->n == b->n && i < a->n; i++) {
		if (cmp_functions(&a->v[i], &b->v[i]) != 0)
			return false;
	}
	return a->n == b->n;
}

static size_t add_lists(struct tally *t, struct tally_file *f, const struct hits *h)
{
	/* Copies are for what needs other ids, or names that stay. */
	bool own = h->words.n || !same_functions(&f->functions, &h->functions);
	struct tally_file more = own ? new_file(t, h)
				     : (struct tally_file){ .lines = h->lines,
					       .branches = h->branches,
					       .conditions = h->conditions,
					       .functions = h->functions };
	size_t differ;

	if (own)
		keep_names(t, &more.functions);
	differ = unite_lines(&f->lines, &more.lines);
	unite_outcomes(&f->branches, &more.branches);
	unite_outcomes(&f->conditions, &more.conditions);
	unite_functions(&f->functions, &more.functions);
	if (own)
		free_lists(&more);
	return differ;
}

size_t tally_add(struct tally *t, struct str path, const struct hits *h)
{
	size_t known = t->paths.n, differ = 0;
	uint32_t id = names_add(&t->paths, path);
	struct tally_file *f;

	if (id < known) {
		f = &t->files[id];
		differ = add_lists(t, f, h);
	} else {
		f = ARENA_PUSH(&t->arena, t->files, known, t->cap);
		*f = new_file(t, h);
		f->path = t->paths.v[id];
		keep_names(t, &f->functions);
	}
	return differ + add_version(t, f, h->version);
}

static int by_path(const void *a, const void *b)
{
	return str_cmp(((const struct tally_file *)a)->path, ((const struct tally_file *)b)->path);
}

void tally_settle(struct tally *t)
{
	uint32_t *ids = names_sort(&t->words);

	for (size_t i = 0; t->words.n && i < t->paths.n; i++) {
		hits_move_lines(&t->files[i].lines, ids);
		move_outcomes(&t->files[i].branches, ids);
		move_outcomes(&t->files[i].conditions, ids);
	}
	free(ids);
	if (t->paths.n)
		qsort(t->files, t->paths.n, sizeof(*t->files), by_path);
}
