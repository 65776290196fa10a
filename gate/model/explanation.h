/*
 * What a verdict on one area rests on, so that a person who doubts a figure can redo it by hand.
 * policies/explain.c makes it beside the verdict, reporters turn it into bytes; it decides nothing.
 */
#ifndef MODEL_EXPLANATION_H
#define MODEL_EXPLANATION_H

#include "gate/model/runs.h"
#include "gate/model/verdict.h"

struct str_list {
	struct str *v;
	size_t n, cap;
};

/* What of a report belongs to the area. */
struct explained_report {
	const struct report_line *report;
	size_t files; /* of its coverage, with what they have in this report */
	struct count count[METRIC_COUNT];
	size_t tests;
};

struct explained_rule {
	const struct finding *finding;
	struct str_list came; /* how its limit came about, a sentence each */
	struct str figure;    /* "412 of 500 lines = 82.40 % (41200/500, rounded down)"; or empty */
	struct str wanted;    /* what that is held against, step by step; or empty */
	struct str waiver;    /* that is in its policy, whether or not it is needed; or empty */
};

struct explained_file {
	struct str path;
	bool unreported; /* by any report: every added line that is not blank counts as uncovered */
	struct count count;
	struct runs uncovered;
};

/* The files that a rule's figure is the sum of; what lacks most comes first. */
struct explained_files {
	enum metric metric;
	bool of_patch; /* of the lines that the change added alone */
	struct explained_file *v;
	size_t n, cap;
};

struct explained_test {
	struct str id;
	struct str label;      /* of the job that tells of it */
	enum test_state state; /* as its policy counts it */
	uint64_t time_us;
};

struct explained_tests {
	struct explained_test *v;
	size_t n, cap;
};

/* A planned or required id; one test, or by a glob several. */
struct explained_slot {
	struct str id;
	bool created, runnable, passing;
	bool unknown; /* no test is called so; not even one that another id has */
};

struct explained_slots {
	struct explained_slot *v; /* what does not pass comes first */
	size_t n, cap;
};

struct explanation {
	const struct verdict *verdict;
	const struct area_verdict *area;
	struct str policy; /* its file */
	struct str rule;   /* the only one that is explained; empty: all of the area */
	struct str_list sources, test_globs;
	struct explained_report *reports;
	size_t report_count, report_cap;
	struct explained_rule *rules;
	size_t rule_count, rule_cap;
	bool needs_base;     /* some rule that is explained is about the change */
	bool needs_baseline; /* or about what was before */

	struct explained_files *files; /* a list for each metric that a rule is about */
	size_t files_count, files_cap;
	bool has_whole_files;           /* some rule is about files that are in no report */
	bool has_tests, has_times;      /* some rule is about tests, or about how long they take */
	struct explained_tests tests;   /* with has_tests: by state, the worst first, then by id */
	struct explained_tests slowest; /* with has_times: the slowest first */
	struct explained_slots planned, required;
	struct str_list unreported; /* source files that no coverage report knows */
	struct str_list excluded;   /* files of the area that paths.exclude takes out */
};

#endif
