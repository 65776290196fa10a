/*
 * The item a name already has in a list of functions, for the counts of a tracefile, which come in any
 * order after the declarations. It may miss one: hits_settle() joins those of one name in any case.
 */
#ifndef MODEL_FUNCTION_FIND_H
#define MODEL_FUNCTION_FIND_H

#include "gate/model/hits.h"

/* Starts as all zeroes. */
struct function_find {
	uint32_t *slots; /* 1 + where it is in the list, by the hash of the name; or 0 */
	size_t slot_count, slot_cap;
	size_t added; /* so many of the list are in the slots */
	size_t next;  /* the item behind the last one that was found */
};

/* Another list. */
void function_find_reset(struct function_find *f);
void function_find_release(struct function_find *f);

struct function_hits *function_find(
	struct function_find *f, const struct function_list *list, struct str name);

#endif
