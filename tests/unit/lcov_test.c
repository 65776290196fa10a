/* Tracefiles record by record: what is ok, noted, refused, and at which place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "gate/base/utf8.h"
#include "parsers/parser.h"

static struct arena arena;
static struct evidence evidence;
static struct diags diags;
static struct report *report;

static int set_up(void **state)
{
	(void)state;
	evidence_init(&evidence, &arena);
	diags = (struct diags){ .arena = &arena };
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static int parse_str(struct str text)
{
	struct input in = { STR("t.info"), stream_of(text), 1 };
	int result;

	report = evidence_report(&evidence, STR(""), in.path);
	diags = (struct diags){ .arena = &arena };
	result = lcov_parser.parse(in, report, &diags);
	return stream_close(in.stream, NULL, &diags, DIAG(REPORT_FILE)) < 0 ? -1 : result;
}

static int parse(const char *text)
{
	return parse_str(str_of(text));
}

static int parse_section(const char *records)
{
	return parse(arena_printf(&arena, "TN:\nSF:a.c\n%sDA:90,1\nend_of_record\n", records).p);
}

static void assert_count(enum metric metric, uint64_t covered, uint64_t total)
{
	struct count c = coverage_count(&report->coverage, metric);

	assert_int_equal(covered, c.covered);
	assert_int_equal(total, c.total);
}

static void assert_first(const char *slug, uint32_t line, uint32_t column)
{
	assert_non_null(diags.first);
	assert_string_equal(slug, diags.first->kind->slug);
	assert_int_equal(line, diags.first->at.line);
	assert_int_equal(column, diags.first->at.column);
}

static void lcov__a_plain_section_is_counted(void **state)
{
	(void)state;
	assert_int_equal(0,
		parse("TN:unit\nSF:src/a.c\nFN:1,main\nFNDA:1,main\nFN:9,other\nFNDA:0,other\n"
		      "BRDA:2,0,0,1\nBRDA:2,0,1,0\nBRDA:2,1,0,-\n"
		      "DA:1,1\nDA:2,3\nDA:9,0\nend_of_record\n"));
	assert_count(METRIC_LINES, 2, 3);
	assert_count(METRIC_BRANCHES, 1, 3);
	assert_count(METRIC_FUNCTIONS, 1, 2);
	assert_null(diags.first);
	assert_non_null(coverage_find(&report->coverage, STR("src/a.c")));
}

/* Each row: what it says, and what the lines of that section come to, next to DA:90,1. */
static void lcov__counts_that_tools_write_are_read(void **state)
{
	static const struct {
		const char *records;
		uint64_t covered, total;
		const char *slug; /* of the note, or NULL */
	} rows[] = {
		{ "DA:1,0\n", 1, 2, NULL },
		{ "DA:1,1,2b8f\n", 2, 2, NULL },
		{ "DA:1,1,SF:x,y==\n", 2, 2, NULL },
		{ "DA:1,9223372036854775808\n", 2, 2, NULL },
		{ "DA:1,18446744073709551615\n", 2, 2, NULL },
		{ "DA:1,18446744073709551616\n", 2, 2, "lcov-huge" },
		{ "DA:1,9999999999999999999999999999999999999999\n", 2, 2, "lcov-huge" },
		{ "DA:1,0000000000000000000000000000000\n", 1, 2, NULL },
		{ "DA:1,-5\n", 1, 2, "lcov-negative" },
		{ "DA:1,1e3\n", 2, 2, "lcov-float" },
		{ "DA:1,1.8e+19\n", 2, 2, "lcov-float" },
		{ "DA:1,0.0\n", 1, 2, "lcov-float" },
		{ "DA:0,7\n", 1, 1, "lcov-line-zero" },
		{ "DA:10000000,1\n", 2, 2, NULL },
		{ "DA:1,0\nDA:1,4\n", 2, 2, NULL },
		{ "DA:80,1\nDA:3,0\nDA:64,1\nDA:63,0\n", 3, 5, NULL },
		{ "BFH:3\n", 1, 1, "lcov-unknown" },
		{ "VER:abc\n# a comment\n\n", 1, 1, NULL },
		{ "LF:9\nLH:1\n", 1, 1, "lcov-totals" },
		{ "LF:1\nLH:1\nBRF:0\nBRH:0\nFNF:0\nFNH:0\n", 1, 1, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(0, parse_section(rows[i].records));
		assert_count(METRIC_LINES, rows[i].covered, rows[i].total);
		if (rows[i].slug)
			assert_first(rows[i].slug, 3, diags.first->at.column);
		else
			assert_null(diags.first);
	}
}

/* Records of a section that starts in line 2, and the place of the first mistake. */
static const struct {
	const char *records;
	const char *slug;
	uint32_t line, column;
} refused[] = {
	{ "DA:1,x\n", "lcov-number", 3, 6 },
	{ "DA:1,?\n", "lcov-number", 3, 6 },
	{ "DA:1,=====\n", "lcov-number", 3, 6 },
	{ "DA:1,nan\n", "lcov-number", 3, 6 },
	{ "DA:1,inf\n", "lcov-number", 3, 6 },
	{ "DA:1,0x10\n", "lcov-number", 3, 6 },
	{ "DA:1,+1\n", "lcov-number", 3, 6 },
	{ "DA:1,0.9\n", "lcov-number", 3, 6 },
	{ "DA:1,1e-3\n", "lcov-number", 3, 6 },
	{ "DA:1,1.\n", "lcov-number", 3, 6 },
	{ "DA:1,--1\n", "lcov-number", 3, 6 },
	{ "DA:1,\n", "lcov-number", 3, 6 },
	{ "DA:1\n", "lcov-number", 3, 5 },
	{ "DA: 1,1\n", "lcov-number", 3, 4 },
	{ " DA:1,1\n", "lcov-junk", 3, 1 },
	{ "DA:-1,1\n", "lcov-number", 3, 4 },
	{ "DA:10000001,1\n", "lcov-number", 3, 4 },
	{ "DA:4294967297,1\n", "lcov-number", 3, 4 },
	{ "SF:b.c\n", "lcov-cut", 2, 1 },
	{ "FN:1\n", "lcov-fields", 3, 5 },
	{ "FNDA:1\n", "lcov-fields", 3, 7 },
	{ "BRDA:1,0,1\n", "lcov-fields", 3, 6 },
	{ "BRDA:1,0,0,x\n", "lcov-number", 3, 12 },
	{ "MCDC:1,2,x,1,0,a\n", "lcov-fields", 3, 8 },
	{ "FNA:0,1,main\n", "lcov-fields", 3, 5 },
	{ "FNL:0,1\nFNL:0,2\n", "lcov-fields", 4, 5 },
	{ "LF:many\n", "lcov-number", 3, 4 },
	{ "plain text\n", "lcov-junk", 3, 1 },
	{ "end_of_recordXXX\nSF:b.c\n", "lcov-junk", 3, 14 },
	{ "end_of_record SF:b.c\nSF:b.c\n", "lcov-junk", 3, 14 },
};

static void lcov__what_is_no_record_is_refused_at_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		assert_int_equal(-1, parse_section(refused[i].records));
		assert_first(refused[i].slug, refused[i].line, refused[i].column);
	}
}

