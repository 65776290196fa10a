/*
 * Tests of one name in several reports whose suite fits several files of the tree: test_a of api/tests and
 * test_a of jobs/tests are both tests.test_a where each ran in its own folder.
 */
#ifndef MODEL_TESTS_TORN_H
#define MODEL_TESTS_TORN_H

#include "gate/model/tests.h"

/* Those of one report that an earlier one has as well. */
struct torn_tests {
	size_t end; /* its tests begin where those of the report before it end, and end here */
	size_t n;
	struct test first; /* of them */
};

/*
 * Before tests_unite(): finds them, of which `torn` has one entry a report. Where both reports are of one
 * label they are `mixed`: nobody knows how many tests they are. With two labels they are what a matrix
 * runs.
 */
void tests_find_torn(struct tests *tests, struct arena *scratch, struct torn_tests *torn);

/* What a person does to tell apart tests whose suite fits the files. */
struct str torn_say_mend(const struct torn *t, struct arena *a);

/* What to say of a report's, and how to tell them apart. */
struct str tests_say_torn(const struct torn_tests *torn, struct arena *a);

#endif
