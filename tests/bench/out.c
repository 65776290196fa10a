#include "tests/bench/out.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void out_flush(struct out *o)
{
	size_t done = 0;

	while (done < o->n) {
		ssize_t n = write(o->fd, o->bytes + done, o->n - done);

		if (n < 0) {
			perror("error: cannot write");
			exit(5);
		}
		done += (size_t)n;
	}
	o->n = 0;
}