static void lcov__a_bad_count_is_told_in_words(void **state)
{
	(void)state;
	assert_int_equal(-1, parse("SF:a.c\nDA:1,x\nend_of_record\n"));
	assert_int_equal(2, diags.first->at.line);
	assert_int_equal(6, diags.first->at.column);
	assert_string_equal("'x' is not an execution count", diags.first->text.p);
}

static void lcov__blanks_behind_the_end_are_nothing(void **state)
{
	(void)state;
	assert_int_equal(0, parse("SF:a.c\nDA:1,1\nend_of_record \t\r\n"));
	assert_null(diags.first);
}

/* The letters have three bytes each, so that a cut by bytes would split one. */
static void lcov__a_long_value_is_told_by_its_start(void **state)
{
	static const char *const records[] = { "BRDA:1,%s,0,x", "BRDA:1,%s,0,1", "BRDA:1,0,0,%s",
		"DA:%s,1", "DA:1,%s", "DA:1,1.%s", "LF:%s", "FNL:%s,1", "%s", "DA:9%s,1",
		"end_of_record%s" };
	struct str fill[3];

	(void)state;
	for (int i = 0; i < 3; i++) {
		char *p = arena_alloc(&arena, 30000 + 1);

		for (size_t j = 0; j < 30000; j++)
			p[j] = i == 0 ? "\xe2\x82\xac"[j % 3] : i == 1 ? '0' : '\x80';
		fill[i] = (struct str){ p, 30000 };
	}
	for (size_t i = 0; i < sizeof(records) / sizeof(records[0]) * 3; i++) {
		struct str format = str_of(records[i / 3]);
		struct str before = str_cut(&format, '%');
		struct str record = arena_printf(&arena, STR_FMT STR_FMT STR_FMT "\n",
			STR_ARG(before), STR_ARG(fill[i % 3]), STR_ARG(str_skip(format, 1)));

		parse_section(record.p);
		for (const struct diag *d = diags.first; d; d = d->next) {
			assert_true(d->text.n < 160);
			assert_true(i % 3 == 2 || utf8_valid(d->text) == d->text.n);
		}
	}
}

