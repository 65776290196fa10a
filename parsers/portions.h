/*
 * Streams of lines in portions, for workers that take one each when they have done the last. A
 * portion ends behind a line that ends a unit, so that each can be read by itself. A unit that is larger
 * than a portion comes in several, all to the worker that has its start; others wait meanwhile.
 */
#ifndef PARSERS_PORTIONS_H
#define PARSERS_PORTIONS_H

#include <pthread.h>

#include "gate/base/stream.h"

enum {
	/* Small enough for a processor's own cache; no line may be longer. */
	PORTION_BYTES = 256 * 1024,
	/* So many bytes before and behind a portion may be looked at; the first one behind is NUL. */
	PORTION_SLACK = 64,
};

/* Stream after stream, as workers come to their ends; by one worker at a time. */
struct portions_feed {
	/* The next one, and in `of` what its portions are to be marked with; or NULL. */
	struct stream *(*next)(struct portions_feed *feed, void **of);
};

struct portions {
	struct portions_feed *feed;
	struct stream *in; /* NULL: there are no more */
	void *of;
	struct str last; /* what the line that ends a unit starts with */
	pthread_mutex_t lock;
	char *left; /* that was read, and belongs to the next portion */
	size_t left_bytes;
	uint64_t count;
	bool skips; /* the rest of a line that is too long */
};

/* Starts as all zeroes; ends with portion_release(). Belongs to one worker. */
struct portion {
	char *p;
	size_t n;
	void *of;       /* from the feed, of the stream */
	uint64_t index; /* of the unit's first portion among all, from 0 */
	bool is_last;   /* of its stream, which no worker reads any more */
	bool continues; /* the unit goes on in the next one */
	bool too_long;  /* the start of a line that is too long; the rest of it is left out */
};

/* Asks for the first stream. Ends with portions_end(); streams are the feed's. */
void portions_start(struct portions *all, struct portions_feed *feed, struct str last);
void portions_end(struct portions *all);

/* False at the end. A stream that fails ends there; each has a last portion, empty or not. */
bool portions_next(struct portions *all, struct portion *mine);
void portion_release(struct portion *mine);

#endif
