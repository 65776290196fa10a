#include "tests/unit/check.h"

#include <stdio.h>

#include "gate/base/decimal.h"

static struct decimal decimal(const char *text)
{
	struct decimal d;

	if (decimal_parse(str_of(text), &d) < 0)
		fail_msg("'%s' was refused", text);
	return d;
}

static void assert_printed(const char *expected, const char *text)
{
	struct buf b = { 0 };

	decimal_print(&b, decimal(text));
	assert_str(expected, buf_str(&b));
	buf_release(&b);
}

static void assert_percent(const char *expected, uint64_t part, uint64_t whole)
{
	struct buf b = { 0 };

	ratio_print(&b, part, whole);
	assert_str(expected, buf_str(&b));
	buf_release(&b);
}

/* What is missing is enough, and one less is not. */
static void assert_missing(uint64_t missing, uint64_t part, uint64_t whole, const char *percent)
{
	struct decimal d = decimal(percent);

	assert_true(ratio_missing(part, whole, d) == missing);
	assert_true(ratio_reaches(part, whole, d) == (missing == 0));
	assert_true(ratio_reaches(part + missing, whole, d));
	if (missing)
		assert_false(ratio_reaches(part + missing - 1, whole, d));
}

static void decimal__digits_and_scale_are_kept_as_written(void **state)
{
	struct decimal d = decimal("97.90");

	(void)state;
	assert_int_equal(9790, d.digits);
	assert_int_equal(2, d.scale);
	d = decimal("0.000001");
	assert_int_equal(1, d.digits);
	assert_int_equal(6, d.scale);
	assert_true(decimal("9007199254740992").digits == DECIMAL_DIGITS_MAX);
	assert_true(decimal("9007199254.740992").digits == DECIMAL_DIGITS_MAX);
}

static void decimal__anything_else_is_refused(void **state)
{
	static const char *const bad[] = { "", ".", "1.", ".5", "-1", "+1", "1e2", "1,5", " 1",
		"1 ", "1.2.3", "1.-2", "0x1", "1.0000000", "9007199254740993", "9007199254.740993",
		"18446744073709551616", "18446744073709551615.999999", "nan", "80%" };
	struct decimal d = { 7, 7 };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		if (decimal_parse(str_of(bad[i]), &d) != -1 || d.digits != 7 || d.scale != 7)
			fail_msg("'%s' was taken", bad[i]);
	}
}

static void decimal__order_does_not_depend_on_how_they_are_written(void **state)
{
	(void)state;
	assert_int_equal(0, decimal_cmp(decimal("80"), decimal("80.000000")));
	assert_true(decimal_cmp(decimal("79.999999"), decimal("80")) < 0);
	assert_true(decimal_cmp(decimal("80.000001"), decimal("80")) > 0);
	assert_true(decimal_cmp(decimal("9007199254740992"), decimal("9007199254.740992")) > 0);
	assert_true(decimal_cmp(decimal("9"), decimal("10")) < 0);
}

static void decimal__prints_as_short_as_it_can_be(void **state)
{
	(void)state;
	assert_printed("80", "80");
	assert_printed("80", "80.000");
	assert_printed("97.9", "97.90");
	assert_printed("0.05", "0.050000");
	assert_printed("0", "0.0");
	assert_printed("100", "100");
	assert_printed("79.995", "79.995");
	assert_printed("1.000001", "1.000001");
	assert_printed("7", "007.0");
}

static void ratio__the_limit_itself_is_reached_and_nothing_below_it(void **state)
{
	(void)state;
	assert_missing(0, 979, 1000, "97.9");
	assert_missing(1, 978, 1000, "97.9");
	assert_missing(1, 79995 - 1, 100000, "79.995");
	assert_missing(0, 79995, 100000, "79.995");
	assert_missing(1, 9999, 10000, "100");
	assert_missing(0, 10000, 10000, "100");
	assert_missing(1, 2, 3, "66.666667");
	assert_missing(0, 2, 3, "66.666666");
	assert_missing(10, 0, 1000000000, "0.000001");
}