static void lcov__branches_of_every_dialect_count(void **state)
{
	(void)state;
	/* e and f count, U does not; text branches may hold commas; '-' is found and not taken */
	assert_int_equal(0,
		parse_section("BRDA:1,0,0,1\nBRDA:1,e0,1,0\nBRDA:1,f1,0,2\nBRDA:1,U2,0,0\n"
			      "BRDA:2,0,jump to line 3,1\nBRDA:2,0,f(a, b), x,0\n"
			      "BRDA:3,0,0,-\n"));
	assert_count(METRIC_BRANCHES, 3, 6);
	assert_null(diags.first);
}

static void lcov__a_branch_that_stands_twice_is_merged_and_noted(void **state)
{
	(void)state;
	assert_int_equal(0, parse_section("BRDA:1,0,0,0\nBRDA:1,0,0,1\n"));
	assert_count(METRIC_BRANCHES, 1, 1);
	assert_first("lcov-repeated", 2, 1);
}

static void lcov__a_block_that_is_a_word_is_noted(void **state)
{
	(void)state;
	assert_int_equal(0, parse_section("BRDA:1,None,0,1\n"));
	assert_count(METRIC_BRANCHES, 1, 1);
	assert_first("lcov-token", 3, 8);
}

static void lcov__functions_are_counted_by_name(void **state)
{
	(void)state;
	/* lcov 2's last line, a name with commas, a name of digits, one name on two lines */
	assert_int_equal(0,
		parse_section("FN:1,5,main\nFNDA:1,main\nFN:7,f(int, char)\nFNDA:0,f(int, char)\n"
			      "FN:8,10\nFNDA:1,10\nFN:20,main\n"));
	assert_count(METRIC_FUNCTIONS, 2, 3);
	assert_null(diags.first);
}

static void lcov__function_leaders_and_aliases_are_read(void **state)
{
	(void)state;
	assert_int_equal(0,
		parse_section("FNL:0,1,5\nFNA:0,3,a<int>\nFNA:0,0,a<char>\nFNL:1,7\nFNA:1,0,b\n"));
	assert_count(METRIC_FUNCTIONS, 1, 3);
}

static void lcov__a_count_without_a_declaration_is_noted(void **state)
{
	(void)state;
	assert_int_equal(0, parse_section("FNDA:1,main\n"));
	assert_count(METRIC_FUNCTIONS, 1, 1);
	assert_first("lcov-undeclared", 2, 1);
}

static void lcov__conditions_are_their_own_metric(void **state)
{
	(void)state;
	assert_int_equal(0,
		parse_section("MCDC:1,2,t,1,0,a && b\nMCDC:1,2,f,0,0,a && b\n"
			      "MCDC:1,2,t,1,1,b, c\nMCF:3\nMCH:2\n"));
	assert_count(METRIC_MCDC, 2, 3);
	assert_count(METRIC_BRANCHES, 0, 0);
}

static void lcov__a_file_that_stands_twice_is_united(void **state)
{
	(void)state;
	assert_int_equal(0,
		parse("TN:a\nSF:a.c\nFN:1,f\nFNDA:0,f\nDA:1,0\nDA:2,1\nend_of_record\n"
		      "TN:b\nSF:a.c\nFN:1,f\nFNDA:2,f\nDA:1,5\nDA:3,0\nend_of_record\n"));
	assert_int_equal(1, coverage_files(&report->coverage));
	assert_count(METRIC_LINES, 2, 3);
	assert_count(METRIC_FUNCTIONS, 1, 1);
	assert_null(diags.first);
}

static void lcov__carriage_returns_are_no_part_of_a_path(void **state)
{
	(void)state;
	assert_int_equal(0, parse("TN:\r\nSF:a.c\r\nDA:1,1\r\nend_of_record\r\n"));
	assert_non_null(coverage_find(&report->coverage, STR("a.c")));
	assert_int_equal(0, parse("TN:\r\r\nSF:a.c\r\r\nDA:1,1\r\r\nend_of_record\r\r\n"));
	assert_non_null(coverage_find(&report->coverage, STR("a.c")));
}

