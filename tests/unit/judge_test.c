/* Judging: exact figures, closed on doubt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "policies/judge.h"
#include "tests/unit/coverage_fixture.h"

static struct arena arena;
static struct policies policies;
static struct evidence evidence;
static struct diags diags;
static struct verdict verdict;
static const struct names *tree;
static const struct patch *patch;

static int set_up(void **state)
{
	(void)state;
	policies = (struct policies){ .arena = &arena, .folder = STR("policies") };
	diags = (struct diags){ .arena = &arena };
	verdict = (struct verdict){ 0 };
	tree = NULL;
	patch = NULL;
	evidence_init(&evidence, &arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	policies_release(&policies);
	arena_release(&arena);
	return 0;
}

static void policy(const char *file, const char *text)
{
	assert_int_equal(0, policy_parse(&policies, str_of(text), str_of(file), &diags));
}

/* `members` go into the object beside what it must have. */
static void project(const char *members)
{
	policy("project.json", arena_printf(&arena, "{ \"version\": 1, %s }", members).p);
}

static void area(const char *members)
{
	policy("a.json",
		arena_printf(&arena,
			"{ \"area\": \"a\", \"sources\": [\"a/**\"], \"tests\": { \"files\": [\"t/**\"] }, %s }",
			members)
			.p);
}

static void lines(const char *path, uint32_t covered, uint32_t total)
{
	struct hits hits = { 0 };

	for (uint32_t i = 1; i <= total; i++)
		put_line(&hits, i, i <= covered);
	unite_hits(&evidence.coverage, path, &hits);
	file_of(&evidence.coverage, path)->measured |= 1u << METRIC_LINES;
}

static void test(const char *file, const char *name, enum test_state state)
{
	struct tests *t = &evidence.tests;

	*ARENA_PUSH(&arena, t->v, t->n, t->cap) = (struct test){
		.file = str_of(file), .name = str_of(name), .state = state, .time_us = 1500000
	};
}

static const struct finding *judged(const char *rule)
{
	judge(&verdict, &policies, &(struct grounds){ &evidence, tree, patch }, &arena);
	for (size_t i = 0; i < verdict.finding_count; i++) {
		if (str_eq(verdict.findings[i].rule, str_of(rule)))
			return &verdict.findings[i];
	}
	fail_msg("no finding for %s", rule);
	return NULL;
}

static void assert_finding(
	const char *rule, enum outcome_of_rule outcome, const char *got, const char *say)
{
	const struct finding *f = judged(rule);

	assert_string_equal(say, f->say.p);
	assert_int_equal(outcome, f->outcome);
	assert_true(str_eq(f->got, str_of(got)));
}

/* Lines 3 to 12 of a/a.c, which has 10 covered of 20; and a file that no report knows. */
static struct line_range added[] = { { 3, 6 }, { 9, 14 } };
static struct line_range unknown[] = { { 1, 7 } };
static struct patch_file changed[] = {
	{ .path = { "a/a.c", 5 }, .ranges = added, .n = 2, .lines = 10 },
	{ .path = { "a/new.c", 7 }, .ranges = unknown, .n = 1, .lines = 7, .blank = 2 },
};

static void patch_of(size_t files)
{
	static struct patch p;

	p = (struct patch){ .files = changed, .n = files };
	patch = &p;
	lines("a/a.c", 10, 20);
}

static void judge__added_lines_are_judged_by_themselves(void **state)
{
	(void)state;
	area("\"patch\": { \"lines\": { \"target\": 70, \"max_uncovered\": 3 } }");
	patch_of(1);
	assert_finding("patch.lines.target", RULE_BROKEN, "60.00", "1 more added line to 70 %");
	assert_finding("patch.lines.max_uncovered", RULE_BROKEN, "4",
		"4 uncovered added lines, 1 over the limit of 3");
	assert_int_equal(1, verdict.areas[1].patch_uncovered.n);
	assert_int_equal(11, verdict.areas[1].patch_uncovered.v[0].range.first);
	assert_int_equal(14, verdict.areas[1].patch_uncovered.v[0].range.last);
}

