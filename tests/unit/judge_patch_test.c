/* Rules about what a change added. */
#include "tests/unit/judge_fixture.h"

/* Ten lines of a/a.c, which has 10 covered of 20; and a file that no report knows. */
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		JUDGE_CASE(added_lines_are_judged_by_themselves),
		JUDGE_CASE(a_changed_file_in_no_report_is_uncovered),
		JUDGE_CASE(a_changed_file_that_is_excluded_does_not_count),
		JUDGE_CASE(nothing_added_is_nothing_to_cover),
		JUDGE_CASE(added_lines_that_nobody_measured_are_no_data),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
