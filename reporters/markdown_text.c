#include <inttypes.h>

#include "reporters/escape.h"
#include "reporters/markdown.h"
#include "reporters/symbol.h"

/* Longer ones make a wall of any page, and of its first line no line at all. */
enum { SYMBOLS_SHOWN = 300, TITLE_SYMBOLS = 60 };

struct str markdown_title(const struct area_verdict *a)
{
	return a->title.n && !str_eq(a->name, STR("project")) ? a->title : a->name;
}

static void put(
	struct buf *out, struct str text, int most, void (*escape)(struct buf *out, struct str s))
{
	struct str rest = text;
	struct buf cut = { 0 };

	for (int i = 0; rest.n && i < most; i++)
		symbol_next(&rest);
	if (!rest.n) {
		escape(out, text);
		return;
	}
	buf_add(&cut, (struct str){ text.p, text.n - rest.n });
	buf_puts(&cut, "…");
	escape(out, buf_str(&cut));
	buf_release(&cut);
}

void markdown_text(struct buf *out, struct str text)
{
	put(out, text, SYMBOLS_SHOWN, escape_markdown);
}

void markdown_code(struct buf *out, struct str text)
{
	put(out, text, SYMBOLS_SHOWN, escape_markdown_code);
}

void markdown_heading(struct buf *out, struct str text)
{
	put(out, text, TITLE_SYMBOLS, escape_markdown);
}

void markdown_area(struct buf *out, const struct area_verdict *a)
{
	markdown_text(out, markdown_title(a));
}

void markdown_carried(struct buf *out, const struct area_verdict *a)
{
	if (a->carried.commit.n)
		buf_puts(out, a->carried.areas ? " (partly carried)" : " (carried)");
}

void markdown_percent(struct buf *out, struct count c)
{
	if (!c.total)
		return;
	ratio_print(out, c.covered, c.total);
	buf_puts(out, " %");
}

void markdown_decimal(struct buf *out, struct decimal d)
{
	decimal_print(out, d);
	buf_puts(out, " %");
}

void markdown_change(struct buf *out, uint64_t before, uint64_t after)
{
	if (after < before)
		buf_printf(out, "-%" PRIu64, before - after);
	else
		buf_printf(out, "%s%" PRIu64, after > before ? "+" : "", after - before);
}
