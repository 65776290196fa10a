#include "tests/unit/parse_fixture.h"

#include "parsers/junit.h"

static int parse(const char *text)
{
	struct input in = { .path = STR("report.xml"), .bytes = str_of(text) };

	return junit_parser.parse(in, report, &diags);
}

static void accept(const char *text)
{
	assert_int_equal(0, parse(text));
	assert_str("junit", report->format);
}

static void accept_file(const char *name)
{
	struct file f = { 0 };
	struct input in = { .path = STR("report.xml") };
	char path[200];

	snprintf(path, sizeof(path), "tests/fixtures/junit/%s", name);
	assert_int_equal(0, file_read(&f, path, &diags, DIAG(REPORT_FILE)));
	in.bytes = buf_str(&f.bytes);
	assert_true(junit_parser.sniff(in.bytes));
	assert_int_equal(0, junit_parser.parse(in, report, &diags));
	file_release(&f);
}

/* A suite of these cases. */
static void accept_cases(const char *cases)
{
	struct str text = arena_printf(&arena, "<testsuite name='s'>\n%s</testsuite>", cases);

	accept(text.p);
}

static const struct test *test(size_t i)
{
	assert_true(i < report->tests.n);
	return &report->tests.v[i];
}

static void assert_state(size_t i, enum test_state state)
{
	assert_string_equal(test_state_names[state], test_state_names[test(i)->state]);
}

static void assert_test(
	size_t i, const char *suite, const char *name, enum test_state state, const char *message)
{
	assert_str(suite, test(i)->suite);
	assert_str(name, test(i)->name);
	assert_str(message, test(i)->message);
	assert_state(i, state);
}

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
			buf_puts(&text, "<testcase name='n'><failure ");
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

static void assert_time(const char *text, uint64_t us, bool good)
{
	uint64_t got = 1;

	if (junit_time(str_of(text), &got) != good || got != us)
		fail_msg("'%s' reads %llu", text, (unsigned long long)got);
}

static void junit__times_are_read_exactly_however_they_are_written(void **state)
{
	(void)state;
	assert_time("0", 0, true);
	assert_time("1", 1000000, true);
	assert_time(" 1.5 ", 1500000, true);
	assert_time("0.000001", 1, true);
	assert_time("0.0000019", 1, true);
	assert_time("0.1", 100000, true);
	assert_time("4.35", 4350000, true); /* 4349999.99 in floating point */
	assert_time("1,234.5", 1234500000, true);
	assert_time("2,120.532", 2120532000, true);
	assert_time("1,234,567.8", 1234567800000, true);
	assert_time("1.234.567,8", 1234567800000, true);
	assert_time("1,234,567", 1234567000000, true);
	assert_time("0,03", 30000, true);
	assert_time(
		"1,234", 1234000, true); /* a decimal comma is seen far more than a whole 1234 s */
	assert_time("1E-07", 0, true);
	assert_time("1e-6", 1, true);
	assert_time("1.5E+2", 150000000, true);
	assert_time("2.5e1", 25000000, true);
	assert_time(".5", 500000, true);
	assert_time("5.", 5000000, true);
	assert_time("0.123456789012345678901234567890", 123456, true);
	assert_time("0000000000000000000000000000001.5", 1500000, true);
	assert_time("100000000000000000000000000000e-29", 1000000, true);
	assert_time("1e-99999999999", 0, true);
	assert_time("0e99999999999", 0, true);
}

