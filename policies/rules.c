#include "policies/rules.h"

#include <string.h>

static struct measure covered(const struct rule *r, const struct area_verdict *area)
{
	const struct area_coverage *c =
		rule_is_of_patch(r) ? &area->patch[r->metric] : &area->coverage[r->metric];

	if (!c->known)
		return (struct measure){ .state = MEASURED_NO_DATA };
	if (!c->count.total)
		return (struct measure){ .state = MEASURED_NOTHING };
	return (struct measure){ MEASURED, c->count.covered, c->count.total };
}

/* What was not there, or not measured, before cannot have dropped. */
static struct measure dropped(const struct rule *r, const struct area_verdict *area)
{
	const struct area_before *b = &area->before;
	struct measure m = covered(r, area);

	if (b->state == BEFORE_NONE)
		return (struct measure){ .state = MEASURED_NO_DATA };
	if (b->state != BEFORE_KNOWN || !b->measured[r->metric] || !b->count[r->metric].total)
		return (struct measure){ .state = MEASURED_NOTHING };
	if (b->other_code[r->metric].n)
		return (struct measure){ .state = MEASURED_NO_DATA };
	m.before_part = b->count[r->metric].covered;
	m.before_whole = b->count[r->metric].total;
	if (m.whole > RATIO_DROP_MAX || m.before_whole > RATIO_DROP_MAX)
		return (struct measure){ .state = MEASURED_NO_DATA };
	return m;
}

static struct measure below_best(const struct rule *r, const struct area_verdict *area)
{
	const struct area_before *b = &area->before;
	struct measure m = dropped(r, area);

	if (m.state != MEASURED || !b->best[r->metric].total)
		return m;
	if (b->other_code_of_best[r->metric].n)
		return (struct measure){ .state = MEASURED_NO_DATA };
	m.before_part = b->best[r->metric].covered;
	m.before_whole = b->best[r->metric].total;
	if (m.before_whole > RATIO_DROP_MAX)
		return (struct measure){ .state = MEASURED_NO_DATA };
	return m;
}

static struct measure vanished(const struct rule *r, const struct area_verdict *area)
{
	const struct area_before *b = &area->before;

	(void)r;
	if (b->state == BEFORE_NONE || (b->state == BEFORE_KNOWN && !b->tests_known))
		return (struct measure){ .state = MEASURED_NO_DATA };
	if (b->state != BEFORE_KNOWN)
		return (struct measure){ .state = MEASURED_NOTHING };
	return (struct measure){ .state = MEASURED, .part = b->vanished };
}

/* How many lines are of the rule's class. */
static struct measure in_class(const struct rule *r, const struct area_verdict *area)
{
	if (area->before.state == BEFORE_WAIVED)
		return (struct measure){ .state = MEASURED_NOTHING };
	if (!area->classes.known || !area->coverage[METRIC_LINES].known)
		return (struct measure){ .state = MEASURED_NO_DATA };
	return (struct measure){ .state = MEASURED, .part = area->classes.counts.n[r->line_class] };
}

static struct measure uncovered(const struct rule *r, const struct area_verdict *area)
{
	struct measure m = covered(r, area);

	m.part = m.whole - m.part;
	return m;
}

/* What was never loaded is in no report, and no percentage knows of it. */
static struct measure unreported(const struct rule *r, const struct area_verdict *area)
{
	(void)r;
	if (!area->unreported_known)
		return (struct measure){ .state = MEASURED_NO_DATA };
	return (struct measure){ .state = MEASURED, .part = area->unreported };
}

static struct measure of_tests(const struct area_verdict *area, uint64_t n)
{
	if (!area->tests.known)
		return (struct measure){ .state = MEASURED_NO_DATA };
	return (struct measure){ .state = MEASURED, .part = n };
}

/*
 * Nothing can be over its limit where nothing is known, be it that tests are there; a plan says itself that
 * tests are missing.
 */
static struct measure limited(const struct area_verdict *area, uint64_t n)
{
	if (area->tests.counts.total == area->tests.counts.state[TEST_NOT_RUN] &&
		!(area->tests.has_plan && area->tests.planned))
		return (struct measure){ .state = MEASURED_NO_DATA };
	return of_tests(area, n);
}

static void add_doubtful(struct measure *m, const struct doubtful_tests *d)
{
	m->doubtful += d->n;
	if (!m->doubt.n)
		m->doubt = d->say;
}

static struct measure created(const struct rule *r, const struct area_verdict *area)
{
	(void)r;
	/* The sources say it as well as a report. */
	if (area->tests.created)
		return (struct measure){ .state = MEASURED, .part = area->tests.created };
	return of_tests(area, area->tests.created);
}

