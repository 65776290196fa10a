/* Branches, functions and conditions in the dialects of the tools that write them. */
#include "tests/unit/lcov_cases.h"

/* Counts of lines, branches, functions and conditions; each section has one line more, DA:90,1. */
/* clang-format off */
static const struct tracefile_case branches[] = {
	{ "'-' is found and not hit", SECTION("BRDA:1,0,0,-\n"), OK, { { 1, 1 }, { 0, 1 } } },
	{ "every one '-' on a line that is hit", SECTION("BRDA:90,0,0,-\nBRDA:90,0,1,-\n"),
		OK, { { 1, 1 }, { 0, 2 } } },
	{ "'-' beside a 0 and a hit", SECTION("BRDA:1,0,0,-\nBRDA:1,0,1,0\nBRDA:1,0,2,4\n"),
		OK, { { 1, 1 }, { 1, 3 } } },
	{ "e", SECTION("BRDA:1,e0,0,1\nBRDA:1,e0,1,0\n"), OK, { { 1, 1 }, { 1, 2 } } },
	{ "f", SECTION("BRDA:1,f0,0,1\nBRDA:1,f0,1,0\n"), OK, { { 1, 1 }, { 1, 2 } } },
	{ "U", SECTION("BRDA:1,U0,0,1\nBRDA:1,U0,1,0\n"), OK, { { 1, 1 } } },
	{ "e and U", SECTION("BRDA:1,eU0,0,1\nBRDA:1,Ue0,1,0\n"), OK, { { 1, 1 } } },
	{ "U beside others, totals without it",
		SECTION("BRDA:1,0,0,1\nBRDA:1,e0,1,0\nBRDA:1,U0,2,0\nBRF:2\nBRH:1\n"),
		OK, { { 1, 1 }, { 1, 2 } } },
	{ "a text", SECTION("BRDA:1,0,jump to line 3,1\nBRDA:1,0,exit,0\n"),
		OK, { { 1, 1 }, { 1, 2 } } },
	{ "a text with commas", SECTION("BRDA:1,0,f(a, b), c,1\n"), OK, { { 1, 1 }, { 1, 1 } } },
	{ "texts that differ behind a comma", SECTION("BRDA:1,0,f(a, b),1\nBRDA:1,0,f(a, c),-\n"),
		OK, { { 1, 1 }, { 1, 2 } } },
	{ "a text that ends in a comma and a number", SECTION("BRDA:1,0,f(a),1,0\n"),
		OK, { { 1, 1 }, { 0, 1 } } },
	{ "a text of commas", SECTION("BRDA:1,0,,,,1\n"), OK, { { 1, 1 }, { 1, 1 } } },
	{ "a text with CR LF behind it", SECTION("BRDA:1,0,x,1\r\nBRDA:1,0,y,-\r\n"),
		OK, { { 1, 1 }, { 1, 2 } } },
	{ "a line without DA makes no line", SECTION("BRDA:7,0,0,1\nBRDA:7,0,1,0\n"),
		OK, { { 1, 1 }, { 1, 2 } } },
	{ "hit on a line that is not", SECTION("DA:7,0\nBRDA:7,0,0,1\n"),
		OK, { { 1, 2 }, { 1, 1 } } },
	{ "hit before its line that is not", SECTION("BRDA:7,0,0,1\nDA:7,0\n"),
		OK, { { 1, 2 }, { 1, 1 } } },
	{ "not hit on a line that is", SECTION("DA:7,9\nBRDA:7,0,0,0\n"),
		OK, { { 2, 2 }, { 0, 1 } } },
	{ "block None", SECTION("BRDA:1,None,0,1\n"),
		NOTE("lcov-token", 3, 8), { { 1, 1 }, { 1, 1 } } },
	{ "block None in two branches", SECTION("BRDA:1,None,0,1\nBRDA:1,None,1,-\n"),
		NOTE("lcov-token", 3, 8), { { 1, 1 }, { 1, 2 } }, .more = 1 },
	{ "block None is not block 0", SECTION("BRDA:1,0,0,0\nBRDA:1,None,0,1\n"),
		NOTE("lcov-token", 4, 8), { { 1, 1 }, { 1, 2 } } },
	{ "one branch twice", SECTION("BRDA:1,0,0,0\nBRDA:1,0,0,1\n"),
		NOTE("lcov-repeated", 2, 1), { { 1, 1 }, { 1, 1 } }, .told = "1 branch" },
	{ "one branch twice, not hit", SECTION("BRDA:1,0,0,-\nBRDA:1,0,0,0\n"),
		NOTE("lcov-repeated", 2, 1), { { 1, 1 }, { 0, 1 } }, .told = "1 branch" },
	{ "two branches twice", SECTION("BRDA:1,0,0,0\nBRDA:1,0,1,1\nBRDA:1,0,0,1\nBRDA:1,0,1,1\n"),
		NOTE("lcov-repeated", 2, 1), { { 1, 1 }, { 2, 2 } }, .told = "2 branches" },
	{ "one branch with a text twice", SECTION("BRDA:1,0,x,0\nBRDA:1,0,x,1\n"),
		NOTE("lcov-repeated", 2, 1), { { 1, 1 }, { 1, 1 } }, .told = "1 branch" },
	{ "another line, block or branch is another branch",
		SECTION("BRDA:1,0,0,0\nBRDA:2,0,0,1\nBRDA:1,1,0,1\nBRDA:1,0,1,1\n"),
		OK, { { 1, 1 }, { 3, 4 } } },
};

