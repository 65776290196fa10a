#include "tests/unit/check.h"

#include <time.h>

#include "tests/unit/coverage_fixture.h"

static struct hits hits;

static int set_up(void **state)
{
	hits = (struct hits){ .words = { .arena = &arena } };
	return check_set_up(state);
}

static int tear_down(void **state)
{
	hits_release(&hits);
	return check_tear_down(state);
}

static void branch(uint32_t line, const char *group, const char *index, uint64_t count)
{
	put_outcome(&hits, &hits.branches, line, group, index, count);
}

static void condition(uint32_t line, const char *group, const char *index, uint64_t count)
{
	put_outcome(&hits, &hits.conditions, line, group, index, count);
}

/* A count without a declaration. */
static void call(struct str name, uint64_t count)
{
	hits_function(&hits, (struct function_hits){ count, name, 0, false });
}

/* "1=3 2=0 ": lines and their counts. */
static const char *shown_lines(void)
{
	struct buf out = { 0 };

	for (size_t i = 0; i < hits.lines.n; i++)
		buf_printf(&out, "%u=%llu ", hits.lines.v[i].line,
			(unsigned long long)hits.lines.v[i].count);
	return text_and_release(&arena, &out);
}

static const char *shown_branches(void)
{
	struct keys_writer w = { 0 };
	struct keys keys = outcomes_keys(&w, &arena, &hits.branches, &hits.words);
	struct buf out = { 0 };

	show_outcomes(&out, &keys);
	keys_release(&w);
	return text_and_release(&arena, &out);
}

static void hits__a_plain_number_is_its_own_token(void **state)
{
	static const char *const texts[] = { "00", "07", "2147483648", "-1", "e1", "", "1 " };

	(void)state;
	assert_int_equal(0, hits_token(&hits, STR("0")));
	assert_int_equal(17, hits_token(&hits, STR("17")));
	assert_int_equal(0x7fffffff, hits_token(&hits, STR("2147483647")));
	assert_int_equal(0, hits.words.n);
	for (uint32_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_int_equal(0x80000000u | i, hits_token(&hits, str_of(texts[i])));
}

static void hits__sums_stop_at_the_largest_count(void **state)
{
	(void)state;
	put_line(&hits, 1, UINT64_MAX - 1);
	put_line(&hits, 1, 1);
	put_line(&hits, 2, UINT64_MAX - 1);
	put_line(&hits, 2, 3);
	put_line(&hits, 3, UINT64_MAX);
	put_line(&hits, 3, UINT64_MAX);
	branch(1, "0", "0", UINT64_MAX);
	branch(1, "0", "0", 1);
	condition(1, "0", "0", UINT64_MAX / 2 + 1);
	condition(1, "0", "0", UINT64_MAX / 2 + 1);
	hits_settle(&hits);
	for (size_t i = 0; i < 3; i++)
		assert_true(hits.lines.v[i].count == UINT64_MAX);
	assert_int_equal(3, hits.lines.n);
	assert_true(hits.branches.v[0].count == UINT64_MAX);
	assert_true(hits.conditions.v[0].count == UINT64_MAX);
}

static void hits__lines_are_sorted_and_their_repeats_summed(void **state)
{
	(void)state;
	put_line(&hits, 9, 0);
	put_line(&hits, 2, 1);
	put_line(&hits, 9, 4);
	put_line(&hits, 10000000, 0);
	put_line(&hits, 2, 2);
	hits_settle(&hits);
	assert_string_equal("2=3 9=4 10000000=0 ", shown_lines());
	assert_int_equal(2, hits_count(&hits, METRIC_LINES).covered);
	assert_int_equal(3, hits_count(&hits, METRIC_LINES).total);
	hits_settle(&hits);
	assert_string_equal("2=3 9=4 10000000=0 ", shown_lines());
}

static void hits__branches_are_sorted_and_joined_by_line_group_and_index(void **state)
{
	(void)state;
	branch(9, "0", "1", 0);
	branch(9, "0", "0", 1);
	branch(2, "1", "0", 0);
	branch(9, "0", "1", 1);
	branch(2, "0", "7", 0);
	branch(9, "0", "1", 0);
	hits_settle(&hits);
	assert_int_equal(2, hits.odd.repeated);
	assert_string_equal("2:0:7 2:1:0 9:0:0+ 9:0:1+ ", shown_branches());
	assert_int_equal(2, hits_count(&hits, METRIC_BRANCHES).covered);
	assert_int_equal(4, hits_count(&hits, METRIC_BRANCHES).total);
}

static void hits__the_same_branch_after_itself_is_a_repetition_too(void **state)
{
	(void)state;
	branch(1, "0", "0", 1);
	branch(1, "0", "0", 0);
	hits_settle(&hits);
	assert_int_equal(1, hits.odd.repeated);
	assert_string_equal("1:0:0+ ", shown_branches());
}

static void hits__a_branch_is_reached_if_it_ever_was(void **state)
{
	(void)state;
	hits_outcome(&hits, &hits.branches, (struct outcome_hits){ .line = 1 });
	hits_outcome(&hits, &hits.branches, (struct outcome_hits){ .line = 2 });
	hits_outcome(&hits, &hits.branches, (struct outcome_hits){ .line = 1, .reached = true });
	hits_settle(&hits);
	assert_true(hits.branches.v[0].reached);
	assert_false(hits.branches.v[1].reached);
	assert_string_equal("1:0:0 2:0:0 ", shown_branches());
}

static void hits__repeated_conditions_are_joined_and_not_told(void **state)
{
	(void)state;
	condition(1, "2", "0", 0);
	condition(1, "2", "0", 5);
	hits_settle(&hits);
	assert_int_equal(0, hits.odd.repeated);
	assert_int_equal(1, hits_count(&hits, METRIC_MCDC).total);
	assert_int_equal(1, hits_count(&hits, METRIC_MCDC).covered);
}

static void hits__words_are_sorted_by_their_text_behind_all_numbers(void **state)
{
	static const char *const texts[] = { "z", "b, c", "", "7", "007", "b", "2147483648", "12" };
	static const char in_order[] = "1:0:7 1:0:12 1:0:'' 1:0:'007' 1:0:'2147483648' 1:0:'b' "
				       "1:0:'b, c' 1:0:'z' ";

	(void)state;
	for (size_t i = 0; i < 8; i++)
		branch(1, "0", texts[i], 0);
	hits_settle(&hits);
	assert_string_equal(in_order, shown_branches());
	hits_reset(&hits, &arena);
	for (size_t i = 8; i > 0; i--)
		branch(1, "0", texts[i - 1], 0);
	hits_settle(&hits);
	assert_string_equal(in_order, shown_branches());
}

static void hits__functions_join_by_name_and_are_sorted_by_it(void **state)
{
	(void)state;
	call(STR("c"), 1);
	put_function(&hits, STR("a"), 20, 0);
	put_function(&hits, STR("c"), 9, 0);
	call(STR("b"), 1);
	put_function(&hits, STR("a"), 10, 0);
	hits_settle(&hits);
	assert_int_equal(3, hits_count(&hits, METRIC_FUNCTIONS).total);
	assert_int_equal(2, hits_count(&hits, METRIC_FUNCTIONS).covered);
	assert_int_equal(1, hits.odd.undeclared);
	assert_str("a", hits.functions.v[0].name);
	assert_int_equal(10, hits.functions.v[0].line);
	assert_str("b", hits.functions.v[1].name);
	assert_int_equal(0, hits.functions.v[1].line);
	assert_str("c", hits.functions.v[2].name);
	assert_int_equal(9, hits.functions.v[2].line);
	assert_true(hits.functions.v[2].declared && hits.functions.v[2].count == 1);
}

static void hits__many_functions_are_joined(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < 60000; i++) {
		uint32_t n = i % 20000;

		call(arena_printf(&arena, "f%u", n), 1);
	}
	hits_settle(&hits);
	assert_int_equal(20000, hits.functions.n);
	for (size_t i = 0; i < 20000; i++)
		assert_int_equal(3, hits.functions.v[i].count);
}

