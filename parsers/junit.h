/*
 * The parts of the JUnit parser: the attributes of a tag, times, what suites claim, and the dialects
 * as facts. Only the junit*.c files include this.
 */
#ifndef PARSERS_JUNIT_H
#define PARSERS_JUNIT_H

#include "gate/model/tests.h"
#include "parsers/cause.h"
#include "parsers/xml.h"

/* The attributes that are read, of any element. Absent is all zeroes; empty has a pointer. */
struct junit_tag {
	struct str name, classname, file, time, status, result, success, type, message;
	struct str tests, failures, errors, skipped;
	struct str timestamp;
};

struct junit_tag junit_tag(const struct xml_element *e);

#define JUNIT_MESSAGE_BYTES_MAX 500

/* A value that is compared with short words only, without blanks around it: a longer one is none of them. */
struct junit_word {
	char p[32];
	size_t n;
};

struct junit_word junit_word(struct str s);
struct str junit_word_str(const struct junit_word *w);

/*
 * What a child says that decides: its type, and of its text, which comes in pieces, the head without
 * the blanks in front of it and the tail.
 */
enum { JUNIT_TEXT_END_BYTES = 2000 };

struct junit_text {
	size_t type_bytes, head_bytes, tail_bytes;
	bool cut; /* something between head and tail is left out */
	char type[CAUSE_WHAT_BYTES_MAX];
	char head[JUNIT_TEXT_END_BYTES], tail[2 * JUNIT_TEXT_END_BYTES];
};

void junit_text_start(struct junit_text *t, struct str type);
void junit_text_add(struct junit_text *t, struct str piece);
struct str junit_text_head(const struct junit_text *t);

/* Head and tail as one text in `room`; with a line end between them where something is left out. */
enum { JUNIT_TEXT_ROOM_BYTES = 2 * JUNIT_TEXT_END_BYTES + 1 };
struct str junit_text_ends(const struct junit_text *t, char *room);

/*
 * Why the test failed or could not start; NULL if it did neither, or nothing is said. What it printed is
 * looked at last; `printed` becomes the line of it that told the cause, or empty.
 */
const struct cause *junit_cause(struct causes *causes, const struct test *test,
	const struct junit_text *t, bool of_suite, struct str *printed);

/* The first line with something in it; with `place_first` the second, where there is one. */
struct str junit_headline(struct str text, bool place_first);

/* The children of a testcase that say something; of several, the last of this list decides. */
enum junit_child {
	JUNIT_BARE, /* none of them */
	JUNIT_SKIPPED,
	JUNIT_FLAKY,   /* flakyFailure, flakyError: passed in the end */
	JUNIT_FAILURE, /* and rerunFailure, rerunError: failed in the end */
	JUNIT_ERROR,
	JUNIT_CHILDREN
};

/*
 * A dialect: which marks give its producer away, and what its records mean where the generic rule is
 * wrong. That rule: the child that decides says the state. To add a producer, add rows to
 * junit_dialect.c.
 */
struct junit_dialect {
	const char *name;
	bool lists; /* a file in which no case has a result is a list of tests, not their run */
	bool place_first; /* messages of several lines start with file:line */
	bool retries;     /* it tells of a test again where that was run again, and only there */
	bool prints_why;  /* a failure says no more than that it is one: <system-out> tells why */
	bool own_totals; /* what its suites claim are no counts of cases: junit.md of the reference, 1.2 */
	const char
		*joins; /* a hook's record is named as its block, and tests are block, this, test */
	const char *stops; /* it runs nothing where a file cannot be loaded: what to do then */
};

/* A testcase with what decides about it. Absent is empty. */
struct junit_case {
	enum junit_child child;
	bool no_name, no_class;             /* the attribute is there, and empty */
	struct str name, classname;         /* attributes of the testcase */
	struct str status, result, success; /* the same */
	struct str type, message;           /* of the child that decides */
	struct str property;                /* the name of its last <property> */
	/* The type (else the message) of <skipped>, where another child decides. */
	struct str beside;
};

struct junit_meaning {
	enum test_state state;
	bool module;     /* the record stands for a module, which its name names */
	bool by_class;   /* ... or rather its class */
	bool no_test;    /* the record stands for no test at all */
	struct str word; /* the attribute's, if nobody knows what it means; else empty */
};

/* The dialect that the element gives away, or NULL. */
const struct junit_dialect *junit_recognise(const struct xml_element *e);

/* `dialect` is NULL while the producer is not known. */
struct junit_meaning junit_meaning(const struct junit_dialect *dialect, const struct junit_case *c);

/*
 * What was counted, by the child that decides (or the word that stands for it). `bad` did not pass in
 * the end; `shown` are these and what failed as it was expected to; `reruns` are the elements that tell of a run which was not the last.
 */
struct junit_tally {
	uint64_t cases, child[JUNIT_CHILDREN], bad, shown, reruns;
};

struct junit_tally junit_tally_since(
	const struct junit_tally *now, const struct junit_tally *before);

/* What the attributes of a suite claim. They are never used, only compared. */
#define JUNIT_NO_CLAIM UINT64_MAX

struct junit_claim {
	uint64_t tests, failures, errors, skipped;
};

struct junit_claim junit_claim(const struct junit_tag *tag);

/*
 * A suite with no failure to show for the ones it claims is refused: -1 after the diagnostic. A claim
 * of more than there is to see is a doubt, unless the dialect's totals are no counts; any other
 * difference is a note. `dialect` may be NULL.
 */
int junit_check_claim(const struct junit_claim *claim, const struct junit_tally *counted,
	const struct junit_dialect *dialect, struct place at, struct diags *d);

/*
 * What Node's runner says in comments behind all tests: <!-- tests 2 -->, <!-- pass 1 -->, <!-- fail 1 -->,
 * <!-- cancelled 0 -->. A test with tests inside is a suite to its reporter, and what fails of it alone, such
 * as a hook after them, stands nowhere else.
 */
struct junit_comments {
	uint64_t fail, cancelled;
	bool has_tests, has_pass, has_fail; /* only where all of them are it is Node */
	struct place at;                    /* of `fail` */
};

void junit_comment(struct junit_comments *c, struct str text, struct place at);

/*
 * As a suite's claim is: more than there is to see is refused, or a doubt; `parents` are suites with what did
 * not pass, each of which may be a test that failed for it. Less is no contradiction.
 */
int junit_check_comments(const struct junit_comments *c, const struct junit_tally *counted,
	uint64_t parents, struct diags *d);

/* A report without any case, nor a suite that could not start, is refused: -1 after the diagnostic. `claimed` is the most a suite claims. */
int junit_check_empty(
	const struct junit_tally *counted, uint64_t claimed, struct place root, struct diags *d);

/* No test takes a year: what is longer is cut. */
#define JUNIT_TIME_MAX_US ((uint64_t)366 * 24 * 60 * 60 * 1000000)

/*
 * Seconds as producers write them (1.5  1,234.5  0,03  1E-07) in whole microseconds, rounded down.
 * False if it is no such number, negative, or cut; `us` is set all the same.
 */
bool junit_time(struct str text, uint64_t *us);

/*
 * A date and time as in 2026-01-05T09:00:00, in seconds since 1970 as if it were UTC; what follows is
 * left aside, since many producers write local time and none, or a wrong, zone. 0 if it is anything else.
 */
int64_t junit_timestamp(struct str text);

/* The same with a note where it is false. False if it is not known: absent, or nothing that says a time. */
bool junit_time_us(struct str text, struct place at, struct diags *d, uint64_t *us);

#endif
