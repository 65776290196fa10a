/*
 * The verdict: all findings of a run and the figures they rest on. judge.c makes it, record.c reads it
 * back from a note, reporters turn it into bytes; nobody else writes to it.
 */
#ifndef MODEL_VERDICT_H
#define MODEL_VERDICT_H

#include "gate/base/decimal.h"
#include "gate/base/diag.h"
#include "gate/model/base.h"
#include "gate/model/baseline.h"
#include "gate/model/coverage.h"
#include "gate/model/detail.h"
#include "gate/model/head.h"
#include "gate/model/line_class.h"
#include "gate/model/tests.h"

enum gate { GATE_OPEN, GATE_CLOSED, GATE_CANNOT_JUDGE };

enum outcome_of_rule {
	RULE_HELD,
	RULE_BROKEN,
	RULE_NO_DATA,  /* nothing to judge by: never green */
	RULE_WAIVED,   /* broken, and somebody answers for it up to a day */
	RULE_INFORMED, /* broken or without data in an area that does not enforce */
	RULE_OUTCOMES
};

extern const char *const gate_names[]; /* "open", "closed", "cannot-judge" */
extern const char
	*const rule_outcome_names[]; /* "held", "broken", "no-data", "waived", "informed" */

struct finding {
	uint32_t area;   /* index into verdict.areas */
	struct str rule; /* "coverage.lines.target" */
	enum outcome_of_rule outcome;
	struct str got, want; /* as printed; got is empty without data */
	uint64_t missing;     /* how many to get or get rid of; 0 when held */
	struct place at;      /* of the limit in its policy; file empty when read from a record */
	struct str say;       /* what a person is told: "13 more lines to 85 %" */
};

/* Lines that no test reached, from the first to the last. */
struct uncovered {
	struct str path;
	struct line_range range;
};

#define UNCOVERED_SHOWN 3

/* The longest runs, and how many more there are. */
struct uncovered_list {
	struct uncovered v[UNCOVERED_SHOWN];
	size_t n;
	uint64_t more;
};

/* A list of them that each area has, and what people are told it is. */
struct place_list {
	const char *title;
	size_t offset; /* in struct area_verdict */
};

extern const struct place_list place_lists[];
extern const size_t place_list_count;

#define REACH_SHOWN 10

/* Where tests are best written for lines that a rule lacks: the fewest runs of uncovered lines that have them. */
struct reach {
	uint64_t need; /* lines that are lacking; 0: nothing was looked for */
	uint64_t
		lines; /* uncovered ones in all of the runs: `need` or more, unless there are no more */
	struct uncovered v[REACH_SHOWN]; /* the longest of them, by path and line */
	size_t n;
	uint64_t more;
};

struct area_coverage {
	bool known; /* the evidence has figures for it */
	struct count count;
	bool has_target, has_baseline;
	struct decimal target, baseline;
};

#define BLOCKERS_KEPT 100u
#define BLOCKER_FILES_KEPT 20u

#define BLOCKER_IDS_KEPT 100u

/* A test that does not pass, as lists name it. */
struct named_test {
	struct str id;
	struct str label; /* of the job that tells of it, of several the first by text */
};

/* What keeps tests from passing, all those of one cause together. */
struct blocker {
	enum cause_kind kind;
	struct str text; /* the cause as people are told */
	struct str mend; /* what to do, one sentence */
	uint64_t
		tests; /* it keeps from passing; a file that could not be loaded counts at least 1 */
	uint64_t blocked;  /* of them, those that could not start */
	uint64_t planned;  /* of them, those that a plan names or has room for */
	struct str *files; /* the first BLOCKER_FILES_KEPT of them, sorted */
	size_t file_count;
	uint64_t files_more;
	struct named_test *ids; /* of the first BLOCKER_IDS_KEPT tests; not in records */
	size_t id_count;
	struct place first; /* the first test in the order of files; or no file */
	struct named_test first_test;
};

#define NOT_RUN_KEPT 100u
#define STALLED_KEPT 100u
#define VANISHED_KEPT 100u

/* Against the area of that name in the baseline. */
enum before {
	BEFORE_NONE,   /* there is no baseline */
	BEFORE_WAIVED, /* and that is meant */
	BEFORE_NEW,    /* the baseline has no such area */
	BEFORE_KNOWN,
};

struct area_before {
	enum before state;
	struct str why; /* of the baseline */
	bool measured[METRIC_COUNT];
	struct count count[METRIC_COUNT];
	struct count best[METRIC_COUNT]; /* of as many records as the policy's ratchet asks for */
	const struct verdict *best_of[METRIC_COUNT]; /* that record; or NULL */
	/* Why the figures of the baseline, and of the best record, are not of the same code; or empty. */
	struct str other_code[METRIC_COUNT], other_code_of_best[METRIC_COUNT];
	bool tests_known;  /* the baseline has the ids of its tests */
	uint64_t vanished; /* tests that were there, and that nothing knows now */
	struct str *gone;  /* the first VANISHED_KEPT of them */
	size_t gone_count;
};

