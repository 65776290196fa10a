#include "policies/carried.h"
#include "gate/model/record.h"
#include "policies/before.h"
#include "reporters/note.h"
#include "tests/unit/judge_fixture.h"

#define DAY_S 86400

static int64_t now = 1767603600; /* 2026-01-05 */
static struct carry_ground grounds[8];
static struct names files;
static struct baseline baseline;

static void area_of(const char *name, const char *members)
{
	policy(arena_printf(&arena, "%s.json", name).p,
		arena_printf(&arena,
			"{ \"area\": \"%s\", \"sources\": [\"%s/**\"], \"tests\": { \"files\": [\"t/%s/**\"] },"
			" %s }",
			name, name, name, members)
			.p);
}

static void everything(void)
{
	memset(grounds, 0, sizeof(grounds));
	for (int i = 1; i < 8; i++)
		grounds[i].inputs = STR("same");
	files = (struct names){ .arena = &arena };
	names_add(&files, STR("a/a.c"));
	names_add(&files, STR("b/b.c"));
	lines("a/a.c", 7, 10);
	lines("b/b.c", 1, 2);
	test("t/a/x.c", "x", TEST_PASSING);
	test("t/b/y.c", "y", TEST_PASSING);
	test("t/b/y.c", "z", TEST_FLAKY);
}

/* Judges the run, writes it down and reads it back: what a later run is to be compared with. */
static void record(void)
{
	struct names none = { .arena = &arena };
	struct buf line = { 0 };
	struct verdict v = { .commit = STR("0123456789abcdef"),
		.time = (uint64_t)now,
		.has_roster = true,
		.roster = before_roster(&evidence, &none, &arena) };

	judge(&v, &policies, &(struct grounds){ &evidence, &files, .time = &now, .carry = grounds },
		&arena);
	note_record(&v, LEFT_OUT_NOTHING, &line);
	baseline = (struct baseline){ .rule = BASELINE_COMMIT, .commit = v.commit };
	baseline.record = record_parse(
		&arena, arena_str(&arena, buf_str(&line)), (struct place){ 0 }, &diags);
	assert_non_null(baseline.record);
	buf_release(&line);
	evidence_init(&evidence, &arena);
}

/* A change after so many days, for which only the area 'a' has reports. */
static void later(int days)
{
	int64_t then = now + days * DAY_S;

	lines("a/a.c", 8, 10);
	test("t/a/x.c", "x", TEST_PASSING);
	verdict = (struct verdict){ 0 };
	judge(&verdict, &policies,
		&(struct grounds){
			&evidence, &files, .time = &then, .baseline = &baseline, .carry = grounds },
		&arena);
}

#define CARRY "\"carry\": { \"days\": 3, \"inputs\": [] }"
#define RULES \
	CARRY ", \"coverage\": { \"lines\": { \"target\": 50 } }, \"plan\": { \"max_failed\": 0 }"

static void two_areas(const char *of_project)
{
	project(of_project);
	area_of("a", RULES);
	area_of("b", RULES);
	everything();
	record();
}

static void assert_says(const char *area, const char *rule, const char *say)
{
	for (size_t i = 0; i < verdict.finding_count; i++) {
		const struct finding *f = &verdict.findings[i];

		if (!str_eq(verdict.areas[f->area].name, str_of(area)) ||
			!str_eq(f->rule, str_of(rule)))
			continue;
		assert_string_equal(say, f->say.p);
		return;
	}
	fail_msg("no finding for %s %s", area, rule);
}

#define PROJECT_RULES \
	"\"coverage\": { \"lines\": { \"target\": 50 } }, \"plan\": { \"max_failed\": 0 }"

static void judge__carried_figures_stand_for_the_area_and_in_the_project(void **state)
{
	(void)state;
	two_areas(PROJECT_RULES);
	later(2);
	assert_int_equal(GATE_OPEN, verdict.gate);
	assert_says("b", "coverage.lines.target",
		"50.00 % of lines, 50 % wanted, carried from 0123456789ab (2 days old)");
	assert_says("project", "coverage.lines.target",
		"75.00 % of lines, 50 % wanted, with 1 area carried, from 0123456789ab (2 days old)");
	assert_int_equal(12, verdict.areas[0].coverage[METRIC_LINES].count.total);
	assert_int_equal(3, verdict.areas[0].tests.created);
	assert_int_equal(1, verdict.areas[0].tests.counts.state[TEST_FLAKY]);
	assert_int_equal(2, verdict.areas[0].tests.counts.state[TEST_PASSING]);
	assert_int_equal(0, verdict.areas[0].unreported);
	assert_int_equal(0, verdict.areas[0].before.vanished);
}

