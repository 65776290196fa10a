/*
 * Diagnostics as lines: file:line:column: error: what, and what to do [slug]
 */
#ifndef REPORTERS_DIAGNOSTICS_H
#define REPORTERS_DIAGNOSTICS_H

#include "reporters/reporter.h"

/* Those of `least` level and above. */
void diagnostics_print(
	const struct diags *d, enum diag_level least, const struct look *look, struct buf *out);

#endif
