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

/* So many areas, each with a broken rule that says `say`, behind what the fixture has. */
static void add_areas(uint32_t n, const char *say)
{
	static struct area_verdict many_areas[40];
	static struct finding many[40];

	many_areas[0] = areas[0];
	for (uint32_t i = 1; i <= n; i++) {
		many_areas[i] = (struct area_verdict){ .name = arena_printf(&arena, "area%02u", i),
			.enforced = true };
		many[i - 1] = (struct finding){ .area = i,
			.rule = STR("coverage.lines.target"),
			.outcome = i % 2 ? RULE_BROKEN : RULE_HELD,
			.at = { STR("policies/area.json"), i, 7 },
			.say = str_of(say) };
	}
	verdict.areas = many_areas;
	verdict.area_count = n + 1;
	verdict.findings = many;
	verdict.finding_count = n;
}

static void terminal__in_a_window_lists_are_short_and_counted(void **state)
{
	(void)state;
	add_areas(39, "1 more line to 85 %");
	assert_true(shows("  area39 "));
	assert_false(shows("more areas"));
	look.columns = 100;
	assert_true(shows("\n  project"));
	assert_true(shows("\n  area01"));
	assert_false(shows("\n  area02"));
	assert_true(shows("\n  and 28 more areas: --verbose shows all\n"));
	assert_true(shows(
		"area19  coverage.lines.target  1 more line to 85 %  policies/area.json:19:7"));
	assert_false(shows("area23  coverage"));
	assert_true(shows("\n  and 10 more rules: --verbose shows all\n"));
	look.verbose = true;
	assert_true(shows("\n  area02"));
	assert_true(shows("area39  coverage"));
	assert_false(shows("more areas"));
}

static void terminal__a_rule_that_does_not_fit_has_lines_of_its_own(void **state)
{
	(void)state;
	add_areas(1, "30 uncovered lines, 20 over the limit of 10");
	look.columns = 60;
	assert_true(shows("\n  area01 coverage.lines.target  policies/area.json:1:7\n"
			  "    30 uncovered lines, 20 over the limit of 10\n"));
	look.columns = 32;
	assert_true(shows("\n  area01 coverage.lines.target\n    policies/area.json:1:7\n"
			  "    30 uncovered lines, 20 over\n    the limit of 10\n"));
}

static void terminal__what_several_rules_say_at_length_is_said_once(void **state)
{
	static const char long_say[] = "there is no baseline, as the first commit has no parent:"
				       " --no-baseline says that none is meant";

	(void)state;
	add_areas(3, long_say);
	assert_true(shows("\n  area01 coverage.lines.target  policies/area.json:1:7\n"
			  "  area03 coverage.lines.target  policies/area.json:3:7\n"
			  "    there is no baseline,"));
	assert_null(strstr(strstr(out.p, "no baseline,") + 1, "no baseline,"));
}

static void terminal__a_place_of_the_project_and_of_an_area_is_told_once(void **state)
{
	struct uncovered both = { STR("src/a.c"), { 3, 9 } }, own = { STR("main.c"), { 1, 2 } };

	(void)state;
	areas[0].uncovered = (struct uncovered_list){ .v = { both, own }, .n = 2, .more = 4 };
	areas[1].uncovered = (struct uncovered_list){ .v = { both }, .n = 1 };
	assert_true(shows("\nlongest uncovered\n"
			  "  main.c:1-2  and 4 more in project\n"
			  "  src/a.c:3-9  in workers\n\n"));
}

static void terminal__a_note_of_the_project_and_of_an_area_is_told_once(void **state)
{
	(void)state;
	areas[0].unreported = areas[1].unreported = 1;
	areas[0].first_unreported = areas[1].first_unreported = STR("src/a.c");
	assert_true(shows("  workers: 1 source file is in no coverage report, such as src/a.c\n"));
	assert_false(shows("  project: 1 source"));
	areas[0].unreported = 2;
	assert_true(shows("  project: 2 source files"));
}

static void terminal__a_long_name_is_cut_before_figures_are_left_out(void **state)
{
	(void)state;
	areas[1].name = STR("core_infrastructure_and_observability_pipelines_1");
	look.columns = 80;
	assert_has(written(&terminal_reporter, &verdict), "\n  core_infras...pipelines_1 ");
	look.columns = 0;
	assert_true(shows("\n  core_infrastructure_and_observability_pipelines_1 "));
}

static void terminal__no_area_and_no_rule_is_still_a_report(void **state)
{
	(void)state;
	verdict.finding_count = 0;
	verdict.area_count = 0;
	verdict.gate = GATE_OPEN;
	assert_true(shows("Phase 1: gate open, 0 rules hold\n"));
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
		CASE(in_a_window_lists_are_short_and_counted),
		CASE(a_rule_that_does_not_fit_has_lines_of_its_own),
		CASE(what_several_rules_say_at_length_is_said_once),
		CASE(a_place_of_the_project_and_of_an_area_is_told_once),
		CASE(a_note_of_the_project_and_of_an_area_is_told_once),
		CASE(a_long_name_is_cut_before_figures_are_left_out),
		CASE(no_area_and_no_rule_is_still_a_report),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
