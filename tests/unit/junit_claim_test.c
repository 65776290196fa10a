#include "tests/unit/junit_fixture.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
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
	};

	return cmocka_run_group_tests_name("junit claims", tests, NULL, NULL);
}
