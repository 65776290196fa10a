#include "tests/unit/check.h"

#include <time.h>

#include "gate/base/date.h"

static const char *shown(int32_t day)
{
	struct buf b = { 0 };
	const char *text;

	date_print(&b, day);
	text = arena_str(&arena, buf_str(&b)).p;
	buf_release(&b);
	return text;
}

/* Against the C library's own calendar. */
static void date__every_day_is_printed_and_read_back(void **state)
{
	(void)state;
	for (int32_t day = 0; day <= 2932896; day += day < 40000 ? 1 : 97) {
		time_t seconds = (time_t)day * 86400;
		int32_t again;
		char want[32];
		struct tm t;

		gmtime_r(&seconds, &t);
		strftime(want, sizeof(want), "%Y-%m-%d", &t);
		assert_string_equal(want, shown(day));
		assert_int_equal(0, date_parse(str_of(want), &again));
		assert_int_equal(day, again);
		assert_int_equal(day, date_of((int64_t)seconds + 86399));
		arena_reset(&arena);
	}
}

static void date__what_is_no_day_is_refused(void **state)
{
	static const char *const texts[] = { "", "2026", "2026-1-1", "2026-02-30", "2025-02-29",
		"2026-13-01", "2026-00-10", "2026-01-00", "1969-12-31", "2026/01/01", "2026-01-01 ",
		"+026-01-01", "2026-01-1x", "10000-01-01" };
	int32_t day;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_int_equal(-1, date_parse(str_of(texts[i]), &day));
	assert_int_equal(0, date_parse(STR("2028-02-29"), &day));
	assert_int_equal(0, date_of(-5));
	assert_int_equal(2932896, date_of(INT64_MAX));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(date__every_day_is_printed_and_read_back),
		CHECK(date__what_is_no_day_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
