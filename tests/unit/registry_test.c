#include "tests/unit/parse_fixture.h"

static int read_bytes(struct str bytes)
{
	return parse_bytes(parse_report, bytes);
}

static void refuse(struct str bytes, const char *what)
{
	diags = (struct diags){ .arena = &arena };
	assert_int_equal(-1, read_bytes(bytes));
	assert_int_equal(1, diags.count[DIAG_ERROR]);
	assert_said(DIAG(REPORT_FORMAT), 0, what);
	assert_said(DIAG(REPORT_FORMAT), 0, "accepted are lcov (");
	assert_said(DIAG(REPORT_FORMAT), 0, "junit (");
}

static void registry__every_parser_has_a_name_of_its_own(void **state)
{
	(void)state;
	for (size_t i = 0; i < parser_count; i++) {
		assert_true(strlen(parsers[i]->name) > 0 && strlen(parsers[i]->about) > 0);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(parsers[i]->name, parsers[k]->name);
	}
	assert_ptr_equal(&lcov_parser, parsers[0]);
	assert_ptr_equal(&junit_parser, parsers[1]);
}

static void registry__reports_are_known_by_their_content(void **state)
{
	(void)state;
	assert_int_equal(0, read_bytes(STR("TN:\nSF:a.c\nDA:1,1\nend_of_record\n")));
	assert_str("lcov", report->format);
	assert_int_equal(0, read_bytes(STR("<testsuite><testcase name='a'/></testsuite>")));
	assert_str("junit", report->format);
	assert_silent();
}

static void registry__lcov_claims_only_its_own_format(void **state)
{
	(void)state;
	assert_true(lcov_parser.sniff(STR("TN:\nSF:a.c\n")));
	assert_true(lcov_parser.sniff(STR("SF:a.c\n")));
	assert_true(lcov_parser.sniff(STR("\n# by a tool\nTN:x\n")));
	assert_false(lcov_parser.sniff(STR("<?xml version=\"1.0\"?>\n")));
	assert_false(lcov_parser.sniff(STR("mode: set\na.go:1.1,2.3 1 1\n")));
	assert_false(lcov_parser.sniff(STR("{\"SF:\": 1}")));
	assert_false(lcov_parser.sniff(STR("")));
}

static void registry__a_byte_order_mark_is_skipped(void **state)
{
	(void)state;
	assert_int_equal(
		0, read_bytes(STR("\xef\xbb\xbf<testsuite><testcase name='a'/></testsuite>")));
	assert_int_equal(0, read_bytes(STR("\xef\xbb\xbfTN:\nSF:a.c\nDA:1,1\nend_of_record\n")));
	assert_str("lcov", report->format);
}

static void registry__nothing_is_an_empty_report(void **state)
{
	(void)state;
	assert_int_equal(-1, read_bytes(STR("")));
	assert_int_equal(-1, read_bytes(STR("\xef\xbb\xbf")));
	assert_int_equal(-1, read_bytes(STR(" \r\n\t")));
	assert_int_equal(3, diags.count[DIAG_ERROR]);
	assert_said(DIAG(REPORT_EMPTY), 0, "empty");
	assert_ptr_equal(DIAG(REPORT_EMPTY), diags.last->kind);
}

/* ASCII text as UTF-16, with or without a mark. */
static struct str utf16(const char *text, bool big, bool mark)
{
	struct buf b = { 0 };
	struct str copy;

	if (mark)
		buf_puts(&b, big ? "\xfe\xff" : "\xff\xfe");
	for (; *text; text++) {
		if (big)
			buf_byte(&b, '\0');
		buf_byte(&b, *text);
		if (!big)
			buf_byte(&b, '\0');
	}
	copy = arena_str(&arena, buf_str(&b));
	buf_release(&b);
	return copy;
}

static void registry__xml_in_utf16_is_read(void **state)
{
	static const char text[] =
		"<?xml version='1.0'?><testsuite><testcase name='n'/></testsuite>";

	(void)state;
	for (int i = 0; i < 4; i++) {
		report->tests.n = 0;
		assert_int_equal(0, read_bytes(utf16(text, i & 1, i & 2)));
		assert_str("n", report->tests.v[0].name);
	}
	assert_silent();
}

static void registry__text_in_utf16_is_called_by_its_encoding(void **state)
{
	(void)state;
	refuse(utf16("TN:\nSF:a.c\n", false, true), "text in UTF-16LE: convert it to UTF-8");
	refuse(utf16("TN:\nSF:a.c\n", true, true), "text in UTF-16BE");
	refuse(utf16("TN:\nSF:a.c\n", false, false), "text in UTF-16LE");
	refuse(utf16("TN:\nSF:a.c\n", true, false), "text in UTF-16BE");
}

