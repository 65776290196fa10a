/*
 * Where to begin: the longest runs of uncovered lines of an area.
 */
#ifndef POLICIES_PLACES_H
#define POLICIES_PLACES_H

#include "gate/model/evidence.h"
#include "policies/policy.h"

/* Of all files of the area; the order of reports does not matter. */
void find_uncovered(struct uncovered_list *list, const struct policy *p, const struct evidence *e);

/* One more run, which is kept if it is among the longest. */
void uncovered_add(struct uncovered_list *list, const struct uncovered *u);

/* The runs of uncovered lines in the range; all of it for a file that no report knows. */
void uncovered_add_in(struct uncovered_list *list, struct str path,
	const struct file_coverage *file, const struct line_range *r);

#endif
