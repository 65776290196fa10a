#include "gate/model/hits.h"

#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"

enum {
	LIST_MIN = 1024,
	/* From here on a list that is full is joined first: one record may be repeated for ever. */
	JOIN_MIN = 1024 * 1024,
};

#define WORD_OF(token) ((token) & ~HITS_TOKEN_IS_WORD)

static void *grown(void *v, size_t *cap, size_t item_bytes)
{
	*cap = *cap ? *cap * 2 : LIST_MIN;
	if (*cap > SIZE_MAX / 2 / item_bytes)
		memory_exhausted();
	return memory_resize(v, *cap * item_bytes);
}

void hits_reset(struct hits *h, struct arena *a)
{
	h->lines.n = h->branches.n = h->conditions.n = 0;
	h->functions.n = h->functions.kept = 0;
	h->lines.unordered = h->branches.unordered = h->conditions.unordered = false;
	h->version = STR("");
	h->words = (struct names){ .arena = a };
	h->odd = (struct hits_oddities){ 0 };
}

void hits_release(struct hits *h)
{
	free(h->lines.v);
	free(h->branches.v);
	free(h->conditions.v);
	free(h->functions.v);
	free(h->items);
	free(h->sorted);
	*h = (struct hits){ 0 };
}

static int line_cmp_qsort(const void *a, const void *b)
{
	uint32_t x = ((const struct line_hits *)a)->line, y = ((const struct line_hits *)b)->line;

	return (x > y) - (x < y);
}

static void join_lines(struct hits *h)
{
	struct line_hits *v = h->lines.v;
	size_t n = h->lines.n, kept = 0;
	bool conflicting;

	if (!h->lines.unordered)
		return;
	qsort(v, n, sizeof(*v), line_cmp_qsort);
	for (size_t i = 1; i < n; i++) {
		if (v[i].line != v[kept].line) {
			v[++kept] = v[i];
			continue;
		}
		v[kept].count = hits_sum(v[kept].count, v[i].count);
		conflicting =
			v[kept].checksum && v[i].checksum && v[i].checksum != v[kept].checksum;
		h->odd.conflicting += conflicting;
		/* The smaller of two, so that the order does not matter. */
		if (!v[kept].checksum || (conflicting && v[i].checksum < v[kept].checksum))
			v[kept].checksum = v[i].checksum;
	}
	h->lines.n = kept + 1;
	h->lines.unordered = false;
}

int hits_outcome_cmp_qsort(const void *a, const void *b)
{
	return hits_outcome_cmp(a, b);
}

static void join_outcomes(struct hits *h, struct outcome_list *list)
{
	struct outcome_hits *v = list->v;
	size_t n = list->n, kept = 0;

	if (!list->unordered)
		return;
	qsort(v, n, sizeof(*v), hits_outcome_cmp_qsort);
	for (size_t i = 1; i < n; i++) {
		if (hits_outcome_cmp(&v[kept], &v[i]) != 0) {
			v[++kept] = v[i];
			continue;
		}
		v[kept].count = hits_sum(v[kept].count, v[i].count);
		v[kept].reached |= v[i].reached;
		v[kept].mark = v[i].mark == v[kept].mark ? v[kept].mark : 0;
	}
	list->n = kept + 1;
	list->unordered = false;
	if (list == &h->branches)
		h->odd.repeated += n - list->n;
}

void hits_function_add(struct function_hits *to, const struct function_hits *from)
{
	to->count = hits_sum(to->count, from->count);
	/* The first line is kept, so that the order does not matter. */
	if (from->line && (!to->line || from->line < to->line))
		to->line = from->line;
	to->declared |= from->declared;
}

static void make_room_to_sort(struct hits *h)
{
	size_t cap = h->functions.cap;

	if (h->sorted_cap >= cap)
		return;
	h->items = memory_resize(h->items, 2 * cap * sizeof(*h->items));
	h->sorted = memory_resize(h->sorted, cap * sizeof(*h->sorted));
	h->sorted_cap = cap;
}

static void join_functions(struct hits *h)
{
	struct function_list *f = &h->functions;
	struct function_hits *sorted;
	size_t n = 0;

	if (!f->n)
		return;
	make_room_to_sort(h);
	sorted = h->sorted;
	for (size_t i = 0; i < f->n; i++)
		h->items[i] = (struct sort_item){ .text = f->v[i].name, .index = (uint32_t)i };
	sort_texts(h->items, h->items + f->n, f->n);
	for (size_t i = 0; i < f->n; i++) {
		const struct function_hits *next = &f->v[h->items[i].index];

		if (n && str_eq(sorted[n - 1].name, next->name))
			hits_function_add(&sorted[n - 1], next);
		else
			sorted[n++] = *next;
	}
	/* The list and what it was sorted into change places: both have as much room. */
	h->sorted = f->v;
	f->v = sorted;
	f->n = n;
	/* Some of them are, but which is not known any more. */
	f->kept = 0;
}

