/*
 * What is there, by the policies of the base and by those of the change: policies_compare() cannot look
 * for itself.
 */
#ifndef GATE_CONTRASTING_H
#define GATE_CONTRASTING_H

#include "gate/workplace.h"
#include "policies/stricter.h"

/*
 * Adds to `s`, whose policies are read: the files that the manifests name, unless reports were named on
 * the command line, and the tests that frameworks of the base declare. -1 after a diagnostic.
 */
int contrasting_read(
	struct sides *s, const struct workplace *w, const struct options *o, struct diags *d);

#endif
