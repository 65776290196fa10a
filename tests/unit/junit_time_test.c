#include "tests/unit/junit_fixture.h"

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

static void junit__a_time_of_several_lines_is_told_in_one(void **state)
{
	(void)state;
	accept_cases("<testcase name='a' time='1&#10;2'/>");
	assert_said(DIAG(JUNIT_TIME), 2, "time=\"1\" is no number");
}

static void junit__timestamps_are_read_without_their_zone(void **state)
{
	(void)state;
	assert_int_equal(1767603600, junit_timestamp(STR("2026-01-05T09:00:00")));
	assert_int_equal(1767603600, junit_timestamp(STR("2026-01-05T09:00:00.123+02:00")));
	assert_int_equal(951826154, junit_timestamp(STR("2000-02-29T12:09:14Z")));
	assert_int_equal(0, junit_timestamp(STR("1970-01-01T00:00:00")));
	assert_int_equal(0, junit_timestamp(STR("2026-01-05 09:00:00")));
	assert_int_equal(0, junit_timestamp(STR("2026-13-05T09:00:00")));
	assert_int_equal(0, junit_timestamp(STR("2026-01-05T09:00")));
	assert_int_equal(0, junit_timestamp(STR("")));
}

static void junit__of_several_timestamps_the_latest_is_kept(void **state)
{
	(void)state;
	accept("<testsuites timestamp='2026-01-05T09:00:00'>"
	       "<testsuite name='a' timestamp='2026-01-05T09:00:02'><testcase name='x'/></testsuite>"
	       "<testsuite name='b' timestamp='2026-01-05T09:00:01'><testcase name='y'/></testsuite>"
	       "</testsuites>");
	assert_int_equal(1767603602, report->ran);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PARSE_TEST(junit__times_are_read_exactly_however_they_are_written),
		PARSE_TEST(junit__what_is_no_time_is_told_apart),
		PARSE_TEST(junit__an_absurd_time_is_cut),
		PARSE_TEST(junit__times_that_are_none_are_counted_in_one_note),
		PARSE_TEST(junit__a_time_of_several_lines_is_told_in_one),
		PARSE_TEST(junit__timestamps_are_read_without_their_zone),
		PARSE_TEST(junit__of_several_timestamps_the_latest_is_kept),
	};

	return cmocka_run_group_tests_name("junit times", tests, NULL, NULL);
}
