/*
 * A page of Markdown that ends before a number of bytes: blocks of rows, a table or a list each. What has
 * to go goes row by row, the least valuable first, and is counted where it stood. A block without rows
 * is not on the page.
 */
#ifndef REPORTERS_MARKDOWN_PAGE_H
#define REPORTERS_MARKDOWN_PAGE_H

#include "gate/base/arena.h"
#include "gate/base/buf.h"

/* What stays the longest comes first. */
enum keep { KEEP_BROKEN, KEEP_NEW, KEEP_WORSE, KEEP_REST, KEEPS };

struct page_words {
	const char *heading; /* of the section; blocks next to each other share theirs; or NULL */
	const char *one, *many; /* what a row is: "cause", "causes"; NULL: the block has no rows */
	const char *of_one, *of_many; /* what it counts: "test", "tests"; or NULL */
	size_t most;                  /* rows shown, however much room there is; 0: all */
};

struct page_row {
	size_t from;
	enum keep keep;
	uint64_t counts;
	bool kept;
};

struct page_block {
	const struct page_words *words;
	size_t from, first_row;
	uint64_t more, more_counted; /* that were left out before they came here */
	bool gone;
};

/* Starts as all zeroes; ends with page_release(). */
struct page {
	struct arena arena;
	struct buf text;
	struct page_block *blocks;
	size_t block_count, block_cap;
	struct page_row *rows;
	size_t row_count, row_cap;
};

/* Where the head of the next block goes, which is all of a block that has no rows. */
struct buf *page_block(struct page *p, const struct page_words *words);

/* Where its next row goes, with its line end. */
struct buf *page_row(struct page *p, enum keep keep, uint64_t counts);

/* So many rows more than it is given, which count so much. */
void page_more(struct page *p, uint64_t rows, uint64_t counted);

/* At most so many bytes; 0: all. The first block is always there. */
void page_print(struct page *p, size_t most_bytes, struct buf *out);

void page_release(struct page *p);

#endif
