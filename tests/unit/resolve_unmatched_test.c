#include "tests/unit/resolve_fixture.h"

static void resolve__nothing_is_external_to_a_report_without_any_root(void **state)
{
	(void)state;
	plant("src/a.c");
	assert_string_equal(
		"unmatched /other/x.c\nunmatched /other/y.c\n", resolved("/other/x.c /other/y.c"));
}

static void resolve__a_generated_file_inside_the_root_is_unmatched(void **state)
{
	(void)state;
	plant("src/a.c src/b.c");
	assert_string_equal("matched src/a.c\nmatched src/b.c\nunmatched build/gen.c\n",
		resolved("/ci/src/a.c /ci/src/b.c /ci/build/gen.c"));
	assert_string_equal("matched src/a.c\nunmatched gen.c\nunmatched ../gen.c\n",
		resolved("src/a.c gen.c ../gen.c"));
}

static void resolve__an_ambiguous_short_path_is_listed_and_not_guessed(void **state)
{
	(void)state;
	plant("src/a.c one/util.c two/util.c");
	assert_string_equal(
		"matched src/a.c\nunmatched util.c: 2 files of it end so, such as 'one/util.c';"
		" have the report written with paths from the top of the"
		" repository\n",
		told("src/a.c util.c", true));
}

static void resolve__another_case_is_listed_and_not_guessed(void **state)
{
	(void)state;
	plant("src/Parser.c src/b.c src/c.c");
	assert_string_equal(
		"unmatched src/parser.c: the tree has 'src/Parser.c'; correct the case where the report"
		" is written\nmatched src/b.c\n",
		told("src/parser.c src/b.c", true));
	assert_string_equal("matched src/b.c\nmatched src/c.c\n"
			    "unmatched SRC/Parser.c\n",
		resolved("/ci/src/b.c /ci/src/c.c /ci/SRC/Parser.c"));
}

static void resolve__a_right_case_is_never_to_be_corrected(void **state)
{
	(void)state;
	plant("web/src/page.py src/a.py");
	strip("/ci");
	assert_string_equal(
		"matched src/a.py\nunmatched src/page.py: its root leads to 'src/page.py', which is"
		" not there, and 'web/src/page.py' only ends so: have the report written with paths"
		" from the top of the repository; a generated file is taken out in project.json:"
		" \"paths\": { \"exclude\": [\"src/page.py\"] }\n",
		told("/ci/src/a.py /ci/src/page.py", true));
}

static void resolve__a_base_name_alone_is_outside_of_the_root(void **state)
{
	(void)state;
	plant("src/a.c src/b.c string.h");
	assert_string_equal("matched src/a.c\nmatched src/b.c\n"
			    "external /usr/include/string.h\n",
		resolved("/ci/src/a.c /ci/src/b.c /usr/include/string.h"));
}

static void resolve__a_base_name_alone_is_outside_beside_exact_paths(void **state)
{
	static const char *const expected =
		"matched src/a.c\nmatched src/b.c\nexternal /usr/include/string.h\n";

	(void)state;
	plant("src/a.c src/b.c string.h");
	assert_string_equal(expected, resolved("src/a.c src/b.c /usr/include/string.h"));
	rules.root = STR("/home/me/app");
	assert_string_equal(expected,
		resolved("/home/me/app/src/a.c /home/me/app/src/b.c /usr/include/string.h"));
	assert_string_equal("matched src/a.c\nexternal /usr/include/string.h\n",
		resolved("src/a.c /usr/include/string.h"));
}

static void resolve__the_strip_that_the_reason_names_is_the_mend(void **state)
{
	(void)state;
	plant("src/a.c string.h");
	assert_string_equal(
		"unmatched /ci/src/a.c: only its end 'src/a.c' is, which proves nothing;"
		" if it is the same file, add \"paths\": { \"strip\": [\"/ci\"] } to project.json\n"
		"unmatched /string.h: only its end 'string.h' is, which proves nothing;"
		" if it is the same file, add \"paths\": { \"strip\": [\"/\"] } to project.json\n",
		told("/ci/src/a.c /string.h", true));
	strip("/ci /");
	assert_string_equal(
		"matched src/a.c\nmatched string.h\n", resolved("/ci/src/a.c /string.h"));
}

static void resolve__the_exclude_that_the_reason_names_is_the_mend(void **state)
{
	(void)state;
	plant("src/a.c src/b.c");
	assert_string_equal("matched src/a.c\nmatched src/b.c\n"
			    "unmatched gen/[id].js: a new file is judged once git has it,"
			    " a generated one is taken out in project.json:"
			    " \"paths\": { \"exclude\": [\"gen/\\\\[id].js\"] }\n",
		told("/ci/src/a.c /ci/src/b.c /ci/gen/[id].js", true));
	exclude("gen/\\[id].js");
	assert_string_equal("matched src/a.c\nmatched src/b.c\nexcluded gen/[id].js\n",
		resolved("/ci/src/a.c /ci/src/b.c /ci/gen/[id].js"));
}

static void resolve__excluded_ones_are_neither_matched_nor_unmatched(void **state)
{
	(void)state;
	plant("src/a.c vendor/z.c");
	exclude("vendor/**");
	exclude("gen/*");
	assert_string_equal("matched src/a.c\nexcluded vendor/z.c\nexcluded gen/x.c\n"
			    "unmatched gen/y/z.c\n",
		resolved("src/a.c vendor/z.c gen/x.c gen/y/z.c"));
	assert_string_equal("excluded gen/x.c\nmatched src/a.c\nexcluded vendor/z.c\n",
		resolved("/ci/gen/x.c /ci/src/a.c /ci/vendor/z.c"));
}

static void resolve__an_empty_path_is_unmatched(void **state)
{
	(void)state;
	plant("src/a.c");
	assert_string_equal("unmatched \nmatched src/a.c\n", resolved(". src/a.c"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_TREE(resolve__nothing_is_external_to_a_report_without_any_root),
		IN_TREE(resolve__a_generated_file_inside_the_root_is_unmatched),
		IN_TREE(resolve__an_ambiguous_short_path_is_listed_and_not_guessed),
		IN_TREE(resolve__another_case_is_listed_and_not_guessed),
		IN_TREE(resolve__a_right_case_is_never_to_be_corrected),
		IN_TREE(resolve__a_base_name_alone_is_outside_of_the_root),
		IN_TREE(resolve__a_base_name_alone_is_outside_beside_exact_paths),
		IN_TREE(resolve__the_strip_that_the_reason_names_is_the_mend),
		IN_TREE(resolve__the_exclude_that_the_reason_names_is_the_mend),
		IN_TREE(resolve__excluded_ones_are_neither_matched_nor_unmatched),
		IN_TREE(resolve__an_empty_path_is_unmatched),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