static void ratio__zero_percent_is_always_reached(void **state)
{
	(void)state;
	assert_missing(0, 0, 0, "0");
	assert_missing(0, 0, 0, "100");
	assert_missing(0, 0, 5, "0");
	assert_missing(0, 0, 5, "0.000000");
	assert_missing(5, 0, 5, "100");
	assert_missing(1, 0, 5, "0.000001");
}

static void ratio__counts_near_the_largest_do_not_overflow(void **state)
{
	uint64_t most = UINT64_MAX;

	(void)state;
	assert_missing(0, most, most, "100");
	assert_missing(1, most - 1, most, "100");
	assert_missing(0, most, most, "100.000000");
	assert_missing(0, most - 1, most, "99.999999");
	assert_percent("100.00", most, most);
	assert_percent("99.99", most - 1, most);
	assert_percent("0.00", 1, most);
}

static void ratio__more_than_everything_is_never_called_nothing_missing(void **state)
{
	(void)state;
	/* The count that would be missing is over 2^64. */
	assert_true(ratio_missing(0, UINT64_MAX, decimal("9007199254740992")) == UINT64_MAX);
	assert_false(ratio_reaches(UINT64_MAX, UINT64_MAX, decimal("100.000001")));
	assert_true(ratio_missing(0, (uint64_t)1 << 63, decimal("200")) == UINT64_MAX);
}

static void ratio__percentages_are_rounded_down(void **state)
{
	(void)state;
	assert_percent("79.99", 79996, 100000);
	assert_percent("99.99", 9999, 10000);
	assert_percent("99.99", 999999999, 1000000000);
	assert_percent("100.00", 1, 1);
	assert_percent("66.66", 2, 3);
	assert_percent("0.00", 0, 3);
	assert_percent("0.01", 1, 9999);
	assert_percent("0.00", 1, 10001);
	assert_percent("0.05", 5, 10000);
}

static void ratio__a_failing_number_never_prints_as_its_target(void **state)
{
	uint32_t seed = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		uint64_t whole = 1 + next_number(&seed) % 30000,
			 part = next_number(&seed) % (whole + 1);
		struct decimal target = { next_number(&seed) % 10001, 2 }, shown;
		struct buf b = { 0 };

		ratio_print(&b, part, whole);
		assert_int_equal(0, decimal_parse(buf_str(&b), &shown));
		if (ratio_reaches(part, whole, target) != (decimal_cmp(shown, target) >= 0))
			fail_msg("%d of %d prints as %s", (int)part, (int)whole, b.p);
		buf_release(&b);
	}
}

static const char *drop_shown(uint64_t part, uint64_t whole, uint64_t before, uint64_t of)
{
	static char text[32];
	struct buf b = { 0 };

	ratio_print_drop(&b, part, whole, before, of);
	snprintf(text, sizeof(text), "%s", b.p);
	buf_release(&b);
	return text;
}

static void ratio__a_drop_is_rounded_up_and_exact(void **state)
{
	const struct decimal none = { 0, 0 }, half = { 5, 1 };

	(void)state;
	assert_string_equal("0.00", drop_shown(3, 4, 3, 4));
	assert_string_equal("0.00", drop_shown(4, 4, 3, 4));
	assert_string_equal("25.00", drop_shown(2, 4, 3, 4));
	assert_string_equal("0.01", drop_shown(99999, 100000, 1, 1));
	assert_int_equal(0, ratio_drop_missing(3, 4, 3, 4, none));
	assert_int_equal(1, ratio_drop_missing(2, 4, 3, 4, none));
	assert_int_equal(0, ratio_drop_missing(2, 4, 3, 4, (struct decimal){ 25, 0 }));
	assert_int_equal(1, ratio_drop_missing(2, 4, 3, 4, (struct decimal){ 24999999, 6 }));
	/* 80 % of 1000, and half a point: 795 are enough, 794 are not. */
	assert_int_equal(0, ratio_drop_missing(795, 1000, 8, 10, half));
	assert_int_equal(1, ratio_drop_missing(794, 1000, 8, 10, half));
	assert_int_equal(795, ratio_drop_missing(0, 1000, 8, 10, half));
	/* One of 2^40 less is told. */
	assert_int_equal(1,
		ratio_drop_missing(
			RATIO_DROP_MAX - 1, RATIO_DROP_MAX, RATIO_DROP_MAX, RATIO_DROP_MAX, none));
}

