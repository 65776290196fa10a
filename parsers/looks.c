#include "parsers/looks.h"

#include "parsers/xml.h"

static bool is_utf16_le(struct str head)
{
	return str_starts(head, STR("\xff\xfe")) ||
		(head.n > 3 && head.p[0] && !head.p[1] && head.p[2] && !head.p[3]);
}

static bool is_utf16_be(struct str head)
{
	return str_starts(head, STR("\xfe\xff")) ||
		(head.n > 3 && !head.p[0] && head.p[1] && !head.p[2] && head.p[3]);
}

static bool is_binary(struct str head)
{
	return str_index(head, '\0') < head.n;
}

static bool is_cr_only(struct str head)
{
	return str_index(head, '\r') < head.n && str_index(head, '\n') == head.n;
}

static bool is_xml(struct str head)
{
	return str_starts(head, STR("<?xml")) || xml_root(head).n > 0;
}

static const char write_lcov[] = "write an lcov tracefile";
static const char write_junit[] = "write JUnit XML";
static const char convert[] = "convert it to UTF-8";

/* An order is kept where one row would claim another's file: the narrow one comes first. */
static const struct look looks[] = {
	/* coverage, in XML */
	{ .root = "coverage",
		.has = "line-rate",
		.what = "a Cobertura coverage report",
		.mend = write_lcov },
	{ .root = "coverage",
		.has = "clover",
		.what = "a Clover coverage report",
		.mend = write_lcov },
	{ .root = "coverage",
		.has = "<project",
		.what = "a Clover coverage report",
		.mend = write_lcov },
	{ .root = "coverage",
		.has = "<file path",
		.what = "SonarQube's generic coverage",
		.mend = write_lcov },
	{ .root = "coverage", .what = "a coverage report in XML", .mend = write_lcov },
	{ .root = "report",
		.has = "JACOCO",
		.what = "a JaCoCo coverage report",
		.mend = write_lcov },
	{ .root = "report",
		.has = "sessioninfo",
		.what = "a JaCoCo coverage report",
		.mend = write_lcov },
	{ .root = "report", .what = "a report in XML, perhaps JaCoCo's", .mend = write_lcov },
	{ .root = "CoverageSession", .what = "an OpenCover report", .mend = write_lcov },

	/* tests, in XML */
	{ .root = "failsafe-summary",
		.what = "a summary of Maven Failsafe",
		.mend = "give the TEST-*.xml files beside it" },
	{ .root = "testsuites",
		.has = "http://check.sourceforge.net/ns",
		.what = "Check's own XML",
		.mend = write_junit },
	{ .root = "test-run", .what = "an NUnit 3 report", .mend = write_junit },
	{ .root = "test-results", .what = "an NUnit 2 report", .mend = write_junit },
	{ .root = "assemblies", .what = "an xUnit.net report", .mend = write_junit },
	{ .root = "TestRun", .what = "a TRX report of Visual Studio", .mend = write_junit },
	{ .root = "testng-results", .what = "a TestNG report", .mend = write_junit },
	{ .root = "Catch", .what = "Catch2's own XML", .mend = "run it with --reporter junit" },
	{ .root = "Catch2TestRun",
		.what = "Catch2's own XML",
		.mend = "run it with --reporter junit" },
	{ .root = "doctest", .what = "doctest's own XML", .mend = "run it with --reporters=junit" },
	{ .root = "TestLog",
		.what = "Boost.Test's own XML",
		.mend = "run it with --log_format=JUNIT" },
	{ .root = "TestResult",
		.what = "Boost.Test's own XML",
		.mend = "run it with --log_format=JUNIT" },
	{ .root = "Site",
		.what = "a CTest dashboard file",
		.mend = "run ctest with --output-junit" },
	{ .root = "robot",
		.what = "an output file of Robot Framework",
		.mend = "run it with --xunit" },
	{ .root = "phpunit", .what = "PHPUnit's own XML", .mend = "run it with --log-junit" },

	/* other XML */
	{ .root = "checkstyle", .what = "a checkstyle report" },
	{ .root = "pmd", .what = "a PMD report" },
	{ .root = "BugCollection", .what = "a SpotBugs report" },
	{ .root = "html", .what = "an HTML page", .mend = "give the report it was made from" },
	{ .starts = "<!doctype html",
		.what = "an HTML page",
		.mend = "give the report it was made from" },
	{ .starts = "<html", .what = "an HTML page", .mend = "give the report it was made from" },
	{ .root = "Error",
		.what = "an error message of a web service",
		.mend = "look at the download" },

	/* text */
	{ .starts = "version https://git-lfs.github.com/",
		.what = "a Git LFS pointer, not the file itself",
		.mend = "fetch it with git lfs pull" },
	{ .starts = "mode: ", .what = "a Go cover profile", .mend = write_lcov },
	{ .starts = "{", .has = "\"gcov", .what = "gcov's JSON", .mend = write_lcov },
	{ .starts = "{",
		.has = "llvm.coverage.json",
		.what = "llvm-cov's JSON",
		.mend = "export it with -format=lcov" },
	{ .starts = "{",
		.has = "\"statementMap\"",
		.what = "Istanbul's JSON",
		.mend = "add lcovonly to its reporters" },
	{ .starts = "{",
		.has = "\"executed_lines\"",
		.what = "coverage.py's JSON",
		.mend = "write it with coverage lcov" },
	{ .starts = "{", .what = "JSON" },
	{ .starts = "[", .what = "JSON" },
	{ .starts = "TAP version", .what = "TAP, the Test Anything Protocol", .mend = write_junit },
	{ .starts = "=====",
		.has = "test session starts",
		.what = "the terminal output of pytest",
		.mend = "run it with --junitxml=FILE" },
	{ .has = "    0:Source:", .what = "a .gcov listing", .mend = write_lcov },
	{ .starts = "!coverage.py: This is a private format",
		.what = "a data file of coverage.py",
		.mend = "write it with coverage lcov" },
	{ .starts = "usage:",
		.what = "the usage text of a tool, not its result",
		.mend = "look at the command that wrote it" },
	{ .has = "\nusage:",
		.what = "the usage text of a tool, not its result",
		.mend = "look at the command that wrote it" },
	{ .has = "\nUsage:",
		.what = "the usage text of a tool, not its result",
		.mend = "look at the command that wrote it" },
	{ .starts = "error:",
		.what = "an error message",
		.mend = "look at the command that wrote it" },
	{ .starts = "Traceback (most recent call last)",
		.what = "an error message",
		.mend = "look at the command that wrote it" },
	{ .has = "command not found",
		.what = "an error message",
		.mend = "look at the command that wrote it" },
	{ .has = "\n<<<<<<< ",
		.what = "a file with conflict marks",
		.mend = "write the report again" },

	/* bytes */
	{ .starts = "SQLite format 3",
		.what = "a database, perhaps the data file of coverage.py",
		.mend = "write it with coverage lcov" },
	{ .starts = "adcg", .what = "a data file of gcov", .mend = "run lcov --capture over it" },
	{ .starts = "oncg", .what = "a notes file of gcov", .mend = "run lcov --capture over it" },
	{ .starts = "\xff"
		    "lprofr\x81",
		.what = "a raw profile of LLVM",
		.mend = "merge it, and export it with llvm-cov export -format=lcov" },
	{ .starts = "\x81"
		    "rforpl\xff",
		.what = "a raw profile of LLVM",
		.mend = "merge it, and export it with llvm-cov export -format=lcov" },
	{ .starts = "PK\x03\x04", .what = "a zip archive", .mend = "unpack it" },
	{ .starts = "\x28\xb5\x2f\xfd", .what = "a file packed by zstd", .mend = "unpack it" },
	{ .starts = "\xfd"
		    "7zXZ",
		.what = "a file packed by xz",
		.mend = "unpack it" },
	{ .starts = "BZh", .what = "a file packed by bzip2", .mend = "unpack it" },
	{ .starts = "\x7f"
		    "ELF",
		.what = "a program" },
	{ .is = is_utf16_le, .what = "text in UTF-16LE", .mend = convert },
	{ .is = is_utf16_be, .what = "text in UTF-16BE", .mend = convert },
	{ .is = is_binary, .what = "binary data with NUL bytes" },

	/* the rest */
	{ .is = is_xml, .what = "XML of another kind" },
	{ .starts = "<", .what = "XML of another kind" },
	{ .is = is_cr_only,
		.what = "text whose lines end with CR only",
		.mend = "end them with LF" },
	{ .what = "something else" },
};

static bool starts_nocase(struct str s, struct str with)
{
	return s.n >= with.n && str_eq_nocase((struct str){ s.p, with.n }, with);
}

const struct look *looks_like(struct str head)
{
	struct str root = xml_root(head), text = str_trim(head);
	const struct look *l = looks;

	for (;; l++) {
		if (l->root && !str_eq(root, str_of(l->root)))
			continue;
		if (l->starts && !starts_nocase(text, str_of(l->starts)))
			continue;
		if (l->has && !str_has(head, str_of(l->has)))
			continue;
		if (l->is && !l->is(head))
			continue;
		return l;
	}
}
