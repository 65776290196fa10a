/*
 * Glide paths: a target that rises day by day, judged at the time of the commit.
 */
#ifndef POLICIES_GLIDE_H
#define POLICIES_GLIDE_H

#include "gate/base/json.h"
#include "policies/fields.h"

/* { "from": 70, "to": 85, "by": "2026-12-31", "since": "2026-01-01" }. -1 after a diagnostic. */
int glide_load(struct load *l, const struct json *j, struct limit *out);

/*
 * Sets each limit on a path to what it is at `time` (seconds since 1970, the day in UTC counts), rounded
 * up to two decimals; to its end without a time.
 */
void glide_settle(struct policies *all, const int64_t *time);

/* Is `g` below the other on any day? */
bool glide_is_below(const struct glide *g, const struct glide *other);

#endif
