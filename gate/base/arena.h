/*
 * An arena: many small allocations that end together. Two of them serve a run: one to the end, one
 * that is reset after each input. Memory is cleared and aligned for any object. Nothing returns NULL.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>

#include "gate/base/str.h"

struct arena_block;

/* Starts as all zeroes. */
struct arena {
	struct arena_block *last;
	size_t bytes; /* held from the system */
};

void *arena_alloc(struct arena *a, size_t bytes);

/* The same for bytes alone, packed: neither aligned nor cleared. */
void *arena_bytes(struct arena *a, size_t bytes);

/*
 * Makes room for `bytes` in what arena_alloc() gave with `old` bytes: in place when it was the latest
 * allocation, else by a copy. The added bytes are cleared.
 */
void *arena_resize(struct arena *a, void *p, size_t old, size_t bytes);

/* Gives an allocation of that many bytes back early, if it is a large one; small ones stay. */
void arena_drop(struct arena *a, void *p, size_t bytes);

/* A copy of `s` with a NUL byte behind it (not counted). */
struct str arena_str(struct arena *a, struct str s);
struct str arena_printf(struct arena *a, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
struct str arena_vprintf(struct arena *a, const char *fmt, va_list args)
	__attribute__((format(printf, 2, 0)));

/* Ends all allocations and keeps one block for the next; use after it is caught by ASan. */
void arena_reset(struct arena *a);

/* Gives everything back; the arena is as new. */
void arena_release(struct arena *a);

/*
 * Room for one more item in an array of an arena: ARENA_PUSH(arena, list.v, list.n, list.cap) is the
 * new item, cleared. Doubles, so that n items cost n log n copies at most.
 */
#define ARENA_PUSH(arena, v, n, cap) \
	((v) = arena_room((arena), (v), (n), &(cap), sizeof(*(v))), &(v)[(n)++])

void *arena_room(struct arena *a, void *items, size_t n, size_t *cap, size_t item_bytes);

#endif
