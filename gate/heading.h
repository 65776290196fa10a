/*
 * The head: what of a change is judged. By hand it is the work tree, which the reports are of; where a
 * commit is meant (CI, a record), that.
 */
#ifndef GATE_HEADING_H
#define GATE_HEADING_H

#include "gate/model/evidence.h"
#include "gate/options.h"
#include "gate/workplace.h"
#include "policies/policy.h"

/*
 * Gives the workplace the tree of the head, and its files. Of those that are not tracked the ones that
 * reports name and policies ask for are part of it. -1 after a diagnostic.
 */
int heading_take(struct workplace *w, const struct evidence *e, const struct policies *p,
	const struct options *o, struct diags *d);

/*
 * After that: whether a file that is not tracked is part of what is judged, if it lies there. `place` is
 * the struct workplace.
 */
bool heading_wants(const void *place, struct str path);

#endif
