/*
 * A JUnit report while it is read: what its suites (junit.c), its testcases (junit_case.c) and its end
 * (junit_settle.c) share.
 */
#ifndef PARSERS_JUNIT_STATE_H
#define PARSERS_JUNIT_STATE_H

#include "gate/model/evidence.h"
#include "parsers/junit.h"

struct junit_suite {
	struct str name, file; /* its own, else of the one around it */
	unsigned depth;
	uint32_t line;
	bool list;  /* <testsuites> */
	bool whole; /* not a part of another suite */
	size_t tests_before;
	struct junit_claim claim;
	struct junit_tally before; /* what had been counted when it began */
};

struct junit {
	struct report *into;
	struct arena *arena;
	struct diags *diags;
	struct str path;
	struct xml_events events;
	const struct junit_dialect *dialect; /* NULL: not known */
	bool foreign;                        /* the root is no suite */
	bool has_results;                    /* some case has a status, a result or a time */
	bool refused;                        /* for what a suite claims */
	unsigned depth;                      /* elements that are open */

	struct junit_suite suites[XML_DEPTH_MAX];
	unsigned suite_count;
	struct junit_tally tally;
	uint64_t claimed_tests; /* the most that any suite claims */
	uint64_t bad_suites;    /* with a test that did not pass, theirs or of a suite inside */
	struct junit_comments comments; /* since the last element started */

	/* the open testcase, or failure of a whole suite */
	struct test *test; /* NULL: none */
	unsigned test_depth;
	uint32_t test_line;
	bool timed; /* it says how long it took */
	bool of_suite, no_name, no_class, has_class;
	enum junit_child child;
	struct junit_word status, result, success, type, beside, property;

	unsigned text_depth; /* 0: no text is wanted */
	struct junit_text *wanted;
	struct junit_text text, output; /* of the child that decides; of <system-out> */
	bool printed;                   /* the output is that of the test */
	struct causes causes;
};

static inline struct place junit_line(const struct junit *j, uint32_t line)
{
	return (struct place){ .file = j->path, .line = line };
}

/* A copy, or `like` if that says the same: cases of a suite follow each other. */
struct str junit_keep(const struct junit *j, struct str s, struct str like);

/* The elements of a testcase. */
void junit_on_case(struct junit *j, const struct xml_element *e, enum junit_child none);
void junit_on_child(struct junit *j, const struct xml_element *e, enum junit_child child);
void junit_on_rerun(struct junit *j, const struct xml_element *e, enum junit_child child);
void junit_on_property(struct junit *j, const struct xml_element *e, enum junit_child none);

void junit_on_output(struct junit *j, const struct xml_element *e, enum junit_child none);

/* The text that was wanted is there. */
void junit_end_text(struct junit *j);
void junit_close_case(struct junit *j);

/* What can only be said when all is read; without errors before it. */
void junit_settle(struct junit *j);

#endif
