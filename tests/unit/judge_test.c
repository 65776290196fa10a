/* Judging: exact figures, closed on doubt. */
#include "tests/unit/judge_fixture.h"

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
	assert_finding("plan.required", RULE_BROKEN, "1",
		"2 required tests not passing, 1 of which no report has in this area: gone;"
		" did you mean 'one'?");
}

static void judge__a_required_id_that_no_test_has_may_mean_another(void **state)
{
	(void)state;
	area("\"plan\": { \"required\": [ \"t/a.py::TestA::toe\", \"gone\" ] }");
	test("t/a.py", "tow", TEST_PASSING);
	evidence.tests.v[0].suite = STR("t.a.TestA");
	assert_finding("plan.required", RULE_BROKEN, "0",
		"2 required tests not passing, which no report has in this area, such as"
		" t/a.py::TestA::toe; did you mean 't/a.py::TestA::tow'?");
}

static void judge__a_required_id_whose_test_another_id_has_is_not_unknown(void **state)
{
	(void)state;
	area("\"plan\": { \"required\": [ \"t/a.py::one\", \"one\" ] }");
	test("t/a.py", "one", TEST_PASSING);
	assert_finding(
		"plan.required", RULE_BROKEN, "1", "1 required test not passing, such as one");
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
	const struct CMUnitTest tests[] = {
		JUDGE_CASE(1599_of_2000_is_below_80),
		JUDGE_CASE(979_of_1000_reaches_97_9),
		JUDGE_CASE(what_is_just_short_never_prints_as_its_target),
		JUDGE_CASE(all_means_all),
		JUDGE_CASE(an_area_without_lines_has_no_data),
		JUDGE_CASE(no_data_weighs_more_than_a_broken_rule),
		JUDGE_CASE(branches_that_no_report_has_are_no_data),
		JUDGE_CASE(straight_code_has_no_branches_to_cover),
		JUDGE_CASE(uncovered_lines_are_counted),
		JUDGE_CASE(an_area_sees_its_own_files_and_the_project_all),
		JUDGE_CASE(an_area_that_does_not_enforce_only_informs),
		JUDGE_CASE(a_plan_by_number_counts_what_was_reported),
		JUDGE_CASE(a_flaky_test_passes_unless_the_policy_says_it_fails),
		JUDGE_CASE(a_flaky_test_fails_where_the_policy_says_so),
		JUDGE_CASE(each_required_test_must_pass),
		JUDGE_CASE(a_required_id_that_no_test_has_may_mean_another),
		JUDGE_CASE(a_required_id_whose_test_another_id_has_is_not_unknown),
		JUDGE_CASE(unplanned_tests_never_fill_a_named_slot),
		JUDGE_CASE(a_plan_without_any_reported_test_has_no_data),
		JUDGE_CASE(tests_nobody_wrote_are_missing_not_unknown),
		JUDGE_CASE(one_test_fills_one_slot),
		JUDGE_CASE(limits_on_tests_that_nobody_reported_have_no_data),
		JUDGE_CASE(branches_that_only_other_reports_measured_are_no_data),
		JUDGE_CASE(source_files_that_no_report_knows_are_told),
		JUDGE_CASE(the_longest_uncovered_runs_are_told_first),
		JUDGE_CASE(seconds_are_compared_to_the_microsecond),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
