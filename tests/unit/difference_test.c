/* What two verdicts say differently, and what of it is printed. */
#include "tests/unit/verdict_fixture.h"

#include "reporters/difference.h"

static struct verdict after;
static struct area_verdict after_areas[3];
static struct finding after_findings[3];
static struct difference difference;

/* A copy of the sample, which a test changes. */
static int start(void **state)
{
	set_up(state);
	memcpy(after_areas, areas, sizeof(areas));
	memcpy(after_findings, findings, sizeof(findings));
	after = verdict;
	after.areas = after_areas;
	after.findings = after_findings;
	return 0;
}

static void compare(void)
{
	struct trail_record b = { .commit = STR(COMMIT), .verdict = &verdict };
	struct trail_record a = { .commit = STR(TREE), .verdict = &after };

	difference_of(&difference, &arena, &b, &a);
}

static const char *shown(void)
{
	struct differences all = { .v = &difference, .n = 1 };

	compare();
	buf_truncate(&out, 0);
	differences_terminal(&all, &look, &out);
	return out.p;
}

static void difference__equal_verdicts_differ_in_nothing(void **state)
{
	(void)state;
	compare();
	assert_int_equal(2, difference.area_count);
	assert_int_equal(0, difference.broken.n + difference.mended.n);
	assert_int_equal(0, difference.come.n + difference.gone.n);
	assert_true(difference.blockers_known);
}

static void difference__areas_of_one_side_are_kept(void **state)
{
	(void)state;
	after_areas[1].name = STR("renamed");
	compare();
	assert_int_equal(3, difference.area_count);
	assert_null(difference.areas[1].before);
	assert_null(difference.areas[2].after);
	assert_has(shown(), "renamed  mcdc");
}

static void difference__rules_turn_both_ways(void **state)
{
	(void)state;
	after_findings[0].outcome = RULE_HELD;
	after_findings[0].got = STR("90.00");
	after_findings[1].outcome = RULE_BROKEN;
	after_findings[2].outcome = RULE_BROKEN; /* had no data: it did not break */
	compare();
	assert_int_equal(1, difference.broken.n);
	assert_int_equal(1, difference.mended.n);
	assert_string_equal("coverage.lines.baseline", difference.broken.v[0].rule.p);
	assert_has(shown(), "held again\n  project  coverage.lines.target  82.40 -> 90.00");
}

static void difference__a_rule_that_was_left_out_held(void **state)
{
	(void)state;
	verdict.left_out = LEFT_OUT_HELD;
	verdict.finding_count = 0;
	compare();
	assert_int_equal(1, difference.broken.n);
	assert_null(difference.broken.v[0].before);
	assert_has(shown(), "broken since\n  project  coverage.lines.target  held -> 82.40");

	verdict.finding_count = 1;
	verdict.left_out = LEFT_OUT_NOTHING;
	after.left_out = LEFT_OUT_HELD;
	after.finding_count = 0;
	compare();
	assert_int_equal(0, difference.broken.n);
	assert_int_equal(1, difference.mended.n);
}

static void difference__blockers_are_compared_by_cause(void **state)
{
	struct blocker other = blockers[0];

	(void)state;
	other.tests = 9;
	after_areas[0].blockers = &other;
	compare();
	assert_int_equal(0, difference.come.n);
	other.text = STR("No module named \x1b[31m");
	compare();
	assert_int_equal(1, difference.come.n);
	assert_int_equal(1, difference.gone.n);
	assert_has(shown(), "new blockers\n  No module named \\x1b[31m: 9 tests");
}

static void difference__blockers_that_were_left_out_are_not_gone(void **state)
{
	(void)state;
	after.left_out = LEFT_OUT_MISSING;
	after_areas[0].blocker_count = 0;
	compare();
	assert_false(difference.blockers_known);
	assert_int_equal(0, difference.gone.n);
	assert_has(shown(), "blockers are not compared");
}

static void difference__no_area_at_all_is_no_crash(void **state)
{
	(void)state;
	after.area_count = after.finding_count = 0;
	assert_has(shown(), "blockers are not compared");
	assert_int_equal(2, difference.area_count);
}

static void difference__counts_are_before_and_after(void **state)
{
	(void)state;
	after_areas[0].coverage[METRIC_LINES].count = (struct count){ 410, 505 };
	after_areas[1].tests.counts.state[TEST_BLOCKED] = 0;
	after_areas[1].tests.has_plan = false;
	assert_has(shown(), "82.40 %  412/500  81.18 %  410/505   -1.22       -2     +5\n");
	assert_has(shown(), "workers  12 -> -       11         4        3        1   7 -> 0\n");
}

int main(void)
{
#define DIFFERENCE_TEST(test) cmocka_unit_test_setup_teardown(test, start, tear_down)
	const struct CMUnitTest tests[] = {
		DIFFERENCE_TEST(difference__equal_verdicts_differ_in_nothing),
		DIFFERENCE_TEST(difference__areas_of_one_side_are_kept),
		DIFFERENCE_TEST(difference__rules_turn_both_ways),
		DIFFERENCE_TEST(difference__a_rule_that_was_left_out_held),
		DIFFERENCE_TEST(difference__blockers_are_compared_by_cause),
		DIFFERENCE_TEST(difference__blockers_that_were_left_out_are_not_gone),
		DIFFERENCE_TEST(difference__no_area_at_all_is_no_crash),
		DIFFERENCE_TEST(difference__counts_are_before_and_after),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
