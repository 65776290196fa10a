/*
 * Where a file is not covered, as runs of lines: uncovered lines, or those on which a branch was not
 * taken, a function was not called, a condition did not have both outcomes.
 */
#ifndef MODEL_RUNS_H
#define MODEL_RUNS_H

#include "gate/model/coverage.h"

/* Starts as all zeroes. Memory is an arena's. */
struct runs {
	struct line_range *v; /* sorted, apart from each other */
	size_t n, cap;
};

/*
 * Adds the runs in the ranges, which are sorted and apart from each other. No line in a run is covered
 * or without code: of METRIC_LINES the runs have as many lines as are uncovered.
 */
void runs_uncovered(struct runs *out, const struct file_coverage *file, enum metric metric,
	const struct line_range *ranges, size_t n, struct arena *a);

#endif
