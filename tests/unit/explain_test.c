#include "policies/explain.h"
#include "tests/unit/judge_fixture.h"

static struct explanation explained;

/* Of area 0, the project, unless the policies have others. */
static const struct explained_rule *explain_rule(uint32_t index, const char *rule)
{
	struct grounds grounds = { &evidence, tree, patch, NULL };

	judged(rule);
	explain(&explained, &(struct judged){ &verdict, &policies, &grounds }, index, str_of(rule),
		&arena);
	assert_int_equal(1, explained.rule_count);
	return &explained.rules[0];
}

static void assert_arithmetic(const char *rule, const char *figure, const char *wanted)
{
	const struct explained_rule *r = explain_rule(0, rule);

	assert_string_equal(figure, r->figure.p);
	assert_string_equal(wanted, r->wanted.p);
}

static void judge__percent_is_told_with_what_is_needed(void **state)
{
	(void)state;
	project("\"coverage\": { \"lines\": { \"target\": 85 } }");
	lines("a.c", 412, 500);
	assert_arithmetic("coverage.lines.target",
		"412 of 500 lines = 82.40 % (41200/500, rounded down)",
		"85 %: 85 * 500 <= 100 * covered, so 425 are needed: 13 more");
}

static void judge__what_is_needed_is_exact_where_the_print_is_not(void **state)
{
	(void)state;
	project("\"coverage\": { \"lines\": { \"target\": 79.996001 } }");
	lines("a.c", 19999, 25000);
	assert_arithmetic("coverage.lines.target",
		"19999 of 25000 lines = 79.99 % (1999900/25000, rounded down)",
		"79.996001 %: 79.996001 * 25000 <= 100 * covered, so 20000 are needed: 1 more");
}

static void judge__what_was_reached_says_so(void **state)
{
	(void)state;
	project("\"coverage\": { \"lines\": { \"target\": 100, \"max_uncovered\": 0 } }");
	lines("a.c", 1, 1);
	assert_arithmetic("coverage.lines.target", "1 of 1 line = 100.00 % (100/1, rounded down)",
		"100 %: 100 * 1 <= 100 * covered, so 1 is needed: reached");
}

static void judge__uncovered_lines_are_a_difference(void **state)
{
	(void)state;
	project("\"coverage\": { \"lines\": { \"max_uncovered\": 2 } }");
	lines("a.c", 7, 10);
	assert_arithmetic("coverage.lines.max_uncovered", "10 - 7 = 3 uncovered lines",
		"at most 2: 3 - 2 = 1 too many");
}

static void judge__seconds_are_told_in_microseconds(void **state)
{
	(void)state;
	project("\"plan\": { \"max_seconds\": 1.4 }");
	test("t/a.py", "x", TEST_PASSING);
	assert_arithmetic("plan.max_seconds", "1500000 us = 1.500 seconds (rounded down)",
		"at most 1.4 s: us <= 1.4 * 1000000: 1 s too long (rounded up)");
}

static void judge__a_sum_of_states_is_told_with_its_terms(void **state)
{
	(void)state;
	project("\"plan\": { \"max_failed\": 1 }");
	test("t/a.py", "x", TEST_FAILING);
	test("t/a.py", "y", TEST_BLOCKED);
	test("t/a.py", "z", TEST_PASSING);
	assert_arithmetic("plan.max_failed", "1 failing + 1 blocked = 2 failed tests",
		"at most 1: 2 - 1 = 1 too many");
	assert_true(str_eq(STR("t/a.py::x"), explained.tests.v[0].id));
	assert_int_equal(TEST_PASSING, explained.tests.v[2].state);
}