static void junit__what_is_no_time_is_told_apart(void **state)
{
	static const char *const texts[] = { "", " ", "NaN", "Infinity", "-1", "-0.5", "80.803us",
		"1 s", "0x10", "+1", "1e", "e5", "1e5.5", ".", ",", "1,2,3", "1.5.3", "12,34,567.8",
		",123,456", "1..5", "1.5,5.5", "--1", "1-2", "1e--2" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_time(texts[i], 0, false);
}

static void junit__an_absurd_time_is_cut(void **state)
{
	(void)state;
	assert_time("31622400", JUNIT_TIME_MAX_US, true);
	assert_time("31622401", JUNIT_TIME_MAX_US, false);
	assert_time("1e30", JUNIT_TIME_MAX_US, false);
	assert_time("1e99999999999999999999", 0, false);
	assert_time("99999999999999999999999999999999999999", JUNIT_TIME_MAX_US, false);
}

static void junit__times_that_are_none_are_counted_in_one_note(void **state)
{
	(void)state;
	accept_cases(
		"<testcase name='a'/>\n<testcase name='b' time='NaN'/>\n<testcase name='c' time=''/>\n"
		"<testcase name='d' time='1e30'/>\n");
	assert_said(DIAG(JUNIT_TIME), 3, "time=\"NaN\"");
	assert_int_equal(3, diags.count[DIAG_NOTE]);
	assert_int_equal(2, diags.first->more);
	assert_int_equal(0, test(1)->time_us);
	assert_int_equal(JUNIT_TIME_MAX_US, test(3)->time_us);
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
	assert_state(1, TEST_DISABLED);
	assert_state(2, TEST_DISABLED);
	assert_state(3, TEST_SKIPPED);
	assert_state(4, TEST_FAILING);
	assert_state(5, TEST_PASSING);
	assert_state(6, TEST_PASSING);
}

static void junit__totals_that_differ_are_noted_once_with_their_number(void **state)
{
	(void)state;
	accept("<testsuites>\n<testsuite name='a' tests='2'><testcase name='a'/></testsuite>\n"
	       "<testsuite name='b' tests='1' skipped='1'><testcase name='b'/></testsuite>\n"
	       "<testsuite name='c' tests='1' failures=' 1 ' errors='0' skipped='0'>"
	       "<testcase name='c'><failure/></testcase></testsuite></testsuites>");
	assert_said(DIAG(JUNIT_TOTALS), 2, "tests=\"2\" where 1 were counted");
	assert_int_equal(2, diags.count[DIAG_NOTE]);
	assert_int_equal(1, diags.first->more);
}

static void junit__totals_are_compared_for_outermost_suites_only(void **state)
{
	(void)state;
	/* PHPUnit's are cumulative, others' are not: inside, any number may be right. */
	accept("<testsuites tests='3'><testsuite tests='3' failures='1'><testsuite tests='9' failures='9'>"
	       "<testcase name='a'/><testcase name='b'/></testsuite>"
	       "<testcase name='c'><failure/></testcase></testsuite></testsuites>");
	assert_silent();
}

static void junit__totals_that_are_no_numbers_are_left_aside(void **state)
{
	(void)state;
	accept("<testsuite tests='' failures='-1' errors='x' skipped='1.5'><testcase name='a'/></testsuite>");
	assert_silent();
}

static void junit__a_suite_that_claims_a_failure_no_case_shows_is_refused(void **state)
{
	(void)state;
	assert_int_equal(-1,
		parse("<testsuites>\n<testsuite name='a'><testcase name='a'><failure/></testcase>"
		      "</testsuite>\n<testsuite name='b' failures='1'><testcase name='b'/>"
		      "</testsuite></testsuites>"));
	assert_int_equal(1, diags.count[DIAG_ERROR]);
	assert_said(
		DIAG(JUNIT_CLAIM), 3, "failures=\"1\" errors=\"0\", and none of its 1 testcases");
}

static void junit__a_root_that_claims_an_error_no_case_shows_is_refused(void **state)
{
	(void)state;
	assert_int_equal(-1,
		parse("\n<testsuites errors='2'>\n<testsuite name='a'><testcase name='a'/>"
		      "</testsuite></testsuites>"));
	assert_int_equal(1, diags.count[DIAG_ERROR]);
	assert_said(DIAG(JUNIT_CLAIM), 2, "errors=\"2\"");
}

static void junit__a_claim_is_refused_once_for_suite_and_root(void **state)
{
	(void)state;
	assert_int_equal(-1,
		parse("<testsuites failures='1'>\n<testsuite failures='1'><testcase name='a'/>"
		      "</testsuite></testsuites>"));
	assert_int_equal(1, diags.count[DIAG_ERROR]);
	assert_said(DIAG(JUNIT_CLAIM), 2, "");
}

static void junit__a_failure_that_passed_in_the_end_is_enough_for_a_claim(void **state)
{
	(void)state;
	accept("<testsuite failures='1'><testcase name='a'><flakyFailure/></testcase></testsuite>");
	assert_state(0, TEST_FLAKY);
	assert_said(DIAG(JUNIT_TOTALS), 1, "failures=\"1\" where 0");
}

static void junit__a_report_without_a_case_is_refused(void **state)
{
	(void)state;
	assert_int_equal(-1, parse("<testsuites>\n<testsuite tests='0'/></testsuites>"));
	assert_said(DIAG(JUNIT_EMPTY), 1, "no test ran");
	assert_int_equal(-1, parse("\n<testsuite tests='7'/>"));
	assert_said(DIAG(JUNIT_EMPTY), 2, "claims tests=\"7\"");
	assert_int_equal(-1, parse("\n\n<testsuite><error/></testsuite>"));
	assert_said(DIAG(JUNIT_EMPTY), 3, "no test ran");
}

static void junit__a_case_inside_a_case_is_refused(void **state)
{
	(void)state;
	assert_int_equal(-1,
		parse("<testsuite><testcase name='a'>\n<testcase name='b'/></testcase></testsuite>"));
	assert_said(DIAG(JUNIT_NESTED), 2, "<testcase> inside a <testcase>");
	assert_int_equal(-1,
		parse("<testsuite><testcase name='a'>\n\n<testsuite><failure/></testsuite>"
		      "</testcase></testsuite>"));
	assert_said(DIAG(JUNIT_NESTED), 3, "<testsuite> inside");
}

static void junit__another_root_is_refused(void **state)
{
	(void)state;
	assert_int_equal(-1, parse("\n<coverage><testcase name='a'/></coverage>"));
	assert_said(DIAG(REPORT_FORMAT), 2, "root element <coverage>");
	assert_int_equal(-1, parse("\n\n<testcase name='a'/>"));
	assert_said(DIAG(REPORT_FORMAT), 3, "root element <testcase>");
	assert_int_equal(0, report->tests.n);
	assert_int_equal(2, diags.count[DIAG_ERROR]);
}

static void junit__broken_xml_is_refused(void **state)
{
	(void)state;
	assert_int_equal(-1, parse("<testsuite><testcase name='a'/>\n<testcase name='b'><fail"));
	assert_said(DIAG(XML_SYNTAX), 2, "");
	assert_int_equal(1, diags.count[DIAG_ERROR]);
}

static void junit__pytest_states_are_those_of_the_run(void **state)
{
	(void)state;
	accept_file("pytest-states.xml");
	assert_str("pytest", report->producer);
	assert_int_equal(9, report->tests.n);
	assert_test(0, "test_missing", "test_missing", TEST_BLOCKED, "collection failure");
	assert_true(test(0)->errored);
	assert_test(1, "test_optional", "test_optional", TEST_SKIPPED, "collection skipped");
	assert_test(2, "test_ok", "test_passes", TEST_PASSING, "");
	assert_test(3, "test_ok", "test_fails", TEST_FAILING, "AssertionError: one is not two");
	assert_false(test(3)->errored);
	assert_test(4, "test_ok", "test_parameter[a & b]", TEST_PASSING, "");
	assert_test(5, "test_ok", "test_parameter[<c>]", TEST_PASSING, "");
	assert_test(6, "test_ok", "test_skipped", TEST_SKIPPED, "no network here");
	assert_test(7, "test_ok", "test_expected", TEST_EXPECTED_FAILURE, "bug 17");
	assert_test(8, "test_ok", "test_setup", TEST_BLOCKED,
		"failed on setup with \"RuntimeError: no database\"");
	assert_silent();
}

static void junit__pytest_interrupted_has_records_of_modules_only(void **state)
{
	(void)state;
	accept_file("pytest-interrupted.xml");
	assert_int_equal(2, report->tests.n);
	assert_state(0, TEST_BLOCKED);
	assert_state(1, TEST_SKIPPED);
	assert_silent();
}

static void junit__pytest_that_selected_nothing_is_refused(void **state)
{
	struct file f = { 0 };

	(void)state;
	assert_int_equal(0,
		file_read(&f, "tests/fixtures/junit/pytest-none-selected.xml", &diags,
			DIAG(REPORT_FILE)));
	assert_int_equal(-1, parse(f.bytes.p));
	assert_said(DIAG(JUNIT_EMPTY), 1, "no test ran");
	file_release(&f);
}

static void junit__a_setup_error_is_blocked_and_a_teardown_error_is_not(void **state)
{
	(void)state;
	accept_cases(
		"<testcase name='a'><error message='failed on setup with &quot;x&quot;'/></testcase>"
		"<testcase name='b'><error message='failed on teardown with &quot;x&quot;'/></testcase>");
	assert_state(0, TEST_BLOCKED);
	assert_state(1, TEST_FAILING);
	assert_true(test(0)->errored && test(1)->errored);
}

static void junit__ctest_states_are_those_of_the_run(void **state)
{
	static const enum test_state wanted[] = { TEST_PASSING, TEST_FAILING, TEST_BLOCKED,
		TEST_DISABLED, TEST_SKIPPED, TEST_FAILING, TEST_FAILING, TEST_BLOCKED,
		TEST_BLOCKED };

	(void)state;
	accept_file("ctest-states.xml");
	assert_str("ctest", report->producer);
	assert_int_equal(9, report->tests.n);
	for (size_t i = 0; i < 9; i++)
		assert_state(i, wanted[i]);
	assert_test(2, "unbuilt", "unbuilt", TEST_BLOCKED, "Unable to find executable");
	assert_silent();
}

static void junit__ctest_without_a_reason_is_skipped(void **state)
{
	(void)state;
	accept("<testsuite disabled='0' hostname='' timestamp=''><testcase name='a' status='notrun'/></testsuite>");
	assert_str("ctest", report->producer);
	assert_state(0, TEST_SKIPPED);
}

static void junit__gtest_states_are_those_of_the_run(void **state)
{
	(void)state;
	accept_file("gtest-states.xml");
	assert_str("gtest", report->producer);
	assert_int_equal(6, report->tests.n);
	assert_test(0, "Value", "Passes", TEST_PASSING, "");
	assert_str("value_test.cc", test(0)->file);
	assert_test(1, "Value", "Fails", TEST_FAILING, "Expected equality of these values:");
	assert_test(2, "Value", "DISABLED_Later", TEST_DISABLED, "");
	assert_test(3, "Value", "Skips", TEST_SKIPPED, "no display");
	assert_test(4, "Small/Each", "Positive/0", TEST_PASSING, "");
	assert_test(5, "Small/Each", "Positive/1", TEST_PASSING, "");
	assert_silent();
}

static void junit__a_gtest_listing_is_no_run(void **state)
{
	(void)state;
	accept_file("gtest-listing.xml");
	assert_str("gtest", report->producer);
	assert_int_equal(6, report->tests.n);
	for (size_t i = 0; i < 6; i++)
		assert_state(i, TEST_NOT_RUN);
	assert_silent();
}

static void junit__a_bare_run_of_another_producer_is_no_listing(void **state)
{
	(void)state;
	accept("<testsuites name='mine'><testsuite name='s'><testcase name='a'/></testsuite></testsuites>");
	assert_state(0, TEST_PASSING);
}

static void junit__a_gtest_failure_outside_of_any_test_fails(void **state)
{
	(void)state;
	accept("<testsuites name='AllTests' failures='1'><testsuite name='NonTestSuiteFailure'>"
	       "<testcase name='' status='run' result='completed' classname=''>"
	       "<failure message='env.cc:1&#10;no database'/></testcase></testsuite></testsuites>");
	assert_test(0, "NonTestSuiteFailure", "NonTestSuiteFailure", TEST_FAILING, "no database");
	assert_silent();
}

static void junit__producers_are_known_by_their_marks(void **state)
{
	static const struct {
		const char *producer, *text;
	} rows[] = {
		{ "jest-junit", "<testsuites name='jest tests'><testcase name='a'/></testsuites>" },
		{ "vitest", "<testsuites name='vitest tests'><testcase name='a'/></testsuites>" },
		{ "mocha", "<testsuite name='Mocha Tests'><testcase name='a'/></testsuite>" },
		{ "mocha-junit-reporter",
			"<testsuites name='Mocha Tests'><testcase name='a'/></testsuites>" },
		{ "surefire",
			"<testsuite xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
			" xsi:noNamespaceSchemaLocation='https://maven.apache.org/surefire/x.xsd'>"
			"<testcase name='a'/></testsuite>" },
		{ "phpunit",
			"<testsuites><testsuite name='s'><testcase name='a' class='C' classname='C'"
			" assertions='1'/></testsuite></testsuites>" },
		{ "pytest",
			"<testsuites><testsuite name='mine'><testcase name='a'><skipped type='pytest.skip'/>"
			"</testcase></testsuite></testsuites>" },
		{ "",
			"<testsuites name='pytest'><testsuite name='pytest'><testcase name='a'/>"
			"</testsuite></testsuites>" },
		{ "", "<testsuite name='AllTests'><testcase name='a'/></testsuite>" },
		{ "",
			"<testsuite disabled='0' errors='0' hostname='' timestamp=''><testcase name='a'/>"
			"</testsuite>" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		accept(rows[i].text);
		assert_str(rows[i].producer, report->producer);
	}
}

static void junit__only_its_own_roots_are_claimed(void **state)
{
	(void)state;
	assert_true(junit_parser.sniff(STR("<testsuites>")));
	assert_true(junit_parser.sniff(
		STR("<?xml version='1.0'?>\n<!-- x -->\n<testsuite name='a'/>")));
	assert_false(
		junit_parser.sniff(STR("<testsuites xmlns='http://check.sourceforge.net/ns'>")));
	assert_false(junit_parser.sniff(STR("<failsafe-summary><testsuites/></failsafe-summary>")));
	assert_false(junit_parser.sniff(STR("<testsuit")));
	assert_false(junit_parser.sniff(STR("SF:<testsuite>")));
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
		PARSE_TEST(junit__times_are_read_exactly_however_they_are_written),
		PARSE_TEST(junit__what_is_no_time_is_told_apart),
		PARSE_TEST(junit__an_absurd_time_is_cut),
		PARSE_TEST(junit__times_that_are_none_are_counted_in_one_note),
		PARSE_TEST(junit__a_case_without_a_name_gets_one_from_its_position),
		PARSE_TEST(junit__a_failure_with_an_empty_name_is_the_hook_of_its_suite),
		PARSE_TEST(junit__an_error_of_a_whole_suite_is_a_blocked_record),
		PARSE_TEST(junit__attributes_that_say_it_did_not_run_are_no_pass),
		PARSE_TEST(junit__totals_that_differ_are_noted_once_with_their_number),
		PARSE_TEST(junit__totals_are_compared_for_outermost_suites_only),
		PARSE_TEST(junit__totals_that_are_no_numbers_are_left_aside),
		PARSE_TEST(junit__a_suite_that_claims_a_failure_no_case_shows_is_refused),
		PARSE_TEST(junit__a_root_that_claims_an_error_no_case_shows_is_refused),
		PARSE_TEST(junit__a_claim_is_refused_once_for_suite_and_root),
		PARSE_TEST(junit__a_failure_that_passed_in_the_end_is_enough_for_a_claim),
		PARSE_TEST(junit__a_report_without_a_case_is_refused),
		PARSE_TEST(junit__a_case_inside_a_case_is_refused),
		PARSE_TEST(junit__another_root_is_refused),
		PARSE_TEST(junit__broken_xml_is_refused),
		PARSE_TEST(junit__pytest_states_are_those_of_the_run),
		PARSE_TEST(junit__pytest_interrupted_has_records_of_modules_only),
		PARSE_TEST(junit__pytest_that_selected_nothing_is_refused),
		PARSE_TEST(junit__a_setup_error_is_blocked_and_a_teardown_error_is_not),
		PARSE_TEST(junit__ctest_states_are_those_of_the_run),
		PARSE_TEST(junit__ctest_without_a_reason_is_skipped),
		PARSE_TEST(junit__gtest_states_are_those_of_the_run),
		PARSE_TEST(junit__a_gtest_listing_is_no_run),
		PARSE_TEST(junit__a_bare_run_of_another_producer_is_no_listing),
		PARSE_TEST(junit__a_gtest_failure_outside_of_any_test_fails),
		PARSE_TEST(junit__producers_are_known_by_their_marks),
		PARSE_TEST(junit__only_its_own_roots_are_claimed),
		PARSE_TEST(junit__a_million_failing_lines_cost_no_memory_of_their_own),
	};

	return cmocka_run_group_tests_name("junit", tests, NULL, NULL);
}
