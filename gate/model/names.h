/*
 * Interned names: each distinct text once, numbered from 0 in the order it came. Ids are for one run
 * and one table; whatever is written out is ordered by text.
 */
#ifndef MODEL_NAMES_H
#define MODEL_NAMES_H

#include "gate/base/arena.h"

#define NAMES_NONE UINT32_MAX

struct name_slot {
	uint32_t id_plus_1; /* 0: free */
	uint32_t hash;      /* spares most comparisons, and all of them while the table grows */
};

/* Starts as all zeroes but for the arena, which owns the texts. */
struct names {
	struct arena *arena;
	struct str *v; /* by id */
	size_t n, cap;
	struct name_slot *slots;
	size_t slot_count;
};

/* The id of the text, which is copied if it is new. */
uint32_t names_add(struct names *names, struct str text);

/*
 * Numbers the names anew, by the order of their texts: the new ids by the old ones, for the caller to
 * free().
 */
uint32_t *names_sort(struct names *names);

/* The id, or NAMES_NONE. */
uint32_t names_find(const struct names *names, struct str text);

#endif
