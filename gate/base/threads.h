/*
 * Threads that do the same work and end together.
 */
#ifndef BASE_THREADS_H
#define BASE_THREADS_H

/* As many as this process may use processors, THREADS_MAX at most. */
enum { THREADS_MAX = 64 };
unsigned threads_available(void);

/*
 * Runs `work` on `n` items of `bytes` bytes: the first by the caller, the others by threads of their
 * own; returns when all are done. What no thread is to be had for is left out: the work must be such
 * that any number of workers ends it.
 */
void threads_run(void (*work)(void *item), void *items, unsigned n, unsigned long bytes);

#endif
