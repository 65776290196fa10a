#include "tests/unit/resolve_fixture.h"

static void resolve__a_path_of_the_tree_is_itself(void **state)
{
	(void)state;
	plant("src/a.c a.c");
	assert_string_equal("matched src/a.c\nmatched a.c\n", resolved("src/a.c a.c"));
	assert_string_equal(
		"matched src/a.c\nmatched src/a.c\n", resolved("./src//a.c build/../src/./a.c"));
	assert_string_equal("", resolved(""));
}

static void resolve__the_work_tree_is_a_root_that_is_known(void **state)
{
	(void)state;
	plant("src/a.c src/b.c");
	rules.root = STR("/home/me/app/");
	assert_string_equal("matched src/a.c\n", resolved("/home/me/app/src/a.c"));
	assert_string_equal("matched src/a.c\nunmatched gen/x.c\nexternal /usr/include/b.h\n",
		resolved("/home/me/app/src/a.c /home/me/app/gen/x.c /usr/include/b.h"));
}

static void resolve__a_strip_is_a_root_that_is_known(void **state)
{
	(void)state;
	plant("src/a.c src/b.c");
	strip("/srv/ci/app build");
	assert_string_equal("matched src/a.c\nmatched src/b.c\nunmatched gen.c\n",
		resolved("/srv/ci/app/src/a.c build/src/b.c /srv/ci/app/gen.c"));
	assert_string_equal("unmatched /srv/ci/apple/src/c.c\n", resolved("/srv/ci/apple/src/c.c"));
}

static void resolve__exact_goes_before_stripped(void **state)
{
	(void)state;
	plant("app/a.c a.c");
	strip("app");
	assert_string_equal("matched app/a.c\n", resolved("app/a.c"));
}

static void resolve__of_several_strips_the_one_that_leads_into_the_tree_counts(void **state)
{
	(void)state;
	plant("src/a.c");
	strip("/srv /srv/ci /srv/ci/app");
	assert_string_equal("matched src/a.c\n", resolved("/srv/ci/app/src/a.c"));
	strip("/srv/ci/app /srv");
	assert_string_equal("unmatched src/gone.c\n", resolved("/srv/ci/app/src/gone.c"));
}

static void resolve__a_strip_may_be_written_as_on_windows(void **state)
{
	(void)state;
	plant("src/a.c");
	strip("D:\\a\\app\\ ./out/");
	assert_string_equal(
		"matched src/a.c\nmatched src/a.c\n", resolved("D:\\a\\app\\src\\a.c out/src/a.c"));
}

static void resolve__another_checkout_shows_its_root_by_suffixes(void **state)
{
	(void)state;
	plant("src/a.c src/b.c main.c");
	assert_string_equal("matched src/a.c\nmatched src/b.c\nmatched main.c\n",
		resolved("/ci/app/src/a.c /ci/app/src/b.c /ci/app/main.c"));
	assert_string_equal("matched src/a.c\n", resolved("/ci/app/src/a.c"));
}

static void resolve__the_longest_suffix_is_meant(void **state)
{
	(void)state;
	plant("a.c src/a.c x/src/a.c src/b.c");
	assert_string_equal(
		"matched src/a.c\nmatched src/b.c\n", resolved("/ci/src/a.c /ci/src/b.c"));
	assert_string_equal("matched x/src/a.c\n", resolved("/ci/x/src/a.c"));
}

static void resolve__a_second_root_is_not_guessed_but_named_by_a_strip(void **state)
{
	static const char paths[] = "/one/src/a.c /one/src/b.c /one/src/c.c C:\\two\\src\\d.c "
				    "C:\\two\\src\\e.c";

	(void)state;
	plant("src/a.c src/b.c src/c.c src/d.c src/e.c");
	assert_string_equal("matched src/a.c\nmatched src/b.c\nmatched src/c.c\n"
			    "unmatched C:/two/src/d.c\nunmatched C:/two/src/e.c\n",
		resolved(paths));
	strip("/one C:\\two");
	assert_string_equal("matched src/a.c\nmatched src/b.c\nmatched src/c.c\nmatched src/d.c\n"
			    "matched src/e.c\n",
		resolved(paths));
}

static void resolve__one_root_is_that_of_a_report_written_above_or_below_the_top(void **state)
{
	(void)state;
	plant("src/a.c src/b.c lib/a.c");
	assert_string_equal(
		"matched src/a.c\nmatched src/b.c\n", resolved("app/src/a.c app/src/b.c"));
	assert_string_equal("matched src/a.c\nmatched src/b.c\nunmatched src/gone.c\n",
		resolved("a.c b.c gone.c"));
}

static void resolve__reports_of_several_folders_in_one_have_several_roots(void **state)
{
	(void)state;
	plant("api/src/get.py api/src/put.py web/src/page.py");
	assert_string_equal("matched api/src/get.py\nmatched web/src/page.py\n",
		resolved("src/get.py src/page.py"));
	assert_string_equal(
		"matched api/src/get.py\nmatched api/src/put.py\n"
		"matched web/src/page.py\nunmatched gen/x.py\nexternal /usr/lib/os.py\n",
		resolved("src/get.py src/put.py src/page.py gen/x.py /usr/lib/os.py"));
}

static void resolve__a_path_of_two_roots_leaves_only_the_root_of_most(void **state)
{
	(void)state;
	plant("api/src/a.py api/src/get.py api/src/put.py web/src/a.py web/src/page.py");
	assert_string_equal("matched api/src/a.py\nmatched api/src/get.py\n"
			    "matched api/src/put.py\nunmatched api/src/page.py\n",
		resolved("src/a.py src/get.py src/put.py src/page.py"));
	assert_string_equal("unmatched src/a.py\nunmatched src/get.py\nunmatched src/page.py\n",
		resolved("src/a.py src/get.py src/page.py"));
}

