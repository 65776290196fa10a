/*
 * How far the reading of reports is: a line on a terminal's stderr, once it has taken a second, which is
 * gone when it is done. In CI, and where nobody looks, there is none.
 */
#ifndef GATE_PROGRESS_H
#define GATE_PROGRESS_H

#include "gate/base/stream.h"
#include "gate/options.h"

/* From here on the second counts; without it nothing is ever shown. */
void progress_start(const struct options *o);

struct progress {
	struct stream_watch watch; /* the first, for the stream */
	struct str path;
};

/* Shows how far this stream is; `p` must outlive it. Streams may be read at the same time. */
void progress_watch(struct progress *p, struct stream *s, struct str path);

/* Before anything else is printed. */
void progress_end(void);

/* "reading build/cov.info, 340 of 1,024 MB", in so many columns; `all` 0: nobody knows. */
void progress_say(struct buf *out, struct str path, uint64_t bytes, uint64_t all, unsigned columns);

#endif
