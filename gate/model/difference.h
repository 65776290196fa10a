/*
 * What two verdicts of one job say differently. Nothing is judged: rules stand as each of the two has
 * them. It points into both verdicts.
 */
#ifndef MODEL_DIFFERENCE_H
#define MODEL_DIFFERENCE_H

#include "gate/model/trail.h"

/* An area of either; NULL where it is not known. */
struct area_pair {
	const struct area_verdict *before, *after;
};

/* A rule that went from held to broken, or back; a finding is NULL where it was left out of a record. */
struct turn {
	struct str area, rule;
	const struct finding *before, *after;
};

struct turns {
	struct turn *v;
	size_t n, cap;
};

struct blocker_list {
	const struct blocker **v;
	size_t n, cap;
};

struct difference {
	struct trail_record before, after;
	struct area_pair *areas; /* in the order of `after`, then those that are gone */
	size_t area_count, area_cap;
	struct turns broken, mended;
	bool blockers_known; /* neither record had to leave them out */
	struct blocker_list come, gone;
};

/* Lists are the arena's. */
void difference_of(struct difference *out, struct arena *a, const struct trail_record *before,
	const struct trail_record *after);

/* The counts of tests: planned, created, runnable, passing, and the states that are not passing. */
#define TESTS_ROWS (4 + TEST_STATES - 1)

/* The name of the count, for people and in machine output. */
const char *tests_row_name(unsigned row);

/* False where the record has no such count. */
bool tests_row_get(const struct area_verdict *a, unsigned row, uint64_t *n);

#endif