static void resolve__a_second_root_needs_a_folder_and_no_file_at_the_top(void **state)
{
	(void)state;
	plant("api/src/get.py web/page.py web/lib/util.py");
	assert_string_equal(
		"unmatched src/get.py\nunmatched page.py\n", resolved("src/get.py page.py"));
	plant("util.py");
	assert_string_equal("unmatched src/get.py\nunmatched lib/util.py\n",
		resolved("src/get.py lib/util.py"));
}

static bool is_api_page(struct str path)
{
	return str_eq(path, STR("api/src/page.py"));
}

static void resolve__a_file_that_another_root_has_outside_of_git_is_not_this_one(void **state)
{
	(void)state;
	plant("api/src/get.py api/src/put.py web/src/page.py");
	rules.is_there = is_api_page;
	assert_string_equal("unmatched src/get.py\nunmatched src/page.py\n",
		resolved("src/get.py src/page.py"));
	rules.is_there = NULL;
	exclude("api/src/page.py");
	assert_string_equal("matched api/src/get.py\nmatched api/src/put.py\n"
			    "excluded api/src/page.py\n",
		resolved("src/get.py src/put.py src/page.py"));
}

static void resolve__what_only_looks_like_ours_is_never_counted(void **state)
{
	(void)state;
	plant("main.c src/a.c src/b.c tools/version.c");
	assert_string_equal("matched main.c\nmatched src/a.c\nunmatched third_party/main.c\n",
		resolved("main.c src/a.c third_party/main.c"));
	assert_string_equal("matched main.c\nmatched src/a.c\nunmatched SRC/b.c\n",
		resolved("main.c src/a.c SRC/b.c"));
	assert_string_equal("matched tools/version.c\nunmatched version.c\n",
		resolved("tools/version.c version.c"));
	assert_string_equal("matched src/a.c\nmatched src/b.c\nunmatched /other/src/a.c\n",
		resolved("/ci/src/a.c /ci/src/b.c /other/src/a.c"));
}

static void resolve__what_lies_outside_of_every_root_is_external(void **state)
{
	(void)state;
	plant("src/a.c src/b.c");
	assert_string_equal("matched src/a.c\nmatched src/b.c\nexternal /usr/include/stdio.h\n"
			    "external C:/llvm/lib/rt.c\n",
		resolved("/ci/src/a.c /ci/src/b.c /usr/include/stdio.h C:\\llvm\\lib\\rt.c"));
	assert_string_equal("matched src/a.c\nexternal /usr/include/stdio.h\n",
		resolved("src/a.c /usr/include/stdio.h"));
}

static void resolve__a_short_path_is_meant_when_one_file_ends_in_it(void **state)
{
	(void)state;
	plant("java/src/com/acme/Foo.java java/src/com/acme/Bar.java");
	assert_string_equal("matched java/src/com/acme/Foo.java\n", resolved("com/acme/Foo.java"));
	assert_string_equal("unmatched me/Foo.java\n", resolved("me/Foo.java"));
}

static void resolve__the_root_of_most_goes_before_a_longer_suffix(void **state)
{
	(void)state;
	/* A container with the work tree in /app, and a package of that name in it. */
	plant("app/main.py app/util.py app/more.py main.py util.py tests/t.py");
	assert_string_equal("matched app/main.py\nmatched app/util.py\nmatched app/more.py\n"
			    "matched main.py\nmatched util.py\n",
		resolved("/app/app/main.py /app/app/util.py /app/app/more.py /app/main.py"
			 " /app/util.py"));
}

static void resolve__outside_a_repository_paths_are_only_made_tidy(void **state)
{
	(void)state;
	rules.tree = NULL;
	strip("/ci/app");
	exclude("vendor/**");
	assert_string_equal("matched src/a.c\nmatched /usr/include/b.h\nmatched src/c.c\n"
			    "excluded vendor/z.c\n",
		resolved(".//src/a.c /usr/include/b.h /ci/app/src/c.c vendor/z.c"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_TREE(resolve__a_path_of_the_tree_is_itself),
		IN_TREE(resolve__the_work_tree_is_a_root_that_is_known),
		IN_TREE(resolve__a_strip_is_a_root_that_is_known),
		IN_TREE(resolve__exact_goes_before_stripped),
		IN_TREE(resolve__of_several_strips_the_one_that_leads_into_the_tree_counts),
		IN_TREE(resolve__a_strip_may_be_written_as_on_windows),
		IN_TREE(resolve__another_checkout_shows_its_root_by_suffixes),
		IN_TREE(resolve__the_longest_suffix_is_meant),
		IN_TREE(resolve__a_second_root_is_not_guessed_but_named_by_a_strip),
		IN_TREE(resolve__one_root_is_that_of_a_report_written_above_or_below_the_top),
		IN_TREE(resolve__reports_of_several_folders_in_one_have_several_roots),
		IN_TREE(resolve__a_path_of_two_roots_leaves_only_the_root_of_most),
		IN_TREE(resolve__a_second_root_needs_a_folder_and_no_file_at_the_top),
		IN_TREE(resolve__a_file_that_another_root_has_outside_of_git_is_not_this_one),
		IN_TREE(resolve__what_only_looks_like_ours_is_never_counted),
		IN_TREE(resolve__what_lies_outside_of_every_root_is_external),
		IN_TREE(resolve__a_short_path_is_meant_when_one_file_ends_in_it),
		IN_TREE(resolve__the_root_of_most_goes_before_a_longer_suffix),
		IN_TREE(resolve__outside_a_repository_paths_are_only_made_tidy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
