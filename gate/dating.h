/*
 * Which time it is for what policies date: waivers, targets that rise, figures that are carried. No clock
 * tells it, so that a verdict is the same whenever it is judged again.
 */
#ifndef GATE_DATING_H
#define GATE_DATING_H

#include "gate/model/base.h"
#include "gate/workplace.h"
#include "policies/policy.h"

/*
 * The later one of the judged commit's time and its base's: a commit can be dated at will, and none was made
 * before what it is based on. -1 after a diagnostic.
 */
int dating_choose(int64_t *out, struct workplace *w, const struct base *base, struct diags *d);

/* Tells that another day than the commit's counts, if any policy has a date. */
void dating_tell(
	int64_t time, const struct workplace *w, const struct policies *p, struct diags *d);

#endif
