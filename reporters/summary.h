/*
 * `areagate summary`: the totals of what was read, without policy or repository.
 */
#ifndef REPORTERS_SUMMARY_H
#define REPORTERS_SUMMARY_H

#include "gate/model/evidence.h"
#include "reporters/reporter.h"

/* `files` adds a line, or an entry of "per_file", for each file of the union. */
void summary_terminal(
	const struct evidence *e, bool files, const struct look *look, struct buf *out);

/* Schema areagate/summary/1. */
void summary_json(const struct evidence *e, bool files, struct buf *out);

#endif
