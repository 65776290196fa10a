#include "tests/unit/check.h"

#include "gate/base/str.h"

static void str__equality_is_of_bytes_and_length(void **state)
{
	(void)state;
	assert_true(str_eq(STR("a\0b"), STR("a\0b")));
	assert_false(str_eq(STR("a\0b"), STR("a\0c")));
	assert_false(str_eq(STR("a"), STR("a\0")));
	assert_true(str_eq(STR(""), (struct str){ 0 }));
}

static void str__case_is_left_aside_for_ascii_letters_only(void **state)
{
	(void)state;
	assert_true(str_eq_nocase(STR("Makefile"), STR("mAKEFILE")));
	assert_false(str_eq_nocase(STR("@[`{"), STR("`{@[")));
	assert_false(str_eq_nocase(STR("\xc3\x84"), STR("\xc3\xa4")));
	assert_false(str_eq_nocase(STR("ab"), STR("abc")));
}

static void str__order_is_of_unsigned_bytes_and_a_prefix_comes_first(void **state)
{
	(void)state;
	assert_true(str_cmp(STR("a"), STR("\xc3\xa4")) < 0);
	assert_true(str_cmp(STR("ab"), STR("abc")) < 0);
	assert_true(str_cmp(STR("abc"), STR("ab")) > 0);
	assert_int_equal(0, str_cmp(STR(""), (struct str){ 0 }));
}

static void str__starts_and_ends_need_the_whole_word(void **state)
{
	(void)state;
	assert_true(str_starts(STR("abc"), STR("ab")));
	assert_true(str_starts(STR("abc"), STR("")));
	assert_false(str_starts(STR("ab"), STR("abc")));
	assert_true(str_ends(STR("abc"), STR("bc")));
	assert_true(str_ends((struct str){ 0 }, STR("")));
	assert_false(str_ends(STR("bc"), STR("abc")));
}

static void str__an_index_that_is_not_found_is_the_length(void **state)
{
	(void)state;
	assert_int_equal(1, str_index(STR("a/b/c"), '/'));
	assert_int_equal(3, str_last_index(STR("a/b/c"), '/'));
	assert_int_equal(2, str_index(STR("ab"), '/'));
	assert_int_equal(2, str_last_index(STR("ab"), '/'));
	assert_int_equal(0, str_index((struct str){ 0 }, '/'));
}

static void str__a_part_is_found_behind_a_false_start(void **state)
{
	(void)state;
	assert_true(str_has(STR("aaab"), STR("aab")));
	assert_true(str_has(STR("ab"), STR("ab")));
	assert_true(str_has(STR("xab"), STR("b")));
	assert_true(str_has(STR(""), STR("")));
	assert_false(str_has(STR("ab"), STR("abc")));
	assert_false(str_has(STR("aaaa"), STR("ab")));
}

static void str__skipping_too_much_leaves_nothing(void **state)
{
	(void)state;
	assert_str("c", str_skip(STR("abc"), 2));
	assert_str("", str_skip(STR("abc"), SIZE_MAX));
	assert_int_equal(0, str_skip((struct str){ 0 }, 3).n);
}

static void str__trim_takes_white_space_at_both_ends(void **state)
{
	(void)state;
	assert_str("a b",
		str_trim(STR(" \t\r\n\v\f"
			     "a b \r\n")));
	assert_str("", str_trim(STR(" \t ")));
}

static void str__cut_takes_fields_from_the_front(void **state)
{
	struct str rest = STR("a,,b");

	(void)state;
	assert_str("a", str_cut(&rest, ','));
	assert_str("", str_cut(&rest, ','));
	assert_str("b", str_cut(&rest, ','));
	assert_int_equal(0, rest.n);
	assert_int_equal(0, str_cut(&rest, ',').n);
}

static void str__cut_last_takes_fields_from_the_back(void **state)
{
	struct str rest = STR("a,b,");

	(void)state;
	assert_str("", str_cut_last(&rest, ','));
	assert_str("b", str_cut_last(&rest, ','));
	assert_str("a", str_cut_last(&rest, ','));
	assert_int_equal(0, rest.n);
	assert_int_equal(0, str_cut_last(&rest, ',').n);
}

