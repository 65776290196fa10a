/*
 * Files of tests without a tree to prove them by.
 */
#ifndef MODEL_TESTS_FILES_H
#define MODEL_TESTS_FILES_H

#include "gate/model/tests.h"

/*
 * A test that has only its suite, tests.test_a or tests.test_a.TestA, gets the file that others of that
 * suite and name have, as those of a listing: tests/test_a.py. Not where they have two.
 */
void tests_share_files(struct tests *tests, struct arena *scratch);

#endif
