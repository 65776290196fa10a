#include "tests/unit/check.h"

#include "gate/base/utf8.h"

static void utf8__code_points_of_every_length_are_read(void **state)
{
	struct str s = STR("a\xc3\xa4\xe2\x82\xac\xf0\x9f\x9a\x80");

	(void)state;
	assert_int_equal('a', utf8_next(&s));
	assert_int_equal(0xe4, utf8_next(&s));
	assert_int_equal(0x20ac, utf8_next(&s));
	assert_int_equal(0x1f680, utf8_next(&s));
	assert_int_equal(0, s.n);
}

static void utf8__the_first_and_last_of_each_length_are_valid(void **state)
{
	static const char *const good[] = { "\x01", "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80",
		"\xed\x9f\xbf", "\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80",
		"\xf4\x8f\xbf\xbf" };

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		assert_int_equal(strlen(good[i]), utf8_valid(str_of(good[i])));
	assert_int_equal(1, utf8_valid(STR("\0")));
	assert_int_equal(0, utf8_valid((struct str){ 0 }));
}

static void utf8__what_rfc_3629_forbids_is_one_bad_byte(void **state)
{
	static const char *const bad[] = {
		"\x80",
		"\xbf", /* nothing to continue */
		"\xc0\x80",
		"\xc1\xbf", /* overlong in two bytes */
		"\xe0\x80\x80",
		"\xe0\x9f\xbf", /* in three */
		"\xf0\x80\x80\x80",
		"\xf0\x8f\xbf\xbf", /* in four */
		"\xed\xa0\x80",
		"\xed\xbf\xbf", /* surrogates */
		"\xf4\x90\x80\x80",
		"\xf5\x80\x80\x80", /* over U+10FFFF */
		"\xff",
		"\xfe",
		"\xf8\x88\x80\x80\x80",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct str s = str_of(bad[i]);
		size_t n = s.n;

		if (utf8_valid(s) != 0 || utf8_next(&s) != -1 || s.n != n - 1)
			fail_msg("bad sequence %zu was taken", i);
	}
}

static void utf8__a_sequence_that_is_cut_off_ends_the_valid_part(void **state)
{
	(void)state;
	assert_int_equal(2, utf8_valid(STR("ab\xc3")));
	assert_int_equal(2, utf8_valid(STR("ab\xe2\x82")));
	assert_int_equal(2, utf8_valid(STR("ab\xf0\x9f\x9a")));
	assert_int_equal(4, utf8_valid(STR("a\xe2\x82\xac\xc3(")));
}

static void utf8__nothing_is_read_behind_the_end(void **state)
{
	char *exact = malloc(1);
	struct str s = { exact, 1 };

	(void)state;
	assert_non_null(exact);
	*exact = '\xf0';
	assert_int_equal(-1, utf8_next(&s));
	free(exact);
}

static void utf8__a_cut_is_between_characters(void **state)
{
	(void)state;
	assert_str("abc", utf8_cut(STR("abc"), 3));
	assert_str("ab", utf8_cut(STR("abc"), 2));
	assert_str("", utf8_cut(STR("\xc3\xa4"), 1));
	assert_str("\xc3\xa4", utf8_cut(STR("\xc3\xa4x"), 2));
	assert_str("a", utf8_cut(STR("a\xf0\x9f\x9a\x80"), 4));
	assert_str("", utf8_cut(STR("abc"), 0));
}

static void utf8__what_is_no_utf8_is_cut_all_the_same(void **state)
{
	(void)state;
	assert_int_equal(8, utf8_cut(STR("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80"), 8).n);
}

static void utf8__marks_take_no_column_and_wide_ones_two(void **state)
{
	(void)state;
	assert_int_equal(1, utf8_columns('a'));
	assert_int_equal(1, utf8_columns(0xe4));
	assert_int_equal(0, utf8_columns(0x301));
	assert_int_equal(0, utf8_columns(0xfe0f));
	assert_int_equal(0, utf8_columns(0x200d));
	assert_int_equal(2, utf8_columns(0x4e2d));
	assert_int_equal(2, utf8_columns(0xd55c));
	assert_int_equal(2, utf8_columns(0x1f600));
}

static void utf8__signs_that_test_names_are_fond_of_are_wide(void **state)
{
	static const int32_t wide[] = { 0x1f680, 0x1f6a8, 0x2705, 0x274c, 0x2728, 0x26a1, 0x1f7e2 };

	(void)state;
	for (size_t i = 0; i < sizeof(wide) / sizeof(*wide); i++) {
		if (utf8_columns(wide[i]) != 2)
			fail_msg("U+%04X is %u wide", (unsigned)wide[i], utf8_columns(wide[i]));
	}
	assert_int_equal(
		1, utf8_columns(0x26a0)); /* a warning sign is narrow without its selector */
	assert_int_equal(1, utf8_columns(0x2714));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(utf8__code_points_of_every_length_are_read),
		CHECK(utf8__the_first_and_last_of_each_length_are_valid),
		CHECK(utf8__what_rfc_3629_forbids_is_one_bad_byte),
		CHECK(utf8__a_sequence_that_is_cut_off_ends_the_valid_part),
		CHECK(utf8__nothing_is_read_behind_the_end),
		CHECK(utf8__a_cut_is_between_characters),
		CHECK(utf8__what_is_no_utf8_is_cut_all_the_same),
		CHECK(utf8__marks_take_no_column_and_wide_ones_two),
		CHECK(utf8__signs_that_test_names_are_fond_of_are_wide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
