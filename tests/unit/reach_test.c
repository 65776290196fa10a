/* The fewest runs of uncovered lines that mend a rule about lines. */
#include "tests/unit/judge_fixture.h"

/* Uncovered runs of these lengths, a covered line between them. */
static void runs(const char *path, const uint32_t *lengths, size_t n)
{
	struct hits hits = { 0 };
	uint32_t line = 0;

	for (size_t i = 0; i < n; i++) {
		put_line(&hits, ++line, true);
		for (uint32_t j = 0; j < lengths[i]; j++)
			put_line(&hits, ++line, false);
	}
	unite_hits(&evidence.coverage, path, &hits);
	file_of(&evidence.coverage, path)->measured |= 1u << METRIC_LINES;
}

static const struct reach *reached(void)
{
	judge(&verdict, &policies, &(struct grounds){ &evidence, tree, patch }, &arena);
	return &verdict.areas[0].reach;
}

static void judge__a_target_that_is_reached_asks_for_nothing(void **state)
{
	(void)state;
	project("\"coverage\": { \"lines\": { \"target\": 50 } }");
	lines("a.c", 5, 10);
	assert_int_equal(0, reached()->need);
	assert_int_equal(0, verdict.areas[0].reach.n);
}

static void judge__the_longest_runs_that_are_enough_by_path_and_line(void **state)
{
	const struct reach *r;

	(void)state;
	project("\"coverage\": { \"lines\": { \"max_uncovered\": 6 } }");
	runs("b.c", (const uint32_t[]){ 1, 5 }, 2);
	runs("a.c", (const uint32_t[]){ 3, 4 }, 2);
	r = reached();
	assert_int_equal(7, r->need);
	assert_int_equal(9, r->lines);
	assert_int_equal(2, r->n);
	assert_int_equal(0, r->more);
	assert_true(str_eq(STR("a.c"), r->v[0].path));
	assert_int_equal(6, r->v[0].range.first);
	assert_int_equal(9, r->v[0].range.last);
	assert_true(str_eq(STR("b.c"), r->v[1].path));
	assert_int_equal(4, r->v[1].range.first);
}

static void judge__runs_that_are_not_shown_are_counted(void **state)
{
	uint32_t lengths[40];

	(void)state;
	project("\"coverage\": { \"lines\": { \"target\": 100 } }");
	for (uint32_t i = 0; i < 40; i++)
		lengths[i] = 1 + i % 4;
	runs("a.c", lengths, 40);
	assert_int_equal(100, reached()->need);
	assert_int_equal(REACH_SHOWN, verdict.areas[0].reach.n);
	assert_int_equal(30, verdict.areas[0].reach.more);
	assert_int_equal(100, verdict.areas[0].reach.lines);
}

static void judge__no_more_of_the_rest_than_it_takes(void **state)
{
	uint32_t lengths[20];

	(void)state;
	project("\"coverage\": { \"lines\": { \"max_uncovered\": 17 } }");
	for (uint32_t i = 0; i < 20; i++)
		lengths[i] = 2;
	runs("a.c", lengths, 20);
	assert_int_equal(23, reached()->need);
	assert_int_equal(2, verdict.areas[0].reach.more);
	assert_int_equal(24, verdict.areas[0].reach.lines);
}

static void judge__of_several_rules_the_one_that_lacks_most_counts(void **state)
{
	(void)state;
	project("\"coverage\": { \"lines\": { \"target\": 60, \"max_uncovered\": 1 } }");
	lines("a.c", 5, 10);
	assert_int_equal(4, reached()->need);
	assert_int_equal(5, verdict.areas[0].reach.lines);
}

static void judge__lines_between_that_are_no_code_buy_nothing(void **state)
{
	struct hits hits = { 0 };

	(void)state;
	project("\"coverage\": { \"lines\": { \"target\": 50 } }");
	put_line(&hits, 1, false);
	put_line(&hits, 100, false);
	unite_hits(&evidence.coverage, "wide.c", &hits);
	file_of(&evidence.coverage, "wide.c")->measured |= 1u << METRIC_LINES;
	runs("dense.c", (const uint32_t[]){ 3 }, 1);
	assert_int_equal(2, reached()->need);
	assert_true(str_eq(STR("dense.c"), verdict.areas[0].reach.v[0].path));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		JUDGE_CASE(a_target_that_is_reached_asks_for_nothing),
		JUDGE_CASE(the_longest_runs_that_are_enough_by_path_and_line),
		JUDGE_CASE(runs_that_are_not_shown_are_counted),
		JUDGE_CASE(no_more_of_the_rest_than_it_takes),
		JUDGE_CASE(of_several_rules_the_one_that_lacks_most_counts),
		JUDGE_CASE(lines_between_that_are_no_code_buy_nothing),
	};

	return cmocka_run_group_tests_name("reach", tests, NULL, NULL);
}
