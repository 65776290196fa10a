/*
 * The lines of one file: two bitmaps, instrumented and covered, one bit a line, kept as a sorted list
 * of 64-line blocks so that a line number of a million costs one block. Merging is OR, counting is
 * popcount. Lines are added in any order; lines_settle() must follow before anything is asked.
 */
#ifndef MODEL_LINES_H
#define MODEL_LINES_H

#include "gate/base/arena.h"
#include "gate/model/count.h"

/* Real files stop far below; it bounds what a hostile line number can cost. */
#define LINE_MAX_NUMBER 10000000u

struct line_block {
	uint64_t instrumented, covered; /* bit b is line 64 * index + b */
	uint32_t index;
};

/* Starts as all zeroes. Memory is the arena's. */
struct lines {
	struct line_block *v;
	size_t n, cap;
	bool unsettled;
};

void lines_add(struct lines *lines, struct arena *a, uint32_t line, bool covered);

/* Sorts the blocks and joins equal ones. */
void lines_settle(struct lines *lines);

/* `into` becomes the union, settled; both must be settled. */
void lines_union(struct lines *into, struct arena *a, const struct lines *from);

struct count lines_count(const struct lines *lines);

bool lines_instrumented(const struct lines *lines, uint32_t line);
bool lines_covered(const struct lines *lines, uint32_t line);

/*
 * The next run of uncovered lines at or after `from`; lines without code between two uncovered ones
 * belong to the run. False when there is none.
 */
struct line_range {
	uint32_t first, last;
};

bool lines_next_uncovered(const struct lines *lines, uint32_t from, struct line_range *out);

#endif
