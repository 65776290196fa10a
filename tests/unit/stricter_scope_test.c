/* What of the code and the tests a change lets go, and what it only moves. */
#include "tests/unit/sides_fixture.h"

#define RISING \
	"\"coverage\": { \"lines\": { \"target\": { \"from\": 50, \"to\": 90, \"by\": \"2027-01-01\" } } }"
#define TARGET(n) "\"coverage\": { \"lines\": { \"target\": " #n " } }"

static void add_test(const char *file, const char *name)
{
	struct tests *t = &evidence.tests;

	*ARENA_PUSH(&arena, t->v, t->n, t->cap) =
		(struct test){ .file = str_of(file), .name = str_of(name), .state = TEST_PASSING };
}

static int set_up(void **state)
{
	(void)state;
	begin_test();
	names_add(&tree, STR("a/one.c"));
	names_add(&tree, STR("a/two.c"));
	names_add(&tree, STR("a/old/three.c"));
	add_test("t/test_a.py", "test_one");
	add_test("t/test_b.py", "test_two");
	return 0;
}

static void area(struct policies *p, const char *name, const char *members)
{
	parse(p, arena_printf(&arena, "%s.json", name).p,
		arena_printf(&arena, "{ \"area\": \"%s\", %s }", name, members).p);
}

static void areas(const char *of_base, const char *of_head)
{
	begin();
	area(&base, "a", of_base);
	area(&head, "a", of_head);
}

static void projects(const char *of_base, const char *of_head)
{
	begin();
	parse(&base, "project.json", arena_printf(&arena, "{ \"version\": 1, %s }", of_base).p);
	parse(&head, "project.json", arena_printf(&arena, "{ \"version\": 1, %s }", of_head).p);
}

static void compare(void)
{
	struct sides sides = { &head, &base, &evidence, &tree, false };

	policies_compare(&sides);
}

static void assert_none(void)
{
	compare();
	if (head.loosened_count)
		fail_msg("'%s' is told", head.loosened[0].say.p);
}

/* All that is told, and the column of its place. */
static void assert_told(const char *say, uint32_t column)
{
	compare();
	assert_int_equal(1, head.loosened_count);
	assert_string_equal(say, head.loosened[0].say.p);
	assert_int_equal(column, head.loosened[0].at.column);
}

static void sources__that_leave_files_out_are_told(void **state)
{
	(void)state;
	areas("\"sources\": [\"a/**\"], " TARGET(5), "\"sources\": [\"a/*\"], " TARGET(5));
	assert_told("sources leave out 1 file, such as a/old/three.c", 27);
	areas("\"sources\": [\"a/**\"], " TARGET(5),
		"\"sources\": [\"a/**\", \"!a/*.c\"], " TARGET(5));
	assert_told("sources leave out 2 files, such as a/one.c", 36);
	assert_int_equal(2, head.loosened[0].missing);
}

static void sources__of_the_same_files_in_other_globs_are_not(void **state)
{
	(void)state;
	areas("\"sources\": [\"a/**\", \"gone/**\"], " TARGET(5),
		"\"sources\": [\"a/*\", \"a/old/*\"], " TARGET(5));
	assert_none();
}

static void sources__without_a_limit_of_coverage_hold_nothing(void **state)
{
	(void)state;
	areas("\"sources\": [\"a/**\"], \"tests\": { \"files\": [\"t/**\"] },"
	      " \"plan\": { \"max_failed\": 0 }",
		"\"sources\": [\"a/*\"], \"tests\": { \"files\": [\"t/**\"] },"
		" \"plan\": { \"max_failed\": 0 }");
	assert_none();
}

static void sources__that_were_excluded_were_never_judged(void **state)
{
	(void)state;
	areas("\"sources\": [\"a/**\"], " TARGET(5), "\"sources\": [\"a/*\"], " TARGET(5));
	parse(&base, "project.json",
		"{ \"version\": 1, \"paths\": { \"exclude\": [\"a/old/**\"] } }");
	assert_none();
}

