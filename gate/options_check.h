/*
 * Whether options go together, and with their command.
 */
#ifndef GATE_OPTIONS_CHECK_H
#define GATE_OPTIONS_CHECK_H

#include "gate/options.h"

/* `given`: enum option_id, or-ed. -1 after a diagnostic [usage]. "-" becomes the path of stdin. */
int options_check(const struct options *o, unsigned given, struct diags *d);

#endif
