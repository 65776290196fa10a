/* Records beside the measured ones: tests, versions, totals, checksums, and what is no record. */
#include "tests/unit/lcov_cases.h"

/* clang-format off */
static const struct tracefile_case beside[] = {
	{ "a test with blanks", TEXT("TN:all unit tests\nSF:a.c\nDA:1,1\nend_of_record\n"),
		OK, { { 1, 1 } } },
	{ "a test with signs", TEXT("TN: a-b,c:d \nSF:a.c\nDA:1,1\nend_of_record\n"),
		OK, { { 1, 1 } } },
	{ "a test in a section", SECTION("TN:other\n"), OK, { { 1, 1 } } },
	{ "no test", TEXT("SF:a.c\nDA:1,1\nend_of_record\n"), OK, { { 1, 1 } } },
	{ "a version", SECTION("VER:0a1b2c\n"), OK, { { 1, 1 } } },
	{ "a version of words", SECTION("VER:#3, of Monday\n"), OK, { { 1, 1 } } },
	{ "a comment before all", TEXT("# made by hand\nTN:\nSF:a.c\nDA:1,1\nend_of_record\n"),
		OK, { { 1, 1 } } },
	{ "a comment in a section", SECTION("# DA:7,1\n#\n"), OK, { { 1, 1 } } },
	{ "a comment between sections", TEXT("SF:a.c\nDA:1,1\nend_of_record\n# next\n"
		"SF:b.c\nDA:1,1\nend_of_record\n"), OK, { { 2, 2 } } },
	{ "a comment behind all", TEXT("SF:a.c\nDA:1,1\nend_of_record\n# end\n"),
		OK, { { 1, 1 } } },
	{ "checksums", SECTION("DA:1,1,rL0Y20zC+Fzt72VPzMSk2A\nDA:2,0,Zm9vYmFyCg\n"),
		OK, { { 2, 3 } } },
};

static const struct tracefile_case unknown[] = {
	{ "BFH:", SECTION("BFH:3\n"), NOTE("lcov-unknown", 3, 1), { { 1, 1 } }, .told = "BFH" },
	{ "XYZ: with fields", SECTION("XYZ:1,2,x\n"), NOTE("lcov-unknown", 3, 1), { { 1, 1 } } },
	{ "XYZ: with nothing", SECTION("XYZ:\n"), NOTE("lcov-unknown", 3, 1), { { 1, 1 } } },
	{ "three of them", SECTION("DA:1,0\nBFH:3\nBFX:3\nXYZ:3\n"),
		NOTE("lcov-unknown", 4, 1), { { 1, 2 } }, .more = 2 },
	{ "plain text", SECTION("plain text\n"), REFUSE("lcov-junk", 3, 1) },
	{ "a number", SECTION("123\n"), REFUSE("lcov-junk", 3, 1) },
	{ "a tag without colon", SECTION("DA\n"), REFUSE("lcov-junk", 3, 1) },
	{ "a tag cut off", SECTION("D\n"), REFUSE("lcov-junk", 3, 1) },
	{ "a tag in small letters", SECTION("da:1,1\n"), REFUSE("lcov-junk", 3, 1) },
	{ "a tag with a digit", SECTION("DA2:1,1\n"), REFUSE("lcov-junk", 3, 1) },
	{ "a tag with another sign", SECTION("DA;1,1\n"), REFUSE("lcov-junk", 3, 1) },
	{ "a tag with a blank", SECTION("DA :1,1\n"), REFUSE("lcov-junk", 3, 1) },
	{ "a conflict's mark", SECTION("<<<<<<< ours\n"), REFUSE("lcov-junk", 3, 1) },
	{ "the end of another record", SECTION(",1\n"), REFUSE("lcov-junk", 3, 1) },
	{ "before a section", TEXT("TN:\nplain text\nSF:a.c\nDA:1,1\nend_of_record\n"),
		REFUSE("lcov-junk", 2, 1) },
	{ "behind all", TEXT("SF:a.c\nDA:1,1\nend_of_record\nplain text\n"),
		REFUSE("lcov-junk", 4, 1) },
};

/* A section with 2 of 2 lines, 1 of 2 branches, 1 of 2 functions and 1 of 2 conditions. */
#define MEASURED(totals) SECTION("FN:1,f\nFNDA:1,f\nFN:2,g\nFNDA:0,g\nBRDA:1,0,0,1\n" \
	"BRDA:1,0,1,0\nMCDC:1,1,t,1,0,a\nMCDC:1,1,f,0,0,a\nDA:1,1\n" totals)
