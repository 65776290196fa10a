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

static void terminal__blockers_are_told_with_place_and_mend(void **state)
{
	(void)state;
	assert_true(shows(
		"\nblockers\n"
		"  No module named 'workers.tasks': 7 tests, 6 of them cannot start, 5 planned\n"
		"    in tests/workers/test_retry.py:4, tests/workers/test_send.py and 3 more files: create"
		" the module or fix the import\n"));
	areas[0].blockers_more = 2;
	areas[0].blockers_more_tests = 9;
	assert_true(shows("\n  and 2 more causes: 9 tests\n"));
	blockers[0].first.line = 0;
	blockers[0].files_more = 0;
	blockers[0].file_count = 1;
	assert_true(shows("\n    tests/workers/test_retry.py::test_once: create"));
	areas[0].blocker_count = 0;
	areas[0].blockers_more = 0;
	assert_false(shows("blockers"));
}

static void terminal__text_of_strangers_is_no_command(void **state)
{
	(void)state;
	blockers[0].text = blockers[0].mend = blockers[0].first.file =
		STR("\x1b[2Jx\n::error::y\n##[group]\xe2\x80\xae");
	areas[1].tests.not_run = &blockers[0].text;
	areas[1].tests.not_run_count = 1;
	assert_false(shows("\x1b"));
	assert_false(shows("\n::"));
	assert_false(shows("##["));
	assert_false(shows("\xe2\x80\xae"));
	assert_true(strstr(out.p, "\\x1b[2Jx"));
}

static void terminal__long_lists_of_tests_are_cut_and_counted(void **state)
{
	struct str *names = arena_alloc(&arena, 30 * sizeof(*names));

	(void)state;
	for (int i = 0; i < 30; i++)
		names[i] = arena_printf(&arena, "never%02d", i);
	areas[1].tests.not_run = names;
	areas[1].tests.not_run_count = 30;
	areas[1].tests.not_run_more = 5;
	assert_true(shows("\ndeclared, but never run\n  workers  never00\n"));
	assert_true(shows("  workers  never19\n  workers  and 15 more\n"));
	assert_false(shows("never20"));
	areas[1].tests.missing = names;
	areas[1].tests.missing_count = 21;
	assert_true(shows("\nplanned, but in no report\n  workers  never00\n"));
	assert_true(shows("  workers  never19\n  workers  and 1 more\n"));
	look.verbose = true;
	assert_true(shows("  workers  never29\n  workers  and 5 more\n"));
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
		CASE(blockers_are_told_with_place_and_mend),
		CASE(text_of_strangers_is_no_command),
		CASE(long_lists_of_tests_are_cut_and_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
