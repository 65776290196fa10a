/*
 * The rules: each is one limit of a policy with a stable id, which is also its place in the policy's
 * JSON. To add one, add a row to the table in rules.c, its key to policy.schema.json, and a golden
 * case; loading, judging and reporting follow from the row.
 */
#ifndef POLICIES_RULES_H
#define POLICIES_RULES_H

#include "gate/model/verdict.h"

enum rule_kind {
	RULE_PERCENT_AT_LEAST, /* 0 to 100, up to 6 decimals */
	RULE_COUNT_AT_LEAST,   /* a whole number */
	RULE_COUNT_AT_MOST,
	RULE_SECONDS_AT_MOST, /* measured in microseconds */
	RULE_DROP_AT_MOST,    /* points of a percentage against the baseline, up to 6 decimals */
	RULE_RATCHET,         /* the same against the best of the last records */
	RULE_EACH_PASSES,     /* a list of test ids; the limit is how many */
};

enum measured {
	MEASURED,
	MEASURED_NOTHING, /* 0 of 0: nothing to cover, held */
	MEASURED_NO_DATA, /* no report speaks of it */
};

struct measure {
	enum measured state;
	uint64_t part, whole;               /* whole: of percentages only */
	uint64_t before_part, before_whole; /* of drops */
	uint64_t doubtful; /* of what is at most: so much more, if what may be of the area is */
	uint64_t untimed;  /* of limits on seconds: tests that took nobody knows how long */
	struct str doubt;  /* the first of either, why, and what to do; or empty */
};

struct rule {
	const char *id;
	enum rule_kind kind;
	const char *one, *many; /* what is counted: "line", "lines"; for "13 more lines" */
	struct measure (*measure)(const struct rule *r, const struct area_verdict *area);
	enum metric metric;         /* of coverage rules */
	enum test_state state;      /* of rules about the tests in one state */
	enum line_class line_class; /* of rules about the lines of one class */
};

extern const struct rule rules[];
extern const size_t rule_count;

/* NULL if there is none of that id. */
const struct rule *rule_find(struct str id);

/* About the lines that the change added, instead of all. */
bool rule_is_of_patch(const struct rule *r);

/* Against the baseline. */
bool rule_is_of_baseline(const struct rule *r);

/* Against the lines of the baseline. */
bool rule_is_of_classes(const struct rule *r);

/* About whole files, of which no report says anything. */
bool rule_is_of_files(const struct rule *r);

/* The rules that a plan's `planned` sets when the policy does not: created, runnable, passing. */
bool rule_follows_plan(const struct rule *r);

#endif
