#include "tests/unit/junit_fixture.h"

static void junit__a_case_has_suite_name_file_and_time(void **state)
{
	(void)state;
	accept("<testsuites><testsuite name='s'>"
	       "<testcase name='n' classname='c' file='f.py' time='1.5'/>"
	       "</testsuite></testsuites>");
	assert_int_equal(1, report->tests.n);
	assert_test(0, "c", "n", TEST_PASSING, "");
	assert_str("f.py", test(0)->file);
	assert_int_equal(1500000, test(0)->time_us);
	assert_str("", report->producer);
	assert_silent();
}

static void junit__without_a_classname_the_suite_around_it_counts(void **state)
{
	(void)state;
	accept("<testsuites name='all'><testcase name='a'/><testsuite name='s' file='s.c'>"
	       "<testcase name='b'/><testsuite name=' '><testcase name='c' file='c.c'/></testsuite>"
	       "<testsuite name='t'><testcase name='d' classname=''/></testsuite>"
	       "<testcase name='e'/></testsuite></testsuites>");
	assert_test(0, "", "a", TEST_PASSING, "");
	assert_test(1, "s", "b", TEST_PASSING, "");
	assert_test(2, "s", "c", TEST_PASSING, "");
	assert_test(3, "t", "d", TEST_PASSING, "");
	assert_test(4, "s", "e", TEST_PASSING, "");
	assert_str("", test(0)->file);
	assert_str("s.c", test(1)->file);
	assert_str("c.c", test(2)->file);
	assert_str("s.c", test(3)->file);
	assert_silent();
}

static void junit__the_worst_child_decides_whatever_the_order(void **state)
{
	(void)state;
	accept_cases(
		"<testcase name='a'><skipped message='s'/><failure message='f'/><error message='e'/>"
		"</testcase>"
		"<testcase name='b'><error message='e'/><failure message='f'/></testcase>"
		"<testcase name='c'><failure message='f'/><skipped message='s'/></testcase>"
		"<testcase name='d'><skipped message='s'/></testcase>"
		"<testcase name='e'><failure message='one'/><failure message='two'/></testcase>");
	assert_test(0, "s", "a", TEST_FAILING, "e");
	assert_true(test(0)->errored);
	assert_test(1, "s", "b", TEST_FAILING, "e");
	assert_true(test(1)->errored);
	assert_test(2, "s", "c", TEST_FAILING, "f");
	assert_false(test(2)->errored);
	assert_test(3, "s", "d", TEST_SKIPPED, "s");
	assert_test(4, "s", "e", TEST_FAILING, "one");
}

static void junit__reruns_are_flaky_only_when_the_last_one_passed(void **state)
{
	(void)state;
	accept_cases(
		"<testcase name='a'><flakyFailure message='first'><stackTrace>x</stackTrace>"
		"</flakyFailure></testcase>"
		"<testcase name='b'><flakyError/></testcase>"
		"<testcase name='c'><failure message='f'/><rerunFailure message='r'/></testcase>"
		"<testcase name='d'><error message='e'/><rerunError message='r'/></testcase>"
		"<testcase name='e'><failure message='f'/><rerunError message='r'/></testcase>"
		"<testcase name='f'><flakyFailure/><failure message='f'/></testcase>"
		"<testcase name='g'><rerunFailure message='r'/></testcase>");
	assert_test(0, "s", "a", TEST_FLAKY, "first");
	assert_false(test(0)->errored);
	assert_test(1, "s", "b", TEST_FLAKY, "");
	assert_false(test(1)->errored);
	assert_test(2, "s", "c", TEST_FAILING, "f");
	assert_test(3, "s", "d", TEST_FAILING, "e");
	assert_true(test(3)->errored);
	assert_test(4, "s", "e", TEST_FAILING, "f");
	assert_false(test(4)->errored);
	assert_test(5, "s", "f", TEST_FAILING, "f");
	assert_test(6, "s", "g", TEST_FAILING, "r");
}

static void junit__a_message_is_the_attribute_or_else_the_first_line_with_text(void **state)
{
	(void)state;
	accept_cases(
		"<testcase name='a'><failure message='&#10; one &#10;two'>three</failure></testcase>"
		"<testcase name='b'><failure>\n\n   four &amp; <![CDATA[<five>]]>  \n six</failure></testcase>"
		"<testcase name='c'><skipped message=''>seven</skipped></testcase>"
		"<testcase name='d'><failure type='T'/><system-out>not this</system-out></testcase>"
		"<testcase name='e'><failure>   </failure>nor this</testcase>");
	assert_str("one", test(0)->message);
	assert_str("four & <five>", test(1)->message);
	assert_str("seven", test(2)->message);
	assert_str("", test(3)->message);
	assert_str("", test(4)->message);
}

