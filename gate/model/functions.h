/*
 * The functions of one file: identity is the name within the file, as lcov's own summary counts.
 * Declarations and hits come apart and in any order; functions_settle() joins them.
 */
#ifndef MODEL_FUNCTIONS_H
#define MODEL_FUNCTIONS_H

#include "gate/base/arena.h"
#include "gate/model/count.h"

struct function {
	uint32_t name; /* id among the coverage's names */
	uint32_t line; /* of the declaration, or 0 */
	bool declared, hit;
};

/* Starts as all zeroes. Memory is the arena's. */
struct functions {
	struct function *v;
	size_t n, cap;
	bool unsettled;
};

void functions_add(struct functions *set, struct arena *a, struct function function);
void functions_settle(struct functions *set);
struct count functions_count(const struct functions *set);

/* Functions that have a count and no declaration; settled sets only. */
size_t functions_undeclared(const struct functions *set);

#endif