static void judge__a_changed_file_in_no_report_is_uncovered(void **state)
{
	(void)state;
	area("\"patch\": { \"lines\": { \"target\": 40 } }");
	patch_of(2);
	assert_finding(
		"patch.lines.target", RULE_HELD, "40.00", "40.00 % of added lines, 40 % wanted");
	assert_int_equal(15, verdict.areas[1].patch[METRIC_LINES].count.total);
	assert_int_equal(1, verdict.areas[1].patch_unreported);
}

static void judge__a_changed_file_that_is_excluded_does_not_count(void **state)
{
	(void)state;
	project("\"paths\": { \"exclude\": [\"**/new.c\"] }");
	area("\"patch\": { \"lines\": { \"target\": 60 } }");
	patch_of(2);
	assert_finding(
		"patch.lines.target", RULE_HELD, "60.00", "60.00 % of added lines, 60 % wanted");
}

static void judge__nothing_added_is_nothing_to_cover(void **state)
{
	(void)state;
	area("\"patch\": { \"branches\": { \"target\": 100 }, \"lines\": { \"target\": 100 } }");
	patch_of(0);
	assert_finding("patch.lines.target", RULE_HELD, "", "nothing to cover");
	assert_finding("patch.branches.target", RULE_HELD, "", "nothing to cover");
}

static void judge__added_lines_that_nobody_measured_are_no_data(void **state)
{
	(void)state;
	area("\"patch\": { \"branches\": { \"target\": 1 } }");
	patch_of(1);
	assert_finding("patch.branches.target", RULE_NO_DATA, "",
		"no report has branches of this area's files: were they measured?");
	assert_int_equal(GATE_CANNOT_JUDGE, verdict.gate);
}

static void judge__1599_of_2000_is_below_80(void **state)
{
	(void)state;
	project("\"coverage\": { \"lines\": { \"target\": 80 } }");
	lines("a.c", 1599, 2000);
	assert_finding("coverage.lines.target", RULE_BROKEN, "79.95", "1 more line to 80 %");
	assert_int_equal(GATE_CLOSED, verdict.gate);
	assert_int_equal(1, verdict_exit(&verdict));
}

static void judge__979_of_1000_reaches_97_9(void **state)
{
	(void)state;
	project("\"coverage\": { \"lines\": { \"target\": 97.9 } }");
	lines("a.c", 979, 1000);
	assert_finding(
		"coverage.lines.target", RULE_HELD, "97.90", "97.90 % of lines, 97.9 % wanted");
	assert_int_equal(GATE_OPEN, verdict.gate);
}

static void judge__what_is_just_short_never_prints_as_its_target(void **state)
{
	(void)state;
	project("\"coverage\": { \"lines\": { \"target\": 80 } }");
	lines("a.c", 19999, 25000);
	assert_finding("coverage.lines.target", RULE_BROKEN, "79.99", "1 more line to 80 %");
}

static void judge__all_means_all(void **state)
{
	(void)state;
	project("\"coverage\": { \"lines\": { \"target\": 100 } }");
	lines("a.c", 99999, 100000);
	assert_finding("coverage.lines.target", RULE_BROKEN, "99.99", "1 more line to 100 %");
}

static void judge__an_area_without_lines_has_no_data(void **state)
{
	(void)state;
	area("\"coverage\": { \"lines\": { \"target\": 0 } }");
	lines("b/b.c", 10, 10);
	assert_finding("coverage.lines.target", RULE_NO_DATA, "",
		"no report has lines of this area's files: were they measured?");
	assert_int_equal(GATE_CANNOT_JUDGE, verdict.gate);
	assert_int_equal(3, verdict_exit(&verdict));
}

static void judge__no_data_weighs_more_than_a_broken_rule(void **state)
{
	(void)state;
	project("\"coverage\": { \"lines\": { \"target\": 100 } }");
	area("\"coverage\": { \"lines\": { \"target\": 50 } }");
	lines("b/b.c", 1, 10);
	judged("coverage.lines.target");
	assert_int_equal(1, verdict_count(&verdict, RULE_BROKEN));
	assert_int_equal(1, verdict_count(&verdict, RULE_NO_DATA));
	assert_int_equal(3, verdict_exit(&verdict));
}