static void junit__a_message_is_cut_between_characters(void **state)
{
	struct buf text = { 0 };

	(void)state;
	for (int lead = 0; lead < 4; lead++) {
		for (int attribute = 0; attribute < 2; attribute++) {
			buf_printf(&text, "<testcase name='n%d%d'><failure ", lead, attribute);
			buf_puts(&text, attribute ? "message='" : ">");
			buf_repeat(&text, 'x', (size_t)lead);
			for (int i = 0; i < 300; i++)
				buf_puts(&text, "\xf0\x9f\x92\xa9");
			buf_puts(&text, attribute ? "'/></testcase>" : "</failure></testcase>");
		}
	}
	buf_puts(&text, "<testcase name='n'><failure>");
	buf_repeat(&text, 'x', 3000000);
	buf_puts(&text, "</failure></testcase>");
	accept_cases(text.p);
	buf_release(&text);
	for (size_t i = 0; i < report->tests.n; i++) {
		assert_true(test(i)->message.n > 496 && test(i)->message.n <= 500);
		assert_int_equal(test(i)->message.n, utf8_valid(test(i)->message));
	}
	assert_int_equal(500, test(8)->message.n);
}

static void junit__what_is_told_again_is_folded_and_noted(void **state)
{
	(void)state;
	accept_cases("<testcase name='a'><failure/></testcase><testcase name='a'/>");
	assert_int_equal(1, report->tests.n);
	assert_state(0, TEST_FAILING);
	assert_said(DIAG(JUNIT_REPEATED), 0,
		"1 record tells of a test again, such as 'a': they may be two tests of one name");
}

#define GO "<properties><property name='go.version' value='go1.22'/></properties>"

static void junit__go_tells_again_of_what_it_ran_again(void **state)
{
	(void)state;
	accept("<testsuite name='a'>" GO "<testcase classname='a' name='a'><failure/></testcase>"
	       "<testcase classname='a' name='a'/></testsuite>");
	assert_state(0, TEST_FLAKY);
}

static void junit__node_has_tests_of_one_name_in_two_describes(void **state)
{
	(void)state;
	accept("<testsuites><testsuite name='A'><testcase classname='test' name='x'><failure/></testcase>"
	       "</testsuite><testsuite name='B'><testcase classname='test' name='x'/></testsuite>"
	       "<testcase classname='test' name='y'/></testsuites>");
	assert_int_equal(3, report->tests.n);
	assert_state(0, TEST_FAILING);
	assert_state(1, TEST_PASSING);
}

static void junit__what_unittest_cannot_load_is_a_module(void **state)
{
	(void)state;
	accept_cases(
		"<testcase classname='unittest.loader._FailedTest' name='tests.jobs.test_queue'>"
		"<error message='ImportError: Failed to import test module'/></testcase>");
	assert_state(0, TEST_BLOCKED);
	assert_true(report->tests.v[0].module);
}

static void junit__a_session_that_stopped_at_a_file_is_no_run(void **state)
{
	(void)state;
	accept("<testsuites><testsuite name='pytest' errors='1' hostname='host'><testcase classname='' name='a'>"
	       "<error message='collection failure'/></testcase></testsuite></testsuites>");
	assert_said(DIAG(JUNIT_INTERRUPTED), 0, "--continue-on-collection-errors");
	assert_int_equal(1, diags.count[DIAG_DOUBT]);
	assert_true(report->interrupted);
}

static void junit__a_session_that_ran_some_test_was_not_interrupted(void **state)
{
	(void)state;
	accept("<testsuites><testsuite name='pytest' errors='1' hostname='host'><testcase classname='' name='a'>"
	       "<error message='collection failure'/></testcase><testcase classname='b' name='c'/>"
	       "</testsuite></testsuites>");
	assert_false(report->interrupted);
	assert_silent();
}