#define ITS_COUNTS { { 2, 2 }, { 1, 2 }, { 1, 2 }, { 1, 2 } }

static const struct tracefile_case totals[] = {
	{ "LF", MEASURED("LF:3\n"), NOTE("lcov-totals", 12, 1), ITS_COUNTS, .told = "LF:3" },
	{ "LH", MEASURED("LH:3\n"), NOTE("lcov-totals", 12, 1), ITS_COUNTS, .told = "LH:3" },
	{ "BRF", MEASURED("BRF:3\n"), NOTE("lcov-totals", 12, 1), ITS_COUNTS, .told = "BRF:3" },
	{ "BRH", MEASURED("BRH:3\n"), NOTE("lcov-totals", 12, 1), ITS_COUNTS, .told = "BRH:3" },
	{ "FNF", MEASURED("FNF:3\n"), NOTE("lcov-totals", 12, 1), ITS_COUNTS, .told = "FNF:3" },
	{ "FNH", MEASURED("FNH:3\n"), NOTE("lcov-totals", 12, 1), ITS_COUNTS, .told = "FNH:3" },
	{ "MCF", MEASURED("MCF:3\n"), NOTE("lcov-totals", 12, 1), ITS_COUNTS, .told = "MCF:3" },
	{ "MCH", MEASURED("MCH:3\n"), NOTE("lcov-totals", 12, 1), ITS_COUNTS, .told = "MCH:3" },
	{ "fewer than there are", MEASURED("LF:1\n"), NOTE("lcov-totals", 12, 1), ITS_COUNTS },
	{ "0 where there are some", MEASURED("BRF:0\n"), NOTE("lcov-totals", 12, 1), ITS_COUNTS },
	{ "both of a metric", MEASURED("LH:7\nLF:9\n"),
		NOTE("lcov-totals", 13, 1), ITS_COUNTS, .more = 1, .told = "LF:9" },
	{ "all of them", MEASURED("LF:9\nLH:9\nBRF:9\nBRH:9\nFNF:9\nFNH:9\nMCF:9\nMCH:9\n"),
		NOTE("lcov-totals", 12, 1), ITS_COUNTS, .more = 7 },
	{ "in two sections", TEXT("SF:a.c\nDA:1,1\nLF:9\nend_of_record\nSF:b.c\nDA:1,1\nLH:0\n"
		"end_of_record\n"), NOTE("lcov-totals", 3, 1), { { 2, 2 } }, .more = 1 },
	{ "before what they count", SECTION("LF:3\nDA:1,1\n"),
		NOTE("lcov-totals", 3, 1), { { 2, 2 } } },
	{ "as they are", MEASURED("LF:2\nLH:2\nBRF:2\nBRH:1\nFNF:2\nFNH:1\nMCF:2\nMCH:1\n"),
		OK, ITS_COUNTS },
	{ "none", MEASURED(""), OK, ITS_COUNTS },
};

static const struct tracefile_case same_checksums[] = {
	{ "equal ones", SECTION("DA:1,1,Zm9v\nDA:1,0,Zm9v\n"), OK, { { 2, 2 } } },
	{ "one and none", SECTION("DA:1,1,Zm9v\nDA:1,0\n"), OK, { { 2, 2 } } },
	{ "one and an empty one", SECTION("DA:1,1,Zm9v\nDA:1,0,\n"), OK, { { 2, 2 } } },
	{ "two of two lines", SECTION("DA:1,1,Zm9v\nDA:2,1,YmFy\n"), OK, { { 3, 3 } } },
	{ "two of two files", TEXT("SF:a.c\nDA:1,1,Zm9v\nend_of_record\n"
		"SF:b.c\nDA:1,1,YmFy\nend_of_record\n"), OK, { { 2, 2 } } },
	{ "equal ones in two sections", TEXT("SF:a.c\nDA:1,1,Zm9v\nend_of_record\n"
		"SF:a.c\nDA:1,0,Zm9v\nend_of_record\n"), OK, { { 1, 1 } } },
	{ "one in one section of two", TEXT("SF:a.c\nDA:1,1,Zm9v\nend_of_record\n"
		"SF:a.c\nDA:1,0\nend_of_record\n"), OK, { { 1, 1 } } },
};

