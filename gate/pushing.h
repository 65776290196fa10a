/*
 * `areagate hook pre-push`: what is pushed is judged by what is already there, the record of its tip or
 * reports that are proved to be of it. No test is run, and no network is used.
 */
#ifndef GATE_PUSHING_H
#define GATE_PUSHING_H

#include "gate/options.h"

/* With the arguments that git gives: a remote's name, and its URL. The exit status. */
int pushing_run(const struct options *o, int argument_count, char **arguments, struct diags *d);

#endif
