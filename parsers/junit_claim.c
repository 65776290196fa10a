#include "parsers/junit.h"

#include <inttypes.h>

#include "gate/model/diagnostics.h"

static uint64_t number(struct str text)
{
	uint64_t n;

	return str_to_u64(str_trim(text), &n) < 0 ? JUNIT_NO_CLAIM : n;
}

struct junit_claim junit_claim(const struct junit_tag *tag)
{
	return (struct junit_claim){
		.tests = number(tag->tests),
		.failures = number(tag->failures),
		.errors = number(tag->errors),
		.skipped = number(tag->skipped),
	};
}

struct junit_tally junit_tally_since(
	const struct junit_tally *now, const struct junit_tally *before)
{
	struct junit_tally t = { .cases = now->cases - before->cases,
		.bad = now->bad - before->bad,
		.shown = now->shown - before->shown,
		.reruns = now->reruns - before->reruns };

	for (int i = 0; i < JUNIT_CHILDREN; i++)
		t.child[i] = now->child[i] - before->child[i];
	return t;
}

struct total {
	const char *what;
	uint64_t claimed, counted;
	bool doubtful; /* if more is claimed than was counted */
};

static int tell(
	const struct diag_kind *kind, const struct total *t, struct place at, struct diags *d)
{
	return diag_at(d, kind, at, "%s=\"%" PRIu64 "\" where %" PRIu64 " were counted", t->what,
		t->claimed, t->counted);
}

static uint64_t or_none(uint64_t claim)
{
	return claim == JUNIT_NO_CLAIM ? 0 : claim;
}

/* The failures and errors together: which is which is not everywhere the same. */
static uint64_t claimed_bad(const struct junit_claim *claim)
{
	uint64_t failures = or_none(claim->failures), errors = or_none(claim->errors);

	return failures > UINT64_MAX - errors ? UINT64_MAX : failures + errors;
}

static int refuse(const struct junit_claim *claim, const struct junit_tally *counted,
	struct place at, struct diags *d)
{
	return diag_at(d, DIAG(JUNIT_CLAIM), at,
		"the suite claims failures=\"%" PRIu64 "\" errors=\"%" PRIu64
		"\", and none of its %" PRIu64
		" testcases shows one: see the log of the run for what failed outside of them",
		or_none(claim->failures), or_none(claim->errors), counted->cases);
}

int junit_check_claim(const struct junit_claim *claim, const struct junit_tally *counted,
	const struct junit_dialect *dialect, struct place at, struct diags *d)
{
	const uint64_t bad = claimed_bad(claim), *child = counted->child;
	const bool over = bad > counted->shown + counted->reruns;
	const struct total totals[] = {
		{ "tests", claim->tests, counted->cases, true },
		{ "failures", claim->failures, child[JUNIT_FAILURE], over },
		{ "errors", claim->errors, child[JUNIT_ERROR], over },
		{ "skipped", claim->skipped, child[JUNIT_SKIPPED], false },
	};
	const struct total *note = NULL;

	if (over && !counted->bad)
		return refuse(claim, counted, at, d);
	for (const struct total *t = totals; t < totals + sizeof(totals) / sizeof(*totals); t++) {
		if (t->claimed == JUNIT_NO_CLAIM || t->claimed == t->counted)
			continue;
		if (t->doubtful && t->claimed > t->counted && !(dialect && dialect->own_totals))
			return tell(DIAG(JUNIT_TOTALS), t, at, d);
		note = note ? note : t;
	}
	return note ? tell(DIAG(JUNIT_TOTALS_NOTE), note, at, d) : 0;
}

void junit_comment(struct junit_comments *c, struct str text, struct place at)
{
	struct str rest = str_trim(text), word = str_cut(&rest, ' ');
	uint64_t n = number(rest);

	if (n == JUNIT_NO_CLAIM)
		return;
	if (str_eq(word, STR("tests"))) {
		c->has_tests = true;
	} else if (str_eq(word, STR("pass"))) {
		c->has_pass = true;
	} else if (str_eq(word, STR("cancelled"))) {
		c->cancelled = n;
	} else if (str_eq(word, STR("fail"))) {
		c->has_fail = true;
		c->fail = n;
		c->at = at;
	}
}

int junit_check_comments(const struct junit_comments *c, const struct junit_tally *counted,
	uint64_t parents, struct diags *d)
{
	const struct junit_claim claim = { .failures = c->fail, .errors = c->cancelled };
	uint64_t claimed = claimed_bad(&claim);

	if (!c->has_tests || !c->has_pass || !c->has_fail || claimed <= counted->bad + parents)
		return 0;
	if (counted->bad)
		return diag_at(d, DIAG(JUNIT_TOTALS), c->at,
			"fail %" PRIu64 " and cancelled %" PRIu64
			" in the comments at the end where %" PRIu64 " were counted",
			c->fail, c->cancelled, counted->bad);
	return diag_at(d, DIAG(JUNIT_CLAIM), c->at,
		"the comments at the end say fail %" PRIu64 " and cancelled %" PRIu64
		", and none of the %" PRIu64
		" testcases shows one: see the log of the run for what failed outside of them",
		c->fail, c->cancelled, counted->cases);
}

int junit_check_empty(
	const struct junit_tally *counted, uint64_t claimed, struct place root, struct diags *d)
{
	if (counted->cases || counted->bad)
		return 0;
	if (claimed)
		return diag_at(d, DIAG(JUNIT_EMPTY), root,
			"no test is in the report, though it claims tests=\"%" PRIu64
			"\": write one <testcase> a test",
			claimed);
	return diag_at(d, DIAG(JUNIT_EMPTY), root,
		"no test ran: the report has no <testcase>; check what the test run selects");
}
