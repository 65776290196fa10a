/*
 * What is wrong, one thing a place: for outputs that show it in the code (SARIF, code quality). Rules
 * that do not hold, causes that keep tests from passing, and added lines that no test reached; those
 * that matter most come first.
 */
#ifndef REPORTERS_ISSUES_H
#define REPORTERS_ISSUES_H

#include "gate/base/digest.h"
#include "gate/model/verdict.h"

/* GitHub takes so many results of a run, and keeps the first 5,000 by their level. */
#define ISSUES_MAX 25000u

enum issue_level {
	ISSUE_NO_DATA, /* a rule could not be judged */
	ISSUE_ERROR,   /* the gate is closed by it */
	ISSUE_NOTE,    /* waived, not enforced, or what no rule forbids */
};

enum issue_kind { ISSUE_FINDING, ISSUE_TESTS, ISSUE_ADDED };

struct issue {
	enum issue_kind kind;
	enum issue_level level;
	uint32_t area;                  /* index into verdict.areas */
	struct str rule;                /* its id, as in rule_text.h; of a record any text */
	struct str path;                /* never absolute, and never outside of the repository */
	struct line_range lines;        /* 0: the file, or the folder, as a whole */
	struct added_run added;         /* of ISSUE_ADDED */
	const struct file_detail *file; /* of ISSUE_ADDED */
	const struct finding *finding;  /* of ISSUE_FINDING */
	const struct blocker *blocker;  /* of ISSUE_TESTS */
	size_t turn;   /* among those of the same path, area, rule and text, from 0 */
	size_t number; /* in the order of areas, then of files and lines */
};

/* Starts as all zeroes; ends with issues_release(). */
struct issues {
	struct arena arena;
	const struct verdict *verdict;
	struct issue *v;
	size_t n, cap;
};

void issues_of(struct issues *out, const struct verdict *v);
void issues_release(struct issues *issues);

/* What a person is told, the area's name first. Not encoded for any sink. */
void issue_say(const struct issues *of, const struct issue *i, struct buf *out);

/*
 * A digest that is the same as long as the issue is: of its path, area, rule and text without its
 * numbers, never of lines. No two issues share one; `of` is what else tells two verdicts apart, or empty.
 */
void issue_id(const struct issues *issues, const struct issue *i, struct str of,
	char out[SHA256_HEX + 1]);

/* `path`, if it is inside of the repository, else the folder of policies, else "." */
struct str issue_path(const struct verdict *v, struct str path);

#endif
