/*
 * One character of a text that a stranger wrote, as the encoders take it apart, and what is shown
 * in place of one that must not reach a reader as it is: C0, DEL, C1 (a terminal obeys them in
 * UTF-8 too), bidi controls, what has no width (it makes two names look the same), and bytes that
 * are not UTF-8.
 */
#ifndef REPORTERS_SYMBOL_H
#define REPORTERS_SYMBOL_H

#include "gate/base/buf.h"

/* Breaks what would be obeyed or linked, and cannot be seen. */
#define ZERO_WIDTH_SPACE "\xe2\x80\x8b"

struct symbol {
	int32_t code; /* -1 for a byte that is not UTF-8 */
	struct str bytes;
};

/* Takes the first one off `s`, which is not empty. */
struct symbol symbol_next(struct str *s);

bool symbol_hidden(struct symbol c);

/* A hidden one as \x1b or \u{202e}, any other as it is. */
void symbol_show(struct buf *out, struct symbol c);

/* LF, CR and tab: a line of text has a space in their place. */
bool symbol_blank(struct symbol c);

/* White space that a runner trims off a line before it looks for a command, unless it is hidden. */
bool symbol_space(struct symbol c);

/*
 * Does `c`, before `rest`, start what some job's runner takes for a command? "##" before a letter
 * or '[' is one wherever it stands (GitHub and Azure "##[error]", Azure "##vso[", TeamCity
 * "##teamcity["), "::" is one at the `start`: where nothing but white space comes before.
 */
bool symbol_starts_command(struct symbol c, struct str rest, bool start);

#endif
