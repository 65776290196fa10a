/*
 * Merges tracefiles of the same sources: an array a kind of record and source, in the order of the
 * source. As the next shard mostly says the same lines again, the place of a record is mostly the
 * one behind the place of the record before.
 */
#include "tests/bench/loops.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/out.h"

#define NOT_REACHED UINT64_MAX

struct text {
	const char *p;
	size_t n;
};

/* What can be counted: a line, or a branch, whose key has block and branch below the line. */
struct counter {
	uint64_t key, count;
};

struct counters {
	struct counter *at;
	size_t n, room, next;
};

struct function {
	struct text name;
	uint64_t line, count;
};

/* Open addressing; a place holds an index + 1. */
struct table {
	uint32_t *places;
	size_t mask; /* 0 before the first */
};

struct source {
	struct text path;
	struct counters lines, branches;
	struct function *functions;
	size_t function_count, function_room, next_function;
	struct table by_name;
};

static struct source *sources;
static size_t source_count, source_room;
static struct table by_path;
static struct out out = { .fd = STDOUT_FILENO };

static uint64_t hash(struct text t)
{
	uint64_t h = t.n * 0x9e3779b97f4a7c15u, word;

	for (; t.n >= 8; t.p += 8, t.n -= 8) {
		memcpy(&word, t.p, 8);
		h = (h ^ word) * 0xd1342543de82ef95u;
		h ^= h >> 32;
	}
	for (; t.n; t.p++, t.n--)
		h = (h ^ (unsigned char)*t.p) * 0xd1342543de82ef95u;
	return h ^ h >> 29;
}

static bool same(struct text a, struct text b)
{
	return a.n == b.n && !memcmp(a.p, b.p, a.n);
}

/* Names live as long as the program. */
static struct text kept(struct text t)
{
	static char *block;
	static size_t left;
	char *p;

	if (t.n > left) {
		left = t.n > 1 << 20 ? t.n : 1 << 20;
		block = malloc(left);
		if (!block)
			fail("loops");
	}
	p = block;
	memcpy(p, t.p, t.n);
	block += t.n;
	left -= t.n;
	return (struct text){ p, t.n };
}

typedef struct text (*name_of)(const void *names, size_t i);

static struct text source_path(const void *names, size_t i)
{
	return ((const struct source *)names)[i].path;
}

static struct text function_name(const void *names, size_t i)
{
	return ((const struct function *)names)[i].name;
}

/* The place of a name, or the empty one where it goes. */
static uint32_t *place(const struct table *t, struct text name, const void *names, name_of of)
{
	for (size_t i = hash(name);; i++) {
		uint32_t *p = &t->places[i & t->mask];

		if (!*p || same(of(names, *p - 1), name))
			return p;
	}
}

/* Room for one more than `n`, at most half full. */
static void make_room(struct table *t, size_t n, const void *names, name_of of)
{
	if (t->mask && n < t->mask / 2)
		return;
	free(t->places);
	t->mask = t->mask ? 2 * t->mask + 1 : 31;
	t->places = calloc(t->mask + 1, sizeof(*t->places));
	if (!t->places)
		fail("loops");
	for (size_t i = 0; i < n; i++)
		*place(t, of(names, i), names, of) = (uint32_t)i + 1;
}

static struct source *source_of(struct text path)
{
	struct source *s;
	uint32_t *p;

	make_room(&by_path, source_count, sources, source_path);
	p = place(&by_path, path, sources, source_path);
	if (!*p) {
		sources = grown(sources, source_count, &source_room, sizeof(*sources));
		sources[source_count] = (struct source){ .path = kept(path) };
		*p = (uint32_t)++source_count;
	}
	s = &sources[*p - 1];
	s->lines.next = s->branches.next = s->next_function = 0;
	return s;
}

