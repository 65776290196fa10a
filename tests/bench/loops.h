/*
 * What a plain C program needs for the same work: the yardstick beside which the program is
 * measured. None of these checks what it reads; all trust that a tracefile is what lcov writes.
 */
#ifndef BENCH_LOOPS_H
#define BENCH_LOOPS_H

#include <stddef.h>
#include <stdint.h>

/* Whole lines from `p` to `end`, which a newline stands before. */
typedef void (*on_block)(void *loop, const char *p, const char *end);

/* Reads a file through a buffer that stays in the cache of a core; ends the program on failure. */
void read_blocks(const char *path, on_block on, void *loop);

/* Doubles what `p` has room for, once `n` elements fill it; ends the program without memory. */
void *grown(void *p, size_t n, size_t *room, size_t element_bytes);

_Noreturn void fail(const char *what);

/* The digits at `p`; moves on to what follows them. */
static inline uint64_t digits(const char **p)
{
	uint64_t n = 0;

	while (**p >= '0' && **p <= '9')
		n = n * 10 + (uint64_t)(*(*p)++ - '0');
	return n;
}

int loop_merge(int count, char **paths);
int loop_merge_totals(int count, char **paths);

#endif
