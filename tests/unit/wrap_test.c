#include "reporters/wrap.h"
#include "tests/unit/check.h"

static const char *taken(struct buf *out)
{
	const char *text = text_of_str(buf_str(out));

	buf_release(out);
	return text;
}

static const char *wrapped(unsigned columns, const char *text)
{
	struct look look = { .columns = columns };
	struct buf out = { 0 };

	wrap_print(&out, &look, 2, 4, str_of(text));
	return taken(&out);
}

static const char *cut(unsigned columns, const char *text)
{
	struct buf out = { 0 };

	buf_puts(&out, "");
	wrap_cut(&out, str_of(text), columns);
	return taken(&out);
}

static void wrap__lines_end_between_words(void **state)
{
	(void)state;
	assert_string_equal("  one two\n    three\n", wrapped(10, "one two three"));
	assert_string_equal("  one two\n    three\n", wrapped(9, "one two three"));
	assert_string_equal("  one\n    two\n    three\n", wrapped(8, "one two three"));
}

static void wrap__outside_of_a_window_there_is_one_line(void **state)
{
	(void)state;
	assert_string_equal("  one two three\n", wrapped(0, "one two three"));
	assert_string_equal("  \n", wrapped(0, ""));
}

static void wrap__a_long_word_stays_whole(void **state)
{
	(void)state;
	assert_string_equal(
		"  in\n    tests/test_a.py:4\n    and\n", wrapped(10, "in tests/test_a.py:4 and"));
}

static void wrap__columns_count_and_not_bytes(void **state)
{
	(void)state;
	assert_string_equal("  \xc3\xbc\xc3\xbc \xe6\xbc\xa2\n    x\n",
		wrapped(7, "\xc3\xbc\xc3\xbc \xe6\xbc\xa2 x"));
}

static void cut__the_front_and_the_end_stay(void **state)
{
	(void)state;
	assert_string_equal("workers", cut(7, "workers"));
	assert_string_equal("co...12", cut(7, "core_12_and_12"));
	assert_string_equal("cor..._12", cut(9, "core_infrastructure_12"));
	assert_string_equal("...", cut(2, "workers"));
}

static void cut__no_character_is_halved(void **state)
{
	(void)state;
	assert_string_equal("\xe6\xbc\xa2...\xe5\xad\x97",
		cut(7, "\xe6\xbc\xa2\xe6\xbc\xa2\xe5\xad\x97\xe5\xad\x97"));
	assert_string_equal(
		"\xe6\xbc\xa2...", cut(6, "\xe6\xbc\xa2\xe6\xbc\xa2\xe5\xad\x97\xe5\xad\x97"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(wrap__lines_end_between_words),
		CHECK(wrap__outside_of_a_window_there_is_one_line),
		CHECK(wrap__a_long_word_stays_whole),
		CHECK(wrap__columns_count_and_not_bytes),
		CHECK(cut__the_front_and_the_end_stay),
		CHECK(cut__no_character_is_halved),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