static void judge__planned_ids_are_no_sum_of_tests(void **state)
{
	(void)state;
	project("\"plan\": { \"planned\": [\"x\", \"gone\"] }");
	test("t/a.py", "x", TEST_PASSING);
	test("t/a.py", "y", TEST_PASSING);
	assert_arithmetic("plan.passing", "1 passing test", "at least 2: 2 - 1 = 1 more");
	assert_true(str_eq(STR("gone"), explained.planned.v[0].id));
	assert_false(explained.planned.v[0].created);
	assert_true(explained.planned.v[1].passing);
}

static void judge__without_data_there_is_no_arithmetic(void **state)
{
	const struct explained_rule *r;

	(void)state;
	project("\"coverage\": { \"lines\": { \"target\": 85 } }");
	r = explain_rule(0, "coverage.lines.target");
	assert_int_equal(RULE_NO_DATA, r->finding->outcome);
	assert_int_equal(0, r->figure.n + r->wanted.n);
	assert_int_equal(0, explained.files[0].n);
}

static void judge__files_add_up_to_the_figure_of_their_area(void **state)
{
	struct count sum = { 0 };

	(void)state;
	project("\"title\": \"T\"");
	area("\"coverage\": { \"lines\": { \"target\": 85 } }");
	lines("a/good.c", 10, 10);
	lines("a/worst.c", 1, 9);
	lines("a/bad.c", 92, 100);
	lines("b/other.c", 0, 50);
	explain_rule(1, "coverage.lines.target");
	assert_int_equal(3, explained.files[0].n);
	for (size_t i = 0; i < explained.files[0].n; i++)
		sum = count_sum(sum, explained.files[0].v[i].count);
	assert_int_equal(verdict.areas[1].coverage[METRIC_LINES].count.covered, sum.covered);
	assert_int_equal(verdict.areas[1].coverage[METRIC_LINES].count.total, sum.total);
	/* Two lack 8 each: in the order of paths. */
	assert_true(str_eq(STR("a/bad.c"), explained.files[0].v[0].path));
	assert_true(str_eq(STR("a/worst.c"), explained.files[0].v[1].path));
	assert_true(str_eq(STR("a/good.c"), explained.files[0].v[2].path));
}

static void judge__patched_files_add_up_to_the_figure_of_the_patch(void **state)
{
	struct line_range known = { 2, 4 }, unknown = { 1, 6 };
	struct patch_file files[] = {
		{ .path = STR("a/known.c"), .ranges = &known, .n = 1, .lines = 3 },
		{ .path = STR("a/unknown.c"), .ranges = &unknown, .n = 1, .lines = 6, .blank = 2 },
	};
	struct patch p = { .files = files, .n = 2 };

	(void)state;
	patch = &p;
	project("\"title\": \"T\"");
	area("\"patch\": { \"lines\": { \"target\": 85 } }");
	lines("a/known.c", 2, 9);
	assert_string_equal("1 of 7 added lines = 14.28 % (100/7, rounded down)",
		explain_rule(1, "patch.lines.target")->figure.p);
	assert_true(explained.needs_base);
	assert_int_equal(2, explained.files[0].n);
	assert_true(explained.files[0].v[0].unreported);
	assert_int_equal(4, explained.files[0].v[0].count.total);
	assert_int_equal(3, explained.files[0].v[1].uncovered.v[0].first);
	assert_int_equal(4, explained.files[0].v[1].uncovered.v[0].last);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		JUDGE_CASE(percent_is_told_with_what_is_needed),
		JUDGE_CASE(what_is_needed_is_exact_where_the_print_is_not),
		JUDGE_CASE(what_was_reached_says_so),
		JUDGE_CASE(uncovered_lines_are_a_difference),
		JUDGE_CASE(seconds_are_told_in_microseconds),
		JUDGE_CASE(a_sum_of_states_is_told_with_its_terms),
		JUDGE_CASE(planned_ids_are_no_sum_of_tests),
		JUDGE_CASE(without_data_there_is_no_arithmetic),
		JUDGE_CASE(files_add_up_to_the_figure_of_their_area),
		JUDGE_CASE(patched_files_add_up_to_the_figure_of_the_patch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
