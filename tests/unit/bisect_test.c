/* Where a rule broke, and how rules stand in records that had to leave some out. */
#include "tests/unit/verdict_fixture.h"

#include "gate/model/bisect.h"

static struct bisect bisect;

#define RULE STR("coverage.lines.target")

static int start(void **state)
{
	set_up(state);
	bisect = (struct bisect){ .arena = &arena, .area = STR("project"), .rule = RULE };
	return 0;
}

/* Shows records newest first, a letter each: held, broken, waived, informed, no data. */
static const char *walk(const char *job, const char *letters, uint64_t depth)
{
	static const struct {
		char letter;
		enum outcome_of_rule outcome;
	} outcomes[] = { { 'h', RULE_HELD }, { 'b', RULE_BROKEN }, { 'w', RULE_WAIVED },
		{ 'i', RULE_INFORMED }, { 'n', RULE_NO_DATA } };

	for (; *letters; letters++, depth++) {
		char id[] = { *letters, (char)('0' + depth), '\0' };
		struct trail_record r = {
			.commit = str_of(id), .depth = depth, .verdict = &verdict
		};

		verdict.job = str_of(job);
		for (size_t i = 0; i < 5; i++) {
			if (outcomes[i].letter == *letters)
				findings[0].outcome = outcomes[i].outcome;
		}
		if (bisect_show(&bisect, &r))
			return arena_printf(&arena, STR_FMT "-" STR_FMT,
				STR_ARG(bisect.good.commit), STR_ARG(bisect.bad.commit))
				.p;
	}
	return "none";
}

static void bisect__the_first_held_before_a_broken_one_is_found(void **state)
{
	(void)state;
	assert_string_equal("h2-b1", walk("", "bbhb", 0));
	assert_int_equal(0, bisect_between(&bisect));
	assert_string_equal("b0", bisect.newest.commit.p);
}

static void bisect__what_was_mended_later_is_found_too(void **state)
{
	(void)state;
	assert_string_equal("h3-b2", walk("", "hhbhb", 0));
	assert_int_equal(STANDING_HELD, bisect.newest.standing);
}

static void bisect__waived_and_not_enforced_is_broken(void **state)
{
	(void)state;
	assert_string_equal("h2-w1", walk("", "iwh", 0));
}

static void bisect__records_without_data_lie_between(void **state)
{
	(void)state;
	assert_string_equal("h3-b0", walk("", "bnnh", 0));
	assert_int_equal(2, bisect_between(&bisect));
	assert_int_equal(2, bisect.seen[STANDING_UNKNOWN]);
}

static void bisect__nothing_is_found_where_nothing_broke(void **state)
{
	(void)state;
	assert_string_equal("none", walk("", "hhhbb", 0));
	assert_int_equal(3, bisect.seen[STANDING_HELD]);
	assert_int_equal(2, bisect.seen[STANDING_BROKEN]);
	assert_string_equal("b4", bisect.oldest.commit.p);
}

static void bisect__jobs_are_not_mixed(void **state)
{
	(void)state;
	assert_string_equal("none", walk("linux", "b", 0));
	assert_string_equal("none", walk("mac", "h", 0));
	assert_string_equal("none", walk("mac", "h", 1));
	assert_string_equal("h2-b0", walk("linux", "h", 2));
	assert_int_equal(1, bisect_between(&bisect));
}

static void standing__a_held_rule_that_was_left_out_held(void **state)
{
	const struct finding *f;

	(void)state;
	assert_int_equal(STANDING_UNKNOWN,
		verdict_standing(&verdict, STR("workers"), STR("plan.passing"), &f));
	verdict.left_out = LEFT_OUT_HELD;
	assert_int_equal(
		STANDING_HELD, verdict_standing(&verdict, STR("workers"), STR("plan.passing"), &f));
	assert_null(f);
	assert_int_equal(STANDING_UNKNOWN,
		verdict_standing(&verdict, STR("nobody"), STR("plan.passing"), &f));
}

static void standing__not_enforced_and_not_measured_is_no_break(void **state)
{
	const struct finding *f;

	(void)state;
	findings[0].outcome = RULE_INFORMED;
	findings[0].got = STR("");
	assert_int_equal(STANDING_UNKNOWN, verdict_standing(&verdict, STR("project"), RULE, &f));
	assert_ptr_equal(&findings[0], f);
}

static void cut__names_of_areas_may_have_points(void **state)
{
	struct str area, rule;

	(void)state;
	assert_true(bisect_cut(&verdict, STR("project.coverage.lines.target"), &area, &rule));
	areas[1].name = STR("project.coverage");
	findings[2].rule = STR("plan.created");
	assert_true(bisect_cut(&verdict, STR("project.coverage.plan.created"), &area, &rule));
	assert_string_equal("project.coverage", area.p);
	assert_string_equal("plan.created", rule.p);
	assert_true(bisect_cut(&verdict, STR("project.coverage.lines.target"), &area, &rule));
	assert_string_equal("project", area.p);
}

static void cut__what_is_not_known_is_told_apart(void **state)
{
	struct str area, rule;

	(void)state;
	assert_false(bisect_cut(&verdict, STR("workers.plan"), &area, &rule));
	assert_string_equal("workers", area.p);
	assert_false(bisect_cut(&verdict, STR("workers"), &area, &rule));
	assert_int_equal(7, area.n);
	assert_false(bisect_cut(&verdict, STR("workersx.coverage.lines.target"), &area, &rule));
	assert_int_equal(0, area.n);
}

int main(void)
{
#define BISECT_TEST(test) cmocka_unit_test_setup_teardown(test, start, tear_down)
	const struct CMUnitTest tests[] = {
		BISECT_TEST(bisect__the_first_held_before_a_broken_one_is_found),
		BISECT_TEST(bisect__what_was_mended_later_is_found_too),
		BISECT_TEST(bisect__waived_and_not_enforced_is_broken),
		BISECT_TEST(bisect__records_without_data_lie_between),
		BISECT_TEST(bisect__nothing_is_found_where_nothing_broke),
		BISECT_TEST(bisect__jobs_are_not_mixed),
		BISECT_TEST(standing__a_held_rule_that_was_left_out_held),
		BISECT_TEST(standing__not_enforced_and_not_measured_is_no_break),
		BISECT_TEST(cut__names_of_areas_may_have_points),
		BISECT_TEST(cut__what_is_not_known_is_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
