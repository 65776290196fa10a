/*
 * What survey.c and survey_tests.c share.
 */
#ifndef POLICIES_SURVEY_PARTS_H
#define POLICIES_SURVEY_PARTS_H

#include "policies/survey.h"

/* A folder in no area yet, with so many files; or one file, with 0. */
struct survey_rest {
	struct str path;
	size_t files;
};

struct survey {
	struct proposal *proposal;
	struct text_list sources, tests; /* files; of the tests, what lies in their folders too */
	size_t files;                    /* of source */
	struct survey_rest *rest;
	size_t rest_count, rest_cap;
};

/* Adds a text that is not in the list yet. */
void text_list_add(struct text_list *list, struct str text, struct arena *a);

/* Finds the area of each test, and takes tests out of the sources that hold them. */
void survey_tests(struct survey *s);

#endif