static void str__lines_end_with_lf_or_cr_lf_and_the_last_may_lack_it(void **state)
{
	struct str rest = STR("a\r\n\nb\rc\nd"), line;

	(void)state;
	assert_true(str_line(&rest, &line));
	assert_str("a", line);
	assert_true(str_line(&rest, &line));
	assert_str("", line);
	assert_true(str_line(&rest, &line));
	assert_str("b\rc", line);
	assert_true(str_line(&rest, &line));
	assert_str("d", line);
	assert_false(str_line(&rest, &line));
}

static void str__a_number_is_digits_up_to_the_largest_of_64_bits(void **state)
{
	static const char *const bad[] = { "", "-1", "+1", " 1", "1 ", "0x1", "1.0", "1e3", "1\n",
		"18446744073709551616", "99999999999999999999", "\xd9\xa1" };
	uint64_t n;

	(void)state;
	assert_int_equal(0, str_to_u64(STR("18446744073709551615"), &n));
	assert_true(n == UINT64_MAX);
	assert_int_equal(0, str_to_u64(STR("0"), &n));
	assert_true(n == 0);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		n = 7;
		if (str_to_u64(str_of(bad[i]), &n) != -1 || n != 7)
			fail_msg("'%s' was taken as a number", bad[i]);
	}
}

static void str__distance_counts_an_adjacent_swap_once(void **state)
{
	(void)state;
	assert_int_equal(0, str_distance(STR("target"), STR("target")));
	assert_int_equal(1, str_distance(STR("target"), STR("tagret")));
	assert_int_equal(1, str_distance(STR("target"), STR("targets")));
	assert_int_equal(1, str_distance(STR("target"), STR("arget")));
	assert_int_equal(1, str_distance(STR("target"), STR("tarpet")));
	assert_int_equal(6, str_distance(STR("target"), STR("")));
	assert_int_equal(3, str_distance(STR("kitten"), STR("sitting")));
}

static void str__distance_gives_up_on_long_words(void **state)
{
	char word[49], other[49];

	(void)state;
	memset(word, 'a', sizeof(word));
	memset(other, 'b', sizeof(other));
	assert_int_equal(48, str_distance((struct str){ word, 48 }, (struct str){ other, 48 }));
	assert_int_equal(48, str_distance((struct str){ word, 48 }, STR("")));
	assert_int_equal(99, str_distance((struct str){ word, 49 }, (struct str){ other, 49 }));
}

static void str__distance_is_of_what_lies_between_a_common_start_and_end(void **state)
{
	char word[100], other[100];

	(void)state;
	memset(word, 'a', sizeof(word));
	memset(other, 'a', sizeof(other));
	other[50] = 'b';
	assert_int_equal(0, str_distance((struct str){ word, 100 }, (struct str){ word, 100 }));
	assert_int_equal(1, str_distance((struct str){ word, 100 }, (struct str){ other, 100 }));
	assert_int_equal(1, str_distance((struct str){ word, 100 }, (struct str){ word, 99 }));
	assert_int_equal(1, str_distance(STR("aab"), STR("aba")));
}

static void str__order_for_qsort_is_the_same_order(void **state)
{
	struct str v[] = { STR("b"), STR("a/b"), STR("a"), STR("") };

	(void)state;
	qsort(v, 4, sizeof(*v), str_cmp_qsort);
	assert_str("", v[0]);
	assert_str("a", v[1]);
	assert_str("a/b", v[2]);
	assert_str("b", v[3]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(str__equality_is_of_bytes_and_length),
		CHECK(str__case_is_left_aside_for_ascii_letters_only),
		CHECK(str__order_is_of_unsigned_bytes_and_a_prefix_comes_first),
		CHECK(str__starts_and_ends_need_the_whole_word),
		CHECK(str__an_index_that_is_not_found_is_the_length),
		CHECK(str__a_part_is_found_behind_a_false_start),
		CHECK(str__skipping_too_much_leaves_nothing),
		CHECK(str__trim_takes_white_space_at_both_ends),
		CHECK(str__cut_takes_fields_from_the_front),
		CHECK(str__cut_last_takes_fields_from_the_back),
		CHECK(str__lines_end_with_lf_or_cr_lf_and_the_last_may_lack_it),
		CHECK(str__a_number_is_digits_up_to_the_largest_of_64_bits),
		CHECK(str__distance_counts_an_adjacent_swap_once),
		CHECK(str__distance_gives_up_on_long_words),
		CHECK(str__distance_is_of_what_lies_between_a_common_start_and_end),
		CHECK(str__order_for_qsort_is_the_same_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
