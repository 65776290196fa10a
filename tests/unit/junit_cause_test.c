#include "tests/unit/junit_fixture.h"

static void assert_cause(size_t i, enum cause_kind kind, const char *what)
{
	assert_non_null(test(i)->cause);
	assert_string_equal(cause_kind_names[kind], cause_kind_names[test(i)->cause->kind]);
	assert_str(what, test(i)->cause->what);
}

static void junit_cause__only_what_failed_or_could_not_start_has_one(void **state)
{
	(void)state;
	accept_cases("<testcase name='a'><failure message='boom'/></testcase>"
		     "<testcase name='b'><error type='E' message='boom'/></testcase>"
		     "<testcase name='c'/>"
		     "<testcase name='d'><skipped message='boom'/></testcase>"
		     "<testcase name='e'><flakyFailure message='boom'/></testcase>"
		     "<testcase name='f' status='fail'/>"
		     "<testcase name='g'><failure/></testcase>");
	assert_cause(0, CAUSE_OTHER, "boom");
	assert_cause(1, CAUSE_OTHER, "boom");
	for (size_t i = 2; i < 6; i++)
		assert_null(test(i)->cause);
	assert_null(test(6)->cause);
}

static void junit_cause__the_text_below_the_message_is_read(void **state)
{
	(void)state;
	accept_cases(
		"<testcase name='tests.a' classname=''><error message='collection failure'>one\n"
		"E   ModuleNotFoundError: No module named 'app'</error></testcase>"
		"<testcase name='b'><failure message='one'><![CDATA[connect ECONNREFUSED ]]>"
		"127.0.0.1:5432</failure></testcase>"
		"<testcase name='c'><failure type='java.net.ConnectException'>no</failure>"
		"</testcase>");
	assert_cause(0, CAUSE_MISSING_MODULE, "app");
	assert_cause(1, CAUSE_REFUSED_CONNECTION, "localhost:5432");
	assert_cause(2, CAUSE_OTHER, "java.net.ConnectException: no");
	assert_str("collection failure", test(0)->message);
}

static void junit_cause__the_end_of_a_long_text_counts(void **state)
{
	struct buf text = { 0 };

	(void)state;
	for (size_t bytes = 1990; bytes < 2010; bytes++) {
		buf_truncate(&text, 0);
		buf_puts(&text, "<testsuite name='s'><testcase name='n'><failure>");
		buf_repeat(&text, 'x', bytes);
		buf_puts(&text, "\nNo module named 'app'</failure></testcase></testsuite>");
		set_up(NULL);
		accept(text.p);
		assert_cause(0, CAUSE_MISSING_MODULE, "app");
	}
	for (int i = 0; i < 3; i++) {
		buf_truncate(&text, 0);
		buf_puts(&text, "<testsuite name='s'><testcase name='n'><failure>");
		buf_repeat(&text, i == 1 ? '\n' : 'x', 100000);
		buf_puts(&text, "<!-- -->");
		buf_repeat(&text, 'y', i == 2 ? 1900 : 3);
		buf_puts(&text, "\nNo module named 'app'</failure></testcase></testsuite>");
		set_up(NULL);
		accept(text.p);
		assert_cause(0, CAUSE_MISSING_MODULE, "app");
	}
	buf_release(&text);
}

static void junit_cause__a_test_that_never_started_failed_in_its_set_up(void **state)
{
	(void)state;
	accept_cases("<testcase name='a'><error message='failed on setup with &quot;OSError: no "
		     "database&quot;'>E   OSError: no database</error></testcase>"
		     "<testcase name='b' status='notrun'><skipped message='Fixture dependency "
		     "failed'/></testcase>"
		     "<testcase name=''><failure message='no database'/></testcase>");
	assert_cause(0, CAUSE_FIXTURE, "OSError: no database");
	assert_cause(1, CAUSE_FIXTURE, "a fixture of CTest");
	assert_cause(2, CAUSE_FIXTURE, "no database");
}

static void junit_cause__a_test_that_ran_failed_in_its_tear_down(void **state)
{
	(void)state;
	accept_cases("<testcase name='a'><error message='failed on teardown with &quot;OSError: no "
		     "database&quot;'>E   OSError: no database</error></testcase>"
		     "<testcase name='shop &quot;after each&quot; hook for &quot;b&quot;'><failure "
		     "message='no database'/></testcase>");
	assert_cause(0, CAUSE_TEARDOWN, "OSError: no database");
	assert_cause(1, CAUSE_TEARDOWN, "no database");
	assert_int_equal(TEST_FAILING, report->tests.v[1].state);
}

static void junit_cause__equal_causes_are_one(void **state)
{
	struct buf text = { 0 };
	size_t before;

	(void)state;
	buf_puts(&text, "<testsuite name='s'>");
	for (int i = 0; i < 5000; i++)
		buf_printf(&text,
			"<testcase name='n'><failure message='assert %d == %d'/></testcase>", i,
			-i);
	buf_puts(&text, "</testsuite>");
	accept(text.p);
	before = arena.bytes;
	for (size_t i = 1; i < report->tests.n; i++)
		assert_ptr_equal(test(0)->cause, test(i)->cause);
	assert_true(before < 4000000);
	buf_release(&text);
}

static void junit_cause__one_module_missing_in_three_files_is_one(void **state)
{
	(void)state;
	accept_file("recipes/phase1.xml");
	assert_cause(0, CAUSE_MISSING_MODULE, "app.models.user");
	assert_ptr_equal(test(0)->cause, test(1)->cause);
	assert_ptr_equal(test(0)->cause, test(2)->cause);
	assert_cause(3, CAUSE_ASSERTION, "assert N == N");
	assert_ptr_equal(test(3)->cause, test(7)->cause);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PARSE_TEST(junit_cause__only_what_failed_or_could_not_start_has_one),
		PARSE_TEST(junit_cause__the_text_below_the_message_is_read),
		PARSE_TEST(junit_cause__the_end_of_a_long_text_counts),
		PARSE_TEST(junit_cause__a_test_that_never_started_failed_in_its_set_up),
		PARSE_TEST(junit_cause__a_test_that_ran_failed_in_its_tear_down),
		PARSE_TEST(junit_cause__equal_causes_are_one),
		PARSE_TEST(junit_cause__one_module_missing_in_three_files_is_one),
	};

	return cmocka_run_group_tests_name("junit_cause", tests, NULL, NULL);
}
