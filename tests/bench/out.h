/*
 * Output by large writes: printf would be most of what the generator and the merger do. A write that
 * fails ends the program.
 */
#ifndef BENCH_OUT_H
#define BENCH_OUT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { OUT_BYTES = 1 << 20, OUT_ROOM = 4096 };

struct out {
	int fd;
	size_t n;
	char bytes[OUT_BYTES];
};

/* Whatever is still in the buffer is written. */
void out_flush(struct out *o);

/* Room for OUT_ROOM more bytes: once a record, so that the verbs below need not look. */
static inline void out_room(struct out *o)
{
	if (o->n > OUT_BYTES - OUT_ROOM)
		out_flush(o);
}

static inline void out_bytes(struct out *o, const char *p, size_t n)
{
	memcpy(o->bytes + o->n, p, n);
	o->n += n;
}

static inline void out_str(struct out *o, const char *s)
{
	out_bytes(o, s, strlen(s));
}

static inline void out_char(struct out *o, char c)
{
	o->bytes[o->n++] = c;
}

static inline void out_u64(struct out *o, uint64_t v)
{
	char digits[20];
	size_t n = sizeof(digits);

	do {
		digits[--n] = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	out_bytes(o, digits + n, sizeof(digits) - n);
}

#endif