static void judge__branches_that_no_report_has_are_no_data(void **state)
{
	(void)state;
	project("\"coverage\": { \"branches\": { \"target\": 50 } }");
	lines("a.c", 1, 1);
	assert_finding("coverage.branches.target", RULE_NO_DATA, "",
		"no report has branches of this area's files: were they measured?");
}

static void judge__straight_code_has_no_branches_to_cover(void **state)
{
	(void)state;
	area("\"coverage\": { \"branches\": { \"target\": 100 } }");
	lines("a/a.c", 1, 1);
	file_of(&evidence.coverage, "a/a.c")->measured |= 1u << METRIC_BRANCHES;
	assert_finding("coverage.branches.target", RULE_HELD, "", "nothing to cover");
}

static void judge__uncovered_lines_are_counted(void **state)
{
	(void)state;
	area("\"coverage\": { \"lines\": { \"max_uncovered\": 5 } }");
	lines("a/a.c", 93, 100);
	assert_finding("coverage.lines.max_uncovered", RULE_BROKEN, "7",
		"7 uncovered lines, 2 over the limit of 5");
}

static void judge__an_area_sees_its_own_files_and_the_project_all(void **state)
{
	(void)state;
	area("\"coverage\": { \"lines\": { \"target\": 50 } }");
	lines("a/a.c", 5, 10);
	lines("b/b.c", 1, 30);
	assert_finding(
		"coverage.lines.target", RULE_HELD, "50.00", "50.00 % of lines, 50 % wanted");
	assert_int_equal(40, verdict.areas[0].coverage[METRIC_LINES].count.total);
	assert_int_equal(10, verdict.areas[1].coverage[METRIC_LINES].count.total);
}

static void judge__an_area_that_does_not_enforce_only_informs(void **state)
{
	(void)state;
	area("\"coverage\": { \"lines\": { \"target\": 90 } }, \"enforce\": false");
	lines("a/a.c", 5, 10);
	assert_finding("coverage.lines.target", RULE_INFORMED, "50.00", "4 more lines to 90 %");
	assert_int_equal(GATE_OPEN, verdict.gate);
}

static void judge__a_plan_by_number_counts_what_was_reported(void **state)
{
	(void)state;
	area("\"plan\": { \"planned\": 4, \"max_failed\": 0, \"max_skipped\": 0 }");
	test("t/a.py", "one", TEST_PASSING);
	test("t/a.py", "two", TEST_FAILING);
	test("t/a.py", "three", TEST_BLOCKED);
	test("t/a.py", "four", TEST_SKIPPED);
	test("u/a.py", "other", TEST_FAILING);
	assert_finding("plan.created", RULE_HELD, "4", "4 created tests, 4 wanted");
	assert_finding("plan.runnable", RULE_BROKEN, "2", "2 more runnable tests to 4");
	assert_finding("plan.passing", RULE_BROKEN, "1", "3 more passing tests to 4");
	assert_finding(
		"plan.max_failed", RULE_BROKEN, "2", "2 failed tests, 2 over the limit of 0");
	assert_finding(
		"plan.max_skipped", RULE_BROKEN, "1", "1 skipped test, 1 over the limit of 0");
}

static void judge__a_flaky_test_passes_unless_the_policy_says_it_fails(void **state)
{
	(void)state;
	area("\"plan\": { \"planned\": 1, \"max_failed\": 0, \"max_flaky\": 0 }");
	test("t/a.py", "one", TEST_FLAKY);
	assert_finding("plan.passing", RULE_HELD, "1", "1 passing test, 1 wanted");
	assert_finding("plan.max_flaky", RULE_BROKEN, "1", "1 flaky test, 1 over the limit of 0");
	assert_finding("plan.max_failed", RULE_HELD, "0", "0 failed tests, 0 allowed");
}

