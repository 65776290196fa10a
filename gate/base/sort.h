/*
 * Sorting texts: in the order of str_cmp(), and faster than by comparing them, above all where many
 * start alike, as the names of functions do.
 */
#ifndef BASE_SORT_H
#define BASE_SORT_H

#include "gate/base/str.h"

struct sort_item {
	struct str text;
	uint64_t bytes; /* the sort's own */
	uint32_t index; /* the caller's own, as where the text is */
};

/* `spare` has room for `n` items, too. Equal texts are in any order. */
void sort_texts(struct sort_item *v, struct sort_item *spare, size_t n);

#endif
