#include "tests/unit/resolve_fixture.h"

static const char mend[] =
	"', which is a repository of its own: take its files out in project.json:"
	" \"paths\": { \"exclude\": [\"";

static int set_up_submodule(void **state)
{
	int result = set_up(state);

	plant("src/x.c src/main.c app/lib/src/x.c");
	names_add(&submodules, STR("vendor/lib"));
	return result;
}

static void assert_told(const char *start, const char *end, const char *seen)
{
	struct buf expected = { 0 };

	buf_printf(&expected, "%s%s%s", start, mend, end);
	assert_string_equal(expected.p, seen);
	buf_release(&expected);
}

static void submodule__has_files_that_are_none_of_the_tree(void **state)
{
	(void)state;
	assert_told("unmatched vendor/lib/src/x.c: it is in the submodule 'vendor/lib",
		"vendor/lib/**\"] }\n", told("vendor/lib/src/x.c", true));
	assert_string_equal("matched src/main.c\nunmatched vendor/lib/src/x.c\n",
		resolved("src/main.c vendor/lib/src/x.c"));
	assert_string_equal("unmatched vendor/library/x.c\n", resolved("vendor/library/x.c"));
}

static void submodule__is_found_below_every_root(void **state)
{
	static const char *const expected = "matched src/x.c\nunmatched vendor/lib/src/x.c\n";

	(void)state;
	assert_string_equal(expected, resolved("/ci/src/x.c /ci/vendor/lib/src/x.c"));
	rules.root = STR("/home/me");
	assert_string_equal(expected, resolved("/home/me/src/x.c /home/me/vendor/lib/src/x.c"));
	assert_told(
		"matched src/x.c\nunmatched vendor/lib/src/x.c: it is in the submodule 'vendor/lib",
		"vendor/lib/**\"] }\n", told("/ci/src/x.c /ci/vendor/lib/src/x.c", true));
	strip("/a /a/b");
	assert_string_equal(expected, resolved("/a/b/src/x.c /a/b/vendor/lib/src/x.c"));
}

static void submodule__is_no_root_of_ours(void **state)
{
	(void)state;
	assert_told("unmatched vendor/lib/src/x.c: by its end 'vendor/lib/src/x.c' it is in the"
		    " submodule 'vendor/lib",
		"vendor/lib/**\"] }, or name the root of the report there: \"paths\":"
		" { \"strip\": [...] }\n",
		told("/ci/vendor/lib/src/x.c", true));
	exclude("vendor/lib/**");
	assert_string_equal("excluded vendor/lib/src/x.c\nexcluded vendor/lib/src/x.c\n",
		resolved("/ci/vendor/lib/src/x.c vendor/lib/src/x.c"));
}

static void submodule__gives_way_to_a_longer_end_in_the_tree(void **state)
{
	(void)state;
	names_add(&submodules, STR("lib"));
	assert_string_equal("matched app/lib/src/x.c\n", resolved("/ci/app/lib/src/x.c"));
}

static void submodule__called_as_a_folder_of_the_system_takes_nothing_in(void **state)
{
	(void)state;
	names_add(&submodules, STR("lib"));
	assert_string_equal("matched src/x.c\nmatched src/main.c\nexternal /usr/lib/gcc/s.h\n",
		resolved("/ci/src/x.c /ci/src/main.c /usr/lib/gcc/s.h"));
	assert_string_equal("matched src/x.c\nexternal /usr/lib/gcc/s.h\n",
		resolved("src/x.c /usr/lib/gcc/s.h"));
}

static void submodule__with_letters_of_a_glob_has_them_escaped(void **state)
{
	(void)state;
	names_add(&submodules, STR("[x]"));
	assert_told("unmatched [x]/a.c: it is in the submodule '[x]", "\\\\[x]/**\"] }\n",
		told("[x]/a.c", true));
	exclude("\\[x]/**");
	assert_string_equal("excluded [x]/a.c\n", resolved("[x]/a.c"));
}

#define WITH_SUBMODULE(test) cmocka_unit_test_setup_teardown(test, set_up_submodule, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SUBMODULE(submodule__has_files_that_are_none_of_the_tree),
		WITH_SUBMODULE(submodule__is_found_below_every_root),
		WITH_SUBMODULE(submodule__is_no_root_of_ours),
		WITH_SUBMODULE(submodule__gives_way_to_a_longer_end_in_the_tree),
		WITH_SUBMODULE(submodule__called_as_a_folder_of_the_system_takes_nothing_in),
		WITH_SUBMODULE(submodule__with_letters_of_a_glob_has_them_escaped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
