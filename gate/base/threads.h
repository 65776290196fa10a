/*
 * Threads that do the same work and end together.
 */
#ifndef BASE_THREADS_H
#define BASE_THREADS_H

#include <pthread.h>
#include <stdint.h>

/* As many as this process may use processors, THREADS_MAX at most. */
enum { THREADS_MAX = 64 };
unsigned threads_available(void);

/* How many to start: `asked`, or as many as there are processors where that is 0. */
unsigned threads_wanted(unsigned asked);

/*
 * Runs `work` on `n` items of `bytes` bytes: the first by the caller, the others by threads of their
 * own; returns when all are done. What no thread is to be had for is left out: the work must be such
 * that any number of workers ends it.
 */
void threads_run(void (*work)(void *item), void *items, unsigned n, unsigned long bytes);

/*
 * One after the other: what is done in the order of numbers, from 0, although whoever has a number is
 * ready at any time. Each number must be taken and passed on. Starts with turn_start(), ends with
 * turn_end().
 */
struct turn {
	pthread_mutex_t lock;
	pthread_cond_t moved;
	uint64_t next;
};

void turn_start(struct turn *t);
void turn_end(struct turn *t);

/* Waits until it is this one's turn, which lasts until it is passed on. */
void turn_take(struct turn *t, uint64_t number);
void turn_pass(struct turn *t);

#endif
