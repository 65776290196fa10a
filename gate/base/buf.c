#include "gate/base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"

static void reserve(struct buf *b, size_t more)
{
	size_t need, cap = b->cap ? b->cap : 256;

	if (more > BUF_MAX_BYTES || b->n > BUF_MAX_BYTES - more)
		memory_exhausted();
	need = b->n + more + 1;
	if (need <= b->cap)
		return;
	while (cap < need)
		cap *= 2;
	b->p = memory_resize(b->p, cap);
	b->cap = cap;
}

void buf_add(struct buf *b, struct str s)
{
	reserve(b, s.n);
	if (s.n)
		memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
	b->p[b->n] = '\0';
}

void buf_byte(struct buf *b, char c)
{
	buf_add(b, (struct str){ &c, 1 });
}

void buf_puts(struct buf *b, const char *text)
{
	buf_add(b, str_of(text));
}

void buf_repeat(struct buf *b, char c, size_t times)
{
	reserve(b, times);
	memset(b->p + b->n, c, times);
	b->n += times;
	b->p[b->n] = '\0';
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (n < 0)
		return;
	reserve(b, (size_t)n);
	va_start(args, fmt);
	vsnprintf(b->p + b->n, (size_t)n + 1, fmt, args);
	va_end(args);
	b->n += (size_t)n;
}

char *buf_room(struct buf *b, size_t bytes)
{
	reserve(b, bytes);
	return b->p + b->n;
}

void buf_truncate(struct buf *b, size_t n)
{
	if (n >= b->n)
		return;
	b->n = n;
	b->p[n] = '\0';
}

void buf_release(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ 0 };
}

struct str buf_str(const struct buf *b)
{
	return (struct str){ b->p, b->n };
}
