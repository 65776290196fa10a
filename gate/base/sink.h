/*
 * Where bytes go that are not all there at once, one piece after the other.
 */
#ifndef BASE_SINK_H
#define BASE_SINK_H

#include "gate/base/str.h"

struct sink {
	int (*put)(struct sink *s, struct str bytes);
};

/* -1 when no more can be taken. */
static inline int sink_put(struct sink *s, struct str bytes)
{
	return s->put(s, bytes);
}

#endif
