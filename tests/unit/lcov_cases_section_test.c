/* Sections, their paths, and the records around them. */
#include "tests/unit/lcov_cases.h"

#define WHOLE "TN:\nSF:a.c\nDA:1,1\nDA:2,0\nend_of_record\n"

/* clang-format off */
static const struct tracefile_case ends[] = {
	{ "none", TEXT("TN:\nSF:a.c\nDA:1,1\n"), REFUSE("lcov-cut", 2, 1) },
	{ "none after a whole section", TEXT(WHOLE "TN:\nSF:b.c\nDA:1,1\n"),
		REFUSE("lcov-cut", 7, 1) },
	{ "none after the path", TEXT(WHOLE "SF:b.c\n"), REFUSE("lcov-cut", 6, 1) },
	{ "none before the next SF", TEXT("SF:a.c\nDA:1,1\nSF:b.c\nDA:1,1\nend_of_record\n"),
		REFUSE("lcov-cut", 1, 1) },
	{ "none before the next TN", TEXT("SF:a.c\nDA:1,1\nTN:\nSF:b.c\nDA:1,1\nend_of_record\n"),
		REFUSE("lcov-cut", 1, 1) },
	{ "none before an SF of the same path",
		TEXT("SF:a.c\nDA:1,1\nSF:a.c\nDA:2,1\nend_of_record\n"),
		REFUSE("lcov-cut", 1, 1) },
	{ "more behind it", TEXT("SF:a.c\nDA:1,1\nend_of_recordXXX\n"),
		REFUSE("lcov-junk", 3, 14) },
	{ "a record behind it",
		TEXT("SF:a.c\nDA:1,1\nend_of_recordTN:\nSF:b.c\nDA:1,1\nend_of_record\n"),
		REFUSE("lcov-junk", 3, 14) },
	{ "a blank and more behind it", TEXT("SF:a.c\nDA:1,1\nend_of_record x\n"),
		REFUSE("lcov-junk", 3, 14) },
	{ "cut inside itself", TEXT("SF:a.c\nDA:1,1\nend_of_recor\n"), REFUSE("lcov-junk", 3, 1) },
	{ "twice", TEXT("SF:a.c\nDA:1,1\nend_of_record\nend_of_record\n"),
		REFUSE("lcov-orphan", 4, 1) },
	{ "without newline", TEXT("SF:a.c\nDA:1,1\nend_of_record"), OK, { { 1, 1 } } },
	{ "DA without newline", TEXT("SF:a.c\nDA:1,1\nend_of_record\nSF:b.c\nDA:1,1"),
		REFUSE("lcov-cut", 4, 1) },
	{ "SF without newline", TEXT(WHOLE "SF:b.c"), REFUSE("lcov-cut", 6, 1) },
	{ "TN without newline", TEXT(WHOLE "TN:b"), REFUSE("lcov-cut", 6, 1) },
	{ "a comment without newline", TEXT(WHOLE "# writ"), REFUSE(NULL, 0, 0) },
	{ "an unknown record without newline", TEXT(WHOLE "XYZ:1"), REFUSE(NULL, 0, 0) },
};

