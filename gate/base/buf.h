/*
 * Bytes that grow: what reporters write into. Owned by whoever holds it; starts as all zeroes; ends
 * with buf_release(). A buffer over BUF_MAX_BYTES ends the process as memory does.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "gate/base/str.h"

#define BUF_MAX_BYTES ((size_t)4 << 30)

struct buf {
	char *p; /* NULL while empty; a NUL byte behind the last byte otherwise */
	size_t n, cap;
};

void buf_add(struct buf *b, struct str s);
void buf_byte(struct buf *b, char c);
void buf_puts(struct buf *b, const char *text);
void buf_repeat(struct buf *b, char c, size_t times);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Where `bytes` more can be written; what was is counted by adding to `n`. */
char *buf_room(struct buf *b, size_t bytes);
void buf_truncate(struct buf *b, size_t n);
void buf_release(struct buf *b);

struct str buf_str(const struct buf *b);

#endif
