/* The terminal's report: what fits, what is coloured. */
#include "tests/unit/verdict_fixture.h"

static size_t longest_line(const char *text)
{
	struct str rest = str_of(text), line;
	size_t longest = 0;

	while (str_line(&rest, &line)) {
		if (line.n > longest)
			longest = line.n;
	}
	return longest;
}

static bool shows(const char *what)
{
	return strstr(written(&terminal_reporter, &verdict), what) != NULL;
}

static void terminal__without_a_terminal_nothing_is_coloured(void **state)
{
	(void)state;
	assert_false(shows("\x1b"));
}

static void terminal__colour_never_stands_alone(void **state)
{
	(void)state;
	look.colour = true;
	assert_true(shows("\x1b[1;31mgate closed\x1b[0m, "));
	assert_true(shows("\x1b[1;31mbroken\x1b[0m\n"));
}

static void terminal__a_narrow_window_drops_what_matters_least(void **state)
{
	(void)state;
	assert_true(shows("mc/dc"));
	look.columns = 80;
	assert_false(shows("mc/dc"));
	assert_true(shows("lines"));
	assert_true(shows("passing"));
}

static void terminal__a_wide_window_changes_nothing(void **state)
{
	size_t free_width = longest_line(written(&terminal_reporter, &verdict));

	(void)state;
	look.columns = 400;
	assert_int_equal(free_width, longest_line(written(&terminal_reporter, &verdict)));
}

static void terminal__held_rules_are_shown_on_request(void **state)
{
	(void)state;
	assert_false(shows("\nheld\n"));
	look.verbose = true;
	assert_true(shows("\nheld\n"));
}

static int set_up_plain(void **state)
{
	look = (struct look){ 0 };
	return set_up(state);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(terminal__##name, set_up_plain, tear_down)
	const struct CMUnitTest tests[] = {
		CASE(without_a_terminal_nothing_is_coloured),
		CASE(colour_never_stands_alone),
		CASE(a_narrow_window_drops_what_matters_least),
		CASE(a_wide_window_changes_nothing),
		CASE(held_rules_are_shown_on_request),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
