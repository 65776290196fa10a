/*
 * The sources of the files that matter, for outputs that show them: those with lines that the change
 * added, and those with uncovered lines. They are read from the judged tree, never from the work tree
 * by a path of a report.
 */
#ifndef GATE_SOURCING_H
#define GATE_SOURCING_H

#include "gate/model/detail.h"
#include "gate/workplace.h"

/* What a page has room for. Files with uncovered added lines come first, then others that changed. */
#define SOURCES_FILES_MAX 500u /* that are read at all */
#define SOURCES_BYTES_MAX ((size_t)8 << 20)
#define SOURCES_LINES_MAX 100000u
#define SOURCE_BYTES_MAX ((size_t)1 << 20)
#define SOURCE_LINES_MAX 20000u

/* Gives each file of the detail its source, or why there is none. -1 after a diagnostic. */
int sourcing_read(
	struct detail *detail, const struct workplace *w, unsigned threads, struct diags *d);

#endif
