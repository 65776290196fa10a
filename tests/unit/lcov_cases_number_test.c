/* Numbers in tracefiles: every count and line number that a producer was seen to write. */
#include "tests/unit/lcov_cases.h"

/* clang-format off */
static const struct tracefile_case negative[] = {
	{ "-5", SECTION("DA:1,-5\n"), NOTE("lcov-negative", 3, 6), { { 1, 2 } } },
	{ "-1", SECTION("DA:1,-1\n"), NOTE("lcov-negative", 3, 6), { { 1, 2 } } },
	{ "below -2^63", SECTION("DA:1,-9223372036854775809\n"),
		NOTE("lcov-negative", 3, 6), { { 1, 2 } } },
	{ "with a checksum", SECTION("DA:1,-5,Zm9v\n"), NOTE("lcov-negative", 3, 6), { { 1, 2 } } },
	{ "two of them", SECTION("DA:1,0\nDA:2,-5\nDA:3,-7\n"),
		NOTE("lcov-negative", 4, 6), { { 1, 4 } }, .more = 1 },
	{ "on a line that is also hit", SECTION("DA:1,-5\nDA:1,5\n"),
		NOTE("lcov-negative", 3, 6), { { 2, 2 } } },
	{ "of a branch", SECTION("BRDA:1,0,0,-5\n"),
		NOTE("lcov-negative", 3, 12), { { 1, 1 }, { 0, 1 } } },
	{ "of a function", SECTION("FN:1,f\nFNDA:-5,f\n"),
		NOTE("lcov-negative", 4, 6), { { 1, 1 }, { 0, 0 }, { 0, 1 } } },
	{ "of an alias", SECTION("FNL:0,1\nFNA:0,-5,f\n"),
		NOTE("lcov-negative", 4, 7), { { 1, 1 }, { 0, 0 }, { 0, 1 } } },
	{ "of a condition", SECTION("MCDC:1,1,t,-5,0,a\n"),
		NOTE("lcov-negative", 3, 12), { { 1, 1 }, { 0, 0 }, { 0, 0 }, { 0, 1 } } },
};

static const struct tracefile_case large[] = {
	{ "2^63-1", SECTION("DA:1,9223372036854775807\n"), OK, { { 2, 2 } } },
	{ "2^63", SECTION("DA:1,9223372036854775808\n"), OK, { { 2, 2 } } },
	{ "2^64-1", SECTION("DA:1,18446744073709551615\n"), OK, { { 2, 2 } } },
	{ "2^64", SECTION("DA:1,18446744073709551616\n"), NOTE("lcov-huge", 3, 6), { { 2, 2 } } },
	{ "2^64 to 2^70: the low 64 bits are 0", SECTION("DA:1,1180591620717411303424\n"),
		NOTE("lcov-huge", 3, 6), { { 2, 2 } } },
	{ "40 digits", SECTION("DA:1,1234567890123456789012345678901234567890\n"),
		NOTE("lcov-huge", 3, 6), { { 2, 2 } } },
	{ "40 digits that are 1", SECTION("DA:1,0000000000000000000000000000000000000001\n"),
		OK, { { 2, 2 } } },
	{ "40 digits that are 0", SECTION("DA:1,0000000000000000000000000000000000000000\n"),
		OK, { { 1, 2 } } },
	{ "a sum over 2^64", SECTION("DA:1,18446744073709551615\nDA:1,1\n"), OK, { { 2, 2 } } },
	{ "two over 2^64", SECTION("DA:1,18446744073709551616\nDA:2,18446744073709551617\n"),
		NOTE("lcov-huge", 3, 6), { { 3, 3 } }, .more = 1 },
	{ "2^63 times a branch", SECTION("BRDA:1,0,0,9223372036854775808\n"),
		OK, { { 1, 1 }, { 1, 1 } } },
	{ "2^64 times a branch", SECTION("BRDA:1,0,0,18446744073709551616\n"),
		NOTE("lcov-huge", 3, 12), { { 1, 1 }, { 1, 1 } } },
	{ "2^63 times a function", SECTION("FN:1,f\nFNDA:9223372036854775808,f\n"),
		OK, { { 1, 1 }, { 0, 0 }, { 1, 1 } } },
	{ "2^64 times a function", SECTION("FN:1,f\nFNDA:18446744073709551616,f\n"),
		NOTE("lcov-huge", 4, 6), { { 1, 1 }, { 0, 0 }, { 1, 1 } } },
};