static struct measure runnable(const struct rule *r, const struct area_verdict *area)
{
	(void)r;
	return of_tests(area, area->tests.runnable);
}

static struct measure passing(const struct rule *r, const struct area_verdict *area)
{
	(void)r;
	return of_tests(area, area->tests.passing);
}

/* A test that could not even start is no better than one that failed. */
static struct measure failed(const struct rule *r, const struct area_verdict *area)
{
	const uint64_t *state = area->tests.counts.state;
	struct measure m = limited(area, state[TEST_FAILING] + state[TEST_BLOCKED]);

	(void)r;
	add_doubtful(&m, &area->tests.doubtful[TEST_FAILING]);
	add_doubtful(&m, &area->tests.doubtful[TEST_BLOCKED]);
	return m;
}

/* How many are in the rule's state. */
static struct measure in_state(const struct rule *r, const struct area_verdict *area)
{
	/* What is held against it as a failure is flaky all the same. */
	uint64_t more = r->state == TEST_FLAKY ? area->tests.flaky_failing : 0;
	struct measure m = limited(area, area->tests.counts.state[r->state] + more);

	add_doubtful(&m, &area->tests.doubtful[r->state]);
	return m;
}

static struct measure timed(const struct area_verdict *area, uint64_t us, uint64_t doubtful_us)
{
	const struct area_tests *t = &area->tests;
	struct measure m = limited(area, us);

	m.doubtful = doubtful_us;
	m.untimed = t->counts.untimed + t->doubtful_times.untimed;
	m.doubt = t->counts.untimed ? t->untimed : t->doubtful_times.say;
	return m;
}

static struct measure seconds(const struct rule *r, const struct area_verdict *area)
{
	(void)r;
	return timed(area, area->tests.counts.time_us, area->tests.doubtful_times.sum_us);
}

static struct measure required(const struct rule *r, const struct area_verdict *area)
{
	(void)r;
	/* A record has counts of tests, and neither their results nor their times. */
	if (area->carried.tests)
		return (struct measure){ .state = MEASURED_NO_DATA };
	return of_tests(area, area->tests.required.passing);
}

static struct measure slowest(const struct rule *r, const struct area_verdict *area)
{
	uint64_t us = area->tests.counts.slowest_us, other = area->tests.doubtful_times.slowest_us;

	(void)r;
	if (area->carried.tests)
		return (struct measure){ .state = MEASURED_NO_DATA };
	return timed(area, us, other > us ? other - us : 0);
}

