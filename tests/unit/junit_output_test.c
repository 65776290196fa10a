/* Causes that only <system-out> tells. */
#include "tests/unit/junit_fixture.h"

static void assert_told(size_t i, enum cause_kind kind, const char *what, const char *message)
{
	assert_non_null(test(i)->cause);
	assert_string_equal(cause_kind_names[kind], cause_kind_names[test(i)->cause->kind]);
	assert_str(what, test(i)->cause->what);
	assert_str(message, test(i)->message);
}

/* A report of CTest with these cases. */
static void accept_ctest(const char *cases)
{
	struct str text = arena_printf(
		&arena, "<testsuite disabled='0' hostname='' timestamp=''>%s</testsuite>", cases);

	accept(text.p);
	assert_str("ctest", report->producer);
}

static void junit_output__ctest_tells_causes_in_it(void **state)
{
	(void)state;
	accept_file("ctest-output.xml");
	assert_told(0, CAUSE_MISSING_MODULE, "shop_answer",
		"ModuleNotFoundError: No module named 'shop_answer'");
	assert_told(1, CAUSE_REFUSED_CONNECTION, "",
		"ConnectionRefusedError: [Errno 111] Connection refused");
	assert_told(2, CAUSE_REFUSED_CONNECTION, "db.local:5432",
		"could not connect: connection refused: db.local:5432");
	assert_told(3, CAUSE_MISSING_EXECUTABLE, "no-such-program",
		"/usr/bin/sh: 1: no-such-program: not found");
	assert_told(4, CAUSE_MISSING_MODULE, "libfoo.so.1",
		"prog: error while loading shared libraries: libfoo.so.1: cannot open shared "
		"object file: No such file or directory");
	assert_told(5, CAUSE_CRASH, "SIGSEGV",
		"/usr/bin/bash: line 1: 321 Segmentation fault      bash -c 'kill -SEGV $$'");
	for (size_t i = 6; i < 10; i++) {
		assert_null(test(i)->cause);
		assert_str("", test(i)->message);
	}
	assert_silent();
}

static void junit_output__bazel_has_that_of_its_one_test_in_the_suite(void **state)
{
	(void)state;
	accept_file("recipes/bazel.xml");
	assert_str("bazel", report->producer);
	assert_told(0, CAUSE_MISSING_MODULE, "shop.answer",
		"ModuleNotFoundError: No module named 'shop.answer'");
}

static void junit_output__of_a_suite_with_several_tests_it_is_nobodys(void **state)
{
	(void)state;
	accept("<testsuite>"
	       "<testcase name='a' status='run' duration='1' time='1'><error message='exited with "
	       "error code 1'/></testcase>"
	       "<testcase name='b' status='run' duration='1' time='1'/>"
	       "<system-out>No module named 'app'</system-out></testsuite>");
	assert_told(0, CAUSE_OTHER, "exited with error code N", "exited with error code 1");
	assert_null(test(1)->cause);
}

static void junit_output__may_come_before_the_failure(void **state)
{
	(void)state;
	accept_ctest("<testcase name='a' status='fail'><system-out>No module named 'app'"
		     "</system-out><failure message=''/></testcase>"
		     "<testcase name='b'><system-out>No module named 'app'</system-out>"
		     "<failure message='Failed'>here</failure></testcase>"
		     "<testcase name='c' status='fail'><system-out>No module named 'app'"
		     "</system-out></testcase>"
		     "<testcase name='d'><system-out>No module named 'app'</system-out></testcase>"
		     "<testcase name='e' status='fail'/>");
	for (size_t i = 0; i < 3; i++)
		assert_told(i, CAUSE_MISSING_MODULE, "app", "No module named 'app'");
	assert_null(test(3)->cause);
	assert_null(test(4)->cause);
}

static void junit_output__what_the_failure_says_itself_counts(void **state)
{
	(void)state;
	accept_ctest(
		"<testcase name='a' status='fail'><failure message='Timeout'/>"
		"<system-out>No module named 'app'</system-out></testcase>"
		"<testcase name='b' status='notrun'><skipped message='Unable to find executable'/>"
		"<system-out>Unable to find executable: /ci/b</system-out></testcase>"
		"<testcase name='c' status='notrun'><skipped message='Required Files Missing'/>"
		"<system-out>Unable to find required file: c</system-out></testcase>"
		"<testcase name='d' status='fail'><failure message='assert 1 == 2'/>"
		"<system-out>No module named 'app'</system-out></testcase>"
		"<testcase name='e' status='fail'><failure message='Failed'/>"
		"<system-out>all is well</system-out></testcase>");
	assert_told(0, CAUSE_TIMEOUT, "", "Timeout");
	assert_told(1, CAUSE_MISSING_EXECUTABLE, "", "Unable to find executable");
	assert_told(2, CAUSE_FIXTURE, "Required Files Missing", "Required Files Missing");
	assert_told(3, CAUSE_ASSERTION, "assert N == N", "assert 1 == 2");
	assert_told(4, CAUSE_OTHER, "Failed", "Failed");
}