static const struct tracefile_case floats[] = {
	{ "1e3", SECTION("DA:5,1e3\n"), NOTE("lcov-float", 3, 6), { { 2, 2 } } },
	{ "1E3", SECTION("DA:5,1E3\n"), NOTE("lcov-float", 3, 6), { { 2, 2 } } },
	{ "1.8e+19", SECTION("DA:5,1.8e+19\n"), NOTE("lcov-float", 3, 6), { { 2, 2 } } },
	{ "1.84467440737096e+19", SECTION("DA:5,1.84467440737096e+19\n"),
		NOTE("lcov-float", 3, 6), { { 2, 2 } } },
	{ "1.5", SECTION("DA:5,1.5\n"), NOTE("lcov-float", 3, 6), { { 2, 2 } } },
	{ "two of them", SECTION("DA:5,1e3\nDA:6,2e3\n"),
		NOTE("lcov-float", 3, 6), { { 3, 3 } }, .more = 1 },
	{ "of a branch", SECTION("BRDA:5,0,0,1e3\n"),
		NOTE("lcov-float", 3, 12), { { 1, 1 }, { 1, 1 } } },
	{ "of a function", SECTION("FN:5,f\nFNDA:1.8e+19,f\n"),
		NOTE("lcov-float", 4, 6), { { 1, 1 }, { 0, 0 }, { 1, 1 } } },
	{ "0.9", SECTION("DA:5,0.9\n"), REFUSE("lcov-number", 3, 6) },
	{ "0.0001", SECTION("DA:5,0.0001\n"), REFUSE("lcov-number", 3, 6) },
	{ "9e-1", SECTION("DA:5,9e-1\n"), REFUSE("lcov-number", 3, 6) },
};

static const struct tracefile_case no_fields[] = {
	{ "no count", SECTION("DA:1\n"), REFUSE("lcov-number", 3, 5) },
	{ "neither line nor count", SECTION("DA:\n"), REFUSE("lcov-number", 3, 4) },
	{ "a blank before the tag", SECTION(" DA:1,1\n"), REFUSE("lcov-junk", 3, 1) },
	{ "a tab before the tag", SECTION("\tDA:1,1\n"), REFUSE("lcov-junk", 3, 1) },
	{ "a blank behind the tag", SECTION("DA: 1,1\n"), REFUSE("lcov-number", 3, 4) },
	{ "a blank before the count", SECTION("DA:1, 1\n"), REFUSE("lcov-number", 3, 6) },
	{ "a line of DA: 2,0 alone is uncovered", SECTION("DA:1,1\nDA: 2,0\n"),
		REFUSE("lcov-number", 4, 4) },
};

static const struct tracefile_case line_zero[] = {
	{ "DA:0,0", SECTION("DA:0,0\n"), NOTE("lcov-line-zero", 3, 4), { { 1, 1 } } },
	{ "DA:0,7", SECTION("DA:0,7\n"), NOTE("lcov-line-zero", 3, 4), { { 1, 1 } } },
	{ "with a checksum", SECTION("DA:0,7,Zm9v\n"), NOTE("lcov-line-zero", 3, 4), { { 1, 1 } } },
	{ "twice", SECTION("DA:0,7\nDA:0,7\n"),
		NOTE("lcov-line-zero", 3, 4), { { 1, 1 } }, .more = 1 },
	{ "a branch", SECTION("BRDA:0,0,0,1\n"), NOTE("lcov-line-zero", 3, 6), { { 1, 1 } } },
	{ "a branch not taken", SECTION("BRDA:0,0,1,-\n"),
		NOTE("lcov-line-zero", 3, 6), { { 1, 1 } } },
	{ "a branch with a name", SECTION("BRDA:0,0,exit,0\n"),
		NOTE("lcov-line-zero", 3, 6), { { 1, 1 } } },
};
/* clang-format on */