const struct rule rules[] = {
	{ "coverage.lines.target", RULE_PERCENT_AT_LEAST, "line", "lines", covered, METRIC_LINES },
	{ "coverage.lines.max_uncovered", RULE_COUNT_AT_MOST, "uncovered line", "uncovered lines",
		uncovered, METRIC_LINES },
	{ "coverage.lines.max_drop", RULE_DROP_AT_MOST, "line", "lines", dropped, METRIC_LINES },
	{ "coverage.lines.ratchet", RULE_RATCHET, "line", "lines", below_best, METRIC_LINES },
	{ "coverage.lines.max_lost", RULE_COUNT_AT_MOST, "line no longer covered",
		"lines no longer covered", in_class, METRIC_LINES, .line_class = CLASS_LBC },
	{ "coverage.lines.max_new_uncovered", RULE_COUNT_AT_MOST, "new uncovered line",
		"new uncovered lines", in_class, METRIC_LINES, .line_class = CLASS_UNC },
	{ "coverage.branches.target", RULE_PERCENT_AT_LEAST, "branch", "branches", covered,
		METRIC_BRANCHES },
	{ "coverage.branches.max_uncovered", RULE_COUNT_AT_MOST, "uncovered branch",
		"uncovered branches", uncovered, METRIC_BRANCHES },
	{ "coverage.branches.max_drop", RULE_DROP_AT_MOST, "branch", "branches", dropped,
		METRIC_BRANCHES },
	{ "coverage.branches.ratchet", RULE_RATCHET, "branch", "branches", below_best,
		METRIC_BRANCHES },
	{ "coverage.functions.target", RULE_PERCENT_AT_LEAST, "function", "functions", covered,
		METRIC_FUNCTIONS },
	{ "coverage.functions.max_uncovered", RULE_COUNT_AT_MOST, "uncovered function",
		"uncovered functions", uncovered, METRIC_FUNCTIONS },
	{ "coverage.functions.max_drop", RULE_DROP_AT_MOST, "function", "functions", dropped,
		METRIC_FUNCTIONS },
	{ "coverage.functions.ratchet", RULE_RATCHET, "function", "functions", below_best,
		METRIC_FUNCTIONS },
	{ "coverage.mcdc.target", RULE_PERCENT_AT_LEAST, "condition", "conditions", covered,
		METRIC_MCDC },
	{ "coverage.mcdc.max_uncovered", RULE_COUNT_AT_MOST, "uncovered condition",
		"uncovered conditions", uncovered, METRIC_MCDC },
	{ "coverage.mcdc.max_drop", RULE_DROP_AT_MOST, "condition", "conditions", dropped,
		METRIC_MCDC },
	{ "coverage.mcdc.ratchet", RULE_RATCHET, "condition", "conditions", below_best,
		METRIC_MCDC },
	{ "coverage.max_unreported", RULE_COUNT_AT_MOST, "source file in no report",
		"source files in no report", unreported, 0 },
	{ "patch.lines.target", RULE_PERCENT_AT_LEAST, "added line", "added lines", covered,
		METRIC_LINES },
	{ "patch.lines.max_uncovered", RULE_COUNT_AT_MOST, "uncovered added line",
		"uncovered added lines", uncovered, METRIC_LINES },
	{ "patch.branches.target", RULE_PERCENT_AT_LEAST, "added branch", "added branches", covered,
		METRIC_BRANCHES },
	{ "patch.branches.max_uncovered", RULE_COUNT_AT_MOST, "uncovered added branch",
		"uncovered added branches", uncovered, METRIC_BRANCHES },
	{ "patch.functions.target", RULE_PERCENT_AT_LEAST, "added function", "added functions",
		covered, METRIC_FUNCTIONS },
	{ "patch.functions.max_uncovered", RULE_COUNT_AT_MOST, "uncovered added function",
		"uncovered added functions", uncovered, METRIC_FUNCTIONS },
	{ "plan.created", RULE_COUNT_AT_LEAST, "created test", "created tests", created, 0 },
	{ "plan.runnable", RULE_COUNT_AT_LEAST, "runnable test", "runnable tests", runnable, 0 },
	{ "plan.passing", RULE_COUNT_AT_LEAST, "passing test", "passing tests", passing, 0 },
	{ "plan.required", RULE_EACH_PASSES, "required test", "required tests", required, 0 },
	{ "plan.max_failed", RULE_COUNT_AT_MOST, "failed test", "failed tests", failed, 0 },
	{ "plan.max_blocked", RULE_COUNT_AT_MOST, "blocked test", "blocked tests", in_state,
		.state = TEST_BLOCKED },
	{ "plan.max_flaky", RULE_COUNT_AT_MOST, "flaky test", "flaky tests", in_state,
		.state = TEST_FLAKY },
	{ "plan.max_skipped", RULE_COUNT_AT_MOST, "skipped test", "skipped tests", in_state,
		.state = TEST_SKIPPED },
	{ "plan.max_disabled", RULE_COUNT_AT_MOST, "disabled test", "disabled tests", in_state,
		.state = TEST_DISABLED },
	{ "plan.max_not_run", RULE_COUNT_AT_MOST, "test that did not run", "tests that did not run",
		in_state, .state = TEST_NOT_RUN },
	{ "plan.max_vanished", RULE_COUNT_AT_MOST, "vanished test", "vanished tests", vanished, 0 },
	{ "plan.max_seconds", RULE_SECONDS_AT_MOST, "second", "seconds", seconds, 0 },
	{ "plan.max_test_seconds", RULE_SECONDS_AT_MOST, "second", "seconds of one test", slowest,
		0 },
};

const size_t rule_count = sizeof(rules) / sizeof(rules[0]);

const struct rule *rule_find(struct str id)
{
	for (size_t i = 0; i < rule_count; i++) {
		if (str_eq(id, str_of(rules[i].id)))
			return &rules[i];
	}
	return NULL;
}

bool rule_follows_plan(const struct rule *r)
{
	return r->kind == RULE_COUNT_AT_LEAST && !strncmp(r->id, "plan.", 5);
}

bool rule_is_of_patch(const struct rule *r)
{
	return !strncmp(r->id, "patch.", 6);
}

bool rule_is_of_classes(const struct rule *r)
{
	return r->measure == in_class;
}

bool rule_is_of_files(const struct rule *r)
{
	return r->measure == unreported;
}

bool rule_is_of_baseline(const struct rule *r)
{
	return r->kind == RULE_DROP_AT_MOST || r->kind == RULE_RATCHET || r->measure == vanished ||
		rule_is_of_classes(r);
}