/* Its lines against those of the baseline, where that has a record with lines. */
struct area_classes {
	bool known;
	struct str why; /* it is not */
	struct class_counts counts;
	struct uncovered_list lost,
		missed; /* where lines are no longer covered, and new ones not */
};

/* Ids of tests each of which must pass. Not in records. */
struct required_tests {
	uint64_t n, passing;
	uint64_t unknown;  /* of those that do not pass: no test of the area is called so */
	struct str first;  /* that does not pass; an unknown one before others */
	struct str nearby; /* what tests are called that it may mean; or empty */
};

/* Tests of no area that may be one's. Not in records. */
struct doubtful_tests {
	uint64_t n;
	struct str say; /* the first of them, why, and what to do */
};

/* The same of their times: those of all states count. */
struct doubtful_times {
	uint64_t sum_us, slowest_us;
	uint64_t untimed; /* so many of them took nobody knows how long */
	struct str say;   /* as above; of an untimed one, if there is any */
};

struct area_tests {
	bool known;
	struct str mixed; /* why their number is not known, or empty; not in records */
	struct test_counts counts;
	uint64_t flaky_failing; /* of the failing ones, those that are flaky, and may not be */
	struct str
		untimed; /* the first of counts.untimed, and what to do; or empty; not in records */
	struct doubtful_tests doubtful[TEST_STATES]; /* as the area would count them */
	struct doubtful_times doubtful_times;
	uint64_t created, runnable, passing;
	struct required_tests required;
	bool has_plan;
	uint64_t planned;
	uint64_t
		unplanned; /* beside a plan of ids, which alone are created, runnable and passing */
	struct str *missing; /* planned ids that are in no report */
	size_t missing_count, missing_cap;
	struct str *not_run; /* declared, but never run: the first NOT_RUN_KEPT of them, sorted */
	size_t not_run_count;
	uint64_t not_run_more;
	/* Planned, and there, but not passing, though behind no blocker; not in records. */
	struct str *stalled; /* the first STALLED_KEPT of them, sorted */
	size_t stalled_count;
	uint64_t stalled_more;
};

/* Figures that were measured before, of an area that no report of this run speaks of. */
struct carried {
	struct str commit; /* that was measured, hex; empty: nothing is carried */
	uint64_t time;     /* of its record, seconds since 1970 */
	uint64_t days;     /* from then to the judged commit */
	uint64_t areas;    /* of the project: how many are; the commit is that of the oldest */
	bool tests;        /* counts of tests are among them */
	struct str no_coverage, no_tests; /* why there are none though there could be; or empty */
	const struct verdict *record;     /* that they are from; NULL when read from a record */
};

/* Lines that an earlier run of the same tree tells otherwise. */
struct flickering_lines {
	uint64_t lost, gained;  /* covered there and not now; covered now and not there */
	struct uncovered first; /* of those lost, the longest run */
	struct str where;       /* the earlier run */
};

struct area_verdict {
	struct str name; /* "project" for the whole, which comes first */
	struct str title, command;
	struct str *owners;
	size_t owner_count;
	bool enforced;
	struct area_coverage coverage[METRIC_COUNT];
	struct area_tests tests;
	struct area_coverage
		patch[METRIC_COUNT];           /* of the lines that the change added; no baseline */
	bool has_patch;                        /* some rule is about it */
	struct uncovered_list patch_uncovered; /* where such a rule about lines is broken */
	uint64_t patch_unreported;             /* changed source files that no report knows */
	struct str first_patch_unreported;
	struct area_before before;
	struct area_classes classes;
	struct flickering_lines flickering;

	struct carried carried;
	struct str inputs; /* digest of all that its figures depend on, hex; or empty */
	struct uncovered_list uncovered; /* where another rule about lines is broken */
	struct reach reach;              /* and what would mend it; not in records */
	/* What unblocks most comes first, and ordinary failures last. */
	struct blocker *blockers;
	size_t blocker_count;
	uint64_t blockers_more,
		blockers_more_tests; /* causes left out, and the tests behind them */
	uint64_t unreported;         /* source files that no coverage report knows */
	bool unreported_known;       /* a rule asks for them, and they could be counted */
	struct str first_unreported;
	uint64_t measured_tests; /* files of tests that count as sources; not in records */
	struct str first_measured_test;
	/* Of the project: tests of no area, where areas have some. */
	uint64_t strays, failed_strays;
	struct str first_stray, first_failed_stray;
	struct str stray_why, failed_stray_why;
};

struct report_line {
	struct str name, path, label, format, producer, trust, sha256;
	uint64_t bytes;
	struct str *notes;
	size_t note_count;
};

/* Which run made a record. */
struct origin {
	struct str event;  /* "push", "merge_group", "pull_request", ...; "hand" outside CI */
	struct str branch; /* or empty */
	struct str run;    /* CI's own id, or empty */
	uint64_t attempt;  /* of that run, from 1; 0 outside CI */
};

/*
 * What the tests of a run came to, as far as a later run of the same tree needs it. Each text is a roster
 * (roster.h) of keys (flicker.h).
 */
