/*
 * UTF-8 (RFC 3629): no overlong form, no surrogate, nothing over U+10FFFF.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "gate/base/str.h"

/*
 * Takes one code point off the front of `s` (which is not empty). Returns it, or -1 for a byte that
 * is not UTF-8; then exactly that byte is taken.
 */
int32_t utf8_next(struct str *s);

/* Writes the code point, at most four bytes; what follows. */
char *utf8_put(char *p, uint32_t code);

/* How many bytes at the front are valid; s.n when all are. */
size_t utf8_valid(struct str s);

/* At most so many bytes, and no part of a character; what is not UTF-8 is cut where it comes. */
struct str utf8_cut(struct str s, size_t most);

/* Columns a terminal gives to the code point: 0 for combining marks, 2 for wide ones, else 1. */
unsigned utf8_columns(int32_t code);

#endif
