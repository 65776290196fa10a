/*
 * Outcomes that are either taken or not: the branches of a file, or its MC/DC conditions. Each is a
 * key (line, group, index) with one bit; the set is sorted, merging is OR by key.
 */
#ifndef MODEL_OUTCOMES_H
#define MODEL_OUTCOMES_H

#include "gate/base/arena.h"
#include "gate/model/count.h"
#include "gate/model/names.h"

struct outcome {
	uint32_t line;
	uint32_t group, index; /* see outcome_token() */
	bool taken;
};

/* Starts as all zeroes. Memory is the arena's. */
struct outcomes {
	struct outcome *v;
	size_t n, cap;
	size_t joined; /* equal keys joined so far */
	bool unsettled;
};

/*
 * Group and index are numbers in most tracefiles and any text in some: a plain number below 2^31 is
 * itself, other text is its id among `names` with the top bit set.
 */
uint32_t outcome_token(struct names *names, struct str text);

/* The same token in another table of names. */
uint32_t outcome_token_moved(struct names *to, const struct names *from, uint32_t token);

void outcomes_add(struct outcomes *set, struct arena *a, struct outcome outcome);

/* Sorts and joins equal keys. */
void outcomes_settle(struct outcomes *set);

struct count outcomes_count(const struct outcomes *set);

#endif