static const struct {
	unsigned lines;
	struct tracefile_case as;
} conflicts[] = {
	{ 1, { "in a section", SECTION("DA:1,1,Zm9v\nDA:1,0,YmFy\n"), OK, { { 2, 2 } } } },
	{ 1, { "in a section, other lines between",
		SECTION("DA:1,1,Zm9v\nDA:2,1,YmF6\nDA:1,0,YmFy\n"),
		OK, { { 3, 3 } } } },
	{ 1, { "in a section, none between", SECTION("DA:1,1,Zm9v\nDA:1,1\nDA:1,0,YmFy\n"),
		OK, { { 2, 2 } } } },
	{ 1, { "three of one line", SECTION("DA:1,1,Zm9v\nDA:1,0,YmFy\nDA:1,1,YmF6\n"),
		OK, { { 2, 2 } } } },
	{ 1, { "of one length but the last sign", SECTION("DA:1,1,rL0Y20zC+Fzt72VPzMSk2A\n"
		"DA:1,1,rL0Y20zC+Fzt72VPzMSk2B\n"), OK, { { 2, 2 } } } },
	{ 1, { "one is how the other begins", SECTION("DA:1,1,Zm9v\nDA:1,1,Zm9vYmFy\n"),
		OK, { { 2, 2 } } } },
	{ 1, { "in two sections", TEXT("SF:a.c\nDA:1,1,Zm9v\nend_of_record\n"
		"SF:a.c\nDA:1,0,YmFy\nend_of_record\n"), OK, { { 1, 1 } } } },
	{ 1, { "in two tests, another file between",
		TEXT("TN:a\nSF:a.c\nDA:1,1,Zm9v\nend_of_record\n"
		"SF:b.c\nDA:1,1,Zm9v\nend_of_record\nTN:b\nSF:a.c\nDA:1,0,YmFy\nend_of_record\n"),
		OK, { { 2, 2 } } } },
	{ 2, { "of two lines", SECTION("DA:1,1,Zm9v\nDA:2,1,Zm9v\nDA:1,0,YmFy\nDA:2,0,YmFy\n"),
		OK, { { 3, 3 } } } },
	{ 2, { "of two lines in two sections",
		TEXT("SF:a.c\nDA:1,1,Zm9v\nDA:2,1,Zm9v\nDA:3,1,Zm9v\n"
		"end_of_record\nSF:a.c\nDA:1,0,YmFy\nDA:2,0,YmFy\nDA:3,0,Zm9v\nend_of_record\n"),
		OK, { { 3, 3 } } } },
};
/* clang-format on */

static void lcov__tests_versions_comments_and_checksums_are_no_news(void **state)
{
	(void)state;
	CHECK_CASES(beside);
	CHECK_CASES(same_checksums);
}

static void lcov__an_unknown_record_is_noted_and_junk_refused(void **state)
{
	(void)state;
	CHECK_CASES(unknown);
}

static void lcov__totals_that_differ_from_their_records_are_noted(void **state)
{
	(void)state;
	CHECK_CASES(totals);
}

/* How many lines: in the words, or as one note a line. Any place is good. */
static bool tells_lines(const struct diag *d, unsigned lines)
{
	return str_has(d->text, arena_printf(&arena, "%u line", lines)) || d->more + 1 == lines;
}

static void lcov__two_checksums_of_a_line_are_noted(void **state)
{
	(void)state;
	failures = 0;
	for (size_t i = 0; i < sizeof(conflicts) / sizeof(conflicts[0]); i++) {
		const struct tracefile_case *c = &conflicts[i].as;
		int result = read_tracefile((struct str){ c->text, c->bytes });
		const struct diag *d = diags.first;

		if (result < 0 || !d || d->next || strcmp(d->kind->slug, "lcov-checksum") != 0)
			fail_case(c, "not one note of checksums");
		else if (d->kind->level != DIAG_NOTE || report->trust != TRUST_EXACT)
			fail_case(c, "another level");
		else if (report->note_count != 1 || !d->at.line ||
			!tells_lines(d, conflicts[i].lines))
			fail_case(c, "another place or number of lines");
		check_counts(c);
	}
	assert_int_equal(0, failures);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lcov__tests_versions_comments_and_checksums_are_no_news),
		cmocka_unit_test(lcov__an_unknown_record_is_noted_and_junk_refused),
		cmocka_unit_test(lcov__totals_that_differ_from_their_records_are_noted),
		cmocka_unit_test(lcov__two_checksums_of_a_line_are_noted),
	};

	return cmocka_run_group_tests(tests, NULL, release_tracefile);
}