struct results {
	bool known;
	struct str *labels; /* of the jobs that ran them, each once; the empty one, too */
	size_t label_count;
	struct str failed;
	bool has_idle;
	struct str idle;  /* of the ids in the record's roster, what neither passed nor failed */
	struct str flaky; /* on this tree so far */
};

/* A test with another result in an earlier run of the same tree. */
struct flickered {
	struct named_test test;
	bool passes;      /* now */
	const char *was;  /* then: "failed", "passed", "flaky" */
	struct str where; /* "run 7, attempt 1" */
};

#define FLICKERED_KEPT 100u

/* What a record leaves out to fit into its note: each what the one before it does, and more. */
enum left_out {
	LEFT_OUT_NOTHING,
	LEFT_OUT_LINES,
	LEFT_OUT_HELD_TEXTS,
	LEFT_OUT_HELD,
	LEFT_OUT_PATHS,
	LEFT_OUT_ROSTER,
	LEFT_OUT_MISSING,
	LEFT_OUT_LEVELS
};

struct progress;

struct verdict {
	enum gate gate;
	struct str title;
	struct str commit, tree; /* hex, or empty outside a repository */
	enum head head;          /* what was judged; of HEAD_COMMIT the tree is the commit's */
	uint64_t changed_files;  /* not as in the commit */
	struct base base;
	struct str policies; /* the folder they were read from */
	/* Why they were not compared with those of the base, or are not the judged tree's; or empty. */
	struct str policies_note;
	struct str tool;        /* "areagate 0.1.0" */
	struct str job;         /* of a record: which job wrote it */
	struct origin origin;   /* of a record */
	struct str policies_id; /* of the folder of policies in the judged tree, hex; or empty */
	struct str unrecorded;  /* why there may be no record of it, or empty */
	bool has_roster;        /* of a record: the next one is there, maybe empty */
	struct str roster;      /* ids of the tests that reports had (roster.h) */
	struct str line_sets;   /* of a record: which lines were covered (line_sets.h), or empty */

	struct results results; /* of a record */
	struct flickered
		*flickered; /* the first FLICKERED_KEPT, in the order of keys; not in records */
	size_t flickered_count;
	uint64_t flickered_more;
	struct baseline baseline;
	const struct progress
		*progress;      /* what came before, where somebody asked (progress.h); or NULL */
	uint64_t time;          /* of a record: seconds since 1970, or 0 */
	enum left_out left_out; /* of a record */

	struct report_line *reports;
	size_t report_count;
	struct area_verdict *areas;
	size_t area_count;
	struct finding *findings; /* in the order of areas, then of the table of rules */
	size_t finding_count, finding_cap;

	const struct detail *detail; /* NULL: no output wants it */
};

const struct uncovered_list *area_places(
	const struct area_verdict *a, const struct place_list *list);

/* The project's places are those of its areas: is this one told of one of these? */
bool place_is_of_area(
	const struct verdict *v, const struct uncovered *u, const struct place_list *list);

/* "carried from 1a2b3c4d5e6f (3 days old)" */
void carried_say(const struct carried *c, struct buf *out);

/* "gate open", "gate closed", "gate closed: cannot judge" */
extern const char *const gate_words[];

/* "waived or not enforced": what the rules of an open gate are that do not hold. */
const char *verdict_others(const struct verdict *v);

/* "3 of 8 rules are broken, 1 rule has no data": how many hold, or do not. */
void verdict_say_rules(const struct verdict *v, struct buf *out);

/* What people are told of an area beside its figures: a sentence each, or nothing. */
extern void (*const area_notes[])(const struct area_verdict *a, struct buf *out);
extern const size_t area_note_count;

/* " with 3 changed files in the work tree", behind the commit; nothing if that alone was judged. */
void verdict_say_head(const struct verdict *v, struct buf *out);

/* One of them. */
void area_say_vanished(const struct area_verdict *a, struct buf *out);

/* "tests/test_shop.py::test_sum [linux]". Not encoded for any sink. */
void named_test_say(const struct named_test *t, struct buf *out);

/* "tests/test_shop.py::test_sum passes, and failed on the same tree in run 7". Not encoded. */
void flickered_say(const struct flickered *f, struct buf *out);

/* The plan as a whole: areas are summed, since the project itself seldom has one of its own. */
struct plan_sum {
	uint64_t planned, created, runnable, passing;
};
struct plan_sum verdict_plan(const struct verdict *v);

/* "24 tests cannot start, all of them planned" */
void blocker_say_tests(const struct blocker *b, struct buf *out);

/* "in tests/test_shop.py:4, tests/test_user.py"; nothing if no place is known. Not encoded for any sink. */
void blocker_say_place(const struct blocker *b, struct buf *out);

/* The area of that name, or NULL. */
const struct area_verdict *verdict_area(const struct verdict *v, struct str name);

/* Findings with that outcome. */
size_t verdict_count(const struct verdict *v, enum outcome_of_rule outcome);

/* The exit status that goes with the gate. */
int verdict_exit(const struct verdict *v);

#endif
