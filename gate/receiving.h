/*
 * `areagate hook pre-receive`: on a server, what a branch of records gets has to have open records, which
 * may come with the same push.
 */
#ifndef GATE_RECEIVING_H
#define GATE_RECEIVING_H

#include "gate/options.h"

/* The exit status. */
int receiving_run(const struct options *o, struct diags *d);

#endif