static const struct {
	const char *text, *what;
} unread[] = {
	{ "<?xml version='1.0'?>\n<!DOCTYPE coverage SYSTEM 'x.dtd'>\n<coverage line-rate='1'>",
		"a Cobertura coverage report: write an lcov tracefile" },
	{ "<coverage generated='1' clover='3.2.0'>", "a Clover coverage report" },
	{ "<coverage generated='1'><project timestamp='1'>", "a Clover coverage report" },
	{ "<coverage version='1'><file path='a'>", "SonarQube's generic coverage" },
	{ "<coverage>", "a coverage report in XML" },
	{ "<!DOCTYPE report PUBLIC '-//JACOCO//DTD Report 1.1//EN' 'report.dtd'><report name='a'>",
		"a JaCoCo coverage report" },
	{ "<report name='a'><sessioninfo id='b'/>", "a JaCoCo coverage report" },
	{ "<checkstyle version='8'>", "a checkstyle report" },
	{ "<failsafe-summary result='255'>", "a summary of Maven Failsafe: give the TEST-*.xml" },
	{ "<?xml version='1.0'?>\n<testsuites xmlns=\"http://check.sourceforge.net/ns\">",
		"Check's own XML" },
	{ "<test-run id='2'>", "an NUnit 3 report" },
	{ "<assemblies>", "an xUnit.net report" },
	{ "<TestRun id='a'>", "a TRX report" },
	{ "<!DOCTYPE html>\n<html>", "an HTML page" },
	{ "<!doctype HTML><head>", "an HTML page" },
	{ "<html lang='en'>", "an HTML page" },
	{ "<rss>", "XML of another kind" },
	{ "<?xml version='1.0'?>", "XML of another kind" },
	{ "  {\"gcovr/summary_format_version\": \"0.5\"}", "gcov's JSON" },
	{ "{\"data\":[],\"type\":\"llvm.coverage.json.export\"}", "llvm-cov's JSON" },
	{ "{\"a.js\":{\"path\":\"a.js\",\"statementMap\":{}}}", "Istanbul's JSON" },
	{ "{\"meta\": {}, \"files\": {\"a.py\": {\"executed_lines\": []}}}", "coverage.py's JSON" },
	{ "{\"a\": 1}", "JSON" },
	{ "[1]", "JSON" },
	{ "mode: atomic\na.go:1.2,3.4 5 6\n", "a Go cover profile" },
	{ "version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
		"a Git LFS pointer, not the file itself: fetch it with git lfs pull" },
	{ "TAP version 13\n1..2\n", "TAP" },
	{ "===== test session starts =====\n", "the terminal output of pytest" },
	{ "        -:    0:Source:a.c\n", "a .gcov listing" },
	{ "Usage: lcov [OPTIONS]\n", "the usage text of a tool" },
	{ "lcov: unknown option\nUsage: lcov [OPTIONS]\n", "the usage text of a tool" },
	{ "bash: lcov: command not found\n", "an error message" },
	{ "Error: no data\n", "an error message" },
	{ "Traceback (most recent call last):\n", "an error message" },
	{ "one\rtwo\r", "text whose lines end with CR only" },
	{ "hello\n", "something else" },
};

static void registry__what_is_no_report_is_called_by_its_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(unread) / sizeof(unread[0]); i++)
		refuse(str_of(unread[i].text), unread[i].what);
}

static void registry__bytes_are_called_by_their_magic(void **state)
{
	(void)state;
	refuse(STR("SQLite format 3\0\1\2"), "the data file of coverage.py");
	refuse(STR("PK\3\4\0\0"), "a zip archive: unpack it");
	refuse(STR("\x28\xb5\x2f\xfd\0"), "packed by zstd");
	refuse(STR("adcg\0\1"), "a data file of gcov");
	refuse(STR("\x7f"
		   "ELF\2\1"),
		"a program");
	refuse(STR("a\0\0b\0\0\0c"), "binary data with NUL bytes");
}

static void registry__notes_and_doubts_become_the_reports_trust(void **state)
{
	(void)state;
	assert_int_equal(0, read_bytes(STR("<testsuite tests='2'>\n<testcase/></testsuite>")));
	assert_int_equal(TRUST_DEGRADED, report->trust);
	assert_int_equal(2, report->note_count);
	assert_said(DIAG(JUNIT_NAMELESS), 2, "without a name");
	assert_said(DIAG(JUNIT_TOTALS), 1, "tests=\"2\"");
}

static void registry__notes_of_another_report_are_not_taken(void **state)
{
	(void)state;
	assert_int_equal(0, read_bytes(STR("<testsuite><testcase/></testsuite>")));
	report = evidence_report(&evidence, STR(""), STR("report"));
	assert_int_equal(0, read_bytes(STR("<testsuite><testcase name='a'/></testsuite>")));
	assert_int_equal(TRUST_EXACT, report->trust);
	assert_int_equal(0, report->note_count);
	assert_int_equal(1, diags.count[DIAG_DOUBT]);
}

static void registry__a_report_that_is_refused_says_why_once(void **state)
{
	(void)state;
	assert_int_equal(-1, read_bytes(STR("<testsuite>\n<testcase name='a'>")));
	assert_said(DIAG(XML_CUT), 2, "");
	assert_int_equal(1, diags.count[DIAG_ERROR]);
	assert_int_equal(EXIT_EVIDENCE, diags.status);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PARSE_TEST(registry__every_parser_has_a_name_of_its_own),
		PARSE_TEST(registry__reports_are_known_by_their_content),
		PARSE_TEST(registry__lcov_claims_only_its_own_format),
		PARSE_TEST(registry__a_byte_order_mark_is_skipped),
		PARSE_TEST(registry__nothing_is_an_empty_report),
		PARSE_TEST(registry__xml_in_utf16_is_read),
		PARSE_TEST(registry__text_in_utf16_is_called_by_its_encoding),
		PARSE_TEST(registry__what_is_no_report_is_called_by_its_name),
		PARSE_TEST(registry__bytes_are_called_by_their_magic),
		PARSE_TEST(registry__notes_and_doubts_become_the_reports_trust),
		PARSE_TEST(registry__notes_of_another_report_are_not_taken),
		PARSE_TEST(registry__a_report_that_is_refused_says_why_once),
	};

	return cmocka_run_group_tests_name("registry", tests, NULL, NULL);
}
