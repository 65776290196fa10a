/*
 * What the names of files tell by convention: tests, and code of others.
 */
#ifndef POLICIES_CONVENTION_H
#define POLICIES_CONVENTION_H

#include "gate/base/arena.h"

/* Is it a test, or code in a folder of tests? */
bool convention_is_test(struct str path);

/* The outermost folder of tests that it lies in, with its path; or empty. */
struct str convention_test_folder(struct str path);

/* The path as a glob that matches nothing else. */
struct str convention_glob(struct str path, struct arena *a);

/*
 * The glob of the tests it is one of: all below its folder of tests, as in "tests/"; else
 * those of its folder, or all below the folder `area`, that are named so: "*.test.js".
 */
struct str convention_test_glob(struct str path, struct str area, struct arena *a);

/* The same, in whatever folder, by the name alone of the folder of tests or of the file. */
struct str convention_tests_anywhere(struct str path, struct arena *a);

/* The folder of others' code that it lies in, with its path: "web/node_modules"; or empty. */
struct str convention_foreign(struct str path);

/* The name of the source it is likely a test of, without extension: "retry" for tests/test_retry.py. */
struct str convention_subject(struct str path);

/* Folders by that name are no area but hold areas each: "packages", and those that only wrap: "src". */
bool convention_is_container(struct str folder_name);
bool convention_is_wrapper(struct str folder_name);

#endif