/* The declaration and the count come in any order and number. */
static void hits__a_function_is_summed_and_stands_where_it_is_declared_first(void **state)
{
	(void)state;
	call(STR("f"), UINT64_MAX);
	put_function(&hits, STR("f"), 0, 0);
	put_function(&hits, STR("f"), 7, 0);
	call(STR("f"), 3);
	put_function(&hits, STR("f"), 5, 1);
	put_function(&hits, STR("f"), 6, 0);
	hits_settle(&hits);
	assert_int_equal(1, hits.functions.n);
	assert_int_equal(5, hits.functions.v[0].line);
	assert_true(hits.functions.v[0].count == UINT64_MAX);
	assert_int_equal(0, hits.odd.undeclared);
}

static void hits__names_that_are_kept_outlive_what_they_pointed_to(void **state)
{
	char text[] = "one two";

	(void)state;
	call((struct str){ text, 3 }, 1);
	hits_keep_names(&hits, &arena);
	call((struct str){ text + 4, 3 }, 1);
	hits_keep_names(&hits, &arena);
	memset(text, 'x', sizeof(text) - 1);
	call(STR("two"), 1);
	hits_settle(&hits);
	assert_int_equal(2, hits.functions.n);
	assert_str("one", hits.functions.v[0].name);
	assert_str("two", hits.functions.v[1].name);
	assert_int_equal(2, hits.functions.v[1].count);
}

