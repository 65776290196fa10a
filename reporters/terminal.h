/*
 * The parts of the terminal's report that have files of their own. In a window lists are kept short, so
 * that all of it can be seen at once; elsewhere, and with --verbose, they are whole.
 */
#ifndef REPORTERS_TERMINAL_H
#define REPORTERS_TERMINAL_H

#include "reporters/reporter.h"
#include "reporters/table.h"

/* `n` where nobody has to scroll back to the top of it, else at most so many. */
size_t terminal_shown(const struct look *look, size_t n, size_t most);

/* The title of a part, behind an empty line. */
void terminal_head(const char *title, enum style style, const struct look *look, struct buf *out);

/* What a list leaves out: "and 3 more rules" */
void terminal_more(
	uint64_t n, const char *one, const char *many, const struct look *look, struct buf *out);

/* The rules with that outcome: how far each is, and where its limit stands. */
void terminal_findings(const struct verdict *v, enum outcome_of_rule outcome,
	const struct look *look, struct buf *out);

/* Where to begin: the longest runs of lines that no test reached. */
void terminal_places(const struct verdict *v, const struct look *look, struct buf *out);

/* What blocks tests, and tests that are missing or never ran: each list with a count of what is left out. */
void terminal_tests(const struct verdict *v, const struct look *look, struct buf *out);

/* How many lines are of each class, where the baseline has lines. */
void terminal_classes(const struct verdict *v, const struct look *look, struct buf *out);

/* What people should know beside it, and what was judged. */
void terminal_notes(const struct verdict *v, const struct look *look, struct buf *out);
void terminal_source(const struct verdict *v, const struct look *look, struct buf *out);

#endif
