#include "reporters/markdown_page.h"

#include <inttypes.h>
#include <string.h>

/* What a block may say of what it left out, and the page at its end. */
enum { TAIL_BYTES = 160, END_BYTES = 100 };

struct buf *page_block(struct page *p, const struct page_words *words)
{
	*ARENA_PUSH(&p->arena, p->blocks, p->block_count, p->block_cap) =
		(struct page_block){ .words = words, .from = p->text.n, .first_row = p->row_count };
	return &p->text;
}

struct buf *page_row(struct page *p, enum keep keep, uint64_t counts)
{
	*ARENA_PUSH(&p->arena, p->rows, p->row_count, p->row_cap) =
		(struct page_row){ .from = p->text.n, .keep = keep, .counts = counts };
	return &p->text;
}

void page_more(struct page *p, uint64_t rows, uint64_t counted)
{
	p->blocks[p->block_count - 1].more += rows;
	p->blocks[p->block_count - 1].more_counted += counted;
}

static const struct page_block *block_after(const struct page *p, const struct page_block *b)
{
	return b + 1 < p->blocks + p->block_count ? b + 1 : NULL;
}

static size_t end_of(const struct page *p, const struct page_block *b)
{
	const struct page_block *after = block_after(p, b);

	return after ? after->from : p->text.n;
}

static size_t last_row(const struct page *p, const struct page_block *b)
{
	const struct page_block *after = block_after(p, b);

	return after ? after->first_row : p->row_count;
}

static struct str head_of(const struct page *p, const struct page_block *b)
{
	size_t to = b->first_row < last_row(p, b) ? p->rows[b->first_row].from : end_of(p, b);

	return (struct str){ p->text.p + b->from, to - b->from };
}

static struct str row_text(const struct page *p, const struct page_block *b, size_t row)
{
	size_t from = p->rows[row].from;
	size_t to = row + 1 < last_row(p, b) ? p->rows[row + 1].from : end_of(p, b);

	return (struct str){ p->text.p + from, to - from };
}

static bool is_empty(const struct page *p, const struct page_block *b)
{
	return b->words->one && b->first_row == last_row(p, b) && !b->more;
}

/* Without its rows. */
static size_t frame_bytes(const struct page *p, const struct page_block *b)
{
	size_t heading = b->words->heading ? strlen(b->words->heading) : 0;

	return heading + head_of(p, b).n + TAIL_BYTES;
}

/* What is over goes from the end, if not even the frames of all blocks have room. What is left for rows. */
static size_t fit_frames(struct page *p, size_t most)
{
	size_t room = most > END_BYTES ? most - END_BYTES : 0;

	for (size_t i = 0; i < p->block_count; i++) {
		struct page_block *b = &p->blocks[i];
		size_t bytes = frame_bytes(p, b);

		b->gone = is_empty(p, b) || (i && bytes > room);
		if (!b->gone)
			room -= bytes < room ? bytes : room;
	}
	return room;
}

/* True if every row that the block would show has room. */
static bool fit_block(struct page *p, struct page_block *b, enum keep keep, size_t *room)
{
	bool all = true;

	for (size_t i = b->first_row; i < last_row(p, b); i++) {
		size_t bytes = row_text(p, b, i).n;

		if (p->rows[i].keep != keep ||
			(b->words->most && i - b->first_row >= b->words->most))
			continue;
		p->rows[i].kept = bytes <= *room;
		all &= p->rows[i].kept;
		*room -= p->rows[i].kept ? bytes : 0;
	}
	return all;
}

/* True if nothing had to go. */
static bool fit(struct page *p, size_t most)
{
	size_t room = fit_frames(p, most);
	bool all = true;

	for (int keep = 0; keep < KEEPS; keep++) {
		for (size_t i = 0; i < p->block_count; i++) {
			if (!p->blocks[i].gone)
				all &= fit_block(p, &p->blocks[i], (enum keep)keep, &room);
			else
				all &= is_empty(p, &p->blocks[i]);
		}
	}
	return all;
}

static void print_tail(const struct page_block *b, uint64_t more, uint64_t counted, struct buf *out)
{
	const struct page_words *w = b->words;

	if (!more)
		return;
	buf_printf(out, "\n%" PRIu64 " more %s", more, more == 1 ? w->one : w->many);
	if (w->of_one)
		buf_printf(out, ": %" PRIu64 " %s", counted, counted == 1 ? w->of_one : w->of_many);
	buf_puts(out, ".\n");
}

static void print_block(const struct page *p, const struct page_block *b, struct buf *out)
{
	uint64_t more = b->more, counted = b->more_counted;
	bool head = !b->words->one;

	if (head)
		buf_add(out, head_of(p, b));
	for (size_t i = b->first_row; i < last_row(p, b); i++) {
		if (!p->rows[i].kept) {
			more++;
			counted += p->rows[i].counts;
			continue;
		}
		/* A table without rows is none. */
		if (!head)
			buf_add(out, head_of(p, b));
		head = true;
		buf_add(out, row_text(p, b, i));
	}
	print_tail(b, more, counted, out);
}

void page_print(struct page *p, size_t most_bytes, struct buf *out)
{
	const char *heading = NULL;
	bool whole = fit(p, most_bytes ? most_bytes : SIZE_MAX);

	for (size_t i = 0; i < p->block_count; i++) {
		const struct page_block *b = &p->blocks[i];

		if (b->gone)
			continue;
		if (i)
			buf_byte(out, '\n');
		if (b->words->heading && b->words->heading != heading)
			buf_printf(out, "## %s\n\n", b->words->heading);
		heading = b->words->heading;
		print_block(p, b, out);
	}
	if (!whole)
		buf_printf(out, "\nCut at %zu bytes: `--out json` has the rest.\n", most_bytes);
}

void page_release(struct page *p)
{
	buf_release(&p->text);
	arena_release(&p->arena);
}