static void junit_output__of_pytest_its_marked_lines_count(void **state)
{
	(void)state;
	accept_ctest("<testcase name='a' status='fail'><failure message=''/><system-out>\n"
		     "    raise ValueError('timed out')\n"
		     "E   assert 'connection refused' == ''\n"
		     "E   ModuleNotFoundError: No module named 'app'\n</system-out></testcase>"
		     "<testcase name='b' status='fail'><failure message=''/><system-out>\n"
		     "Segmentation fault\n"
		     "E   assert 'connection refused' == ''\n</system-out></testcase>");
	assert_told(0, CAUSE_MISSING_MODULE, "app", "ModuleNotFoundError: No module named 'app'");
	assert_null(test(1)->cause);
}

static void junit_output__of_other_dialects_is_not_read(void **state)
{
	(void)state;
	accept_cases("<testcase name='a' status='fail'><failure message=''/>"
		     "<system-out>No module named 'app'</system-out></testcase>");
	assert_null(test(0)->cause);
}

/* Where head and tail are cut, a character may be, too. */
static void junit_output__only_its_ends_are_kept(void **state)
{
	struct buf text = { 0 };
	struct watch w;

	(void)state;
	for (int shift = 0; shift < 4; shift++) {
		buf_truncate(&text, 0);
		buf_puts(&text,
			"<testsuite disabled='0' hostname='' timestamp=''>"
			"<testcase name='a' status='fail'><failure message=''/>"
			"<system-out>");
		buf_repeat(&text, 'x', (size_t)shift);
		for (int i = 0; i < 2000000; i++)
			buf_puts(&text, i % 80 ? "\xf0\x9f\x98\x80" : "\n");
		buf_puts(&text, "No module named 'app' ");
		for (int i = 0; i < 400; i++)
			buf_puts(&text, "\xf0\x9f\x98\x80");
		buf_puts(&text, "</system-out></testcase></testsuite>");
		set_up(NULL);
		w = watch_start();
		accept(text.p);
		watch_end(w, 5, 4);
		assert_int_equal(CAUSE_MISSING_MODULE, test(0)->cause->kind);
		assert_int_equal(utf8_valid(test(0)->message), test(0)->message.n);
		assert_true(test(0)->message.n > 400 && test(0)->message.n <= 500);
	}
	buf_release(&text);
}

static void junit_output__nested_and_repeated_is_read_without_harm(void **state)
{
	(void)state;
	accept("<testsuite><testcase name='a' status='run' duration='1' time='1'><error "
	       "message='exited with error code 1'/></testcase>"
	       "<system-out>one<testcase name='b' duration='1'><failure message='x'>y<system-out>"
	       "z</system-out></failure><system-out>No module named 'b'</system-out></testcase>"
	       "No module named 'a'</system-out></testsuite>");
	assert_told(0, CAUSE_OTHER, "exited with error code N", "exited with error code 1");
	assert_told(1, CAUSE_MISSING_MODULE, "b", "No module named 'b'");
	set_up(NULL);
	accept_ctest("<testcase name='a' status='fail'><failure message=''/><system-out>one\n"
		     "</system-out><system-out>No module named 'app'</system-out><system-out>two"
		     "</system-out></testcase>");
	assert_told(0, CAUSE_MISSING_MODULE, "app", "No module named 'app'two");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PARSE_TEST(junit_output__ctest_tells_causes_in_it),
		PARSE_TEST(junit_output__bazel_has_that_of_its_one_test_in_the_suite),
		PARSE_TEST(junit_output__of_a_suite_with_several_tests_it_is_nobodys),
		PARSE_TEST(junit_output__may_come_before_the_failure),
		PARSE_TEST(junit_output__what_the_failure_says_itself_counts),
		PARSE_TEST(junit_output__of_pytest_its_marked_lines_count),
		PARSE_TEST(junit_output__of_other_dialects_is_not_read),
		PARSE_TEST(junit_output__only_its_ends_are_kept),
		PARSE_TEST(junit_output__nested_and_repeated_is_read_without_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
