/*
 * GitHub Actions beside the log: what the runner's files of a step are told. Where the environment names
 * none there is nothing to tell.
 */
#ifndef GATE_ACTIONS_H
#define GATE_ACTIONS_H

#include "gate/model/verdict.h"
#include "gate/options.h"

/* The step's summary and its outputs. -1 after a diagnostic. */
int actions_tell(const struct verdict *v, const struct options *o, struct diags *d);

/* The same of a run that ends with an error. */
void actions_tell_failure(int status, const struct options *o, struct diags *d);

#endif