static void judge__a_flaky_test_fails_where_the_policy_says_so(void **state)
{
	(void)state;
	area("\"plan\": { \"planned\": [ \"one\" ], \"flaky\": \"fail\", \"max_failed\": 0 }");
	test("t/a.py", "one", TEST_FLAKY);
	assert_finding("plan.runnable", RULE_HELD, "1", "1 runnable test, 1 wanted");
	assert_finding("plan.passing", RULE_BROKEN, "0", "1 more passing test to 1");
	assert_finding("plan.max_failed", RULE_BROKEN, "1", "1 failed test, 1 over the limit of 0");
}

static void judge__each_required_test_must_pass(void **state)
{
	(void)state;
	area("\"plan\": { \"required\": [ \"one\", \"gone\", \"t/*::s*\" ] }");
	test("t/a.py", "one", TEST_PASSING);
	test("t/a.py", "six", TEST_PASSING);
	test("t/a.py", "seven", TEST_SKIPPED);
	assert_finding(
		"plan.required", RULE_BROKEN, "1", "2 required tests not passing, such as gone");
}

static void judge__unplanned_tests_never_fill_a_named_slot(void **state)
{
	(void)state;
	area("\"plan\": { \"planned\": [\"one\", \"t/a.py::two\", \"three\"] }");
	test("t/a.py", "one[x]", TEST_PASSING);
	test("t/a.py", "one[y]", TEST_FAILING);
	test("t/a.py", "two", TEST_FLAKY);
	test("t/a.py", "extra", TEST_PASSING);
	assert_finding("plan.created", RULE_BROKEN, "2", "1 more created test to 3");
	assert_finding("plan.passing", RULE_BROKEN, "1", "2 more passing tests to 3");
	assert_int_equal(1, verdict.areas[1].tests.missing_count);
	assert_true(str_eq(verdict.areas[1].tests.missing[0], STR("three")));
}

static void judge__a_plan_without_any_reported_test_has_no_data(void **state)
{
	(void)state;
	area("\"plan\": { \"planned\": 0 }");
	lines("a/a.c", 1, 1);
	assert_finding("plan.created", RULE_NO_DATA, "",
		"no report has any test: were they run and reported?");
}

static void judge__tests_nobody_wrote_are_missing_not_unknown(void **state)
{
	(void)state;
	area("\"plan\": { \"planned\": 1 }");
	test("u/a.py", "other", TEST_PASSING);
	assert_finding("plan.created", RULE_BROKEN, "0", "1 more created test to 1");
	assert_int_equal(1, verdict_exit(&verdict));
}

static void judge__one_test_fills_one_slot(void **state)
{
	(void)state;
	area("\"plan\": { \"planned\": [\"one\", \"t/a.py::one\"] }");
	test("t/a.py", "one", TEST_PASSING);
	assert_finding("plan.created", RULE_BROKEN, "1", "1 more created test to 2");
	assert_true(str_eq(verdict.areas[1].tests.missing[0], STR("one")));
}

static void judge__limits_on_tests_that_nobody_reported_have_no_data(void **state)
{
	(void)state;
	area("\"plan\": { \"max_failed\": 0 }");
	test("u/a.py", "other", TEST_PASSING);
	assert_finding("plan.max_failed", RULE_NO_DATA, "",
		"no report has a test of this area: were they run and reported?");
	assert_int_equal(GATE_CANNOT_JUDGE, verdict.gate);
}

static void judge__branches_that_only_other_reports_measured_are_no_data(void **state)
{
	(void)state;
	area("\"coverage\": { \"branches\": { \"target\": 50 } }");
	lines("a/a.c", 1, 1);
	lines("b/b.c", 1, 1);
	file_of(&evidence.coverage, "b/b.c")->measured = 1u << METRIC_LINES | 1u << METRIC_BRANCHES;
	assert_finding("coverage.branches.target", RULE_NO_DATA, "",
		"no report has branches of this area's files: were they measured?");
}

