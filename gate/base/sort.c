#include "gate/base/sort.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

/* So many are put in order at once, before there is something to merge. */
enum { BLOCK = 8 };

/* Eight bytes from `from` on, as a number of their order; zeroes behind the end. */
static uint64_t bytes_at(struct str text, size_t from)
{
	uint64_t n = 0;

	if (from + sizeof(n) <= text.n) {
		memcpy(&n, text.p + from, sizeof(n));
		return be64toh(n);
	}
	for (size_t i = from; i < from + sizeof(n); i++)
		n = n << 8 | (i < text.n ? (unsigned char)text.p[i] : 0);
	return n;
}

/* How much of its start all have in common, which is `from` at least. */
static size_t shared_by_all(const struct sort_item *v, size_t n, size_t from)
{
	struct str shared = str_skip(v->text, from);

	for (size_t i = 1; i < n && shared.n; i++)
		shared.n = str_shared(shared, str_skip(v[i].text, from));
	return from + shared.n;
}

/* The bytes by which to sort, for each; true if they are not in order yet. */
static bool look_up(struct sort_item *v, size_t n, size_t from)
{
	bool unordered = false;
	uint64_t last = 0;

	for (size_t i = 0; i < n; i++) {
		v[i].bytes = bytes_at(v[i].text, from);
		unordered |= v[i].bytes < last;
		last = v[i].bytes;
	}
	return unordered;
}

/* How many come before it is where each goes: nothing that a processor would have to foresee. */
static void sort_block(const struct sort_item *v, size_t n, struct sort_item *to)
{
	for (size_t i = 0; i < n; i++) {
		size_t rank = 0;

		for (size_t j = 0; j < i; j++)
			rank += v[j].bytes <= v[i].bytes;
		for (size_t j = i + 1; j < n; j++)
			rank += v[j].bytes < v[i].bytes;
		to[rank] = v[i];
	}
}

/*
 * Both parts of `v`, which meet at `middle`. Which of two comes first nobody can foresee, so that it is
 * said by numbers and never by a branch.
 */
static void merge(const struct sort_item *v, size_t middle, size_t end, struct sort_item *to)
{
	size_t a = 0, b = middle;

	while (a < middle && b < end) {
		size_t second = v[b].bytes < v[a].bytes;

		*to++ = v[a + (b - a) * second];
		a += 1 - second;
		b += second;
	}
	memcpy(to, v + a, (middle - a) * sizeof(*v));
	memcpy(to + (middle - a), v + b, (end - b) * sizeof(*v));
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static void sort_by_bytes(struct sort_item *v, struct sort_item *spare, size_t n)
{
	struct sort_item *from = spare, *to = v, *sorted;

	for (size_t i = 0; i < n; i += BLOCK)
		sort_block(v + i, least(BLOCK, n - i), spare + i);
	for (size_t width = BLOCK; width < n; width *= 2) {
		for (size_t i = 0; i < n; i += 2 * width)
			merge(from + i, least(width, n - i), least(2 * width, n - i), to + i);
		sorted = to;
		to = from;
		from = sorted;
	}
	if (from != v)
		memcpy(v, from, n * sizeof(*v));
}

static int item_cmp_qsort(const void *a, const void *b)
{
	return str_cmp(((const struct sort_item *)a)->text, ((const struct sort_item *)b)->text);
}

/* How many from `v` on have the same bytes. */
static size_t alike(const struct sort_item *v, const struct sort_item *end)
{
	const struct sort_item *p = v + 1;

	while (p < end && p->bytes == v->bytes)
		p++;
	return (size_t)(p - v);
}

static bool all_end(const struct sort_item *v, size_t n, size_t at)
{
	while (n && v[n - 1].text.n <= at)
		n--;
	return !n;
}

/* All have their first `from` bytes in common. */
static void sort_from(struct sort_item *v, struct sort_item *spare, size_t n, size_t from)
{
	while (n > 1) {
		struct sort_item *end = v + n, *next = v;
		size_t run;

		from = shared_by_all(v, n, from);
		if (look_up(v, n, from))
			sort_by_bytes(v, spare, n);
		from += sizeof(v->bytes);
		/* The largest run goes round the loop, so that few calls nest, whatever the texts are. */
		for (n = 0; next < end; next += run) {
			run = alike(next, end);
			if (run == 1)
				continue;
			if (all_end(next, run, from)) {
				/* They are equal, but for NUL bytes. */
				qsort(next, run, sizeof(*next), item_cmp_qsort);
			} else if (run <= n) {
				sort_from(next, spare, run, from);
			} else {
				sort_from(v, spare, n, from);
				v = next;
				n = run;
			}
		}
	}
}

void sort_texts(struct sort_item *v, struct sort_item *spare, size_t n)
{
	sort_from(v, spare, n, 0);
}
