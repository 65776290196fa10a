/*
 * What the change added, by area: which of its lines, branches and functions are covered.
 */
#ifndef POLICIES_PATCHED_H
#define POLICIES_PATCHED_H

#include "policies/judge.h"

/* Fills what `area` has of the patch, but for places. A source file that no report knows is uncovered. */
void patched_sum(struct area_verdict *area, const struct policy *p, const struct policies *all,
	const struct grounds *g);

/* One file of the patch as an area counts it. */
struct patched_file {
	const struct patch_file *patch;
	const struct file_coverage *coverage; /* NULL: no report knows it */
	struct count count[METRIC_COUNT];
};

/* False if the area does not own the i-th file of the patch, or nobody measures files like it. */
bool patched_file(struct patched_file *out, const struct policy *p, const struct policies *all,
	const struct grounds *g, size_t i);

/* The longest runs of uncovered lines among those added. */
void patched_places(struct uncovered_list *list, const struct policy *p, const struct policies *all,
	const struct grounds *g);

/* Whether added lines of the file may matter: its patch is wanted. */
bool patched_wants(const struct policies *all, const struct evidence *e, struct str path);

#endif
