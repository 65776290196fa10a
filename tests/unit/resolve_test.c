#include "tests/unit/check.h"

#include "gate/model/resolve.h"

static struct names tree;
static struct path_rules rules;

static int set_up(void **state)
{
	tree = (struct names){ .arena = &arena };
	rules = (struct path_rules){ .tree = &tree };
	return check_set_up(state);
}

static int tear_down(void **state)
{
	globs_release(&rules.exclude);
	return check_tear_down(state);
}

static struct str *words(const char *text, size_t *n)
{
	struct str rest = str_of(text), *v = NULL;
	size_t cap = 0;

	for (*n = 0; rest.n;)
		*ARENA_PUSH(&arena, v, *n, cap) = str_cut(&rest, ' ');
	return v;
}

/* Paths are separated by a blank. */
static void plant(const char *paths)
{
	struct str rest = str_of(paths);

	while (rest.n)
		names_add(&tree, str_cut(&rest, ' '));
}

static void strip(const char *roots)
{
	rules.strip = words(roots, &rules.strip_count);
}

static void exclude(const char *glob)
{
	const char *why;

	assert_int_equal(0, globs_add(&rules.exclude, &arena, str_of(glob), &why));
}

/* One line a path: its fate, the path, and why. */
static const char *resolved(const char *paths)
{
	static const char *const fates[] = { "matched", "excluded", "external", "unmatched" };
	size_t n;
	struct str *v = words(paths, &n);
	struct resolved *out = arena_alloc(&arena, n * sizeof(*out));
	struct buf b = { 0 };
	const char *text;

	resolve_paths(resolver_new(&arena, &rules), v, n, out);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s " STR_FMT "%s" STR_FMT "\n", fates[out[i].fate], STR_ARG(out[i].path),
			out[i].why.n ? ": " : "", STR_ARG(out[i].why));
	text = arena_str(&arena, buf_str(&b)).p;
	buf_release(&b);
	return text;
}

static void resolve__a_path_of_the_tree_is_itself(void **state)
{
	(void)state;
	plant("src/a.c a.c");
	assert_string_equal("matched src/a.c\nmatched a.c\n", resolved("src/a.c a.c"));
	assert_string_equal("matched src/a.c\nmatched src/a.c\n",
		resolved("./src//a.c build/../src/./a.c"));
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
	assert_string_equal("matched src/a.c\nmatched src/a.c\n",
		resolved("D:\\a\\app\\src\\a.c out/src/a.c"));
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
	assert_string_equal("matched src/a.c\nmatched src/b.c\n",
		resolved("/ci/src/a.c /ci/src/b.c"));
	assert_string_equal("matched x/src/a.c\n", resolved("/ci/x/src/a.c"));
}