static void lcov__negative_counts_are_0_and_noted(void **state)
{
	(void)state;
	CHECK_CASES(negative);
}

static void lcov__large_counts_are_hits_and_noted_above_64_bits(void **state)
{
	(void)state;
	CHECK_CASES(large);
}

static void lcov__floats_are_noted_and_fractions_of_one_run_refused(void **state)
{
	(void)state;
	CHECK_CASES(floats);
}

static void lcov__fields_that_are_not_there_are_refused(void **state)
{
	(void)state;
	CHECK_CASES(no_fields);
}

static void lcov__line_0_is_left_out_and_noted(void **state)
{
	(void)state;
	CHECK_CASES(line_zero);
}

/* Each value in each place that has such a number, given by records with a % for the value. */
static void refuse_each(const char *const *records, size_t n, const char *const *values, size_t m)
{
	static char says[200], text[300];

	failures = 0;
	for (size_t i = 0; i < n * m; i++) {
		struct str record = str_of(records[i / m]);
		struct str before = { record.p, str_index(record, '%') };
		size_t line = str_last_index(before, '\n');
		struct tracefile_case c = { says, text, 0, REFUSE("lcov-number", 3, 1) };

		snprintf(says, sizeof(says), STR_FMT "%s%s", STR_ARG(before), values[i % m],
			before.p + before.n + 1);
		c.bytes = (size_t)snprintf(
			text, sizeof(text), "TN:\nSF:a.c\n%s\nDA:90,1\nend_of_record\n", says);
		c.line += line < before.n;
		c.column += (uint32_t)(before.n - (line < before.n ? line + 1 : 0));
		check_case(&c);
	}
	assert_int_equal(0, failures);
}

#define N(v) (sizeof(v) / sizeof((v)[0]))

static void lcov__what_is_no_count_is_refused_wherever_a_count_stands(void **state)
{
	static const char *const records[] = { "DA:5,%", "DA:5,%,Zm9v", "BRDA:5,0,0,%",
		"FN:5,f\nFNDA:%,f", "FNL:0,5\nFNA:0,%,f", "MCDC:5,1,t,%,0,a" };
	static const char *const values[] = { "?", "=", "=====", "nan", "inf", "-inf", "0x10", "+1",
		"", "0.9", "--1", "- 1", "1x", "1 1", "1e", "1.", ".5", "e3", "1e3e3", "#####",
		"1\xc2\xa0", "\xef\xbc\x91" };

	(void)state;
	refuse_each(records, N(records), values, N(values));
}

static void lcov__a_line_over_2_to_the_31_is_refused_wherever_a_line_stands(void **state)
{
	static const char *const records[] = { "DA:%,1", "DA:%,0", "BRDA:%,0,0,1", "FN:%,f",
		"FN:%,9,f", "FNL:0,%", "FNL:0,%,9", "MCDC:%,1,t,1,0,a" };
	static const char *const values[] = { "2147483649", "4294967295", "4294967296",
		"4294967297", "9223372036854775809", "18446744073709551616", "18446744073709551617",
		"1234567890123456789012345678901234567890" };

	(void)state;
	refuse_each(records, N(records), values, N(values));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lcov__negative_counts_are_0_and_noted),
		cmocka_unit_test(lcov__large_counts_are_hits_and_noted_above_64_bits),
		cmocka_unit_test(lcov__floats_are_noted_and_fractions_of_one_run_refused),
		cmocka_unit_test(lcov__fields_that_are_not_there_are_refused),
		cmocka_unit_test(lcov__line_0_is_left_out_and_noted),
		cmocka_unit_test(lcov__what_is_no_count_is_refused_wherever_a_count_stands),
		cmocka_unit_test(lcov__a_line_over_2_to_the_31_is_refused_wherever_a_line_stands),
	};

	return cmocka_run_group_tests(tests, NULL, release_tracefile);
}
