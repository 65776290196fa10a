#include "gate/model/lines.h"

#include <string.h>

enum { BLOCK_LINES = 64 };

static uint64_t *covered_of(const struct lines *lines)
{
	return lines->n ? lines->instrumented + lines->n : NULL;
}

static uint32_t *index_of(const struct lines *lines)
{
	return lines->n ? (uint32_t *)(lines->instrumented + 2 * (size_t)lines->n) : NULL;
}

static size_t bytes_of(size_t n)
{
	return n * (2 * sizeof(uint64_t) + sizeof(uint32_t));
}

static struct lines new_lines(struct arena *a, size_t n)
{
	return (struct lines){ .instrumented = n ? arena_alloc(a, bytes_of(n)) : NULL,
		.n = (uint32_t)n };
}

/* For lines that are made anew. */
static void count_lines(struct lines *lines)
{
	lines->total = lines->hit = 0;
	for (size_t i = 0; i < lines->n; i++) {
		lines->total += (uint32_t)__builtin_popcountll(lines->instrumented[i]);
		lines->hit += (uint32_t)__builtin_popcountll(covered_of(lines)[i]);
	}
}

struct lines lines_of(struct buf *scratch, struct arena *a, const struct line_list *list)
{
	/* No more blocks than lines; where they go is known when they are counted. */
	struct lines all = { .n = (uint32_t)list->n };
	const struct line_hits *l = list->v, *end;
	struct lines lines;
	uint64_t *covered;
	uint32_t *index;
	size_t n = 0;

	if (!list->n)
		return (struct lines){ 0 };
	end = l + list->n;
	buf_truncate(scratch, 0);
	all.instrumented = (uint64_t *)(void *)buf_room(scratch, bytes_of(list->n));
	covered = covered_of(&all);
	index = index_of(&all);
	for (; l < end; n++) {
		uint64_t is_instrumented = 0, is_covered = 0;
		uint32_t block = l->line / BLOCK_LINES, next_block = (block + 1) * BLOCK_LINES;

		for (; l < end && l->line < next_block; l++) {
			uint64_t bit = (uint64_t)1 << l->line % BLOCK_LINES;

			is_instrumented |= bit;
			is_covered |= l->count ? bit : 0;
		}
		all.instrumented[n] = is_instrumented;
		covered[n] = is_covered;
		index[n] = block;
	}
	lines = new_lines(a, n);
	if (n) {
		memcpy(lines.instrumented, all.instrumented, n * sizeof(uint64_t));
		memcpy(covered_of(&lines), covered, n * sizeof(uint64_t));
		memcpy(index_of(&lines), index, n * sizeof(uint32_t));
	}
	count_lines(&lines);
	return lines;
}

struct lines lines_copy(const struct lines *lines, struct arena *a)
{
	struct lines copy = new_lines(a, lines->n);

	if (lines->n)
		memcpy(copy.instrumented, lines->instrumented, bytes_of(lines->n));
	copy.total = lines->total;
	copy.hit = lines->hit;
	return copy;
}

static bool same_blocks(const struct lines *a, const struct lines *b)
{
	return a->n == b->n &&
		(!a->n || !memcmp(index_of(a), index_of(b), a->n * sizeof(uint32_t)));
}

/* How many blocks both have together. */
static size_t union_blocks(const struct lines *a, const struct lines *b)
{
	size_t n = 0, i = 0, j = 0;

	for (; i < a->n && j < b->n; n++) {
		uint32_t x = index_of(a)[i], y = index_of(b)[j];

		i += x <= y;
		j += y <= x;
	}
	return n + (a->n - i) + (b->n - j);
}

void lines_unite(struct lines *into, struct arena *a, const struct lines *from)
{
	struct lines both = *into;

	if (!same_blocks(into, from))
		both = new_lines(a, union_blocks(into, from));
	for (size_t n = 0, i = 0, j = 0; n < both.n; n++) {
		uint32_t x = i < into->n ? index_of(into)[i] : UINT32_MAX;
		uint32_t y = j < from->n ? index_of(from)[j] : UINT32_MAX;
		uint64_t instrumented = 0, covered = 0;

		if (x <= y) {
			instrumented = into->instrumented[i];
			covered = covered_of(into)[i++];
		}
		if (y <= x) {
			instrumented |= from->instrumented[j];
			covered |= covered_of(from)[j++];
		}
		both.instrumented[n] = instrumented;
		covered_of(&both)[n] = covered;
		index_of(&both)[n] = x < y ? x : y;
	}
	count_lines(&both);
	*into = both;
}

