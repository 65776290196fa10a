#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "gate/model/runs.h"
#include "tests/unit/coverage_fixture.h"

static struct arena arena;
static struct coverage coverage;
static struct runs runs;

static int set_up(void **state)
{
	(void)state;
	runs = (struct runs){ 0 };
	coverage_init(&coverage, &arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* "12-20 33" */
static void assert_runs(const char *expected)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < runs.n; i++) {
		buf_printf(&text, "%s%u", i ? " " : "", runs.v[i].first);
		if (runs.v[i].last > runs.v[i].first)
			buf_printf(&text, "-%u", runs.v[i].last);
	}
	assert_string_equal(expected, text.p ? text.p : "");
	buf_release(&text);
}

/* Both lists end with 0. */
static const struct file_coverage *file(const uint32_t *covered, const uint32_t *uncovered)
{
	struct hits hits = { 0 };

	for (; *covered; covered++)
		put_line(&hits, *covered, true);
	for (; *uncovered; uncovered++)
		put_line(&hits, *uncovered, false);
	unite_hits(&coverage, "a.c", &hits);
	return file_of(&coverage, "a.c");
}

#define LINES(...) ((const uint32_t[]){ __VA_ARGS__, 0 })

static void find(const struct file_coverage *f, const struct line_range *ranges, size_t n)
{
	runs_uncovered(&runs, f, METRIC_LINES, ranges, n, &arena);
}

static const struct line_range whole = { 1, LINE_MAX_NUMBER };

static void runs__lines_without_code_part_two_runs(void **state)
{
	(void)state;
	find(file(LINES(5), LINES(1, 2, 4, 6, 7, 8)), &whole, 1);
	assert_runs("1-2 4 6-8");
}

static void runs__have_as_many_lines_as_are_uncovered(void **state)
{
	const struct file_coverage *f = file(LINES(3, 64, 129), LINES(1, 2, 63, 65, 66, 128, 1000));
	uint64_t n = 0;

	(void)state;
	find(f, &whole, 1);
	for (size_t i = 0; i < runs.n; i++)
		n += runs.v[i].last - runs.v[i].first + 1;
	assert_int_equal(f->lines.total - f->lines.hit, n);
}

static void runs__of_ranges_are_cut_at_their_ends(void **state)
{
	static const struct line_range ranges[] = { { 2, 3 }, { 6, 6 }, { 9, 20 } };

	(void)state;
	find(file(LINES(6), LINES(1, 2, 3, 4, 5, 9, 10, 21)), ranges, 3);
	assert_runs("2-3 9-10");
}

static void runs__there_are_none_of_what_is_covered_or_in_no_range(void **state)
{
	(void)state;
	find(file(LINES(1, 2), LINES(9)), &(struct line_range){ 1, 8 }, 1);
	find(file(LINES(1, 2), LINES(9)), &whole, 0);
	assert_runs("");
}

static void runs__of_functions_and_branches_are_the_lines_they_stand_on(void **state)
{
	struct hits hits = { 0 };

	(void)state;
	hits_function(&hits, (struct function_hits){ 0, STR("zero"), 7, true });
	hits_function(&hits, (struct function_hits){ 1, STR("one"), 3, true });
	hits_function(&hits, (struct function_hits){ 0, STR("two"), 2, true });
	unite_hits(&coverage, "a.c", &hits);
	runs_uncovered(&runs, file_of(&coverage, "a.c"), METRIC_FUNCTIONS, &whole, 1, &arena);
	assert_runs("2 7");
	runs = (struct runs){ 0 };
	runs_uncovered(&runs, file_of(&coverage, "a.c"), METRIC_BRANCHES, &whole, 1, &arena);
	assert_runs("");
}

#define RUNS_CASE(name) cmocka_unit_test_setup_teardown(runs__##name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RUNS_CASE(lines_without_code_part_two_runs),
		RUNS_CASE(have_as_many_lines_as_are_uncovered),
		RUNS_CASE(of_ranges_are_cut_at_their_ends),
		RUNS_CASE(there_are_none_of_what_is_covered_or_in_no_range),
		RUNS_CASE(of_functions_and_branches_are_the_lines_they_stand_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
