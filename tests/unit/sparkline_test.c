/* A trend in blocks: scaled between the least and the most, and no drop is hidden. */
#include "tests/unit/check.h"

#include "reporters/sparkline.h"

#define SHOWS(expected, columns, ...)                               \
	shows(expected, columns, (const uint64_t[]){ __VA_ARGS__ }, \
		sizeof((const uint64_t[]){ __VA_ARGS__ }) / sizeof(uint64_t))

/* Of parts of 100. */
static void shows(const char *expected, size_t columns, const uint64_t *parts, size_t n)
{
	struct ratio v[32];
	struct buf out = { 0 };

	for (size_t i = 0; i < n; i++)
		v[i] = (struct ratio){ parts[i], 100 };
	buf_puts(&out, "");
	sparkline(&out, v, n, columns);
	assert_string_equal(expected, out.p ? out.p : "");
	buf_release(&out);
}

static void sparkline__the_least_is_lowest_and_the_most_highest(void **state)
{
	(void)state;
	SHOWS("▁▂▃▄▅▆▇█", 60, 10, 20, 30, 40, 50, 60, 70, 80);
	SHOWS("█▁█", 60, 100, 99, 100);
	SHOWS("▁▄█", 60, 0, 50, 100);
}

static void sparkline__what_does_not_change_is_in_the_middle(void **state)
{
	(void)state;
	SHOWS("▄▄▄", 60, 80, 80, 80);
	SHOWS("▄", 60, 0);
}

static void sparkline__neighbours_that_share_a_block_show_the_least(void **state)
{
	(void)state;
	SHOWS("█▁█", 3, 90, 90, 90, 10, 90, 90);
	SHOWS("▁█", 2, 90, 10, 90, 90, 90);
	SHOWS("▁", 1, 10, 90);
}

static void sparkline__nothing_shows_nothing(void **state)
{
	(void)state;
	SHOWS("", 0, 10, 20);
	shows("", 60, NULL, 0);
}

static void sparkline__large_counts_do_not_overflow(void **state)
{
	const struct ratio v[] = { { 0, UINT64_MAX }, { UINT64_MAX / 2, UINT64_MAX },
		{ UINT64_MAX, UINT64_MAX } };
	struct buf out = { 0 };

	(void)state;
	sparkline(&out, v, 3, 60);
	assert_string_equal("▁▄█", out.p);
	assert_true(ratio_least(v, 3).part == 0);
	assert_true(ratio_most(v, 3).part == UINT64_MAX);
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(sparkline__the_least_is_lowest_and_the_most_highest),
		CHECK(sparkline__what_does_not_change_is_in_the_middle),
		CHECK(sparkline__neighbours_that_share_a_block_show_the_least),
		CHECK(sparkline__nothing_shows_nothing),
		CHECK(sparkline__large_counts_do_not_overflow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