static void judge__carried_figures_keep_their_first_time(void **state)
{
	(void)state;
	two_areas("\"title\": \"T\"");
	later(2);
	baseline.record = arena_alloc(&arena, sizeof(verdict));
	*(struct verdict *)baseline.record = verdict;
	*(uint64_t *)&baseline.record->time = (uint64_t)now + 2 * DAY_S;
	for (size_t i = 0; i < verdict.area_count; i++)
		verdict.areas[i].inputs = STR("same");
	evidence_init(&evidence, &arena);
	later(4);
	assert_says("b", "coverage.lines.target",
		"no report has it, and it is unknown since 0123456789ab: its figures are 4 days old, and"
		" carry.days is 3");
}

static void judge__carried_by_the_age_whichever_clock_is_ahead(void **state)
{
	(void)state;
	two_areas("\"title\": \"T\"");
	later(3);
	assert_int_equal(GATE_OPEN, verdict.gate);
	evidence_init(&evidence, &arena);
	later(-4);
	assert_int_equal(GATE_CANNOT_JUDGE, verdict.gate);
}

static void judge__carried_area_has_no_report_at_all(void **state)
{
	(void)state;
	two_areas("\"title\": \"T\"");
	test("t/b/y.c", "y", TEST_PASSING);
	later(1);
	assert_int_equal(0, verdict.areas[2].carried.commit.n);
	assert_says("b", "coverage.lines.target",
		"no report has lines of this area's files: were they measured?");
}

static void judge__carried_area_that_an_older_run_had_not_either_is_unknown(void **state)
{
	(void)state;
	two_areas("\"title\": \"T\"");
	((struct verdict *)baseline.record)->areas[2].tests.known = false;
	((struct verdict *)baseline.record)->areas[2].coverage[METRIC_LINES].known = false;
	later(1);
	assert_says("b", "coverage.lines.target",
		"no report has it, and it is unknown since 0123456789ab: its record has no figures of it"
		" either");
}

static void judge__carried_counts_that_cannot_be_are_refused(void **state)
{
	(void)state;
	two_areas("\"title\": \"T\"");
	((struct verdict *)baseline.record)->areas[2].tests.passing = 9;
	later(1);
	assert_says("b", "plan.max_failed",
		"no report has it, and it is unknown since 0123456789ab: its record contradicts itself");
}

static void judge__carried_project_without_a_sum_says_why(void **state)
{
	(void)state;
	two_areas(PROJECT_RULES);
	names_add(&files, STR("tool.c"));
	((struct verdict *)baseline.record)->has_roster = false;
	later(1);
	assert_int_equal(GATE_CANNOT_JUDGE, verdict.gate);
	assert_says("project", "coverage.lines.target",
		"areas are carried, and 1 source file is in no report and in none of them, such as"
		" tool.c: is it in an area, or in paths.exclude?");
	assert_says("project", "plan.max_failed",
		"areas are carried, and the baseline has no ids of tests");
}

static void judge__carried_project_misses_tests_of_no_area(void **state)
{
	(void)state;
	project(PROJECT_RULES);
	area_of("a", RULES);
	area_of("b", RULES);
	everything();
	test("t/c.c", "stray", TEST_FAILING);
	record();
	later(1);
	assert_says("project", "plan.max_failed",
		"areas are carried, and 1 test of the baseline is in no report and in none of them, such"
		" as t/c.c::stray");
}

static void judge__carried_project_with_a_list_of_tests_has_no_sum(void **state)
{
	(void)state;
	two_areas("\"plan\": { \"planned\": [\"x\", \"y\"] }");
	later(1);
	assert_says("project", "plan.passing",
		"areas are carried, with counts of tests and not the results that the project's plan"
		" asks for");
}

