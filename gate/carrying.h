/*
 * Carrying: what the repository says of areas whose figures may stand for a run without a report of them.
 */
#ifndef GATE_CARRYING_H
#define GATE_CARRYING_H

#include "gate/workplace.h"
#include "policies/judge.h"

struct carrying {
	const struct policies *policies;
	const struct evidence *evidence; /* sealed */
	const struct baseline *baseline;
	bool record; /* others are to carry this run's figures */
};

/*
 * Digests of what areas depend on, and how the work tree and the baseline differ from the judged tree
 * in it: one an area, the workplace's. NULL where no policy carries anything, or nothing asks for it.
 * -1 after a diagnostic.
 */
int carrying_find(const struct carry_ground **out, const struct carrying *c, struct workplace *w,
	struct diags *d);

#endif
