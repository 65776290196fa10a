/*
 * A table for terminals: columns aligned by what they show, and left out from the least important on
 * when the window is too narrow. Cells go through the terminal's encoder here.
 */
#ifndef REPORTERS_TABLE_H
#define REPORTERS_TABLE_H

#include "reporters/reporter.h"

enum style { STYLE_PLAIN, STYLE_GOOD, STYLE_BAD, STYLE_DOUBT, STYLE_FAINT, STYLE_STRONG };

struct table_column {
	const char *title;
	bool right;    /* alignment */
	unsigned drop; /* higher ones go first when it is too wide; 0 stays */
	bool shrink;   /* what is still too long then is cut in the middle */
};

struct table_cell {
	size_t from, n; /* in text */
	unsigned columns;
	enum style style;
};

struct table {
	const struct table_column *columns;
	size_t column_count;
	bool *shown;      /* one a column: false while every cell is empty */
	unsigned *widths; /* one a column, of its widest cell or its title */
	struct buf text;
	struct table_cell *cells; /* row after row */
	size_t n, cap;
};

/* `columns` must outlive the table; a table ends with table_release(). */
void table_init(struct table *t, const struct table_column *columns, size_t column_count);
void table_release(struct table *t);

/* The next cell; a row is as many as there are columns. */
void table_cell(struct table *t, struct str text, enum style style);
void table_cellf(struct table *t, enum style style, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* How wide it is with every column that has something in it. */
unsigned table_columns(const struct table *t, unsigned indent);

/* Lines with `indent` blanks before; the titles first if any column has one. */
void table_print(struct table *t, const struct look *look, unsigned indent, struct buf *out);

/* Text in a style, where the look allows colour. `text` must be encoded or our own. */
void style_print(struct buf *out, const struct look *look, enum style style, struct str text);

#endif
