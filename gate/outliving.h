/*
 * Tests of reports that outlive their files: those of a file that was deleted still pass in an old report.
 */
#ifndef GATE_OUTLIVING_H
#define GATE_OUTLIVING_H

#include "gate/workplace.h"
#include "policies/policy.h"

/*
 * Before the seal: a report with tests of files that are not in the judged tree gets a note, and is
 * degraded. Only of files that an area says are its tests, since others may be anybody's: generated, or
 * of another folder. The file is the report's, or in an area of pytest the module that the class name is.
 */
void outliving_tell(
	struct evidence *e, const struct policies *p, const struct workplace *w, struct diags *d);

#endif