static void resolve__two_machines_have_two_roots(void **state)
{
	(void)state;
	plant("src/a.c src/b.c src/c.c src/d.c src/e.c");
	assert_string_equal("matched src/a.c\nmatched src/b.c\nmatched src/c.c\nmatched src/d.c\n"
			    "matched src/e.c\n",
		resolved("/one/src/a.c /one/src/b.c /one/src/c.c C:\\two\\src\\d.c "
			 "C:\\two\\src\\e.c"));
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

static void resolve__nothing_is_external_to_a_report_without_any_root(void **state)
{
	(void)state;
	plant("src/a.c");
	assert_string_equal("unmatched /other/x.c\nunmatched /other/y.c\n",
		resolved("/other/x.c /other/y.c"));
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

static void resolve__a_short_path_is_meant_when_one_file_ends_in_it(void **state)
{
	(void)state;
	plant("java/src/com/acme/Foo.java java/src/com/acme/Bar.java");
	assert_string_equal("matched java/src/com/acme/Foo.java\n", resolved("com/acme/Foo.java"));
	assert_string_equal("unmatched me/Foo.java\n", resolved("me/Foo.java"));
}

static void resolve__an_ambiguous_short_path_is_listed_and_not_guessed(void **state)
{
	(void)state;
	plant("src/a.c one/util.c two/util.c");
	assert_string_equal("matched src/a.c\nunmatched util.c: 2 files of the tree end in it, such as"
			    " 'one/util.c'\n",
		resolved("src/a.c util.c"));
}

static void resolve__another_case_is_listed_and_not_guessed(void **state)
{
	(void)state;
	plant("src/Parser.c src/b.c src/c.c");
	assert_string_equal(
		"unmatched src/parser.c: the tree has 'src/Parser.c', in other case\nmatched src/b.c\n",
		resolved("src/parser.c src/b.c"));
	assert_string_equal("matched src/b.c\nmatched src/c.c\n"
			    "unmatched SRC/Parser.c: the tree has 'src/Parser.c', in other case\n",
		resolved("/ci/src/b.c /ci/src/c.c /ci/SRC/Parser.c"));
}

static void resolve__a_base_name_alone_proves_no_root(void **state)
{
	(void)state;
	plant("src/a.c src/b.c string.h");
	assert_string_equal("matched src/a.c\nmatched src/b.c\n"
			    "unmatched /usr/include/string.h: only its end 'string.h' is, which proves"
			    " nothing\n",
		resolved("/ci/src/a.c /ci/src/b.c /usr/include/string.h"));
}

static void resolve__a_base_name_alone_proves_no_root_beside_exact_paths(void **state)
{
	static const char *const expected = "matched src/a.c\nmatched src/b.c\n"
					    "unmatched /usr/include/string.h: only its end 'string.h'"
					    " is, which proves nothing\n";

	(void)state;
	plant("src/a.c src/b.c string.h");
	assert_string_equal(expected, resolved("src/a.c src/b.c /usr/include/string.h"));
	rules.root = STR("/home/me/app");
	assert_string_equal(expected,
		resolved("/home/me/app/src/a.c /home/me/app/src/b.c /usr/include/string.h"));
	assert_string_equal("matched src/a.c\nunmatched /usr/include/string.h: only its end"
			    " 'string.h' is, which proves nothing\n",
		resolved("src/a.c /usr/include/string.h"));
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

static void resolve__two_roots_alike_are_ambiguous(void **state)
{
	(void)state;
	plant("app/main.py main.py");
	assert_string_equal("unmatched /app/main.py: two roots explain it alike, one as 'app/main.py'\n",
		resolved("/app/main.py"));
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

static void resolve__an_empty_path_is_unmatched(void **state)
{
	(void)state;
	plant("src/a.c");
	assert_string_equal("unmatched \nmatched src/a.c\n", resolved(". src/a.c"));
}

static void assert_test_file(const char *expected, const char *file, const char *suite)
{
	struct resolver *r = resolver_new(&arena, &rules);
	struct test t = { .file = str_of(file), .suite = str_of(suite) };
	struct str first = resolve_test_file(r, &t);

	if (strcmp(expected, text_of_str(first)) != 0)
		fail_msg("file '%s', suite '%s': '%s', not '%s'", file, suite, text_of_str(first),
			expected);
	assert_str(expected, resolve_test_file(r, &t));
}

static void test_file__is_what_the_report_says_if_that_is_in_the_tree(void **state)
{
	(void)state;
	plant("tests/test_a.py tests/sub/test_b.py lib/test_a.py");
	assert_test_file("tests/test_a.py", "tests/test_a.py", "");
	assert_test_file("tests/sub/test_b.py", "/ci/app/tests/sub/test_b.py", "");
	assert_test_file("tests/sub/test_b.py", "sub/test_b.py", "");
	assert_test_file("", "test_a.py", "");
	assert_test_file("", "tests/gone.py", "");
}

static void test_file__is_the_suite_where_that_is_a_path(void **state)
{
	(void)state;
	plant("web/src/a.test.js");
	assert_test_file("web/src/a.test.js", "", "web/src/a.test.js");
	assert_test_file("web/src/a.test.js", "nowhere.js", "web/src/a.test.js");
}

static void test_file__is_the_module_of_a_dotted_suite(void **state)
{
	(void)state;
	plant("tests/workers/test_retry.py app/src/test/java/com/acme/FooTest.java test_top.py"
	      " tests/workers/test_retry_more.py tests/workers/test_retry.txt");
	assert_test_file("tests/workers/test_retry.py", "", "tests.workers.test_retry");
	assert_test_file("tests/workers/test_retry.py", "", "tests.workers.test_retry.TestRetry");
	assert_test_file("tests/workers/test_retry.py", "", "tests.workers.test_retry.TestA.TestB");
	assert_test_file("tests/workers/test_retry.py", "", "workers.test_retry.TestRetry");
	assert_test_file("test_top.py", "", "test_top.TestTop");
	assert_test_file("app/src/test/java/com/acme/FooTest.java", "", "com.acme.FooTest");
	assert_test_file("app/src/test/java/com/acme/FooTest.java", "", "com.acme.FooTest$Inner");
}

static void test_file__is_never_a_module_that_the_suite_does_not_name(void **state)
{
	(void)state;
	plant("shop/tests.py reporters/github.c a/test_two.py b/test_two.py src/login.c");
	assert_test_file("", "", "tests.test_gone.TestX");
	assert_test_file("", "", "github.com/acme/app/workers");
	assert_test_file("", "", "test_two.TestTwo");
	assert_test_file("", "", "com.acme.Gone");
	assert_test_file("", "", "Login page shows the form");
	assert_test_file("", "", "login.shows the form");
	assert_test_file("", "", "");
	assert_test_file("", "", "...");
}

int main(void)
{
#define IN_TREE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		IN_TREE(resolve__a_path_of_the_tree_is_itself),
		IN_TREE(resolve__the_work_tree_is_a_root_that_is_known),
		IN_TREE(resolve__a_strip_is_a_root_that_is_known),
		IN_TREE(resolve__exact_goes_before_stripped),
		IN_TREE(resolve__of_several_strips_the_one_that_leads_into_the_tree_counts),
		IN_TREE(resolve__a_strip_may_be_written_as_on_windows),
		IN_TREE(resolve__another_checkout_shows_its_root_by_suffixes),
		IN_TREE(resolve__the_longest_suffix_is_meant),
		IN_TREE(resolve__two_machines_have_two_roots),
		IN_TREE(resolve__what_lies_outside_of_every_root_is_external),
		IN_TREE(resolve__nothing_is_external_to_a_report_without_any_root),
		IN_TREE(resolve__a_generated_file_inside_the_root_is_unmatched),
		IN_TREE(resolve__a_short_path_is_meant_when_one_file_ends_in_it),
		IN_TREE(resolve__an_ambiguous_short_path_is_listed_and_not_guessed),
		IN_TREE(resolve__another_case_is_listed_and_not_guessed),
		IN_TREE(resolve__a_base_name_alone_proves_no_root),
		IN_TREE(resolve__a_base_name_alone_proves_no_root_beside_exact_paths),
		IN_TREE(resolve__the_root_of_most_goes_before_a_longer_suffix),
		IN_TREE(resolve__two_roots_alike_are_ambiguous),
		IN_TREE(resolve__excluded_ones_are_neither_matched_nor_unmatched),
		IN_TREE(resolve__outside_a_repository_paths_are_only_made_tidy),
		IN_TREE(resolve__an_empty_path_is_unmatched),
		IN_TREE(test_file__is_what_the_report_says_if_that_is_in_the_tree),
		IN_TREE(test_file__is_the_suite_where_that_is_a_path),
		IN_TREE(test_file__is_the_module_of_a_dotted_suite),
		IN_TREE(test_file__is_never_a_module_that_the_suite_does_not_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
