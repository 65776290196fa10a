#include "tests/unit/check.h"

#include <time.h>

#include "tests/unit/coverage_fixture.h"

enum { UNCOVERED, COVERED };

static void add_all(struct hits *hits, bool covered, const uint32_t *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		put_line(hits, v[i], covered);
}

#define ADD(hits, covered, ...)                                   \
	add_all(hits, covered, (const uint32_t[]){ __VA_ARGS__ }, \
		sizeof((const uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t))

/* The lines of the hits, which are empty after it. */
static struct lines lines_from(struct hits *hits)
{
	struct buf scratch = { 0 };
	struct lines lines;

	hits_settle(hits);
	lines = lines_of(&scratch, &arena, &hits->lines);
	buf_release(&scratch);
	hits_release(hits);
	return lines;
}

/* Index of a block: which 64 lines it holds. */
static uint32_t block_index(const struct lines *lines, size_t block)
{
	return ((const uint32_t *)(lines->instrumented + 2 * (size_t)lines->n))[block];
}

/* Every instrumented line, in order; the covered ones with a plus. */
static const char *shown(const struct lines *lines)
{
	uint32_t end = lines->n ? (block_index(lines, lines->n - 1) + 1) * 64 : 0;
	struct buf out = { 0 };

	for (uint32_t i = 0; i < end; i++) {
		if (lines_instrumented(lines, i))
			buf_printf(&out, "%u%s ", i, lines_covered(lines, i) ? "+" : "");
		else
			assert_false(lines_covered(lines, i));
	}
	return text_and_release(&arena, &out);
}

/* Every run of uncovered lines from `from` on. */
static const char *uncovered(const struct lines *lines, uint32_t from)
{
	struct line_range range = { 0 };
	struct buf out = { 0 };

	for (; lines_next_uncovered(lines, from, &range); from = range.last + 1)
		buf_printf(&out, "%u-%u ", range.first, range.last);
	return text_and_release(&arena, &out);
}

static void lines__none_is_nothing(void **state)
{
	struct hits nothing = { 0 };
	struct lines none = lines_from(&nothing), copy = lines_copy(&none, &arena);
	struct line_range range;

	(void)state;
	assert_int_equal(0, lines_count(&none).total);
	assert_int_equal(0, lines_count(&copy).total);
	assert_false(lines_instrumented(&none, 1));
	assert_false(lines_covered(&none, 0));
	assert_false(lines_next_uncovered(&none, 0, &range));
}

static void lines__a_line_is_covered_if_it_ever_was(void **state)
{
	struct hits hits = { 0 };
	struct lines lines;

	(void)state;
	ADD(&hits, UNCOVERED, 1, 2, 3);
	ADD(&hits, COVERED, 2, 64);
	ADD(&hits, UNCOVERED, 2, 63, 64, 65);
	lines = lines_from(&hits);
	assert_string_equal("1 2+ 3 63 64+ 65 ", shown(&lines));
	assert_int_equal(2, lines_count(&lines).covered);
	assert_int_equal(6, lines_count(&lines).total);
}

static void lines__order_of_adding_does_not_matter(void **state)
{
	struct hits hits = { 0 };
	struct lines lines;

	(void)state;
	for (uint32_t i = 0; i < 1000; i++)
		put_line(&hits, 1 + i * 7919 % 1000, i % 3 == 0);
	lines = lines_from(&hits);
	assert_int_equal(1000, lines_count(&lines).total);
	assert_int_equal(334, lines_count(&lines).covered);
	assert_int_equal(16, lines.n);
	for (size_t i = 1; i < lines.n; i++)
		assert_true(block_index(&lines, i - 1) < block_index(&lines, i));
}

static void lines__the_largest_number_costs_one_block(void **state)
{
	struct hits hits = { 0 };
	struct lines lines;

	(void)state;
	ADD(&hits, COVERED, LINE_MAX_NUMBER);
	ADD(&hits, UNCOVERED, 1);
	lines = lines_from(&hits);
	assert_int_equal(2, lines.n);
	assert_true(lines_covered(&lines, LINE_MAX_NUMBER));
	assert_false(lines_instrumented(&lines, LINE_MAX_NUMBER - 1));
	assert_string_equal("1-1 ", uncovered(&lines, 0));
}

static void lines__a_union_takes_blocks_from_between_before_and_behind(void **state)
{
	struct hits hits = { 0 };
	struct lines a, b;

	(void)state;
	ADD(&hits, UNCOVERED, 70, 200, 201, 400);
	a = lines_from(&hits);
	ADD(&hits, COVERED, 1, 71, 130, 201, 300, 900);
	ADD(&hits, UNCOVERED, 950, 1200);
	b = lines_from(&hits);
	lines_unite(&a, &arena, &b);
	assert_string_equal("1+ 70 71+ 130+ 200 201+ 300+ 400 900+ 950 1200 ", shown(&a));
	assert_string_equal("1+ 71+ 130+ 201+ 300+ 900+ 950 1200 ", shown(&b));
}

static void lines__a_union_with_nothing_or_itself_changes_nothing(void **state)
{
	struct hits hits = { 0 };
	struct lines a, none = { 0 }, into = { 0 };

	(void)state;
	ADD(&hits, UNCOVERED, 5, 100);
	ADD(&hits, COVERED, 101, 6000);
	a = lines_from(&hits);
	lines_unite(&a, &arena, &none);
	lines_unite(&a, &arena, &a);
	assert_string_equal("5 100 101+ 6000+ ", shown(&a));
	lines_unite(&into, &arena, &a);
	assert_string_equal("5 100 101+ 6000+ ", shown(&into));
	lines_unite(&none, &arena, &none);
	assert_int_equal(0, none.n);
}

static void lines__a_copy_has_bits_of_its_own(void **state)
{
	struct hits hits = { 0 };
	struct lines a, copy, more;

	(void)state;
	ADD(&hits, UNCOVERED, 5, 100);
	a = lines_from(&hits);
	ADD(&hits, COVERED, 5, 101);
	more = lines_from(&hits);
	copy = lines_copy(&a, &arena);
	lines_unite(&a, &arena, &more);
	assert_string_equal("5+ 100 101+ ", shown(&a));
	assert_string_equal("5 100 ", shown(&copy));
	assert_string_equal("5+ 101+ ", shown(&more));
}

static struct lines some_lines(uint32_t *seed, struct hits *all)
{
	struct hits hits = { 0 };

	for (int i = 0; i < 30; i++) {
		uint32_t line = 1 + next_number(seed) % 2000;
		bool covered = next_number(seed) % 2;

		put_line(&hits, line, covered);
		put_line(all, line, covered);
	}
	return lines_from(&hits);
}

static void lines__unions_agree_with_single_bits(void **state)
{
	uint32_t seed = 42;

	(void)state;
	for (int round = 0; round < 200; round++) {
		struct hits all = { 0 };
		struct lines one = some_lines(&seed, &all), two = some_lines(&seed, &all);
		struct lines both = lines_from(&all);

		lines_unite(&one, &arena, &two);
		assert_string_equal(shown(&both), shown(&one));
		arena_reset(&arena);
	}
}

static void lines__a_union_in_any_order_is_the_same(void **state)
{
	static const int orders[6][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 },
		{ 2, 0, 1 }, { 2, 1, 0 } };
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 50; round++) {
		struct hits all = { 0 };
		struct lines parts[3], whole;

		for (int i = 0; i < 3; i++)
			parts[i] = some_lines(&seed, &all);
		whole = lines_from(&all);
		for (int i = 0; i < 6; i++) {
			struct lines into = { 0 };

			for (int j = 0; j < 3; j++)
				lines_unite(&into, &arena, &parts[orders[i][j]]);
			assert_string_equal(shown(&whole), shown(&into));
		}
		arena_reset(&arena);
	}
}