static const struct tracefile_case functions[] = {
	{ "a last line", SECTION("FN:1,5,f\nFNDA:1,f\n"), OK, { { 1, 1 }, { 0, 0 }, { 1, 1 } } },
	{ "a last line here and none there", SECTION("FN:1,5,f\nFNDA:1,f\nFN:7,g\nFNDA:0,g\n"),
		OK, { { 1, 1 }, { 0, 0 }, { 1, 2 } } },
	{ "a last line with totals",
		SECTION("FN:1,5,f\nFN:6,9,g\nFNDA:1,f\nFNDA:0,g\nFNF:2\nFNH:1\n"),
		OK, { { 1, 1 }, { 0, 0 }, { 1, 2 } } },
	{ "a name of digits", SECTION("FN:1,5\nFNDA:1,5\n"), OK, { { 1, 1 }, { 0, 0 }, { 1, 1 } } },
	{ "a name with commas", SECTION("FN:1,f(int, char)\nFNDA:1,f(int, char)\n"),
		OK, { { 1, 1 }, { 0, 0 }, { 1, 1 } } },
	{ "names that differ behind a comma",
		SECTION("FN:1,f(int, char)\nFN:2,f(int, long)\n"
		"FNDA:1,f(int, char)\nFNDA:0,f(int, long)\n"),
		OK, { { 1, 1 }, { 0, 0 }, { 1, 2 } } },
	{ "a name with commas and a last line", SECTION("FN:1,5,f(a, b)\nFNDA:1,f(a, b)\n"),
		OK, { { 1, 1 }, { 0, 0 }, { 1, 1 } } },
	{ "a leader and its names", SECTION("FNL:0,1,5\nFNA:0,3,f<int>\nFNA:0,0,f<char>\n"),
		OK, { { 1, 1 }, { 0, 0 }, { 1, 2 } } },
	{ "a leader without a last line", SECTION("FNL:0,1\nFNA:0,3,f\n"),
		OK, { { 1, 1 }, { 0, 0 }, { 1, 1 } } },
	{ "an alias with commas", SECTION("FNL:0,1\nFNA:0,3,f(a, b)\nFNA:0,0,f(a, c)\n"),
		OK, { { 1, 1 }, { 0, 0 }, { 1, 2 } } },
	{ "leaders with totals", SECTION("FNL:0,1\nFNA:0,3,f\nFNL:1,4\nFNA:1,0,g\nFNF:2\nFNH:1\n"),
		OK, { { 1, 1 }, { 0, 0 }, { 1, 2 } } },
	{ "an index in two sections", TEXT("SF:a.c\nFNL:0,1\nFNA:0,3,f\nDA:1,1\nend_of_record\n"
		"SF:b.c\nFNL:0,1\nFNA:0,0,f\nDA:1,1\nend_of_record\n"),
		OK, { { 2, 2 }, { 0, 0 }, { 1, 2 } } },
	{ "a leader twice", SECTION("FNL:0,1\nFNL:0,2\nFNA:0,1,f\n"), REFUSE("lcov-fields", 4, 5) },
	{ "a leader twice, with the same line", SECTION("FNL:0,1\nFNA:0,1,f\nFNL:0,1\n"),
		REFUSE("lcov-fields", 5, 5) },
	{ "an alias of no leader", SECTION("FNA:0,1,f\n"), REFUSE("lcov-fields", 3, 5) },
	{ "an alias of another leader", SECTION("FNL:0,1\nFNA:1,1,f\n"),
		REFUSE("lcov-fields", 4, 5) },
	{ "an alias before its leader", SECTION("FNA:0,1,f\nFNL:0,1\n"),
		REFUSE("lcov-fields", 3, 5) },
	{ "an alias of another section's leader", TEXT("SF:a.c\nFNL:0,1\nDA:1,1\nend_of_record\n"
		"SF:b.c\nFNA:0,1,f\nDA:1,1\nend_of_record\n"), REFUSE("lcov-fields", 6, 5) },
	{ "an index over 2^32", SECTION("FNL:0,1\nFNA:4294967296,1,f\n"),
		REFUSE("lcov-number", 4, 5) },
	{ "FN without FNDA", SECTION("FN:1,f\n"), OK, { { 1, 1 }, { 0, 0 }, { 0, 1 } } },
	{ "FNDA without FN", SECTION("FNDA:1,f\n"),
		NOTE("lcov-undeclared", 2, 1), { { 1, 1 }, { 0, 0 }, { 1, 1 } },
		.told = "1 function" },
	{ "two FNDA without FN", SECTION("FN:1,f\nFNDA:1,f\nFNDA:0,g\nFNDA:1,h\n"),
		NOTE("lcov-undeclared", 2, 1), { { 1, 1 }, { 0, 0 }, { 2, 3 } },
		.told = "2 functions" },
	{ "FNDA without FN in two sections", TEXT("SF:a.c\nFNDA:1,f\nDA:1,1\nend_of_record\n"
		"SF:b.c\nFNDA:1,f\nDA:1,1\nend_of_record\n"),
		NOTE("lcov-undeclared", 1, 1), { { 2, 2 }, { 0, 0 }, { 2, 2 } }, .more = 1 },
	{ "FNDA before FN", SECTION("FNDA:1,f\nFN:1,f\n"), OK, { { 1, 1 }, { 0, 0 }, { 1, 1 } } },
	{ "one name on two lines", SECTION("FN:1,f\nFN:9,f\nFNDA:1,f\n"),
		OK, { { 1, 1 }, { 0, 0 }, { 1, 1 } } },
	{ "one name on two lines with two counts", SECTION("FN:1,f\nFNDA:0,f\nFN:9,f\nFNDA:3,f\n"),
		OK, { { 1, 1 }, { 0, 0 }, { 1, 1 } } },
	{ "one name on two lines, each in its file", TEXT("SF:a.c\nFN:1,f\nFNDA:1,f\nDA:1,1\n"
		"end_of_record\nSF:b.c\nFN:1,f\nFNDA:0,f\nDA:1,1\nend_of_record\n"),
		OK, { { 2, 2 }, { 0, 0 }, { 1, 2 } } },
	{ "an alias of two leaders", SECTION("FNL:0,1\nFNA:0,0,f\nFNL:1,9\nFNA:1,2,f\n"),
		OK, { { 1, 1 }, { 0, 0 }, { 1, 1 } } },
};

