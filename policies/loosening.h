/*
 * For stricter.c: two policies of one area side by side, and how a loosening is told.
 */
#ifndef POLICIES_LOOSENING_H
#define POLICIES_LOOSENING_H

#include "policies/stricter.h"

struct pair {
	const struct sides *sides;
	struct policy *head, *base;
	uint32_t area; /* of head */
};

/* What of a list the base has and head has not. */
struct lost {
	uint64_t n;
	struct str first;
};

void lost_add(struct lost *l, struct str what);

/* `instead` is what is judged: "judged by 85"; NULL if there is no stricter side to take. */
void loosen(const struct pair *p, struct loosening what, const char *instead);

/* Where head says it; the start of the area's file if it does not. */
struct place pair_place(const struct pair *p, const char *key);

/* "2 tests, such as t/a.py::test_one" */
struct str lost_say(const struct lost *l, const char *one, const char *many, struct arena *a);

#endif
