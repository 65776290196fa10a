#include "gate/model/lines.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_LINES = 64 };

static struct line_block *block_for(struct lines *lines, struct arena *a, uint32_t index)
{
	struct line_block *last = lines->n ? &lines->v[lines->n - 1] : NULL;

	if (last && last->index == index)
		return last;
	if (last && last->index > index)
		lines->unsettled = true;
	/* Out of order, one block may be added many times over; joining them bounds that. */
	if (lines->unsettled && lines->n == lines->cap) {
		lines_settle(lines);
		lines->unsettled = true;
		/* Room for as many again, or else every addition might sort. */
		if (lines->n > lines->cap / 2)
			lines->v =
				arena_room(a, lines->v, lines->cap, &lines->cap, sizeof(*lines->v));
	}
	last = ARENA_PUSH(a, lines->v, lines->n, lines->cap);
	*last = (struct line_block){ .index = index };
	return last;
}

void lines_add(struct lines *lines, struct arena *a, uint32_t line, bool covered)
{
	struct line_block *block = block_for(lines, a, line / BLOCK_LINES);
	uint64_t bit = (uint64_t)1 << line % BLOCK_LINES;

	block->instrumented |= bit;
	if (covered)
		block->covered |= bit;
}

static int by_index(const void *a, const void *b)
{
	uint32_t left = ((const struct line_block *)a)->index;
	uint32_t right = ((const struct line_block *)b)->index;

	return (left > right) - (left < right);
}

void lines_settle(struct lines *lines)
{
	size_t kept = 0;

	if (!lines->unsettled)
		return;
	qsort(lines->v, lines->n, sizeof(*lines->v), by_index);
	for (size_t i = 1; i < lines->n; i++) {
		if (lines->v[i].index == lines->v[kept].index) {
			lines->v[kept].instrumented |= lines->v[i].instrumented;
			lines->v[kept].covered |= lines->v[i].covered;
		} else {
			lines->v[++kept] = lines->v[i];
		}
	}
	lines->n = kept + 1;
	lines->unsettled = false;
}

void lines_union(struct lines *into, struct arena *a, const struct lines *from)
{
	size_t known = into->n;

	for (size_t i = 0, j = 0; j < from->n; j++) {
		while (i < known && into->v[i].index < from->v[j].index)
			i++;
		if (i < known && into->v[i].index == from->v[j].index) {
			into->v[i].instrumented |= from->v[j].instrumented;
			into->v[i].covered |= from->v[j].covered;
		} else {
			into->unsettled |= i < known;
			*ARENA_PUSH(a, into->v, into->n, into->cap) = from->v[j];
		}
	}
	lines_settle(into);
}

struct count lines_count(const struct lines *lines)
{
	struct count c = { 0 };

	for (size_t i = 0; i < lines->n; i++) {
		c.total += (unsigned)__builtin_popcountll(lines->v[i].instrumented);
		c.covered += (unsigned)__builtin_popcountll(lines->v[i].covered);
	}
	return c;
}

static const struct line_block *find(const struct lines *lines, uint32_t line)
{
	struct line_block key = { .index = line / BLOCK_LINES };

	return lines->n ? bsearch(&key, lines->v, lines->n, sizeof(key), by_index) : NULL;
}

bool lines_instrumented(const struct lines *lines, uint32_t line)
{
	const struct line_block *block = find(lines, line);

	return block && block->instrumented >> line % BLOCK_LINES & 1;
}

bool lines_covered(const struct lines *lines, uint32_t line)
{
	const struct line_block *block = find(lines, line);

	return block && block->covered >> line % BLOCK_LINES & 1;
}

/* Where blocks with this index, or a later one, start. */
static size_t block_at(const struct lines *lines, uint32_t index)
{
	size_t low = 0, high = lines->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (lines->v[middle].index < index)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The first covered, or uncovered, line at or after `from`; 0 if there is none. */
static uint32_t next_line(const struct lines *lines, uint32_t from, bool covered)
{
	for (size_t i = block_at(lines, from / BLOCK_LINES); i < lines->n; i++) {
		const struct line_block *b = &lines->v[i];
		uint64_t bits = covered ? b->covered : b->instrumented & ~b->covered;

		if (b->index == from / BLOCK_LINES)
			bits &= UINT64_MAX << from % BLOCK_LINES;
		if (bits)
			return b->index * BLOCK_LINES + (uint32_t)__builtin_ctzll(bits);
	}
	return 0;
}

bool lines_next_uncovered(const struct lines *lines, uint32_t from, struct line_range *out)
{
	uint32_t stop, next;

	out->first = out->last = next_line(lines, from, false);
	if (!out->first)
		return false;
	stop = next_line(lines, out->first, true);
	while ((next = next_line(lines, out->last + 1, false)) && (!stop || next < stop))
		out->last = next;
	return true;
}