static const struct tracefile_case line_ends[] = {
	{ "CR LF", TEXT("TN:\r\nSF:a.c\r\nFN:1,f\r\nFNDA:1,f\r\nBRDA:1,0,0,-\r\nBRDA:1,0,1,2\r\n"
		"DA:1,1\r\nDA:2,0\r\nLF:2\r\nLH:1\r\nend_of_record\r\n"),
		OK, { { 1, 2 }, { 1, 2 }, { 1, 1 } }, .path = "a.c" },
	{ "CR LF, the last one missing", TEXT("SF:a.c\r\nDA:1,1\r\nend_of_record"),
		OK, { { 1, 1 } }, .path = "a.c" },
	{ "CR LF, the last LF missing", TEXT("SF:a.c\r\nDA:1,1\r\nend_of_record\r"),
		OK, { { 1, 1 } }, .path = "a.c" },
	{ "CR LF in one section of two", TEXT("SF:a.c\r\nFN:1,f\r\nFNDA:1,f\r\nDA:1,1\r\n"
		"end_of_record\r\nSF:a.c\nFN:1,f\nFNDA:0,f\nDA:1,0\nend_of_record\n"),
		OK, { { 1, 1 }, { 0, 0 }, { 1, 1 } }, .path = "a.c" },
	{ "CR LF behind some records only", TEXT("SF:a.c\nFN:1,f\r\nFNDA:1,f\nDA:1,1\r\nDA:2,0\n"
		"end_of_record\n"), OK, { { 1, 2 }, { 0, 0 }, { 1, 1 } }, .path = "a.c" },
	{ "a byte order mark before TN", TEXT("\xef\xbb\xbf" WHOLE),
		OK, { { 1, 2 } }, .path = "a.c" },
	{ "a byte order mark before SF", TEXT("\xef\xbb\xbfSF:a.c\nDA:1,1\nend_of_record\n"),
		OK, { { 1, 1 } }, .path = "a.c" },
	{ "a byte order mark and CR LF", TEXT("\xef\xbb\xbfSF:a.c\r\nDA:1,1\r\nend_of_record\r\n"),
		OK, { { 1, 1 } }, .path = "a.c" },
	{ "CR only, from TN", TEXT("TN:\rSF:a.c\rDA:1,1\rend_of_record\r"),
		REFUSE(NULL, 0, 0), .told = "CR only" },
	{ "CR only, from SF", TEXT("SF:a.c\rDA:1,1\rend_of_record\r"),
		REFUSE(NULL, 0, 0), .told = "CR only" },
	{ "CR only, from a comment", TEXT("# c\rSF:a.c\rDA:1,1\rend_of_record\r"),
		REFUSE(NULL, 0, 0), .told = "CR only" },
	{ "UTF-16, low byte first", TEXT("T\0N\0:\0\n\0S\0F\0:\0a\0\n\0"),
		REFUSE("report-format", 0, 0), .told = "UTF-16LE" },
	{ "UTF-16, low byte first, marked", TEXT("\xff\xfeT\0N\0:\0\n\0S\0F\0:\0a\0\n\0"),
		REFUSE("report-format", 0, 0), .told = "UTF-16LE" },
	{ "UTF-16, high byte first", TEXT("\0T\0N\0:\0\n\0S\0F\0:\0a\0\n"),
		REFUSE("report-format", 0, 0), .told = "UTF-16BE" },
	{ "UTF-16, high byte first, marked", TEXT("\xfe\xff\0T\0N\0:\0\n\0S\0F\0:\0a\0\n"),
		REFUSE("report-format", 0, 0), .told = "UTF-16BE" },
};

#define AT(path) TEXT("TN:\nSF:" path "\nDA:1,1\nend_of_record\n")

static const struct tracefile_case paths[] = {
	{ "blanks", AT("src/my file.c"), OK, { { 1, 1 } }, .path = "src/my file.c" },
	{ "a colon", AT("src/a:b.c"), OK, { { 1, 1 } }, .path = "src/a:b.c" },
	{ "a tag in it", AT("src/SF:a.c"), OK, { { 1, 1 } }, .path = "src/SF:a.c" },
	{ "a comma", AT("src/a,b.c"), OK, { { 1, 1 } }, .path = "src/a,b.c" },
	{ "letters beyond ASCII", AT("src/\xc3\xa9.c"),
		OK, { { 1, 1 } }, .path = "src/\xc3\xa9.c" },
	{ "backslashes and no slash", AT("src\\sub\\a.c"),
		OK, { { 1, 1 } }, .path = "src/sub/a.c" },
	{ "a backslash and a slash", AT("src/a\\b.c"), OK, { { 1, 1 } }, .path = "src/a\\b.c" },
	{ "a drive and backslashes", AT("C:\\ci\\src\\a.c"),
		OK, { { 1, 1 } }, .path = "C:/ci/src/a.c" },
	{ "a drive and slashes", AT("C:/ci/src/a.c"), OK, { { 1, 1 } }, .path = "C:/ci/src/a.c" },
	{ "a drive and both", AT("C:\\ci/src\\a.c"), OK, { { 1, 1 } }, .path = "C:/ci/src/a.c" },
	{ "relative", AT("src/a.c"), OK, { { 1, 1 } }, .path = "src/a.c" },
	{ "from here", AT("./src/a.c"), OK, { { 1, 1 } }, .path = "src/a.c" },
	{ "from here, with backslashes", AT(".\\src\\a.c"), OK, { { 1, 1 } }, .path = "src/a.c" },
	{ "absolute", AT("/ci/build/src/a.c"), OK, { { 1, 1 } }, .path = "/ci/build/src/a.c" },
	{ "empty", AT(""), REFUSE("lcov-fields", 2, 4) },
	{ "empty, with CR LF", AT("\r"), REFUSE("lcov-fields", 2, 4) },
	{ "empty among others", TEXT(WHOLE "SF:\nDA:1,1\nend_of_record\n"),
		REFUSE("lcov-fields", 6, 4) },
};

