/*
 * Text for a terminal's window: lines that end between words.
 */
#ifndef REPORTERS_WRAP_H
#define REPORTERS_WRAP_H

#include "reporters/reporter.h"

/*
 * Adds the text, which must be encoded or our own, with a line end behind it: `first` blanks before its
 * first line, and `rest` before those that the window makes necessary. A long word stays whole.
 */
void wrap_print(
	struct buf *out, const struct look *look, unsigned first, unsigned rest, struct str text);

/* How many columns encoded text takes. */
unsigned wrap_columns(struct str text);

/* The text in no more columns than that: of a longer one the front and the end, with "..." between. */
void wrap_cut(struct buf *out, struct str text, unsigned columns);

#endif