static void junit__a_case_without_a_name_gets_one_from_its_position(void **state)
{
	(void)state;
	accept_cases(
		"<testcase name='a'/>\n<testcase/>\n<testcase name=''/>\n<testcase name=' '/>\n"
		"<testcase><failure/></testcase>\n");
	assert_test(1, "s", "(unnamed 2)", TEST_PASSING, "");
	assert_test(2, "s", "(unnamed 3)", TEST_PASSING, "");
	assert_test(3, "s", "(unnamed 4)", TEST_PASSING, "");
	assert_test(4, "s", "(unnamed 5)", TEST_FAILING, "");
	assert_said(DIAG(JUNIT_NAMELESS), 3, "'(unnamed 2)'");
	assert_int_equal(4, diags.count[DIAG_DOUBT]);
}

static void junit__a_failure_with_an_empty_name_is_the_hook_of_its_suite(void **state)
{
	(void)state;
	accept_cases(
		"<testcase name='' classname='com.example.FooTest'><error message='@BeforeAll'/></testcase>"
		"<testcase name=''><failure>setup_file failed</failure></testcase>");
	assert_test(0, "com.example.FooTest", "com.example.FooTest", TEST_BLOCKED, "@BeforeAll");
	assert_true(test(0)->errored);
	assert_test(1, "s", "s", TEST_BLOCKED, "setup_file failed");
	assert_silent();
}

static void junit__an_error_of_a_whole_suite_is_a_blocked_record(void **state)
{
	(void)state;
	accept("<testsuite name='s' tests='1' errors='1'><error message='no class'/>"
	       "<testcase name='a'/></testsuite>");
	assert_int_equal(2, report->tests.n);
	assert_test(0, "s", "s", TEST_BLOCKED, "no class");
	assert_true(test(0)->errored);
	assert_test(1, "s", "a", TEST_PASSING, "");
}

static void junit__attributes_that_say_it_did_not_run_are_no_pass(void **state)
{
	(void)state;
	accept_cases("<testcase name='a' status='disabled'/><testcase name='b' status='notrun'/>"
		     "<testcase name='c' result='suppressed'/><testcase name='d' status='ignored'/>"
		     "<testcase name='e' status='FAILED'/><testcase name='f' status='run'/>"
		     "<testcase name='g' status='passed' result='completed'/>");
	assert_state(0, TEST_DISABLED);
	assert_state(1, TEST_NOT_RUN);
	assert_state(2, TEST_DISABLED);
	assert_state(3, TEST_SKIPPED);
	assert_state(4, TEST_FAILING);
	assert_state(5, TEST_PASSING);
	assert_state(6, TEST_PASSING);
}

static void junit__a_million_failing_lines_cost_no_memory_of_their_own(void **state)
{
	struct buf text = { 0 };
	size_t before;

	(void)state;
	buf_puts(&text, "<testsuite name='s'><testcase name='a'><failure>");
	for (int i = 0; i < 100000; i++)
		buf_puts(&text, "line\n<![CDATA[more]]>\n");
	buf_puts(&text, "</failure></testcase></testsuite>");
	before = arena.bytes;
	accept(text.p);
	assert_str("line", test(0)->message);
	assert_true(arena.bytes - before < 200000);
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PARSE_TEST(junit__a_case_has_suite_name_file_and_time),
		PARSE_TEST(junit__without_a_classname_the_suite_around_it_counts),
		PARSE_TEST(junit__the_worst_child_decides_whatever_the_order),
		PARSE_TEST(junit__reruns_are_flaky_only_when_the_last_one_passed),
		PARSE_TEST(junit__a_message_is_the_attribute_or_else_the_first_line_with_text),
		PARSE_TEST(junit__a_message_is_cut_between_characters),
		PARSE_TEST(junit__what_is_told_again_is_folded_and_noted),
		PARSE_TEST(junit__go_tells_again_of_what_it_ran_again),
		PARSE_TEST(junit__node_has_tests_of_one_name_in_two_describes),
		PARSE_TEST(junit__what_unittest_cannot_load_is_a_module),
		PARSE_TEST(junit__a_session_that_stopped_at_a_file_is_no_run),
		PARSE_TEST(junit__a_session_that_ran_some_test_was_not_interrupted),
		PARSE_TEST(junit__a_case_without_a_name_gets_one_from_its_position),
		PARSE_TEST(junit__a_failure_with_an_empty_name_is_the_hook_of_its_suite),
		PARSE_TEST(junit__an_error_of_a_whole_suite_is_a_blocked_record),
		PARSE_TEST(junit__attributes_that_say_it_did_not_run_are_no_pass),
		PARSE_TEST(junit__a_million_failing_lines_cost_no_memory_of_their_own),
	};

	return cmocka_run_group_tests_name("junit", tests, NULL, NULL);
}
