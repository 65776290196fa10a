/*
 * A file in the making, which takes the place of another in the end. Until all of it is written it has no
 * name, so that nothing is left of it even of a process that is killed; where the system has no such files
 * it has a name beside the other from the start.
 */
#ifndef BASE_TEMPORARY_H
#define BASE_TEMPORARY_H

#include "gate/base/buf.h"

struct temporary {
	int fd;          /* to be written to, by its owner alone; -1: closed */
	struct buf name; /* empty: it has none yet */
};

/* These give -1 and set errno. */
int temporary_open(struct temporary *t, const char *path);

/* Once all is written. */
int temporary_name(struct temporary *t, const char *path);
int temporary_close(struct temporary *t);

/* What was named and closed takes the place of the file. */
int temporary_rename(struct temporary *t, const char *path);

/* What did not take its place is removed. */
void temporary_release(struct temporary *t);

#endif
