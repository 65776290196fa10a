/*
 * The one place where memory runs out. Nothing above it checks for NULL: a gate without memory
 * cannot judge, so the process ends with EXIT_EVIDENCE and one line on stderr.
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/*
 * For main(): what is freed is kept for the next report, which wants as much. To give it back to the
 * system and ask again costs a tenth of a merge of small tracefiles.
 */
void memory_keep_freed(void);

/* `bytes` bytes, not cleared, to be given to free(). */
void *memory_get(size_t bytes);

/* realloc() that does not return NULL. */
void *memory_resize(void *p, size_t bytes);

/* Ends the process; for libraries that report their own failed allocation. */
_Noreturn void memory_exhausted(void);

#endif