static void judge__carried_areas_that_share_files_have_no_sum(void **state)
{
	(void)state;
	project(PROJECT_RULES);
	area_of("a", RULES);
	area_of("b", RULES);
	policy("c.json",
		"{ \"area\": \"c\", \"sources\": [\"b/*.c\"], \"overlap\": true, \"tests\": { \"files\":"
		" [\"t/b/y.c\"] }, " RULES " }");
	everything();
	record();
	later(1);
	assert_says("project", "coverage.lines.target",
		"the areas 'b' and 'c' are both carried, and share b/b.c");
	assert_says("project", "plan.max_failed",
		"the areas 'b' and 'c' are both carried, and share t/b/y.c::y");
	assert_int_equal(1, verdict.areas[3].carried.tests);
}

static void judge__carried_header_of_a_measured_area_is_no_gap(void **state)
{
	(void)state;
	two_areas(PROJECT_RULES);
	names_add(&files, STR("a/a.h"));
	later(1);
	assert_int_equal(GATE_OPEN, verdict.gate);
	names_add(&files, STR("include/x.h"));
	evidence_init(&evidence, &arena);
	later(1);
	assert_int_equal(GATE_CANNOT_JUDGE, verdict.gate);
}

static void judge__a_skipped_test_that_may_be_of_a_carried_area_leaves_its_limit_open(void **state)
{
	struct tree_entry files_of[] = { { .path = STR("t/a/x.c") }, { .path = STR("t/b/y.c") } };
	struct torn torn = { { files_of, 2 }, { files_of[0].path, files_of[1].path } };

	(void)state;
	project("\"title\": \"T\"");
	area_of("a", RULES);
	area_of("b", CARRY ", \"plan\": { \"max_skipped\": 0 }");
	everything();
	record();
	later(1);
	assert_says("b", "plan.max_skipped",
		"0 skipped tests, 0 allowed, carried from 0123456789ab (1 day old)");
	evidence_init(&evidence, &arena);
	test("", "z", TEST_SKIPPED);
	evidence.tests.v[0].torn = &torn;
	later(1);
	assert_says("b", "plan.max_skipped",
		"0 skipped tests, 0 allowed, and 1 more may be of this area: z: its class name fits"
		" several files, such as 't/a/x.c' and 't/b/y.c'; let the reports say the file of"
		" each test");
}

static void judge__carried_rules_that_counts_do_not_decide_rest_on_the_older_verdict(void **state)
{
	(void)state;
	project("\"title\": \"T\"");
	area_of("a", RULES);
	area_of("b",
		CARRY
		", \"plan\": { \"required\": [\"y\"], \"max_seconds\": 3, \"max_test_seconds\": 2 }");
	everything();
	record();
	later(1);
	assert_says("b", "plan.required",
		"1 required test, all passing, carried from 0123456789ab (1 day old)");
	assert_says("b", "plan.max_seconds",
		"3.000 seconds, 3 allowed, carried from 0123456789ab (1 day old)");
	assert_says("b", "plan.max_test_seconds",
		"1.500 seconds of one test, 2 allowed, carried from 0123456789ab (1 day old)");
	((struct verdict *)baseline.record)->finding_count = 0;
	evidence_init(&evidence, &arena);
	later(1);
	assert_says("b", "plan.required", "the record of 0123456789ab does not tell it");
	/* It may have been up to a millisecond more. */
	assert_says("b", "plan.max_seconds",
		"3.000 seconds, over the limit of 3, carried from 0123456789ab (1 day old)");
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		JUDGE_CASE(carried_figures_stand_for_the_area_and_in_the_project),
		JUDGE_CASE(carried_figures_keep_their_first_time),
		JUDGE_CASE(carried_by_the_age_whichever_clock_is_ahead),
		JUDGE_CASE(carried_area_has_no_report_at_all),
		JUDGE_CASE(carried_area_that_an_older_run_had_not_either_is_unknown),
		JUDGE_CASE(carried_counts_that_cannot_be_are_refused),
		JUDGE_CASE(carried_project_without_a_sum_says_why),
		JUDGE_CASE(carried_project_misses_tests_of_no_area),
		JUDGE_CASE(carried_project_with_a_list_of_tests_has_no_sum),
		JUDGE_CASE(carried_areas_that_share_files_have_no_sum),
		JUDGE_CASE(carried_header_of_a_measured_area_is_no_gap),
		JUDGE_CASE(a_skipped_test_that_may_be_of_a_carried_area_leaves_its_limit_open),
		JUDGE_CASE(carried_rules_that_counts_do_not_decide_rest_on_the_older_verdict),
	};

	return cmocka_run_group_tests(cases, NULL, NULL);
}