static const struct tracefile_case outside[] = {
	{ "DA before SF", TEXT("TN:\nDA:1,1\nSF:a.c\nDA:1,1\nend_of_record\n"),
		REFUSE("lcov-orphan", 2, 1) },
	{ "DA first", TEXT("DA:1,1\n" WHOLE), REFUSE("lcov-orphan", 1, 1) },
	{ "DA between two sections", TEXT(WHOLE "DA:3,1\n" WHOLE), REFUSE("lcov-orphan", 6, 1) },
	{ "DA behind the last section", TEXT(WHOLE "DA:3,1\n"), REFUSE("lcov-orphan", 6, 1) },
	{ "BRDA before SF", TEXT("TN:\nBRDA:1,0,0,1\n" WHOLE), REFUSE("lcov-orphan", 2, 1) },
	{ "FN before SF", TEXT("TN:\nFN:1,f\n" WHOLE), REFUSE("lcov-orphan", 2, 1) },
	{ "LF before SF", TEXT("TN:\nLF:1\n" WHOLE), REFUSE("lcov-orphan", 2, 1) },
	{ "end_of_record before SF", TEXT("TN:\nend_of_record\n" WHOLE),
		REFUSE("lcov-orphan", 2, 1) },
	{ "a NUL byte in the path", TEXT("SF:a\0.c\nDA:1,1\nend_of_record\n"),
		REFUSE("lcov-junk", 1, 5) },
	{ "a NUL byte in a count", TEXT("SF:a.c\nDA:1,1\0\nend_of_record\n"),
		REFUSE("lcov-junk", 2, 7) },
	{ "a NUL byte in a name", TEXT("SF:a.c\nFN:1,f\0\nDA:1,1\nend_of_record\n"),
		REFUSE("lcov-junk", 2, 7) },
	{ "a NUL byte in a comment", TEXT("# \0\n" WHOLE), REFUSE("lcov-junk", 1, 3) },
	{ "a NUL byte behind end_of_record", TEXT("SF:a.c\nDA:1,1\nend_of_record\0\n"),
		REFUSE("lcov-junk", 3, 14) },
	{ "NUL bytes behind everything", TEXT(WHOLE "\0\0\0\0"), REFUSE("lcov-junk", 6, 1) },
};

#define TWICE(a, b) TEXT("TN:" a "\nSF:a.c\nFN:1,f\nFNDA:0,f\nBRDA:1,0,0,1\nBRDA:1,0,1,-\n" \
	"MCDC:1,1,t,0,0,x\nDA:1,0\nDA:2,1\nDA:4,0\nend_of_record\n" \
	"TN:" b "\nSF:a.c\nFN:1,f\nFNDA:2,f\nBRDA:1,0,0,0\nBRDA:1,0,1,-\n" \
	"MCDC:1,1,t,1,0,x\nDA:1,5\nDA:3,0\nend_of_record\n")

static const struct tracefile_case united[] = {
	{ "the same path twice", TWICE("", ""), OK, { { 2, 4 }, { 1, 2 }, { 1, 1 }, { 1, 1 } } },
	{ "the same path in two tests", TWICE("a", "b"),
		OK, { { 2, 4 }, { 1, 2 }, { 1, 1 }, { 1, 1 } } },
	{ "the same path with another's between",
		TEXT(WHOLE "SF:b.c\nDA:1,1\nend_of_record\n" WHOLE),
		OK, { { 2, 3 } } },
	{ "the same path, a sum over 2^64",
		TEXT("SF:a.c\nDA:1,18446744073709551615\nend_of_record\n"
		"SF:a.c\nDA:1,18446744073709551615\nend_of_record\n"), OK, { { 1, 1 } } },
	{ "the same path, a sum that is 2^64",
		TEXT("SF:a.c\nDA:1,9223372036854775808\nend_of_record\n"
		"SF:a.c\nDA:1,9223372036854775808\nend_of_record\n"), OK, { { 1, 1 } } },
	{ "the same path, once without lines", TEXT("SF:a.c\nend_of_record\n" WHOLE),
		OK, { { 1, 2 } } },
	{ "a line twice", SECTION("DA:1,0\nDA:1,4\n"), OK, { { 2, 2 } } },
	{ "a line twice, hit first", SECTION("DA:1,4\nDA:1,0\n"), OK, { { 2, 2 } } },
	{ "a line twice, never hit", SECTION("DA:1,0\nDA:1,0\n"), OK, { { 1, 2 } } },
	{ "a line twice, others between", SECTION("DA:1,0\nDA:2,0\nDA:70,0\nDA:1,4\n"),
		OK, { { 2, 4 } } },
	{ "a line twice, the sum is 2^64",
		SECTION("DA:1,9223372036854775808\nDA:1,9223372036854775808\n"),
		OK, { { 2, 2 } } },
	{ "lines out of order", SECTION("DA:9,1\nDA:300,0\nDA:3,0\nDA:64,1\nDA:63,0\nDA:1,1\n"),
		OK, { { 4, 7 } } },
};

