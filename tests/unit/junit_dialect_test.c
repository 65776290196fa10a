#include "tests/unit/junit_fixture.h"

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
	assert_said(DIAG(JUNIT_INTERRUPTED), 0, "1 file could not be loaded");
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

static void junit__a_gtest_before_results_says_notrun_of_disabled_tests(void **state)
{
	(void)state;
	accept("<testsuites name='AllTests'><testsuite name='s'><testcase name='a' status='run'/>"
	       "<testcase name='DISABLED_b' status='notrun'/></testsuite></testsuites>");
	assert_str("gtest", report->producer);
	assert_state(1, TEST_DISABLED);
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
		{ "catch2",
			"<testsuites><testsuite hostname='tbd'><testcase name='a'/></testsuite></testsuites>" },
		{ "criterion",
			"<testsuites name='Criterion Tests'><testcase name='a'/></testsuites>" },
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		PARSE_TEST(junit__pytest_states_are_those_of_the_run),
		PARSE_TEST(junit__pytest_interrupted_has_records_of_modules_only),
		PARSE_TEST(junit__pytest_that_selected_nothing_is_refused),
		PARSE_TEST(junit__a_setup_error_is_blocked_and_a_teardown_error_is_not),
		PARSE_TEST(junit__ctest_states_are_those_of_the_run),
		PARSE_TEST(junit__ctest_without_a_reason_is_skipped),
		PARSE_TEST(junit__gtest_states_are_those_of_the_run),
		PARSE_TEST(junit__a_gtest_listing_is_no_run),
		PARSE_TEST(junit__a_bare_run_of_another_producer_is_no_listing),
		PARSE_TEST(junit__a_gtest_before_results_says_notrun_of_disabled_tests),
		PARSE_TEST(junit__a_gtest_failure_outside_of_any_test_fails),
		PARSE_TEST(junit__producers_are_known_by_their_marks),
		PARSE_TEST(junit__only_its_own_roots_are_claimed),
	};

	return cmocka_run_group_tests_name("junit dialects", tests, NULL, NULL);
}
