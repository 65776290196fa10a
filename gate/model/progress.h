/*
 * What came before a verdict, for whoever tells how it goes: nothing in it decides anything. `areagate
 * report` looks for it; a check does without.
 */
#ifndef MODEL_PROGRESS_H
#define MODEL_PROGRESS_H

#include "gate/model/trail.h"

struct progress {
	const struct verdict
		*since;          /* the record to compare with instead of the baseline, or NULL */
	struct str since_commit; /* that it is of, hex */
	const struct area_before *before; /* against it, one an area; or NULL */
	const struct trail *trails;       /* one an area, in its order; or NULL */
};

#endif
