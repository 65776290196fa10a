/*
 * The patch, where a rule asks for it: what changed between the base and the judged commit.
 */
#ifndef GATE_PATCHING_H
#define GATE_PATCHING_H

#include "gate/model/patch.h"
#include "gate/workplace.h"
#include "policies/patched.h"

struct patching {
	const struct policies *policies;
	const struct evidence *evidence;
	const struct base *base;
	const struct baseline *baseline;
	struct workplace *place;
	int64_t time; /* that waivers are judged at */
	unsigned threads;
	bool shown; /* an output has a use for it, too: it is read if it can be */
};

/* From any tree to the judged one; files named in `also` (may be NULL) are wanted, too. -1 after a diagnostic. */
int patching_between(struct patch *out, const struct patching *p, const struct revision *from,
	const struct names *also, struct diags *d);

/* 1 if `out` was filled, 0 if nobody asks for it; -1 after a diagnostic, as for a rule without a base. */
int patching_read(struct patch *out, const struct patching *p, struct diags *d);

#endif
