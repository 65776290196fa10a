/*
 * What the change added, by area: which of its lines, branches and functions are covered.
 */
#ifndef POLICIES_PATCHED_H
#define POLICIES_PATCHED_H

#include "policies/judge.h"

/* Fills what `area` has of the patch, but for places. A source file that no report knows is uncovered. */
void patched_sum(struct area_verdict *area, const struct policy *p, const struct policies *all,
	const struct grounds *g);

/* The longest runs of uncovered lines among those added. */
void patched_places(struct uncovered_list *list, const struct policy *p, const struct policies *all,
	const struct grounds *g);

/* Whether added lines of the file may matter: its patch is wanted. */
bool patched_wants(const struct policies *all, const struct evidence *e, struct str path);

#endif
