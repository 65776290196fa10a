/*
 * Tests with their states, as reports tell them. A record of a report is one struct test; what a
 * report says twice stands here twice.
 */
#ifndef MODEL_TESTS_H
#define MODEL_TESTS_H

#include "gate/model/cause.h"
#include "gate/model/tree_index.h"

enum test_state {
	TEST_PASSING,
	TEST_FAILING,
	TEST_FLAKY,
	TEST_SKIPPED,
	TEST_DISABLED,
	TEST_EXPECTED_FAILURE,
	TEST_BLOCKED, /* its body never started: not built, not collected, set-up failed */
	TEST_NOT_RUN, /* declared or planned, in no report */
	TEST_STATES
};

/* "passing", "expected_failure", ...: the key in machine output. */
extern const char *const test_state_names[TEST_STATES];

/* Files of the tree that a suite may name, where there are several. */
struct torn {
	struct tree_endings all;
	struct str files[2]; /* the first two */
	struct str
		prefix; /* what goes before the suite to mean the second alone: services.api; or empty */
};

struct test {
	struct str suite; /* classname, or the name of the suite */
	struct str name;
	struct str file;    /* as the report has it; after the seal the repository path, or empty */
	struct str message; /* the first line of what went wrong, or empty */
	const struct cause
		*cause; /* why it failed or is blocked, as far as its text shows; or NULL */
	const struct torn *torn; /* its suite may name these; NULL: one file, or none */
	uint64_t time_us;
	uint32_t line; /* of its declaration, or 0 */
	enum test_state state;
	bool errored;    /* the report says error, not failure */
	bool unreported; /* declared, and in no report */
	bool module;     /* stands for a file that could not be loaded, with however many tests */
	bool untimed;    /* it ran, and nobody knows how long: `time_us` is of other runs, or 0 */
	bool mixed;      /* may be several tests, which nothing tells apart */
	uint8_t best;    /* by tests_unite(): the test_state that it has if one job is enough */
	uint8_t told;    /* of torn ones: 1 << each test_state that its records tell */
	uint32_t label; /* of the job that `message` is from: index into evidence.labels; 0: none */
	uint32_t best_label; /* of the job that `best` is from */
};

/* Starts as all zeroes. Memory is the arena's. */
struct tests {
	struct test *v;
	size_t n, cap;
};

/* Copies of all tests of `more`, at the end; their texts are shared. */
void tests_add(struct tests *tests, struct arena *a, const struct tests *more);

/* What a report says again of earlier ones with its label. */
struct repeats {
	size_t end; /* its records begin where those of the report before it end, and end here */
	size_t n;   /* tests that both tell a result of */
	struct test first; /* of them */
};

/*
 * Joins the records of one report that tell of the same test. Where its producer writes retries so
 * (`retries`), in their order: one that passed after it had failed is flaky, one that failed in the end
 * failed. Else they may as well be two tests of one name, and the worst result counts. How many records
 * are gone, and the first of them.
 */
struct repeats tests_fold(struct tests *tests, struct arena *scratch, bool retries);

/*
 * Joins what stands for the same test (file, suite and name; two classes of a file are two suites)
 * in several records: a test is not doubled by being run by two jobs, or by being told twice. The
 * worst result counts: failing, blocked, flaky, passing, then what did not run. `best` is that of the
 * label whose own worst is best: passing, flaky, and then again the worst, since a test that is
 * skipped elsewhere has passed nowhere. The order of records does not matter, but for that of tests
 * and for `repeats`, which has one entry a report, or is NULL.
 */
void tests_unite(struct tests *tests, struct arena *scratch, struct repeats *repeats);

/* Counts by state; `errored` are those of a state that a report calls errors; `time_us` is the sum of the times that are known. */
struct test_counts {
	uint64_t total, state[TEST_STATES], errored[TEST_STATES], time_us, slowest_us, untimed;
};

void test_counts_add(struct test_counts *counts, const struct test *test);

/* Its body ran: passing, failing or flaky. */
bool test_state_ran(enum test_state state);

/* The test's file (else its suite), two colons, its name. */
struct str test_plain(const struct test *test, struct arena *a);

/* With its classes before the name, as pytest has it: tests/test_a.py::TestA::test_one. Empty without any. */
struct str test_node(const struct test *test, struct arena *a);

/* What the test is called: its node if its file is Python, else the plain one. */
struct str test_id(const struct test *test, struct arena *a);

/* A test as its id says, there being nothing else of it; the id's texts. */
struct test test_of_id(struct str id);

/* Is `name` all of what the test can be called: its id, or suite::name, or suite.name? */
bool test_is_called(const struct test *test, struct str id, struct str name);

/*
 * Does a plan's `name` mean the test with that id? It may be all of it or what follows a pair of
 * colons, with or without the parameters in [].
 */
bool test_id_is(struct str id, struct str name);

/* The id without parameters in []. */
struct str test_id_bare(struct str id);

#endif
