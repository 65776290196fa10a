/*
 * What changed since the baseline, whose lines are compared one by one with those of now.
 */
#ifndef GATE_CLASSING_H
#define GATE_CLASSING_H

#include "gate/patching.h"

/* Fills `out` and is true; else `why` says why lines cannot be compared, which a rule about them tells. */
bool classing_read(struct patch *out, struct str *why, const struct patching *p, struct diags *d);

#endif
