/*
 * Ratchets: coverage that may not fall below the best of the last records, but for a little noise.
 */
#ifndef POLICIES_RATCHET_H
#define POLICIES_RATCHET_H

#include "policies/fields.h"

/* { "last": 20, "slack": 0.5 }: records, and points. -1 after a diagnostic. */
int ratchet_load(struct load *l, const struct json *j, struct limit *out);

/* The most records that any ratchet of the policies asks for; 0 without one. */
size_t ratchet_last(const struct policies *all);

/* Fills the best figures of the area. */
void ratchet_fill(struct area_verdict *area, const struct policy *p, const struct baseline *b);

#endif
