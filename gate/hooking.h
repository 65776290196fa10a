/*
 * `areagate hook install`: the hook of this repository is written where git looks for it, and nothing that
 * somebody else wrote is.
 */
#ifndef GATE_HOOKING_H
#define GATE_HOOKING_H

#include "gate/options.h"

/* pre-push, and in a bare repository pre-receive. The exit status. */
int hooking_run(const struct options *o, struct diags *d);

#endif
