/*
 * The functions of one file, as keys with a bit for each that was called: the identity is the name
 * within the file, as lcov's own summary counts, and so is the order.
 *
 * A key is how many bytes its name shares with the one before (255 at most), twice how many more it has,
 * these, and its line. Letters, digits and _ are six bits each; where a name goes on with anything else,
 * bytes stay as they are, and 1 is added to twice their number.
 */
#ifndef MODEL_FUNCTIONS_H
#define MODEL_FUNCTIONS_H

#include "gate/model/hits.h"
#include "gate/model/keys.h"
#include "gate/model/lines.h"

/* Of a settled list. */
struct keys functions_keys(
	struct keys_writer *w, struct arena *a, const struct function_list *list);

/* Of the functions whose first line is in the ranges, which are sorted and apart from each other. */
struct count functions_count_in(const struct keys *k, const struct line_range *ranges, size_t n);

/* The first line of each that was not called, in the order of names; the arena's. */
uint32_t *functions_uncalled(const struct keys *k, struct arena *a, size_t *n);

/* Both sets in one. A function keeps its first line. */
void functions_unite(struct keys *into, struct arena *a, const struct keys *from);

#endif