static void lcov__a_file_without_data_is_refused(void **state)
{
	(void)state;
	assert_int_equal(-1, parse("TN:\n"));
	assert_first("lcov-empty", 0, 0);
	assert_int_equal(-1, parse("TN:\nSF:a.c\nLF:9\nLH:9\nend_of_record\n"));
	assert_string_equal("lcov-empty", diags.last->kind->slug);
	/* one section without lines is nothing to cover */
	assert_int_equal(0, parse("SF:a.c\nend_of_record\nSF:b.c\nDA:1,1\nend_of_record\n"));
	assert_int_equal(2, coverage_files(&report->coverage));
}

static void lcov__records_before_any_section_are_refused(void **state)
{
	(void)state;
	assert_int_equal(-1, parse("DA:1,1\nSF:a.c\nDA:1,1\nend_of_record\n"));
	assert_first("lcov-orphan", 1, 1);
	assert_int_equal(-1, parse("SF:\nDA:1,1\nend_of_record\n"));
	assert_first("lcov-fields", 1, 4);
}

static void lcov__a_nul_byte_is_refused(void **state)
{
	(void)state;
	assert_int_equal(-1, parse_str(STR("SF:a.c\nDA:1,1\0\nend_of_record\n")));
	assert_first("lcov-junk", 2, 7);
}

/* The one cut that the format cannot show is the one between two sections. */
static void lcov__every_prefix_of_a_tracefile_is_refused(void **state)
{
	static const char whole[] =
		"TN:unit\nSF:src/a.c\nVER:1\nFN:1,2,main\nFNDA:1,main\nFNL:0,4\nFNA:0,1,g\n"
		"FNF:2\nFNH:2\nBRDA:2,0,0,1\nBRDA:2,0,text,-\nBRF:2\nBRH:1\n"
		"MCDC:2,1,t,1,0,a\nDA:1,1\nDA:2,30,Zm9v\nLF:2\nLH:2\nend_of_record\n"
		"TN:unit\nSF:src/b.c\nDA:1,0\nLF:1\nLH:0\nend_of_record\n";
	size_t first_end =
		(size_t)(strstr(whole, "end_of_record") - whole) + strlen("end_of_record");

	(void)state;
	assert_int_equal(0, parse(whole));
	for (size_t n = 0; n < sizeof(whole) - 2; n++) {
		int result = parse_str((struct str){ whole, n });

		if (n == first_end || n == first_end + 1)
			assert_int_equal(0, result);
		else
			assert_int_equal(-1, result);
	}
}

static void lcov__every_mistake_is_told_in_one_run(void **state)
{
	(void)state;
	assert_int_equal(-1, parse("SF:a.c\nDA:1,x\nDA:y,1\nnonsense\nDA:3,1\nend_of_record\n"));
	assert_int_equal(3, diags.count[DIAG_ERROR]);
	assert_int_equal(2, diags.first->at.line);
	assert_int_equal(3, diags.first->next->at.line);
	assert_int_equal(4, diags.last->at.line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lcov__a_plain_section_is_counted),
		cmocka_unit_test(lcov__counts_that_tools_write_are_read),
		cmocka_unit_test(lcov__what_is_no_record_is_refused_at_its_place),
		cmocka_unit_test(lcov__a_bad_count_is_told_in_words),
		cmocka_unit_test(lcov__blanks_behind_the_end_are_nothing),
		cmocka_unit_test(lcov__a_long_value_is_told_by_its_start),
		cmocka_unit_test(lcov__branches_of_every_dialect_count),
		cmocka_unit_test(lcov__a_branch_that_stands_twice_is_merged_and_noted),
		cmocka_unit_test(lcov__a_block_that_is_a_word_is_noted),
		cmocka_unit_test(lcov__functions_are_counted_by_name),
		cmocka_unit_test(lcov__function_leaders_and_aliases_are_read),
		cmocka_unit_test(lcov__a_count_without_a_declaration_is_noted),
		cmocka_unit_test(lcov__conditions_are_their_own_metric),
		cmocka_unit_test(lcov__a_file_that_stands_twice_is_united),
		cmocka_unit_test(lcov__carriage_returns_are_no_part_of_a_path),
		cmocka_unit_test(lcov__a_file_without_data_is_refused),
		cmocka_unit_test(lcov__records_before_any_section_are_refused),
		cmocka_unit_test(lcov__a_nul_byte_is_refused),
		cmocka_unit_test(lcov__every_prefix_of_a_tracefile_is_refused),
		cmocka_unit_test(lcov__every_mistake_is_told_in_one_run),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
