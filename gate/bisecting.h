/*
 * Where a rule broke, by the records.
 */
#ifndef GATE_BISECTING_H
#define GATE_BISECTING_H

#include "gate/workplace.h"

/* From the revision of the place back; prints as the options say. The exit status. */
int bisecting_run(const struct options *o, struct workplace *w, struct diags *d);

#endif
