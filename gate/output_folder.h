/*
 * An output of several files: one for each area, in a folder.
 */
#ifndef GATE_OUTPUT_FOLDER_H
#define GATE_OUTPUT_FOLDER_H

#include "gate/base/diag.h"
#include "reporters/reporter.h"

/* By the reporter's report_area, into a folder that is there. -1 after a diagnostic. */
int output_folder_fill(struct verdicts verdicts, const struct reporter *reporter, struct str folder,
	struct diags *d);

#endif
