#include "gate/repo/similar.h"

#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"

/* A longer line is several pieces. */
enum { PIECE_BYTES = 64 };

struct piece {
	uint64_t hash;
	size_t bytes;
};

struct pieces {
	struct piece *v;
	size_t n;
};

static int by_hash(const void *a, const void *b)
{
	uint64_t x = ((const struct piece *)a)->hash, y = ((const struct piece *)b)->hash;

	return (x > y) - (x < y);
}

static size_t piece_length(struct str text)
{
	size_t most = text.n < PIECE_BYTES ? text.n : PIECE_BYTES;
	const char *end = memchr(text.p, '\n', most);

	return end ? (size_t)(end + 1 - text.p) : most;
}

/* CR LF is LF. */
static struct str without_cr(struct str piece, char copy[PIECE_BYTES])
{
	if (piece.n < 2 || piece.p[piece.n - 2] != '\r' || piece.p[piece.n - 1] != '\n')
		return piece;
	memcpy(copy, piece.p, piece.n - 2);
	copy[piece.n - 2] = '\n';
	return (struct str){ copy, piece.n - 1 };
}

/* Those of the same text are one, with all their bytes. */
static struct pieces pieces_of(struct str text)
{
	/* As many as it has lines, and as it has of their most bytes. */
	size_t room = text.n / PIECE_BYTES + 1;
	struct pieces p = { 0 };
	size_t kept = 0;
	char copy[PIECE_BYTES];

	for (size_t i = 0; i < text.n; i++)
		room += text.p[i] == '\n';
	p.v = memory_get(room * sizeof(*p.v));
	while (text.n) {
		size_t length = piece_length(text);
		struct str piece = without_cr((struct str){ text.p, length }, copy);

		p.v[p.n++] = (struct piece){ str_hash(piece), piece.n };
		text = str_skip(text, length);
	}
	if (p.n)
		qsort(p.v, p.n, sizeof(*p.v), by_hash);
	for (size_t i = 1; i < p.n; i++) {
		if (p.v[i].hash == p.v[kept].hash)
			p.v[kept].bytes += p.v[i].bytes;
		else
			p.v[++kept] = p.v[i];
	}
	p.n = p.n ? kept + 1 : 0;
	return p;
}

static size_t bytes_in_both(const struct pieces *a, const struct pieces *b)
{
	size_t bytes = 0, i = 0, j = 0;

	while (i < a->n && j < b->n) {
		const struct piece *x = &a->v[i], *y = &b->v[j];

		if (x->hash == y->hash)
			bytes += x->bytes < y->bytes ? x->bytes : y->bytes;
		i += x->hash <= y->hash;
		j += y->hash <= x->hash;
	}
	return bytes;
}

bool similar(struct str a, struct str b)
{
	size_t larger = a.n > b.n ? a.n : b.n, smaller = a.n > b.n ? b.n : a.n, both;
	struct pieces x, y;

	if (smaller * 2 < larger)
		return false;
	x = pieces_of(a);
	y = pieces_of(b);
	both = bytes_in_both(&x, &y);
	free(x.v);
	free(y.v);
	return both * 2 >= larger;
}