static void assert_change(const char *expected, struct ratio from, struct ratio to)
{
	struct buf b = { 0 };

	ratio_print_change(&b, from, to);
	assert_string_equal(expected, b.p);
	buf_release(&b);
}

static void ratio__a_gain_is_rounded_down_and_a_drop_up(void **state)
{
	(void)state;
	assert_change("+33.33", (struct ratio){ 1, 3 }, (struct ratio){ 2, 3 });
	assert_change("-33.34", (struct ratio){ 2, 3 }, (struct ratio){ 1, 3 });
	assert_change("+0.00", (struct ratio){ 79996, 100000 }, (struct ratio){ 80004, 100000 });
	assert_change("-0.01", (struct ratio){ 80004, 100000 }, (struct ratio){ 80003, 100000 });
	assert_change("+100.00", (struct ratio){ 0, 7 }, (struct ratio){ 9, 9 });
	assert_change("-100.00", (struct ratio){ 9, 9 }, (struct ratio){ 0, 7 });
}

static void ratio__equal_ratios_do_not_change_whatever_their_totals(void **state)
{
	(void)state;
	assert_change("0.00", (struct ratio){ 1, 3 }, (struct ratio){ 333, 999 });
	assert_change("0.00", (struct ratio){ 0, 1 }, (struct ratio){ 0, 8 });
}

static void ratio__the_smallest_change_of_large_counts_is_seen(void **state)
{
	uint64_t whole = (uint64_t)1 << 56;

	(void)state;
	assert_change(
		"-0.01", (struct ratio){ whole - 1, whole }, (struct ratio){ whole - 2, whole });
	assert_change(
		"+0.00", (struct ratio){ whole - 2, whole }, (struct ratio){ whole - 1, whole });
	assert_change("+100.00", (struct ratio){ 0, UINT64_MAX },
		(struct ratio){ UINT64_MAX, UINT64_MAX });
	assert_change("-100.00", (struct ratio){ UINT64_MAX, UINT64_MAX },
		(struct ratio){ 0, UINT64_MAX });
	assert_change(
		"+0.00", (struct ratio){ UINT64_MAX - 1, UINT64_MAX }, (struct ratio){ 1, 1 });
}

static void ratio__a_part_of_a_unit_does_not_overflow(void **state)
{
	(void)state;
	assert_int_equal(666, ratio_of((struct ratio){ 2, 3 }, 1000));
	assert_int_equal(1000, ratio_of((struct ratio){ UINT64_MAX, UINT64_MAX }, 1000));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(decimal__digits_and_scale_are_kept_as_written),
		CHECK(decimal__anything_else_is_refused),
		CHECK(decimal__order_does_not_depend_on_how_they_are_written),
		CHECK(decimal__prints_as_short_as_it_can_be),
		CHECK(ratio__the_limit_itself_is_reached_and_nothing_below_it),
		CHECK(ratio__zero_percent_is_always_reached),
		CHECK(ratio__counts_near_the_largest_do_not_overflow),
		CHECK(ratio__more_than_everything_is_never_called_nothing_missing),
		CHECK(ratio__percentages_are_rounded_down),
		CHECK(ratio__a_failing_number_never_prints_as_its_target),
		CHECK(ratio__a_drop_is_rounded_up_and_exact),
		CHECK(ratio__a_gain_is_rounded_down_and_a_drop_up),
		CHECK(ratio__equal_ratios_do_not_change_whatever_their_totals),
		CHECK(ratio__the_smallest_change_of_large_counts_is_seen),
		CHECK(ratio__a_part_of_a_unit_does_not_overflow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