static const struct tracefile_case empty[] = {
	{ "only totals", TEXT("TN:\nSF:a.c\nLF:9\nLH:9\nend_of_record\n"),
		REFUSE("lcov-empty", 0, 0) },
	{ "only totals of functions and lines",
		TEXT("TN:\nSF:a.c\nFNF:2\nFNH:1\nLF:9\nLH:9\nend_of_record\n"),
		REFUSE("lcov-empty", 0, 0) },
	{ "only totals, in two sections", TEXT("SF:a.c\nLF:9\nLH:9\nend_of_record\n"
		"SF:b.c\nLF:1\nLH:1\nend_of_record\n"), REFUSE("lcov-empty", 0, 0) },
	{ "only totals, all 0", TEXT("SF:a.c\nLF:0\nLH:0\nend_of_record\n"),
		REFUSE("lcov-empty", 0, 0) },
	{ "one section without lines", TEXT("SF:b.c\nend_of_record\n" WHOLE), OK, { { 1, 2 } },
		.path = "b.c" },
	{ "one section without lines, but totals",
		TEXT(WHOLE "SF:b.c\nLF:0\nLH:0\nend_of_record\n"),
		OK, { { 1, 2 } }, .path = "b.c" },
	{ "nothing", TEXT(""), REFUSE("report-empty", 0, 0) },
	{ "blanks", TEXT(" \t\n\r\n \n"), REFUSE("report-empty", 0, 0) },
	{ "a byte order mark", TEXT("\xef\xbb\xbf"), REFUSE("report-empty", 0, 0) },
	{ "only a test's name", TEXT("TN:unit\n"), REFUSE("lcov-empty", 0, 0) },
	{ "a pointer of Git LFS", TEXT("version https://git-lfs.github.com/spec/v1\noid sha256:"
		"2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae\nsize 31337\n"),
		REFUSE("report-format", 0, 0), .told = "Git LFS pointer" },
	{ "a usage text", TEXT("Usage: collect [OPTIONS] DIRECTORY\n\nOptions:\n  -o FILE\n"),
		REFUSE("report-format", 0, 0), .told = "usage text" },
	{ "a complaint and a usage text",
		TEXT("collect: no such option: -q\nusage: collect [-o FILE]\n"),
		REFUSE("report-format", 0, 0), .told = "usage text" },
};
/* clang-format on */

static void lcov__a_section_ends_with_end_of_record_and_nothing_else(void **state)
{
	(void)state;
	CHECK_CASES(ends);
}

static void lcov__lines_end_with_lf_or_cr_lf_and_other_encodings_are_named(void **state)
{
	(void)state;
	CHECK_CASES(line_ends);
}

static void lcov__paths_of_every_machine_are_taken(void **state)
{
	(void)state;
	CHECK_CASES(paths);
}

static void lcov__what_belongs_to_no_section_is_refused(void **state)
{
	(void)state;
	CHECK_CASES(outside);
}

static void lcov__what_stands_twice_is_united(void **state)
{
	(void)state;
	CHECK_CASES(united);
}

static void lcov__a_file_that_measured_nothing_is_refused(void **state)
{
	(void)state;
	CHECK_CASES(empty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lcov__a_section_ends_with_end_of_record_and_nothing_else),
		cmocka_unit_test(lcov__lines_end_with_lf_or_cr_lf_and_other_encodings_are_named),
		cmocka_unit_test(lcov__paths_of_every_machine_are_taken),
		cmocka_unit_test(lcov__what_belongs_to_no_section_is_refused),
		cmocka_unit_test(lcov__what_stands_twice_is_united),
		cmocka_unit_test(lcov__a_file_that_measured_nothing_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, release_tracefile);
}
