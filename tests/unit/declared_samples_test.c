/* The samples of real test runners: what their authors declared is found, with its line. */
#include "tests/unit/declared_fixture.h"

static void declared__samples_of_python_are_found(void **state)
{
	(void)state;
	assert_sample("15 test_passes\n"
		      "20 test_hostile_name\n"
		      "25 test_skipped\n"
		      "30 test_expected_failure\n"
		      "35 test_passes_unexpectedly\n"
		      "40 test_strict\n"
		      "45 TestFixtures | test_setup\n"
		      "48 TestFixtures | test_teardown\n"
		      "51 TestFixtures | test_call_and_teardown\n",
		"pytest", "pytest/test_states.py");
	assert_sample("1 test_syntax\n", "pytest", "pytest/test_syntax.py");
	assert_sample("", "pytest", "pytest/killed.py");
	assert_sample("5 TestUser | test_has_a_name\n"
		      "8 TestUser | test_has_an_address\n"
		      "11 TestUser | test_address_is_optional\n"
		      "14 TestUser | test_equal_by_name\n"
		      "17 TestUser | test_hash_by_name\n"
		      "20 TestUser | test_hides_the_password\n"
		      "25 TestPassword | test_is_hashed\n"
		      "28 TestPassword | test_is_salted\n"
		      "32 TestPassword | test_is_verified\n"
		      "35 TestPassword | test_wrong_one_is_refused\n",
		"pytest", "phase1/tests/test_user.py");
}

static void declared__samples_of_javascript_are_found(void **state)
{
	(void)state;
	assert_sample("1 counts\n"
		      "5 fails \x07"
		      "<&\" ...\n"
		      "9 waits for the network\n"
		      "13 orders by date\n"
		      "20 database | stores\n",
		"jest", "jest/stock.test.js");
	assert_sample("3 answers\n", "jest", "jest/import.test.js");
	assert_sample("4 counts\n"
		      "8 fails\n"
		      "12 skips\n"
		      "16 to be done\n"
		      "21 a \"quoted\" suite | has an \x1b"
		      "[31mescape\x1b"
		      "[0m in its name ...\n"
		      "25 a \"quoted\" suite | finds <&> it\n"
		      "29 a \"quoted\" suite | throws\n",
		"node", "node/stock.test.js");
	assert_sample("4 stock | counts\n"
		      "8 stock | fails\n"
		      "12 stock | orders by date\n"
		      "14 stock | waits for the network\n"
		      "23 stock database | h1\n"
		      "27 stock database | h2\n",
		"mocha", "mocha/stock.spec.js");
}

static void declared__more_samples_of_javascript_are_found(void **state)
{
	(void)state;
	assert_sample("5 counts\n"
		      "9 fails <&\" \x1b"
		      "[31m ...\n"
		      "13 passes the second time\n"
		      "18 waits for the network\n"
		      "22 orders by date\n"
		      "29 database | stores\n"
		      "33 database | finds\n",
		"vitest", "vitest/stock.test.js");
	assert_sample("3 counts\n"
		      "7 fails\n"
		      "11 passes the second time\n"
		      "15 waits for the network\n"
		      "19 orders by date\n"
		      "23 fails as expected\n"
		      "29 database | stores\n"
		      "33 database | finds\n",
		"playwright", "playwright/tests/stock.spec.js");
}

static void declared__samples_of_c_are_found(void **state)
{
	(void)state;
	assert_sample("3 States | Passes\n"
		      "8 States | FailsTwice\n"
		      "14 States | DISABLED_Later\n"
		      "19 States | Skips\n"
		      "27 Even | IsEven\n",
		"gtest", "gtest/states.cc");
	assert_sample("6 passes\n"
		      "11 fails\n"
		      "17 sections\n"
		      "30 throws\n"
		      "35 expected failure\n"
		      "40 asserts nothing\n",
		"catch2", "catch2/states.cc");
	assert_sample("7 passes\n"
		      "14 fails\n"
		      "19 throws\n"
		      "25 may fail\n"
		      "30 skipped\n",
		"doctest", "doctest/states.cc");
	assert_sample("34 passes\n"
		      "36 fails\n"
		      "39 passes\n"
		      "40 skips\n"
		      "44 passes\n",
		"cmocka", "cmocka/states.c");
	assert_sample("5 states | passes\n"
		      "10 states | fails\n"
		      "15 states | crashes\n"
		      "20 states | hangs\n"
		      "25 states | disabled\n"
		      "30 states | skips\n",
		"criterion", "criterion/states.c");
}

static void declared__more_samples_of_c_are_found(void **state)
{
	(void)state;
	assert_sample("4 passes\n"
		      "10 fails\n"
		      "16 crashes\n",
		"check", "check/states.c");
	assert_sample("5 ok\n"
		      "8 fail\n"
		      "9 unbuilt\n"
		      "11 disabled\n"
		      "14 skip\n"
		      "17 timeout\n"
		      "20 crash\n"
		      "22 will_fail\n"
		      "25 database\n"
		      "27 needs_database\n",
		"ctest", "ctest/CMakeLists.txt");
}

static void declared__samples_of_others_are_found(void **state)
{
	(void)state;
	assert_sample("1 counts\n"
		      "5 fails <&\"\n"
		      "10 skips\n",
		"bats", "bats/states.bats");
	assert_sample("7 testCounts\n"
		      "12 testFails\n"
		      "17 testSkips\n"
		      "22 testIncomplete\n"
		      "27 testThrows\n"
		      "32 testRisky\n"
		      "37 testAmount\n",
		"phpunit", "phpunit/StockTest.php");
	assert_sample("8 stock | TestCounts\n"
		      "14 stock | TestFails\n"
		      "18 stock | TestSkips\n"
		      "22 stock | TestTable\n"
		      "33 stock | TestFlaky\n",
		"go", "gotestsum/stock/stock_test.go");
	assert_sample("5 broken | TestAnswer\n"
		      "11 broken | TestAnswerAlike\n",
		"go", "gotestsum/broken/broken_test.go");
	assert_sample("2 stock | counts\n"
		      "6 stock | fails \x1b"
		      "[31m<& ...\n"
		      "10 stock | throws\n"
		      "14 stock | is written next month\n"
		      "16 stock | waits for the network\n"
		      "20 stock | fails as expected\n"
		      "28 stock behind a hook | stores\n",
		"rspec", "rspec/spec/stock_spec.rb");
}

static void declared__more_samples_of_others_are_found(void **state)
{
	(void)state;
	assert_sample("16 counts\n"
		      "22 fails\n"
		      "27 passesTheSecondTime\n"
		      "32 throwsUp\n"
		      "38 ignored\n"
		      "43 assumes\n",
		"junit", "java/src/test/java/shop/StockTest.java");
	assert_sample("9 ships\n"
		      "14 bills\n",
		"junit", "java/src/test/java/shop/OrderTest.java");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(declared__samples_of_python_are_found),
		CHECK(declared__samples_of_javascript_are_found),
		CHECK(declared__more_samples_of_javascript_are_found),
		CHECK(declared__samples_of_c_are_found),
		CHECK(declared__more_samples_of_c_are_found),
		CHECK(declared__samples_of_others_are_found),
		CHECK(declared__more_samples_of_others_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
