/*
 * Whether options go together, and with their command.
 */
#ifndef GATE_OPTIONS_CHECK_H
#define GATE_OPTIONS_CHECK_H

#include "gate/options.h"

/*
 * `given`: enum option_id, or-ed. -1 after a diagnostic, mostly [usage]. Of reports "-" becomes the path of
 * stdin, and a glob the files that match.
 */
int options_check(struct options *o, unsigned given, struct diags *d);

#endif