static void lines__a_run_goes_over_lines_without_code_and_stops_at_covered_ones(void **state)
{
	struct hits hits = { 0 };
	struct lines lines;

	(void)state;
	ADD(&hits, UNCOVERED, 2, 3, 7, 10, 12);
	ADD(&hits, COVERED, 1, 9, 11);
	lines = lines_from(&hits);
	assert_string_equal("2-7 10-10 12-12 ", uncovered(&lines, 0));
	assert_string_equal("3-7 10-10 12-12 ", uncovered(&lines, 3));
	assert_string_equal("7-7 10-10 12-12 ", uncovered(&lines, 4));
	assert_string_equal("10-10 12-12 ", uncovered(&lines, 8));
	assert_string_equal("", uncovered(&lines, 13));
}

static void lines__a_run_in_a_range_ends_with_an_uncovered_line_there(void **state)
{
	struct hits hits = { 0 };
	struct line_range in = { 3, 9 }, range;
	struct lines lines;

	(void)state;
	ADD(&hits, UNCOVERED, 2, 3, 7, 10, 12);
	ADD(&hits, COVERED, 1, 11);
	lines = lines_from(&hits);
	assert_true(lines_next_uncovered_in(&lines, &in, 0, &range));
	assert_int_equal(3, range.first);
	assert_int_equal(7, range.last);
	assert_false(lines_next_uncovered_in(&lines, &in, 8, &range));
	in = (struct line_range){ 4, 6 };
	assert_false(lines_next_uncovered_in(&lines, &in, 0, &range));
}

