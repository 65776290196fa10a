/*
 * Flickering: earlier records of the tree that is judged, by which a result shows to be another one.
 */
#ifndef GATE_FLICKERING_H
#define GATE_FLICKERING_H

#include "gate/model/flicker.h"
#include "gate/options.h"
#include "gate/workplace.h"

/*
 * Sets `flicker` of the evidence, for its seal: the job's records of the tree, or none where a tracked file
 * is changed, as then it is not this tree that was run. NULL where there is nothing to compare and
 * nothing to record. -1 after a diagnostic.
 */
int flickering_find(
	struct evidence *e, struct workplace *w, const struct options *o, struct diags *d);

#endif
