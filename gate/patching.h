/*
 * The patch, where a rule asks for it: what changed between the base and the judged commit.
 */
#ifndef GATE_PATCHING_H
#define GATE_PATCHING_H

#include "gate/model/patch.h"
#include "gate/workplace.h"
#include "policies/patched.h"

/* 1 if `out` was filled, 0 if no rule is about it; -1 after a diagnostic, as without a base. */
int patching_read(struct patch *out, const struct policies *p, const struct evidence *e,
	const struct base *base, struct workplace *w, unsigned threads, struct diags *d);

#endif
