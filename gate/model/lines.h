/*
 * The lines of one file: two bitmaps, instrumented and covered, one bit a line, kept as a sorted list
 * of 64-line blocks so that a line number of a million costs one block. Merging is OR, counting is
 * popcount.
 */
#ifndef MODEL_LINES_H
#define MODEL_LINES_H

#include "gate/base/buf.h"
#include "gate/model/hits.h"

/* Real files stop far below; it bounds what a hostile line number can cost. */
#define LINE_MAX_NUMBER 10000000u

/* Starts as all zeroes. Memory is an arena's. Bit b of block i is line 64 * index[i] + b. */
struct lines {
	uint64_t *instrumented; /* of each block; behind them `covered`, and behind these `index` */
	uint32_t n;
	uint32_t total, hit; /* lines that are instrumented, and covered */
};

/* Of a settled list; `scratch` is any buffer, whose bytes are written over. */
struct lines lines_of(struct buf *scratch, struct arena *a, const struct line_list *list);

struct lines lines_copy(const struct lines *lines, struct arena *a);

/* Both in one. */
void lines_unite(struct lines *into, struct arena *a, const struct lines *from);

static inline struct count lines_count(const struct lines *lines)
{
	return (struct count){ lines->hit, lines->total };
}

bool lines_instrumented(const struct lines *lines, uint32_t line);
bool lines_covered(const struct lines *lines, uint32_t line);

/*
 * The next run of uncovered lines at or after `from`; lines without code between two uncovered ones
 * belong to the run. False when there is none.
 */
struct line_range {
	uint32_t first, last;
};

/* Of the lines in the ranges, which are sorted and apart from each other. */
struct count lines_count_in(const struct lines *lines, const struct line_range *ranges, size_t n);

bool lines_next_uncovered(const struct lines *lines, uint32_t from, struct line_range *out);

/*
 * The next run of lines at or after `from` that follow each other, all with code, and all of them covered
 * or none. False when there is none.
 */
bool lines_next_run(
	const struct lines *lines, uint32_t from, struct line_range *out, bool *covered);

/* The same for what is in a range: no line behind its end is in the run. */
bool lines_next_uncovered_in(const struct lines *lines, const struct line_range *in, uint32_t from,
	struct line_range *out);

#endif
