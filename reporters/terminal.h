/*
 * The parts of the terminal's report that have files of their own.
 */
#ifndef REPORTERS_TERMINAL_H
#define REPORTERS_TERMINAL_H

#include "reporters/reporter.h"

/* What blocks tests, and tests that are missing or never ran: each list with a count of what is left out. */
void terminal_tests(const struct verdict *v, const struct look *look, struct buf *out);

/* How many lines are of each class, where the baseline has lines. */
void terminal_classes(const struct verdict *v, const struct look *look, struct buf *out);

#endif
