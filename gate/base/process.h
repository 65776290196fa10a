/*
 * Another program, run to its end: no shell, so that an argument is never more than that, and nothing
 * on its stdin. Its words are to be read, so they are those of the C locale.
 */
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

#include "gate/base/buf.h"

#define PROCESS_BYTES_MAX ((size_t)1 << 20) /* of an output that is kept; what is more is not */

struct process {
	const char *const *argv; /* looked for on PATH; ends with NULL */
	struct buf out, err;     /* what it wrote */
	int status;              /* its exit status, or 128 and the signal that ended it */
};

/* -1 with errno if it cannot be run; either way it ends with process_release(). */
int process_run(struct process *p);
void process_release(struct process *p);

#endif
