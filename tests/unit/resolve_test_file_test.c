#include "tests/unit/resolve_fixture.h"

static void assert_test_file(const char *expected, const char *file, const char *suite)
{
	struct test t = { .file = str_of(file), .suite = str_of(suite) };

	resolve_tests(resolver_new(&arena, &rules), &t, 1);
	if (strcmp(expected, text_of_str(t.file)) != 0)
		fail_msg("file '%s', suite '%s': '%s', not '%s'", file, suite, text_of_str(t.file),
			expected);
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

static void test_file__is_no_file_of_a_language_without_dotted_names(void **state)
{
	(void)state;
	plant("net/packet.c net/packet.h");
	assert_test_file("", "", "net.packet");
}

static void test_file__of_another_package_is_not_ours(void **state)
{
	struct test tests[] = {
		{ .file = STR("tests/test_b.py"), .suite = STR("x") },
		{ .file = STR("/usr/lib/python3/foo/tests/test_a.py"), .suite = STR("y") },
	};

	(void)state;
	plant("tests/test_a.py tests/test_b.py");
	resolve_tests(resolver_new(&arena, &rules), tests, 2);
	assert_str("tests/test_b.py", tests[0].file);
	assert_str("", tests[1].file);
}

static void test_file__of_a_submodule_is_none_that_its_suite_names(void **state)
{
	(void)state;
	plant("tests/test_a.py lib/tests/test_a.py");
	names_add(&submodules, STR("vendor/lib"));
	assert_test_file("", "vendor/lib/tests/test_a.py", "lib.tests.test_a");
	assert_test_file("", "/ci/vendor/lib/tests/test_a.py", "lib.tests.test_a");
	assert_test_file("lib/tests/test_a.py", "", "lib.tests.test_a");
	exclude("vendor/lib/**");
	assert_test_file("vendor/lib/tests/test_a.py", "vendor/lib/tests/test_a.py", "x");
}

static void test_file__of_a_suite_that_names_several_is_torn(void **state)
{
	struct test tests[] = {
		{ .suite = STR("tests.test_a.TestA") },
		{ .suite = STR("tests.test_a"), .file = STR("svc/jobs/tests/test_a.py") },
	};

	(void)state;
	plant("svc/api/tests/test_a.py svc/jobs/tests/test_a.py");
	resolve_tests(resolver_new(&arena, &rules), tests, 2);
	assert_str("", tests[0].file);
	assert_str("svc/api/tests/test_a.py", tests[0].torn->files[0]);
	assert_str("svc/jobs/tests/test_a.py", tests[0].torn->files[1]);
	assert_str("svc.jobs", tests[0].torn->prefix);
	assert_null(tests[1].torn);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_TREE(test_file__is_what_the_report_says_if_that_is_in_the_tree),
		IN_TREE(test_file__is_the_suite_where_that_is_a_path),
		IN_TREE(test_file__is_the_module_of_a_dotted_suite),
		IN_TREE(test_file__is_never_a_module_that_the_suite_does_not_name),
		IN_TREE(test_file__is_no_file_of_a_language_without_dotted_names),
		IN_TREE(test_file__of_another_package_is_not_ours),
		IN_TREE(test_file__of_a_submodule_is_none_that_its_suite_names),
		IN_TREE(test_file__of_a_suite_that_names_several_is_torn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