/* Where blocks with this index, or a later one, start. */
static size_t block_at(const struct lines *lines, uint32_t index)
{
	size_t low = 0, high = lines->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (index_of(lines)[middle] < index)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool has_bit(const struct lines *lines, const uint64_t *bits, uint32_t line)
{
	size_t block = block_at(lines, line / BLOCK_LINES);

	return block < lines->n && index_of(lines)[block] == line / BLOCK_LINES &&
		bits[block] >> line % BLOCK_LINES & 1;
}

bool lines_instrumented(const struct lines *lines, uint32_t line)
{
	return has_bit(lines, lines->instrumented, line);
}

bool lines_covered(const struct lines *lines, uint32_t line)
{
	return has_bit(lines, covered_of(lines), line);
}

/* The bits of a block's lines that are in the range. */
static uint64_t mask_of(uint32_t block, const struct line_range *r)
{
	uint32_t first = block * BLOCK_LINES, last = first + BLOCK_LINES - 1;
	uint64_t mask = UINT64_MAX;

	if (r->first > last || r->last < first)
		return 0;
	if (r->first > first)
		mask &= UINT64_MAX << (r->first - first);
	if (r->last < last)
		mask &= UINT64_MAX >> (last - r->last);
	return mask;
}

struct count lines_count_in(const struct lines *lines, const struct line_range *ranges, size_t n)
{
	struct count c = { 0 };

	for (size_t i = 0; i < n; i++) {
		const struct line_range *r = &ranges[i];
		size_t block = block_at(lines, r->first / BLOCK_LINES);

		for (; block < lines->n && index_of(lines)[block] <= r->last / BLOCK_LINES;
			block++) {
			uint64_t mask = mask_of(index_of(lines)[block], r);

			c.total +=
				(uint64_t)__builtin_popcountll(lines->instrumented[block] & mask);
			c.covered +=
				(uint64_t)__builtin_popcountll(covered_of(lines)[block] & mask);
		}
	}
	return c;
}

/* The first covered, or uncovered, line at or after `from`; 0 if there is none. */
static uint32_t next_line(const struct lines *lines, uint32_t from, bool covered)
{
	for (size_t i = block_at(lines, from / BLOCK_LINES); i < lines->n; i++) {
		uint64_t hit = covered_of(lines)[i];
		uint64_t bits = covered ? hit : lines->instrumented[i] & ~hit;
		uint32_t index = index_of(lines)[i];

		if (index == from / BLOCK_LINES)
			bits &= UINT64_MAX << from % BLOCK_LINES;
		if (bits)
			return index * BLOCK_LINES + (uint32_t)__builtin_ctzll(bits);
	}
	return 0;
}

bool lines_next_uncovered_in(const struct lines *lines, const struct line_range *in, uint32_t from,
	struct line_range *out)
{
	uint32_t stop, next;

	out->first = out->last = next_line(lines, from < in->first ? in->first : from, false);
	if (!out->first || out->first > in->last)
		return false;
	stop = next_line(lines, out->first, true);
	if (!stop || stop > in->last)
		stop = in->last + 1;
	while ((next = next_line(lines, out->last + 1, false)) && next < stop)
		out->last = next;
	return true;
}

bool lines_next_run(const struct lines *lines, uint32_t from, struct line_range *out, bool *covered)
{
	uint32_t hit = next_line(lines, from, true), missed = next_line(lines, from, false);

	if (!hit && !missed)
		return false;
	*covered = hit && (!missed || hit < missed);
	out->first = out->last = *covered ? hit : missed;
	while (lines_instrumented(lines, out->last + 1) &&
		lines_covered(lines, out->last + 1) == *covered)
		out->last++;
	return true;
}

bool lines_next_uncovered(const struct lines *lines, uint32_t from, struct line_range *out)
{
	return lines_next_uncovered_in(
		lines, &(struct line_range){ 1, LINE_MAX_NUMBER }, from, out);
}
