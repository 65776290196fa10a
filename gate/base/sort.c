#include "gate/base/sort.h"

#include <endian.h>
#include <string.h>

/* Up to so many, comparing each with each is faster than anything a processor cannot foresee. */
enum { RANKED_MAX = 64 };

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
	struct str first = v[0].text;
	size_t most = first.n;

	for (size_t i = 1; i < n && most > from; i++) {
		struct str text = v[i].text;
		size_t at = from;

		if (most > text.n)
			most = text.n;
		while (at + 8 <= most && !memcmp(text.p + at, first.p + at, 8))
			at += 8;
		while (at < most && text.p[at] == first.p[at])
			at++;
		most = at;
	}
	return most;
}

static void insertion_sort(struct sort_item *v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct sort_item item = v[i];
		size_t j = i;

		for (; j && str_cmp(item.text, v[j - 1].text) < 0; j--)
			v[j] = v[j - 1];
		v[j] = item;
	}
}

/* By eight bytes: how many come before it is where each goes. What these do not tell apart is left. */
static void rank_sort(struct sort_item *v, struct sort_item *spare, size_t n, size_t from)
{
	uint64_t bytes[RANKED_MAX];

	for (size_t i = 0; i < n; i++) {
		spare[i] = v[i];
		bytes[i] = spare[i].bytes = bytes_at(v[i].text, from);
	}
	for (size_t i = 0; i < n; i++) {
		size_t rank = 0;

		for (size_t j = 0; j < i; j++)
			rank += bytes[j] <= bytes[i];
		for (size_t j = i + 1; j < n; j++)
			rank += bytes[j] < bytes[i];
		v[rank] = spare[i];
	}
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && v[end].bytes == v[i].bytes; end++)
			;
		insertion_sort(v + i, end - i);
	}
}

/* By the byte at `from`: where those of each start is counted, and where the last ends. */
static void distribute(
	struct sort_item *v, struct sort_item *spare, size_t n, size_t from, size_t starts[257])
{
	size_t next[256];

	memset(starts, 0, 257 * sizeof(*starts));
	for (size_t i = 0; i < n; i++) {
		unsigned char c = from < v[i].text.n ? (unsigned char)v[i].text.p[from] : 0;

		v[i].bytes = c;
		starts[c + 1]++;
	}
	for (size_t c = 0; c < 256; c++) {
		starts[c + 1] += starts[c];
		next[c] = starts[c];
	}
	memcpy(spare, v, n * sizeof(*v));
	for (size_t i = 0; i < n; i++)
		v[next[spare[i].bytes]++] = spare[i];
}

void sort_texts(struct sort_item *v, struct sort_item *spare, size_t n)
{
	size_t from = 0, starts[257];

	/* The largest part goes round the loop, so that few calls nest, whatever the texts are. */
	while (n > RANKED_MAX) {
		size_t largest = 1;

		from = shared_by_all(v, n, from);
		distribute(v, spare, n, from, starts);
		/* Those that end here are equal, but for NUL bytes. */
		insertion_sort(v, starts[1]);
		for (size_t c = 2; c < 256; c++) {
			if (starts[c + 1] - starts[c] > starts[largest + 1] - starts[largest])
				largest = c;
		}
		for (size_t c = 1; c < 256; c++) {
			if (c != largest && starts[c + 1] - starts[c] > 1)
				sort_texts(v + starts[c], spare, starts[c + 1] - starts[c]);
		}
		v += starts[largest];
		n = starts[largest + 1] - starts[largest];
	}
	if (n > 1)
		rank_sort(v, spare, n, shared_by_all(v, n, from));
}
