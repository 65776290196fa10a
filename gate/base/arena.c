#include "gate/base/arena.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif

#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION(p, n)
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION(p, n)
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#endif

enum {
	ALIGN = alignof(max_align_t),
	BLOCK_BYTES = 64 * 1024,
	BLOCK_BYTES_MAX = 1024 * 1024,
	/* From here on an allocation has a block of its own, which can grow and go by itself. */
	LARGE_BYTES = 256 * 1024,
};

struct arena_block {
	struct arena_block *before;
	size_t size, used;
	alignas(max_align_t) char bytes[];
};

static size_t aligned(size_t n)
{
	if (n > SIZE_MAX / 2)
		memory_exhausted();
	return (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

static struct arena_block *add_block(struct arena *a, size_t least)
{
	/* Blocks grow with the arena, so that a large run asks the system seldom. */
	size_t size = a->bytes < BLOCK_BYTES_MAX ? a->bytes : (size_t)BLOCK_BYTES_MAX;
	struct arena_block *b;

	if (size < BLOCK_BYTES)
		size = BLOCK_BYTES;
	if (size < least)
		size = least;
	b = memory_get(sizeof(*b) + size);
	*b = (struct arena_block){ .before = a->last, .size = size };
	POISON(b->bytes, size);
	a->last = b;
	a->bytes += size;
	return b;
}

static struct arena_block *add_large(struct arena *a, size_t bytes)
{
	struct arena_block *b = memory_get(sizeof(*b) + bytes);

	/* Behind the block that is being filled, if there is one. */
	*b = (struct arena_block){ .size = bytes, .used = bytes };
	if (a->last) {
		b->before = a->last->before;
		a->last->before = b;
	} else {
		a->last = b;
	}
	a->bytes += bytes;
	return b;
}

/* What points to the block of a large allocation. */
static struct arena_block **link_of(struct arena *a, void *p)
{
	struct arena_block **link = &a->last;

	while ((*link)->bytes != (char *)p)
		link = &(*link)->before;
	return link;
}

static void *resize_large(struct arena *a, void *p, size_t bytes)
{
	struct arena_block **link = link_of(a, p), *b = *link;

	a->bytes += bytes - b->size;
	b = memory_resize(b, sizeof(*b) + bytes);
	b->size = b->used = bytes;
	*link = b;
	return b->bytes;
}

void arena_drop(struct arena *a, void *p, size_t bytes)
{
	struct arena_block **link, *b;

	if (aligned(bytes) < LARGE_BYTES)
		return;
	link = link_of(a, p);
	b = *link;
	*link = b->before;
	a->bytes -= b->size;
	free(b);
}

static void *take(struct arena *a, size_t bytes, size_t from)
{
	struct arena_block *b = a->last;

	if (!b || from > b->size || b->size - from < bytes) {
		b = add_block(a, bytes);
		from = 0;
	}
	b->used = from + bytes;
	return b->bytes + from;
}

void *arena_alloc(struct arena *a, size_t bytes)
{
	size_t need = aligned(bytes ? bytes : 1);
	char *p;

	if (need >= LARGE_BYTES)
		return memset(add_large(a, need)->bytes, 0, bytes);
	p = take(a, need, a->last ? aligned(a->last->used) : 0);
	UNPOISON(p, bytes);
	return memset(p, 0, bytes);
}

void *arena_bytes(struct arena *a, size_t bytes)
{
	char *p;

	if (aligned(bytes) >= LARGE_BYTES)
		return add_large(a, aligned(bytes))->bytes;
	p = take(a, bytes, a->last ? a->last->used : 0);
	UNPOISON(p, bytes);
	return p;
}

void *arena_resize(struct arena *a, void *p, size_t old, size_t bytes)
{
	struct arena_block *b = a->last;
	size_t before = aligned(old ? old : 1), need = aligned(bytes ? bytes : 1);
	char *grown;

	if (bytes <= old)
		return p;
	if (p && before >= LARGE_BYTES) {
		p = resize_large(a, p, need);
		memset((char *)p + old, 0, bytes - old);
		return p;
	}
	if (p && need < LARGE_BYTES && (char *)p + before == b->bytes + b->used &&
		b->size - b->used >= need - before) {
		b->used += need - before;
		UNPOISON(p, bytes);
		memset((char *)p + old, 0, bytes - old);
		return p;
	}
	grown = arena_alloc(a, bytes);
	if (p)
		memcpy(grown, p, old);
	return grown;
}

struct str arena_str(struct arena *a, struct str s)
{
	char *copy = arena_alloc(a, s.n + 1);

	if (s.n)
		memcpy(copy, s.p, s.n);
	return (struct str){ copy, s.n };
}

struct str arena_vprintf(struct arena *a, const char *fmt, va_list args)
{
	va_list again;
	char *text;
	int n;

	va_copy(again, args);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		return STR("");
	text = arena_alloc(a, (size_t)n + 1);
	vsnprintf(text, (size_t)n + 1, fmt, args);
	return (struct str){ text, (size_t)n };
}

struct str arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list args;
	struct str s;

	va_start(args, fmt);
	s = arena_vprintf(a, fmt, args);
	va_end(args);
	return s;
}

static void free_from(struct arena *a, struct arena_block *b)
{
	while (b) {
		struct arena_block *before = b->before;

		a->bytes -= b->size;
		UNPOISON(b->bytes, b->size);
		free(b);
		b = before;
	}
}

void arena_reset(struct arena *a)
{
	if (!a->last)
		return;
	free_from(a, a->last->before);
	a->last->before = NULL;
	a->last->used = 0;
	POISON(a->last->bytes, a->last->size);
}

void arena_release(struct arena *a)
{
	free_from(a, a->last);
	*a = (struct arena){ 0 };
}

void *arena_room(struct arena *a, void *items, size_t n, size_t *cap, size_t item_bytes)
{
	size_t grown = *cap ? *cap * 2 : 8;

	if (n < *cap)
		return items;
	/* A block of its own grows in place, as a rule: what it has too much is memory wasted. */
	if (*cap * item_bytes >= LARGE_BYTES)
		grown = *cap + *cap / 4;
	if (grown > SIZE_MAX / 2 / item_bytes)
		memory_exhausted();
	items = arena_resize(a, items, *cap * item_bytes, grown * item_bytes);
	*cap = grown;
	return items;
}
