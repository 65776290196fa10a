#include "tests/unit/junit_fixture.h"

static void junit__totals_under_what_is_shown_are_noted_once_with_their_number(void **state)
{
	(void)state;
	accept("<testsuites>\n<testsuite name='a' tests='0'><testcase name='a'/></testsuite>\n"
	       "<testsuite name='b' tests='1' skipped='1'><testcase name='b'/></testsuite>\n"
	       "<testsuite name='c' tests='1' failures=' 1 ' errors='0' skipped='0'>"
	       "<testcase name='c'><failure/></testcase></testsuite></testsuites>");
	assert_said(DIAG(JUNIT_TOTALS_NOTE), 2, "tests=\"0\" where 1 were counted");
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
	assert_said(DIAG(JUNIT_TOTALS_NOTE), 1, "failures=\"1\" where 0");
}

static void junit__reruns_explain_as_many_failures_as_there_are(void **state)
{
	(void)state;
	accept("<testsuite tests='3' failures='1' errors='1'><testcase name='a'><flakyFailure/><flakyError/>"
	       "</testcase><testcase name='b'/><testcase name='c'/></testsuite>");
	assert_int_equal(0, diags.count[DIAG_DOUBT]);
	assert_int_equal(-1,
		parse("<testsuites>\n<testsuite tests='1000' failures='999'><testcase name='a'><flakyFailure/>"
		      "</testcase><testcase name='b'/></testsuite></testsuites>"));
	assert_said(DIAG(JUNIT_CLAIM), 2, "failures=\"999\"");
	assert_int_equal(-1,
		parse("<testsuite failures='18446744073709551614' errors='3'><testcase name='a'><flakyError/>"
		      "</testcase></testsuite>"));
}

static void junit__a_claim_over_the_failures_shown_is_a_doubt(void **state)
{
	(void)state;
	accept("\n<testsuite tests='2' failures='999'><testcase name='a'><failure/></testcase>"
	       "<testcase name='b'/></testsuite>");
	assert_said(DIAG(JUNIT_TOTALS), 2, "failures=\"999\" where 1 were counted");
	assert_int_equal(1, diags.count[DIAG_DOUBT]);
}

static void junit__failures_that_are_called_errors_are_no_doubt(void **state)
{
	(void)state;
	accept("<testsuite failures='0' errors='2'><testcase name='a'><failure/></testcase>"
	       "<testcase name='b'><failure/></testcase></testsuite>");
	assert_int_equal(0, diags.count[DIAG_DOUBT]);
	assert_int_equal(1, diags.count[DIAG_NOTE]);
}

static void junit__a_claim_over_the_cases_shown_is_a_doubt(void **state)
{
	(void)state;
	accept("<testsuite tests='3'><testcase name='a'/></testsuite>");
	assert_said(DIAG(JUNIT_TOTALS), 1, "tests=\"3\" where 1 were counted");
	accept("<testsuites name='AllTests' tests='3'><testsuite name='s'><testcase name='a' status='run'/>"
	       "</testsuite></testsuites>");
	assert_int_equal(2, diags.count[DIAG_DOUBT]);
}

static void junit__a_suite_of_unseen_tests_makes_the_report_counts_only(void **state)
{
	(void)state;
	accept("<testsuites><testsuite name='a'><testcase name='a'/></testsuite>"
	       "<testsuite name='b' tests='6'/></testsuites>");
	assert_said(DIAG(JUNIT_TOTALS), 1, "tests=\"6\" where 0 were counted");
	assert_int_equal(TRUST_COUNTS_ONLY, report->trust);
	assert_int_equal(1, report->tests.n);
}

#define LIES "tests='9' failures='3'><testcase name='a'><failure/></testcase></testsuite>"

