/*
 * Two lines of JSON, of a record and of what it comes to again: where they are first not the same.
 */
#ifndef MODEL_RECORD_DIFF_H
#define MODEL_RECORD_DIFF_H

#include "gate/base/arena.h"

/*
 * "findings[2].outcome is 'held', and comes to 'broken'"; empty if both are the same bytes. The arena's.
 */
struct str record_difference(struct str recorded, struct str replayed, struct arena *a);

#endif
