#include "tests/unit/check.h"

#include <time.h>

#include "gate/model/lines.h"

enum { UNCOVERED, COVERED };

static void add_all(struct lines *lines, bool covered, const uint32_t *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		lines_add(lines, &arena, v[i], covered);
}

#define ADD(lines, covered, ...)                                   \
	add_all(lines, covered, (const uint32_t[]){ __VA_ARGS__ }, \
		sizeof((const uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t))

/* Every instrumented line, in order; the covered ones with a plus. */
static const char *shown(const struct lines *lines)
{
	struct buf out = { 0 };
	const char *text;

	for (uint32_t i = 0; lines->n && i < (lines->v[lines->n - 1].index + 1) * 64; i++) {
		if (lines_instrumented(lines, i))
			buf_printf(&out, "%u%s ", i, lines_covered(lines, i) ? "+" : "");
		else
			assert_false(lines_covered(lines, i));
	}
	text = arena_str(&arena, buf_str(&out)).p;
	buf_release(&out);
	return text;
}

/* Every run of uncovered lines from `from` on. */
static const char *uncovered(const struct lines *lines, uint32_t from)
{
	struct line_range range = { 0 };
	struct buf out = { 0 };
	const char *text;

	for (; lines_next_uncovered(lines, from, &range); from = range.last + 1)
		buf_printf(&out, "%u-%u ", range.first, range.last);
	text = arena_str(&arena, buf_str(&out)).p;
	buf_release(&out);
	return text;
}

static void lines__none_is_nothing(void **state)
{
	struct lines none = { 0 };
	struct line_range range;

	(void)state;
	lines_settle(&none);
	assert_int_equal(0, lines_count(&none).total);
	assert_false(lines_instrumented(&none, 1));
	assert_false(lines_covered(&none, 0));
	assert_false(lines_next_uncovered(&none, 0, &range));
}

static void lines__a_line_is_covered_if_it_ever_was(void **state)
{
	struct lines lines = { 0 };

	(void)state;
	ADD(&lines, UNCOVERED, 1, 2, 3);
	ADD(&lines, COVERED, 2, 64);
	ADD(&lines, UNCOVERED, 2, 63, 64, 65);
	lines_settle(&lines);
	assert_string_equal("1 2+ 3 63 64+ 65 ", shown(&lines));
	assert_int_equal(2, lines_count(&lines).covered);
	assert_int_equal(6, lines_count(&lines).total);
}

static void lines__order_of_adding_does_not_matter(void **state)
{
	struct lines lines = { 0 };

	(void)state;
	for (uint32_t i = 0; i < 1000; i++)
		lines_add(&lines, &arena, 1 + i * 7919 % 1000, i % 3 == 0);
	lines_settle(&lines);
	assert_int_equal(1000, lines_count(&lines).total);
	assert_int_equal(334, lines_count(&lines).covered);
	assert_int_equal(16, lines.n);
	for (size_t i = 1; i < lines.n; i++)
		assert_true(lines.v[i - 1].index < lines.v[i].index);
}

static void lines__back_and_forth_does_not_use_memory_for_ever(void **state)
{
	struct lines lines = { 0 };

	(void)state;
	for (uint32_t i = 0; i < 200000; i++)
		lines_add(&lines, &arena, i % 2 ? 5 : 5000, i == 77);
	assert_true(lines.cap <= 64);
	lines_settle(&lines);
	assert_string_equal("5+ 5000 ", shown(&lines));
}

static void lines__repeated_just_below_the_room_there_is_are_joined_in_time(void **state)
{
	struct lines lines = { 0 };
	clock_t start = clock();

	(void)state;
	for (uint32_t i = 0; i < 8191 + 200000; i++)
		lines_add(&lines, &arena, 64 * (i < 8191 ? i : i % 2), false);
	assert_true(lines.cap <= 4 * 8192);
	lines_settle(&lines);
	assert_int_equal(8191, lines.n);
	assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
}

static void lines__the_largest_number_costs_one_block(void **state)
{
	struct lines lines = { 0 };

	(void)state;
	ADD(&lines, COVERED, LINE_MAX_NUMBER);
	ADD(&lines, UNCOVERED, 1);
	lines_settle(&lines);
	assert_int_equal(2, lines.n);
	assert_true(lines_covered(&lines, LINE_MAX_NUMBER));
	assert_false(lines_instrumented(&lines, LINE_MAX_NUMBER - 1));
	assert_string_equal("1-1 ", uncovered(&lines, 0));
}

static void lines__a_union_takes_blocks_from_between_before_and_behind(void **state)
{
	struct lines a = { 0 }, b = { 0 };

	(void)state;
	ADD(&a, UNCOVERED, 70, 200, 201, 400);
	ADD(&b, COVERED, 1, 71, 130, 201, 300, 900);
	ADD(&b, UNCOVERED, 950, 1200);
	lines_union(&a, &arena, &b);
	assert_false(a.unsettled);
	assert_string_equal("1+ 70 71+ 130+ 200 201+ 300+ 400 900+ 950 1200 ", shown(&a));
	assert_string_equal("1+ 71+ 130+ 201+ 300+ 900+ 950 1200 ", shown(&b));
}

static void lines__a_union_with_nothing_or_itself_changes_nothing(void **state)
{
	struct lines a = { 0 }, none = { 0 }, into = { 0 };

	(void)state;
	ADD(&a, UNCOVERED, 5, 100);
	ADD(&a, COVERED, 101, 6000);
	lines_union(&a, &arena, &none);
	lines_union(&a, &arena, &a);
	assert_string_equal("5 100 101+ 6000+ ", shown(&a));
	lines_union(&into, &arena, &a);
	assert_string_equal("5 100 101+ 6000+ ", shown(&into));
	lines_union(&none, &arena, &none);
	assert_int_equal(0, none.n);
}

static void lines__unions_agree_with_single_bits(void **state)
{
	uint32_t seed = 42;

	(void)state;
	for (int round = 0; round < 200; round++) {
		struct lines one = { 0 }, two = { 0 }, both = { 0 };

		for (int i = 0; i < 60; i++) {
			uint32_t line = 1 + next_number(&seed) % 2000;
			bool covered = next_number(&seed) % 2;

			lines_add(next_number(&seed) % 2 ? &one : &two, &arena, line, covered);
			lines_add(&both, &arena, line, covered);
		}
		lines_settle(&one);
		lines_settle(&two);
		lines_settle(&both);
		lines_union(&one, &arena, &two);
		assert_string_equal(shown(&both), shown(&one));
		arena_reset(&arena);
	}
}

static void lines__a_run_goes_over_lines_without_code_and_stops_at_covered_ones(void **state)
{
	struct lines lines = { 0 };

	(void)state;
	ADD(&lines, UNCOVERED, 2, 3, 7, 10, 12);
	ADD(&lines, COVERED, 1, 9, 11);
	lines_settle(&lines);
	assert_string_equal("2-7 10-10 12-12 ", uncovered(&lines, 0));
	assert_string_equal("3-7 10-10 12-12 ", uncovered(&lines, 3));
	assert_string_equal("7-7 10-10 12-12 ", uncovered(&lines, 4));
	assert_string_equal("10-10 12-12 ", uncovered(&lines, 8));
	assert_string_equal("", uncovered(&lines, 13));
}

static void lines__a_run_crosses_blocks_and_gaps_of_blocks(void **state)
{
	struct lines lines = { 0 };

	(void)state;
	ADD(&lines, UNCOVERED, 60, 63, 64, 127, 128, 5000, 5002);
	ADD(&lines, COVERED, 59, 5001);
	lines_settle(&lines);
	assert_string_equal("60-5000 5002-5002 ", uncovered(&lines, 1));
	assert_string_equal("64-5000 5002-5002 ", uncovered(&lines, 64));
	assert_string_equal("5002-5002 ", uncovered(&lines, 5001));
}

static void lines__covered_only_has_no_uncovered_run(void **state)
{
	struct lines lines = { 0 };

	(void)state;
	ADD(&lines, COVERED, 1, 64, 128);
	lines_settle(&lines);
	assert_string_equal("", uncovered(&lines, 0));
}

static void lines__runs_of_a_very_long_file_are_found_in_time(void **state)
{
	struct lines lines = { 0 };
	struct line_range range;
	clock_t start = clock();
	uint32_t runs = 0;

	(void)state;
	for (uint32_t i = 1; i <= 1000000; i++)
		lines_add(&lines, &arena, i, i % 2);
	for (uint32_t from = 0; lines_next_uncovered(&lines, from, &range); from = range.last + 1)
		runs++;
	assert_int_equal(500000, runs);
	assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(lines__none_is_nothing),
		CHECK(lines__a_line_is_covered_if_it_ever_was),
		CHECK(lines__order_of_adding_does_not_matter),
		CHECK(lines__back_and_forth_does_not_use_memory_for_ever),
		CHECK(lines__repeated_just_below_the_room_there_is_are_joined_in_time),
		CHECK(lines__the_largest_number_costs_one_block),
		CHECK(lines__a_union_takes_blocks_from_between_before_and_behind),
		CHECK(lines__a_union_with_nothing_or_itself_changes_nothing),
		CHECK(lines__unions_agree_with_single_bits),
		CHECK(lines__a_run_goes_over_lines_without_code_and_stops_at_covered_ones),
		CHECK(lines__a_run_crosses_blocks_and_gaps_of_blocks),
		CHECK(lines__covered_only_has_no_uncovered_run),
		CHECK(lines__runs_of_a_very_long_file_are_found_in_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