/* Where `key` is or belongs. */
static size_t search(const struct counters *c, uint64_t key)
{
	size_t from = 0, to = c->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (c->at[middle].key < key)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static void insert(struct counters *c, size_t i, struct counter counter)
{
	c->at = grown(c->at, c->n, &c->room, sizeof(*c->at));
	memmove(&c->at[i + 1], &c->at[i], (c->n - i) * sizeof(*c->at));
	c->at[i] = counter;
	c->n++;
}

static void count(struct counters *c, uint64_t key, uint64_t n)
{
	size_t i = c->next;
	struct counter *at;

	if (i >= c->n || c->at[i].key != key)
		i = c->n && c->at[c->n - 1].key < key ? c->n : search(c, key);
	c->next = i + 1;
	if (i == c->n || c->at[i].key != key) {
		insert(c, i, (struct counter){ key, n });
		return;
	}
	at = &c->at[i];
	if (n != NOT_REACHED)
		at->count = at->count == NOT_REACHED ? n : at->count + n;
}

static struct function *function_of(struct source *s, struct text name)
{
	uint32_t *p;
	size_t i = s->next_function;

	if (i >= s->function_count || !same(s->functions[i].name, name)) {
		make_room(&s->by_name, s->function_count, s->functions, function_name);
		p = place(&s->by_name, name, s->functions, function_name);
		if (!*p) {
			s->functions = grown(s->functions, s->function_count, &s->function_room,
				sizeof(*s->functions));
			s->functions[s->function_count++] = (struct function){ .name = kept(name) };
			*p = (uint32_t)s->function_count;
		}
		i = *p - 1;
	}
	s->next_function = i + 1;
	return &s->functions[i];
}

static void on_branch(struct source *s, const char *p)
{
	uint64_t key = digits(&p) << 32;

	p++;
	key |= digits(&p) << 16;
	p++;
	key |= digits(&p);
	p++;
	count(&s->branches, key, *p == '-' ? NOT_REACHED : digits(&p));
}

static void on_line(struct source *s, const char *p)
{
	uint64_t number = digits(&p);

	p++;
	count(&s->lines, number, digits(&p));
}

static void on_function(struct source *s, const char *p, const char *end, bool is_count)
{
	uint64_t n = digits(&p);
	struct function *f = function_of(s, (struct text){ p + 1, (size_t)(end - p - 1) });

	if (is_count)
		f->count += n;
	else
		f->line = n;
}

static void merge_block(void *loop, const char *p, const char *end)
{
	struct source **s = loop;
	const char *next;

	for (; p < end; p = next) {
		const char *newline = memchr(p, '\n', (size_t)(end - p));

		next = newline + 1;
		if (p[0] == 'D' && p[1] == 'A')
			on_line(*s, p + 3);
		else if (p[0] == 'B' && p[2] == 'D')
			on_branch(*s, p + 5);
		else if (p[0] == 'F' && p[1] == 'N' && p[2] == ':')
			on_function(*s, p + 3, newline, false);
		else if (p[0] == 'F' && p[2] == 'D')
			on_function(*s, p + 5, newline, true);
		else if (p[0] == 'S')
			*s = source_of((struct text){ p + 3, (size_t)(newline - p - 3) });
	}
}

static void merge(int shards, char **paths)
{
	for (int i = 0; i < shards; i++) {
		struct source *s = NULL;

		read_blocks(paths[i], merge_block, &s);
	}
}

static void total(const char *tag, uint64_t n)
{
	out_room(&out);
	out_str(&out, tag);
	out_u64(&out, n);
	out_char(&out, '\n');
}

static int by_line(const void *a, const void *b)
{
	const struct function *f = a, *g = b;

	return (f->line > g->line) - (f->line < g->line);
}

static void write_functions(struct source *s)
{
	uint64_t hit = 0;

	/* The table is of no use any more. */
	qsort(s->functions, s->function_count, sizeof(*s->functions), by_line);
	for (int is_count = 0; is_count < 2; is_count++) {
		for (size_t i = 0; i < s->function_count; i++) {
			const struct function *f = &s->functions[i];

			out_room(&out);
			out_str(&out, is_count ? "FNDA:" : "FN:");
			out_u64(&out, is_count ? f->count : f->line);
			out_char(&out, ',');
			out_bytes(&out, f->name.p, f->name.n);
			out_char(&out, '\n');
			hit += is_count && f->count;
		}
	}
	total("FNF:", s->function_count);
	total("FNH:", hit);
}

static void write_branches(const struct counters *c)
{
	uint64_t hit = 0;

	for (size_t i = 0; i < c->n; i++) {
		const struct counter *b = &c->at[i];

		out_room(&out);
		out_bytes(&out, "BRDA:", 5);
		out_u64(&out, b->key >> 32);
		out_char(&out, ',');
		out_u64(&out, b->key >> 16 & 0xffff);
		out_char(&out, ',');
		out_u64(&out, b->key & 0xffff);
		out_char(&out, ',');
		if (b->count == NOT_REACHED)
			out_char(&out, '-');
		else
			out_u64(&out, b->count);
		out_char(&out, '\n');
		hit += b->count && b->count != NOT_REACHED;
	}
	total("BRF:", c->n);
	total("BRH:", hit);
}

static void write_lines(const struct counters *c)
{
	uint64_t hit = 0;

	for (size_t i = 0; i < c->n; i++) {
		out_room(&out);
		out_bytes(&out, "DA:", 3);
		out_u64(&out, c->at[i].key);
		out_char(&out, ',');
		out_u64(&out, c->at[i].count);
		out_char(&out, '\n');
		hit += c->at[i].count > 0;
	}
	total("LF:", c->n);
	total("LH:", hit);
}

int loop_merge(int shards, char **paths)
{
	merge(shards, paths);
	for (size_t i = 0; i < source_count; i++) {
		out_room(&out);
		out_str(&out, "TN:\nSF:");
		out_bytes(&out, sources[i].path.p, sources[i].path.n);
		out_char(&out, '\n');
		write_functions(&sources[i]);
		write_branches(&sources[i].branches);
		write_lines(&sources[i].lines);
		out_room(&out);
		out_str(&out, "end_of_record\n");
	}
	out_flush(&out);
	return 0;
}

int loop_merge_totals(int shards, char **paths)
{
	uint64_t lines = 0, hit = 0;

	merge(shards, paths);
	for (size_t i = 0; i < source_count; i++) {
		lines += sources[i].lines.n;
		for (size_t j = 0; j < sources[i].lines.n; j++)
			hit += sources[i].lines.at[j].count > 0;
	}
	printf("lines %" PRIu64 "/%" PRIu64 "\n", hit, lines);
	return 0;
}
