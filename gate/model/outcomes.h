/*
 * Outcomes that are either taken or not: the branches of a file, or its MC/DC conditions. Their keys
 * are (line, group, index), in that order; group and index are numbers or, after all numbers, text.
 *
 * They are kept in runs: one line and group, and indices that follow each other. A run that starts with
 * index 0 is one byte, as long as it has 8 outcomes at most and stands up to 30 lines further in group 0,
 * or in the next group of the same line: 8 times the lines, and its length less 1. Any other is 255, the
 * difference in lines, group and index (each of these twice its number, or twice its length and 1 and
 * the text), and its length less 1.
 */
#ifndef MODEL_OUTCOMES_H
#define MODEL_OUTCOMES_H

#include "gate/model/hits.h"
#include "gate/model/keys.h"
#include "gate/model/lines.h"

/* The settled list as keys, with a bit for each that was taken. */
struct keys outcomes_keys(struct keys_writer *w, struct arena *a, const struct outcome_list *list,
	const struct names *words);

/* A number, or text if `text.p` is set. */
struct outcome_part {
	uint32_t number;
	struct str text;
};

struct outcome {
	uint32_t line;
	struct outcome_part group, index;
	bool taken;
};

/* Starts with `keys` set and zeroes. False at the end. */
struct outcomes_cursor {
	const struct keys *keys;
	size_t next, offset;
	uint32_t left; /* of the run */
	struct outcome at;
};

bool outcomes_next(struct outcomes_cursor *c);

/* Of the outcomes on lines in the ranges, which are sorted and apart from each other. */
struct count outcomes_count_in(const struct keys *k, const struct line_range *ranges, size_t n);

/* Both sets in one. */
void outcomes_unite(struct keys *into, struct arena *a, const struct keys *from);

#endif