static const struct tracefile_case conditions[] = {
	{ "both senses", SECTION("MCDC:1,1,t,1,0,a\nMCDC:1,1,f,0,0,a\n"),
		OK, { { 1, 1 }, { 0, 0 }, { 0, 0 }, { 1, 2 } } },
	{ "two conditions with totals", SECTION("MCDC:1,2,t,1,0,a\nMCDC:1,2,f,0,0,a\n"
		"MCDC:1,2,t,2,1,b\nMCDC:1,2,f,1,1,b\nMCF:4\nMCH:3\n"),
		OK, { { 1, 1 }, { 0, 0 }, { 0, 0 }, { 3, 4 } } },
	{ "two groups of a line", SECTION("MCDC:1,2,t,1,0,a\nMCDC:1,3,t,1,0,a\n"),
		OK, { { 1, 1 }, { 0, 0 }, { 0, 0 }, { 2, 2 } } },
	{ "an expression with commas", SECTION("MCDC:1,1,t,1,0,f(a, b)\n"),
		OK, { { 1, 1 }, { 0, 0 }, { 0, 0 }, { 1, 1 } } },
	{ "beside branches, on a line without DA", SECTION("BRDA:1,0,0,1\nMCDC:1,1,t,0,0,a\n"),
		OK, { { 1, 1 }, { 1, 1 }, { 0, 0 }, { 0, 1 } } },
	{ "totals alone", SECTION("MCF:0\nMCH:0\n"), OK, { { 1, 1 } } },
};
/* clang-format on */

static void lcov__branches_of_each_dialect_are_as_its_tool_means_them(void **state)
{
	(void)state;
	CHECK_CASES(branches);
}

static void lcov__functions_of_each_dialect_are_known_by_their_names(void **state)
{
	(void)state;
	CHECK_CASES(functions);
}

static void lcov__conditions_are_a_metric_of_their_own(void **state)
{
	(void)state;
	CHECK_CASES(conditions);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lcov__branches_of_each_dialect_are_as_its_tool_means_them),
		cmocka_unit_test(lcov__functions_of_each_dialect_are_known_by_their_names),
		cmocka_unit_test(lcov__conditions_are_a_metric_of_their_own),
	};

	return cmocka_run_group_tests(tests, NULL, release_tracefile);
}