static void moved__files_must_be_judged_as_strictly_there(void **state)
{
	static const struct {
		const char *there, *said;
	} cases[] = {
		{ TARGET(5), NULL },
		{ TARGET(6) ", \"plan\": { \"max_failed\": 0 }", NULL },
		{ TARGET(4), "sources leave out 1 file, such as a/old/three.c" },
		{ TARGET(5) ", \"enforce\": false",
			"sources leave out 1 file, such as a/old/three.c" },
		{ "\"title\": \"none\"", "sources leave out 1 file, such as a/old/three.c" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		areas("\"sources\": [\"a/**\"], " TARGET(5), "\"sources\": [\"a/*\"], " TARGET(5));
		area(&head, "old",
			arena_printf(&arena,
				"\"sources\": [\"a/old/*\"], \"tests\": { \"files\": [\"t/**\"] }, %s",
				cases[i].there)
				.p);
		if (cases[i].said)
			assert_told(cases[i].said, 27);
		else
			assert_none();
	}
}

#define TESTS(files, rest) \
	"\"sources\": [\"a/**\"], \"tests\": { \"files\": [" files "]" rest " }, "
#define FAILED "\"plan\": { \"max_failed\": 0 }"

static void tests__that_leave_some_out_are_told(void **state)
{
	(void)state;
	areas(TESTS("\"t/**\"", "") FAILED, TESTS("\"test_one\"", "") FAILED);
	assert_told("tests.files leave out 1 test, such as t/test_b.py::test_two", 57);
	areas(TESTS("\"t/**\"", "") FAILED, TESTS("\"t/*\", \"!t/*\"", "") FAILED);
	assert_told("tests.files leave out 2 tests, such as t/test_a.py::test_one", 57);
}

static void tests__by_other_globs_or_in_another_area_are_not(void **state)
{
	(void)state;
	areas(TESTS("\"t/**\"", "") FAILED, TESTS("\"t/test_a.py\", \"test_two\"", "") FAILED);
	assert_none();
	areas(TESTS("\"t/**\"", "") FAILED, TESTS("\"t/test_a.py\"", "") FAILED);
	area(&head, "b", TESTS("\"t/test_b.py\"", "") FAILED);
	assert_none();
	areas(TESTS("\"t/**\"", "") TARGET(5), TESTS("\"t/test_a.py\"", "") TARGET(5));
	assert_none();
}

static void moved__tests_must_be_judged_as_strictly_there(void **state)
{
	static const char *const looser[] = {
		"\"plan\": { \"max_failed\": 1, \"flaky\": \"fail\" }",
		"\"plan\": { \"max_failed\": 0 }",
		"\"plan\": { \"max_failed\": 0, \"flaky\": \"fail\", \"matrix\": \"any\" }",
	};
	const char *strict = "\"plan\": { \"max_failed\": 0, \"flaky\": \"fail\" }";

	(void)state;
	for (size_t i = 0; i < sizeof(looser) / sizeof(looser[0]); i++) {
		areas(arena_printf(&arena, TESTS("\"t/**\"", "") "%s", strict).p,
			arena_printf(&arena, TESTS("\"t/test_a.py\"", "") "%s", strict).p);
		area(&head, "b",
			arena_printf(&arena, TESTS("\"t/test_b.py\"", "") "%s", looser[i]).p);
		assert_told("tests.files leave out 1 test, such as t/test_b.py::test_two", 57);
	}
}

static void framework__taken_out_is_told(void **state)
{
	(void)state;
	areas(TESTS("\"t/**\"", ", \"framework\": \"pytest\"") FAILED,
		TESTS("\"t/**\"", "") FAILED);
	assert_told(
		"tests.framework taken out: tests that only the sources declare are not seen", 1);
	areas(TESTS("\"t/**\"", ", \"framework\": \"pytest\"") FAILED,
		TESTS("\"t/**\"", ", \"framework\": { \"pattern\": \"(x)\" }") FAILED);
	assert_none();
}

static void exclude__that_takes_out_more_files_is_told(void **state)
{
	(void)state;
	projects("\"paths\": { \"exclude\": [\"a/old/**\"] }",
		"\"paths\": { \"exclude\": [\"a/old/*\", \"a/t*\"] }");
	assert_told("paths.exclude leaves out 1 more file, such as a/two.c", 51);
	projects("\"paths\": { \"exclude\": [\"a/**\"] }",
		"\"paths\": { \"exclude\": [\"a/old/*\", \"!a/new/**\"] }");
	assert_none();
}

static void exclude__of_what_is_yet_to_come_is_told(void **state)
{
	(void)state;
	projects("\"paths\": { \"exclude\": [\"a/**\"] }",
		"\"paths\": { \"exclude\": [\"a/**\", \"none/**\"] }");
	assert_told("paths.exclude has 'none/**', which takes nothing out yet", 48);
	projects("\"paths\": { \"exclude\": [\"none/**\"] }",
		"\"paths\": { \"exclude\": [\"a/*.h\", \"none/**\"] }");
	assert_told("paths.exclude has 'a/*.h', which takes nothing out yet", 40);
}

static void sources__that_move_to_a_waiver_a_slower_rise_or_old_figures_are_told(void **state)
{
	static const char *const looser[] = {
		TARGET(90) ", \"waivers\": [ { \"rule\": \"coverage.lines.target\", \"reason\": \"r\","
			   " \"owner\": \"@o\", \"until\": \"2090-01-01\" } ]",
		"\"coverage\": { \"lines\": { \"target\": { \"from\": 50, \"to\": 90, \"by\": \"2028-01-01\" } } }",
		TARGET(90) ", \"carry\": { \"days\": 30, \"inputs\": [\"m\"] }",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(looser) / sizeof(looser[0]); i++) {
		areas("\"sources\": [\"a/**\"], " RISING, "\"sources\": [\"a/*\"], " RISING);
		area(&head, "b",
			arena_printf(&arena, "\"sources\": [\"a/old/**\"], %s", looser[i]).p);
		assert_told("sources leave out 1 file, such as a/old/three.c", 27);
	}
	areas("\"sources\": [\"a/**\"], " RISING, "\"sources\": [\"a/*\"], " RISING);
	area(&head, "b", "\"sources\": [\"a/old/**\"], " RISING);
	assert_none();
}

static void max_unmatched__that_is_raised_is_told(void **state)
{
	(void)state;
	projects("\"title\": \"A\"", "\"paths\": { \"max_unmatched\": 2 }");
	assert_told("paths.max_unmatched raised from 0 to 2", 45);
	projects("\"paths\": { \"max_unmatched\": 2 }", "\"paths\": { \"max_unmatched\": 1 }");
	assert_none();
}

#define REPORT(name, path, rest) "{ \"name\": \"" name "\", \"path\": \"" path "\"" rest " }"

static void manifest__that_expects_less_is_told(void **state)
{
	(void)state;
	projects("\"reports\": [" REPORT("x", "x.info", "") ", " REPORT("y", "y.xml", "") "]",
		"\"reports\": [" REPORT("y", "y.xml", "") "]");
	assert_told("report 'x' taken out of the manifest", 28);
	projects("\"reports\": [" REPORT("x", "x.info", ", \"min_lines\": 9") "]",
		"\"reports\": [" REPORT("x", "x.info", ", \"min_lines\": 8") "]");
	assert_told("min_lines of report 'x' lowered from 9 to 8", 29);
	projects("\"reports\": [" REPORT("x", "x.info", ", \"min_files\": 2") "]",
		"\"reports\": [" REPORT("x", "x.info", "") "]");
	assert_told("min_files of report 'x' lowered from 2 to 0", 29);
}

static void manifest__with_more_or_other_names_or_paths_is_not(void **state)
{
	(void)state;
	projects("\"reports\": [" REPORT("x", "x.info", "") ", " REPORT("y", "y.xml", "") "]",
		"\"reports\": [" REPORT("x", "b/x.info", ", \"min_files\": 1") ", " REPORT(
			"u", "y.xml", "") ", " REPORT("z", "z.xml", "") "]");
	assert_none();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			sources__that_leave_files_out_are_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			sources__of_the_same_files_in_other_globs_are_not, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			sources__without_a_limit_of_coverage_hold_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			sources__that_were_excluded_were_never_judged, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			moved__files_must_be_judged_as_strictly_there, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			tests__that_leave_some_out_are_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			tests__by_other_globs_or_in_another_area_are_not, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			moved__tests_must_be_judged_as_strictly_there, set_up, tear_down),
		cmocka_unit_test_setup_teardown(framework__taken_out_is_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			exclude__that_takes_out_more_files_is_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			exclude__of_what_is_yet_to_come_is_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			sources__that_move_to_a_waiver_a_slower_rise_or_old_figures_are_told,
			set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			max_unmatched__that_is_raised_is_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			manifest__that_expects_less_is_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			manifest__with_more_or_other_names_or_paths_is_not, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