/* A list without room: it is joined, if that may help, and grown, if it did not. */
static bool join_first(size_t n, size_t cap)
{
	return n == cap && n >= JOIN_MIN;
}

/* Room for as many again as were left, or else every addition might join. */
static void *room(void *v, size_t n, size_t *cap, bool joined, size_t item_bytes)
{
	return n == *cap || (joined && n > *cap / 2) ? grown(v, cap, item_bytes) : v;
}

void hits_line(struct hits *h, struct line_hits line)
{
	struct line_list *l = &h->lines;
	bool join = join_first(l->n, l->cap);

	if (join)
		join_lines(h);
	l->v = room(l->v, l->n, &l->cap, join, sizeof(*l->v));
	l->unordered |= l->n && line.line <= l->v[l->n - 1].line;
	l->v[l->n++] = line;
}

void hits_outcome(struct hits *h, struct outcome_list *list, struct outcome_hits outcome)
{
	bool join = join_first(list->n, list->cap);

	if (join)
		join_outcomes(h, list);
	list->v = room(list->v, list->n, &list->cap, join, sizeof(*list->v));
	list->unordered |= list->n && hits_outcome_cmp(&list->v[list->n - 1], &outcome) >= 0;
	list->v[list->n++] = outcome;
}

void hits_function(struct hits *h, struct function_hits function)
{
	struct function_list *f = &h->functions;
	bool join = join_first(f->n, f->cap);

	if (join)
		join_functions(h);
	f->v = room(f->v, f->n, &f->cap, join, sizeof(*f->v));
	f->v[f->n++] = function;
}

void hits_keep_names(struct hits *h, struct arena *a)
{
	struct function_list *f = &h->functions;

	for (; f->kept < f->n; f->kept++)
		f->v[f->kept].name = arena_str(a, f->v[f->kept].name);
}

uint32_t hits_token(struct hits *h, struct str text)
{
	uint64_t number;
	bool plain = str_to_u64(text, &number) == 0 && (text.n == 1 || text.p[0] != '0');

	if (plain && number < HITS_TOKEN_IS_WORD)
		return (uint32_t)number;
	return names_add(&h->words, text) | HITS_TOKEN_IS_WORD;
}

static uint32_t moved(uint32_t token, const uint32_t *ids)
{
	return token & HITS_TOKEN_IS_WORD ? ids[WORD_OF(token)] | HITS_TOKEN_IS_WORD : token;
}

void hits_move_outcomes(struct outcome_list *list, const uint32_t *ids)
{
	for (size_t i = 0; i < list->n; i++) {
		struct outcome_hits *o = &list->v[i];

		o->group = moved(o->group, ids);
		o->index = moved(o->index, ids);
		if (o->text)
			o->text = ids[o->text - 1] + 1;
	}
	list->unordered = list->n > 1;
}

void hits_move_lines(struct line_list *list, const uint32_t *ids)
{
	for (size_t i = 0; i < list->n; i++) {
		struct line_hits *l = &list->v[i];

		if (l->checksum && l->checksum != HITS_TWO_CHECKSUMS)
			l->checksum = ids[l->checksum - 1] + 1;
	}
}

/* The order of words is not the order in which they came, but that of their text. */
static void sort_words(struct hits *h)
{
	struct names *words = &h->words;
	uint32_t *rank;

	if (!words->n)
		return;
	rank = names_sort(words);
	hits_move_lines(&h->lines, rank);
	hits_move_outcomes(&h->branches, rank);
	hits_move_outcomes(&h->conditions, rank);
	free(rank);
}

void hits_settle(struct hits *h)
{
	sort_words(h);
	join_lines(h);
	join_outcomes(h, &h->branches);
	join_outcomes(h, &h->conditions);
	join_functions(h);
	for (size_t i = 0; i < h->functions.n; i++)
		h->odd.undeclared += !h->functions.v[i].declared;
}

static struct count outcomes_count(const struct outcome_list *list)
{
	struct count c = { .total = list->n };

	for (size_t i = 0; i < list->n; i++)
		c.covered += list->v[i].count > 0;
	return c;
}

struct count hits_count(const struct hits *h, enum metric metric)
{
	struct count c = { .total = metric == METRIC_LINES ? h->lines.n : h->functions.n };

	switch (metric) {
	case METRIC_LINES:
		for (size_t i = 0; i < h->lines.n; i++)
			c.covered += h->lines.v[i].count > 0;
		return c;
	case METRIC_FUNCTIONS:
		for (size_t i = 0; i < h->functions.n; i++)
			c.covered += h->functions.v[i].count > 0;
		return c;
	case METRIC_BRANCHES:
		return outcomes_count(&h->branches);
	default:
		return outcomes_count(&h->conditions);
	}
}