static void judge__source_files_that_no_report_knows_are_told(void **state)
{
	static const char *const paths[] = { "a/a.c", "a/b.c", "a/c.c", "a/a.h", "a/README.md",
		"t/t.c", "b/b.c" };
	struct names names = { .arena = &arena };

	(void)state;
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		names_add(&names, str_of(paths[i]));
	tree = &names;
	area("\"coverage\": { \"lines\": { \"target\": 50 } }");
	lines("a/a.c", 1, 1);
	judged("coverage.lines.target");
	assert_int_equal(2, verdict.areas[1].unreported);
	assert_true(str_eq(verdict.areas[1].first_unreported, STR("a/b.c")));
	assert_int_equal(3, verdict.areas[0].unreported);
}

static void judge__the_longest_uncovered_runs_are_told_first(void **state)
{
	const struct area_verdict *a;

	(void)state;
	area("\"coverage\": { \"lines\": { \"target\": 90 } }");
	lines("a/long.c", 10, 30);
	lines("a/b.c", 1, 3);
	lines("a/a.c", 1, 3);
	lines("a/short.c", 1, 2);
	lines("b/other.c", 0, 99);
	judged("coverage.lines.target");
	a = &verdict.areas[1];
	assert_int_equal(3, a->uncovered.n);
	assert_int_equal(1, a->uncovered.more);
	assert_true(str_eq(a->uncovered.v[0].path, STR("a/long.c")));
	assert_int_equal(11, a->uncovered.v[0].range.first);
	assert_int_equal(30, a->uncovered.v[0].range.last);
	assert_true(str_eq(a->uncovered.v[1].path, STR("a/a.c")));
	assert_true(str_eq(a->uncovered.v[2].path, STR("a/b.c")));
}

static void judge__seconds_are_compared_to_the_microsecond(void **state)
{
	(void)state;
	area("\"plan\": { \"max_seconds\": 1.5 }");
	test("t/a.py", "one", TEST_PASSING);
	assert_finding("plan.max_seconds", RULE_HELD, "1.500", "1.500 seconds, 1.5 allowed");
	evidence.tests.v[0].time_us++;
	verdict = (struct verdict){ 0 };
	assert_finding(
		"plan.max_seconds", RULE_BROKEN, "1.500", "1.500 seconds, over the limit of 1.5");
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(judge__##name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		CASE(1599_of_2000_is_below_80),
		CASE(979_of_1000_reaches_97_9),
		CASE(what_is_just_short_never_prints_as_its_target),
		CASE(all_means_all),
		CASE(an_area_without_lines_has_no_data),
		CASE(no_data_weighs_more_than_a_broken_rule),
		CASE(branches_that_no_report_has_are_no_data),
		CASE(straight_code_has_no_branches_to_cover),
		CASE(uncovered_lines_are_counted),
		CASE(an_area_sees_its_own_files_and_the_project_all),
		CASE(an_area_that_does_not_enforce_only_informs),
		CASE(a_plan_by_number_counts_what_was_reported),
		CASE(a_flaky_test_passes_unless_the_policy_says_it_fails),
		CASE(a_flaky_test_fails_where_the_policy_says_so),
		CASE(each_required_test_must_pass),
		CASE(unplanned_tests_never_fill_a_named_slot),
		CASE(a_plan_without_any_reported_test_has_no_data),
		CASE(tests_nobody_wrote_are_missing_not_unknown),
		CASE(one_test_fills_one_slot),
		CASE(limits_on_tests_that_nobody_reported_have_no_data),
		CASE(branches_that_only_other_reports_measured_are_no_data),
		CASE(source_files_that_no_report_knows_are_told),
		CASE(the_longest_uncovered_runs_are_told_first),
		CASE(seconds_are_compared_to_the_microsecond),
		CASE(added_lines_are_judged_by_themselves),
		CASE(a_changed_file_in_no_report_is_uncovered),
		CASE(a_changed_file_that_is_excluded_does_not_count),
		CASE(nothing_added_is_nothing_to_cover),
		CASE(added_lines_that_nobody_measured_are_no_data),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
