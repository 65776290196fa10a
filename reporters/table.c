#include "reporters/table.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"
#include "reporters/escape.h"
#include "reporters/wrap.h"

enum { GAP = 2 }; /* blanks between columns */

void style_print(struct buf *out, const struct look *look, enum style style, struct str text)
{
	/* ECMA-48 select graphic rendition; the eight colours that every theme maps well. */
	static const char *const codes[] = {
		[STYLE_PLAIN] = "",
		[STYLE_GOOD] = "\x1b[32m",
		[STYLE_BAD] = "\x1b[1;31m",
		[STYLE_DOUBT] = "\x1b[33m",
		[STYLE_FAINT] = "\x1b[2m",
		[STYLE_STRONG] = "\x1b[1m",
	};
	bool colour = look->colour && style != STYLE_PLAIN;

	if (colour)
		buf_puts(out, codes[style]);
	buf_add(out, text);
	if (colour)
		buf_puts(out, "\x1b[0m");
}

void table_init(struct table *t, const struct table_column *columns, size_t column_count)
{
	*t = (struct table){ .columns = columns, .column_count = column_count };
	t->shown = memory_get(column_count * sizeof(*t->shown));
	t->widths = memory_get(column_count * sizeof(*t->widths));
	for (size_t i = 0; i < column_count; i++) {
		t->shown[i] = false;
		t->widths[i] = (unsigned)str_of(columns[i].title).n;
	}
}

void table_release(struct table *t)
{
	buf_release(&t->text);
	free(t->cells);
	free(t->shown);
	free(t->widths);
	*t = (struct table){ 0 };
}

void table_cell(struct table *t, struct str text, enum style style)
{
	struct table_cell cell = { .from = t->text.n, .style = style };
	size_t column = t->n % t->column_count;

	escape_terminal(&t->text, text);
	cell.n = t->text.n - cell.from;
	cell.columns = escape_terminal_columns(text);
	t->shown[column] |= cell.n > 0;
	if (cell.columns > t->widths[column])
		t->widths[column] = cell.columns;
	if (t->n == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 64;
		t->cells = memory_resize(t->cells, t->cap * sizeof(*t->cells));
	}
	t->cells[t->n++] = cell;
}

void table_cellf(struct table *t, enum style style, const char *fmt, ...)
{
	char text[128];
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	if (n < 0)
		n = 0;
	table_cell(t, (struct str){ text, (size_t)n < sizeof(text) ? (size_t)n : sizeof(text) - 1 },
		style);
}

unsigned table_columns(const struct table *t, unsigned indent)
{
	unsigned total = indent;

	for (size_t i = 0; i < t->column_count; i++)
		total += t->shown[i] ? t->widths[i] + GAP : 0;
	return total > GAP ? total - GAP : 0;
}

/* The column that may shrink gives what is too much, down to `least`. False if that is not enough. */
static bool shrink(
	struct table *t, const unsigned *natural, unsigned columns, unsigned indent, unsigned least)
{
	for (size_t i = 0; i < t->column_count; i++) {
		unsigned total, over;

		t->widths[i] = natural[i];
		total = table_columns(t, indent);
		over = total > columns ? total - columns : 0;
		if (t->columns[i].shrink && natural[i] > least)
			t->widths[i] = natural[i] > over + least ? natural[i] - over : least;
	}
	return table_columns(t, indent) <= columns;
}

/* What takes least away; NULL if nothing may go. */
static bool *least_important(const struct table *t)
{
	size_t worst = 0;

	for (size_t i = 0; i < t->column_count; i++) {
		if (t->shown[i] &&
			(t->columns[i].drop > t->columns[worst].drop || !t->shown[worst]))
			worst = i;
	}
	return t->columns[worst].drop ? &t->shown[worst] : NULL;
}

/* Shrinks what may, and hides columns until the rest fits, but for the first and those with `drop` 0. */
static void fit(struct table *t, unsigned columns, unsigned indent)
{
	enum { READABLE = 24, LEAST = 12 };
	unsigned *natural = memory_get(t->column_count * sizeof(*natural));
	bool *hide;

	memcpy(natural, t->widths, t->column_count * sizeof(*natural));
	while (!shrink(t, natural, columns, indent, READABLE) && (hide = least_important(t)))
		*hide = false;
	shrink(t, natural, columns, indent, LEAST);
	free(natural);
}

struct line {
	const struct table *t;
	const struct look *look;
	struct buf *out;
	size_t pending; /* blanks that are only written if something follows */
};

static void put(struct line *l, size_t column, struct str text, unsigned columns, enum style style)
{
	unsigned width = l->t->widths[column];
	size_t blanks = width > columns ? width - columns : 0;
	bool right = l->t->columns[column].right;

	if (right)
		l->pending += blanks;
	if (text.n) {
		buf_repeat(l->out, ' ', l->pending);
		l->pending = 0;
		style_print(l->out, l->look, style, text);
	}
	l->pending += (right ? 0 : blanks) + GAP;
}

static void print_titles(
	const struct table *t, const struct look *look, unsigned indent, struct buf *out)
{
	struct line l = { t, look, out, indent };
	bool any = false;

	for (size_t i = 0; i < t->column_count; i++)
		any |= t->shown[i] && t->columns[i].title[0];
	if (!any)
		return;
	for (size_t i = 0; i < t->column_count; i++) {
		struct str title = str_of(t->columns[i].title);

		if (t->shown[i])
			put(&l, i, title, (unsigned)title.n, STYLE_FAINT);
	}
	buf_byte(out, '\n');
}

static void print_cell(struct line *l, size_t column, const struct table_cell *c)
{
	struct str text = { l->t->text.p + c->from, c->n };
	unsigned width = l->t->widths[column];
	struct buf cut = { 0 };

	if (c->columns <= width) {
		put(l, column, text, c->columns, c->style);
		return;
	}
	wrap_cut(&cut, text, width);
	put(l, column, buf_str(&cut), wrap_columns(buf_str(&cut)), c->style);
	buf_release(&cut);
}

void table_print(struct table *t, const struct look *look, unsigned indent, struct buf *out)
{
	if (look->columns)
		fit(t, look->columns, indent);
	print_titles(t, look, indent, out);
	for (size_t row = 0; row + t->column_count <= t->n; row += t->column_count) {
		struct line l = { t, look, out, indent };

		for (size_t i = 0; i < t->column_count; i++) {
			if (t->shown[i])
				print_cell(&l, i, &t->cells[row + i]);
		}
		buf_byte(out, '\n');
	}
}