static void junit__producers_whose_totals_are_no_counts_raise_no_doubt(void **state)
{
	static const char *const texts[] = {
		"<testsuites name='jest tests'><testsuite " LIES "</testsuites>",
		"<testsuites name='Mocha Tests'><testsuite " LIES "</testsuites>",
		"<testsuite name='Mocha Tests' " LIES,
		"<testsuites name='Criterion Tests'><testsuite " LIES "</testsuites>",
		"<testsuites><testsuite hostname='tbd' " LIES "</testsuites>",
		"<testsuite xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
		" xsi:noNamespaceSchemaLocation='surefire.xsd' " LIES,
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		report->tests.n = 0;
		accept(texts[i]);
	}
	assert_int_equal(0, diags.count[DIAG_DOUBT]);
	assert_int_equal(6, diags.count[DIAG_NOTE]);
}

static void junit__a_blocked_test_is_enough_for_a_claim(void **state)
{
	(void)state;
	accept("<testsuite failures='1'><testcase name='a' status='blocked'/></testsuite>");
	assert_state(0, TEST_BLOCKED);
	assert_int_equal(0, diags.count[DIAG_DOUBT]);
}

static void junit__a_report_without_a_case_is_refused(void **state)
{
	(void)state;
	assert_int_equal(-1, parse("<testsuites>\n<testsuite tests='0'/></testsuites>"));
	assert_said(DIAG(JUNIT_EMPTY), 1, "no test ran");
	assert_int_equal(-1, parse("\n<testsuite tests='7'/>"));
	assert_said(DIAG(JUNIT_EMPTY), 2, "claims tests=\"7\"");
}

static void junit__an_error_instead_of_cases_blocks_the_suite(void **state)
{
	(void)state;
	accept("<testsuite name='s'><error/></testsuite>");
	assert_state(0, TEST_BLOCKED);
	accept("<testsuites><testsuite name='t' tests='0' errors='1'/></testsuites>");
	assert_state(1, TEST_BLOCKED);
	assert_true(test(1)->module);
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
	assert_said(DIAG(XML_CUT), 2, "cut off in a tag");
	assert_int_equal(1, diags.count[DIAG_ERROR]);
	/* What was whole is kept, and what was cut is not taken for a pass. */
	assert_int_equal(1, report->tests.n);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PARSE_TEST(junit__totals_under_what_is_shown_are_noted_once_with_their_number),
		PARSE_TEST(junit__totals_are_compared_for_outermost_suites_only),
		PARSE_TEST(junit__totals_that_are_no_numbers_are_left_aside),
		PARSE_TEST(junit__a_suite_that_claims_a_failure_no_case_shows_is_refused),
		PARSE_TEST(junit__a_root_that_claims_an_error_no_case_shows_is_refused),
		PARSE_TEST(junit__a_claim_is_refused_once_for_suite_and_root),
		PARSE_TEST(junit__a_failure_that_passed_in_the_end_is_enough_for_a_claim),
		PARSE_TEST(junit__reruns_explain_as_many_failures_as_there_are),
		PARSE_TEST(junit__a_claim_over_the_failures_shown_is_a_doubt),
		PARSE_TEST(junit__failures_that_are_called_errors_are_no_doubt),
		PARSE_TEST(junit__a_claim_over_the_cases_shown_is_a_doubt),
		PARSE_TEST(junit__a_suite_of_unseen_tests_makes_the_report_counts_only),
		PARSE_TEST(junit__producers_whose_totals_are_no_counts_raise_no_doubt),
		PARSE_TEST(junit__a_blocked_test_is_enough_for_a_claim),
		PARSE_TEST(junit__a_report_without_a_case_is_refused),
		PARSE_TEST(junit__an_error_instead_of_cases_blocks_the_suite),
		PARSE_TEST(junit__a_case_inside_a_case_is_refused),
		PARSE_TEST(junit__another_root_is_refused),
		PARSE_TEST(junit__broken_xml_is_refused),
	};

	return cmocka_run_group_tests_name("junit claims", tests, NULL, NULL);
}
