/*
 * Execution counts of many files, added up: what merge writes. Counts saturate at 2^64-1. Additions in
 * any order come to the same once tally_settle() was called.
 */
#ifndef MODEL_TALLY_H
#define MODEL_TALLY_H

#include "gate/model/hits.h"

struct tally_file {
	struct str path;
	struct line_list lines; /* malloc'd lists, sorted */
	struct outcome_list branches, conditions;
	struct function_list functions;
	struct str version; /* empty, too, where two were seen */
	bool two_versions;
};

/* Starts with tally_init(), ends with tally_release(). */
struct tally {
	struct arena arena; /* of texts and files */
	struct names paths; /* the id is the index into files, until tally_settle() */
	struct names words; /* of all files */
	struct tally_file *files;
	size_t cap;
};

void tally_init(struct tally *t);
void tally_release(struct tally *t);

/* Adds settled hits to the file of that path. How many lines, and versions, are told apart by them. */
size_t tally_add(struct tally *t, struct str path, const struct hits *h);

size_t tally_files(const struct tally *t);

/* Sorts files by path, words by text, and whatever depends on these. Nothing can be added after it. */
void tally_settle(struct tally *t);

#endif