static void lines__a_run_crosses_blocks_and_gaps_of_blocks(void **state)
{
	struct hits hits = { 0 };
	struct lines lines;

	(void)state;
	ADD(&hits, UNCOVERED, 60, 63, 64, 127, 128, 5000, 5002);
	ADD(&hits, COVERED, 59, 5001);
	lines = lines_from(&hits);
	assert_string_equal("60-5000 5002-5002 ", uncovered(&lines, 1));
	assert_string_equal("64-5000 5002-5002 ", uncovered(&lines, 64));
	assert_string_equal("5002-5002 ", uncovered(&lines, 5001));
}

static void lines__covered_only_has_no_uncovered_run(void **state)
{
	struct hits hits = { 0 };
	struct lines lines;

	(void)state;
	ADD(&hits, COVERED, 1, 64, 128);
	lines = lines_from(&hits);
	assert_string_equal("", uncovered(&lines, 0));
}

static void lines__runs_of_a_very_long_file_are_found_in_time(void **state)
{
	struct hits hits = { 0 };
	struct lines lines;
	struct line_range range;
	clock_t start = clock();
	uint32_t runs = 0;

	(void)state;
	for (uint32_t i = 1; i <= 1000000; i++)
		put_line(&hits, i, i % 2);
	lines = lines_from(&hits);
	for (uint32_t from = 0; lines_next_uncovered(&lines, from, &range); from = range.last + 1)
		runs++;
	assert_int_equal(500000, runs);
	assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
}

/* Each range one line after the other, as a loop over them finds it. */
static struct count counted(const struct lines *lines, const struct line_range *v, size_t n)
{
	struct count c = { 0 };

	for (size_t i = 0; i < n; i++) {
		for (uint32_t line = v[i].first; line <= v[i].last; line++) {
			c.total += lines_instrumented(lines, line);
			c.covered += lines_covered(lines, line);
		}
	}
	return c;
}

static void lines__those_in_ranges_are_counted(void **state)
{
	struct hits hits = { 0 };
	uint32_t seed = 5;
	struct lines lines;

	(void)state;
	for (uint32_t i = 1; i <= 700; i++) {
		if (next_number(&seed) % 3)
			put_line(&hits, i < 400 ? i : i + 5000, next_number(&seed) % 2);
	}
	lines = lines_from(&hits);
	for (int round = 0; round < 500; round++) {
		struct line_range v[5];
		uint32_t at = 0;
		struct count want, got;

		for (int i = 0; i < 5; i++) {
			v[i].first = at + 1 + next_number(&seed) % 200;
			v[i].last = v[i].first + next_number(&seed) % (i == 3 ? 6000 : 150);
			at = v[i].last + 1;
		}
		want = counted(&lines, v, 5);
		got = lines_count_in(&lines, v, 5);
		assert_int_equal(want.total, got.total);
		assert_int_equal(want.covered, got.covered);
	}
	assert_int_equal(lines.total,
		lines_count_in(&lines, &(struct line_range){ 1, LINE_MAX_NUMBER }, 1).total);
	assert_int_equal(
		0, lines_count_in(&(struct lines){ 0 }, &(struct line_range){ 1, 9 }, 1).total);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(lines__none_is_nothing),
		CHECK(lines__a_line_is_covered_if_it_ever_was),
		CHECK(lines__order_of_adding_does_not_matter),
		CHECK(lines__the_largest_number_costs_one_block),
		CHECK(lines__a_union_takes_blocks_from_between_before_and_behind),
		CHECK(lines__a_union_with_nothing_or_itself_changes_nothing),
		CHECK(lines__a_copy_has_bits_of_its_own),
		CHECK(lines__unions_agree_with_single_bits),
		CHECK(lines__a_union_in_any_order_is_the_same),
		CHECK(lines__a_run_goes_over_lines_without_code_and_stops_at_covered_ones),
		CHECK(lines__a_run_in_a_range_ends_with_an_uncovered_line_there),
		CHECK(lines__a_run_crosses_blocks_and_gaps_of_blocks),
		CHECK(lines__covered_only_has_no_uncovered_run),
		CHECK(lines__those_in_ranges_are_counted),
		CHECK(lines__runs_of_a_very_long_file_are_found_in_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
