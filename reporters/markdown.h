/*
 * The parts of the progress report that have files of their own.
 */
#ifndef REPORTERS_MARKDOWN_H
#define REPORTERS_MARKDOWN_H

#include "gate/model/verdict.h"
#include "reporters/reporter.h"

/* What people call the area. */
struct str markdown_title(const struct area_verdict *a);

/* What stands behind its name, if its figures were not measured in this run. */
const char *markdown_carried(const struct area_verdict *a);

/* The table of tests, what blocks them, and those that are missing or never ran. */
void markdown_tests(const struct verdict *v, struct buf *out);

#endif