static void hits__two_checksums_of_a_line_conflict(void **state)
{
	(void)state;
	put_sum(&hits, 1, 1, "aaa");
	put_sum(&hits, 2, 1, "bbb");
	put_line(&hits, 3, 1);
	put_sum(&hits, 3, 1, "ccc");
	put_sum(&hits, 1, 1, "aaa");
	put_line(&hits, 1, 1);
	put_sum(&hits, 2, 1, "zzz");
	hits_settle(&hits);
	assert_int_equal(1, hits.odd.conflicting);
	assert_string_equal("1=3 2=2 3=2 ", shown_lines());
	assert_str("aaa", hits.words.v[hits.lines.v[0].checksum - 1]);
	assert_str("ccc", hits.words.v[hits.lines.v[2].checksum - 1]);
}

static void hits__reset_are_as_new(void **state)
{
	(void)state;
	put_sum(&hits, 1, 1, "aaa");
	put_sum(&hits, 1, 1, "bbb");
	branch(1, "x", "y", 1);
	branch(1, "x", "y", 1);
	condition(1, "0", "0", 1);
	call(STR("f"), 1);
	hits.version = STR("1");
	hits_settle(&hits);
	hits_reset(&hits, &arena);
	for (int m = 0; m < METRIC_COUNT; m++)
		assert_int_equal(0, hits_count(&hits, (enum metric)m).total);
	assert_int_equal(0, hits.odd.repeated + hits.odd.undeclared + hits.odd.conflicting);
	assert_int_equal(0, hits.version.n + hits.words.n);
	call(STR("g"), 0);
	hits_settle(&hits);
	assert_int_equal(1, hits.functions.n);
}

/* A record may be repeated for ever: what is held is bounded, and the sum is exact. */
static void hits__millions_of_repeats_of_two_lines_take_little_memory(void **state)
{
	enum { REPEATS = 3000000, HELD_MAX = 2 * 1024 * 1024 };
	clock_t start = clock();

	(void)state;
	for (uint32_t i = 0; i < REPEATS; i++) {
		put_line(&hits, i % 2 ? 5 : 5000, i == 78);
		call(i % 2 ? STR("f") : STR("g"), i % 2);
		hits_outcome(&hits, &hits.branches,
			(struct outcome_hits){ .line = i % 2 ? 7 : 3, .count = i % 2 });
		hits_outcome(
			&hits, &hits.conditions, (struct outcome_hits){ .line = i % 2 ? 7 : 3 });
	}
	assert_true(hits.lines.cap <= HELD_MAX);
	assert_true(hits.branches.cap <= HELD_MAX);
	assert_true(hits.conditions.cap <= HELD_MAX);
	assert_true(hits.functions.cap <= HELD_MAX);
	hits_settle(&hits);
	assert_string_equal("5=0 5000=1 ", shown_lines());
	assert_int_equal(REPEATS / 2, hits.branches.v[1].count);
	assert_int_equal(2, hits.functions.n);
	assert_int_equal(REPEATS / 2, hits.functions.v[0].count);
	assert_int_equal(REPEATS - 2, hits.odd.repeated);
	assert_true(clock() - start < 60 * CLOCKS_PER_SEC);
}

/* Joining must leave room for as much again, or each further record joins all. */
static void hits__repeats_just_below_the_room_there_is_are_joined_in_time(void **state)
{
	enum { DISTINCT = 1024 * 1024 - 1, REPEATS = 1500000, HELD_MAX = 4 * 1024 * 1024 };
	clock_t start = clock();

	(void)state;
	for (uint32_t i = 0; i < DISTINCT + REPEATS; i++)
		put_line(&hits, 1 + (i < DISTINCT ? i : i % 2), 1);
	assert_true(hits.lines.cap <= HELD_MAX);
	hits_settle(&hits);
	assert_int_equal(DISTINCT, hits.lines.n);
	assert_int_equal(1 + REPEATS / 2, hits.lines.v[0].count);
	assert_true(clock() - start < 60 * CLOCKS_PER_SEC);
}

int main(void)
{
#define WITH_HITS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		WITH_HITS(hits__a_plain_number_is_its_own_token),
		WITH_HITS(hits__sums_stop_at_the_largest_count),
		WITH_HITS(hits__lines_are_sorted_and_their_repeats_summed),
		WITH_HITS(hits__branches_are_sorted_and_joined_by_line_group_and_index),
		WITH_HITS(hits__the_same_branch_after_itself_is_a_repetition_too),
		WITH_HITS(hits__a_branch_is_reached_if_it_ever_was),
		WITH_HITS(hits__repeated_conditions_are_joined_and_not_told),
		WITH_HITS(hits__words_are_sorted_by_their_text_behind_all_numbers),
		WITH_HITS(hits__functions_join_by_name_and_are_sorted_by_it),
		WITH_HITS(hits__many_functions_are_joined),
		WITH_HITS(hits__a_function_is_summed_and_stands_where_it_is_declared_first),
		WITH_HITS(hits__names_that_are_kept_outlive_what_they_pointed_to),
		WITH_HITS(hits__two_checksums_of_a_line_conflict),
		WITH_HITS(hits__reset_are_as_new),
		WITH_HITS(hits__millions_of_repeats_of_two_lines_take_little_memory),
		WITH_HITS(hits__repeats_just_below_the_room_there_is_are_joined_in_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
