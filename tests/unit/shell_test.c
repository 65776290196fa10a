/* Words for a shell: quoted where one would take them apart. */
#include "gate/base/shell.h"

#include "tests/unit/check.h"

static void assert_word(const char *expected, struct str word)
{
	assert_str(expected, shell_word(&arena, word));
}

static void word__a_plain_one_stays(void **state)
{
	(void)state;
	assert_word("/usr/local/bin/areagate-1.0_x+y", STR("/usr/local/bin/areagate-1.0_x+y"));
}

static void word__any_other_is_quoted(void **state)
{
	(void)state;
	assert_word("''", STR(""));
	assert_word("'a b'", STR("a b"));
	assert_word("'$(x)`y`\\z'", STR("$(x)`y`\\z"));
	assert_word("'a\nb'", STR("a\nb"));
	assert_word("'~'", STR("~"));
}

static void word__a_quote_in_it_is_left_and_entered_again(void **state)
{
	(void)state;
	assert_word("'it'\\''s'", STR("it's"));
	assert_word("''\\'''", STR("'"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(word__a_plain_one_stays),
		CHECK(word__any_other_is_quoted),
		CHECK(word__a_quote_in_it_is_left_and_entered_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
