/*
 * Records shared with other clones through a remote.
 */
#ifndef GATE_SYNCING_H
#define GATE_SYNCING_H

#include "gate/options.h"
#include "gate/workplace.h"

#define SYNCING_REMOTE "origin"

/*
 * Fetches the remote's records, joins them with those that are here, pushes, and prints how many; with
 * --compact those that are too old are dropped on both sides. -1 after a diagnostic.
 */
int syncing_run(struct workplace *w, const struct options *o, struct diags *d);

#endif
