/*
 * The time of records, which decides which of them is the newest and which are old.
 */
#ifndef GATE_CLOCK_H
#define GATE_CLOCK_H

#include "gate/base/diag.h"

#define CLOCK_MAX UINT64_C(253402300799) /* the last second of the year 9999 */

/*
 * Seconds since 1970; SOURCE_DATE_EPOCH (reproducible-builds.org) makes it repeatable. -1 after a
 * diagnostic.
 */
int clock_now(uint64_t *seconds, struct diags *d);

#endif
