/*
 * Every diagnostic the program can give: slug, level, exit status. To add one, add a row; the text is
 * written where it happens. Slugs are stable: people search for them.
 */
#ifndef MODEL_DIAGNOSTICS_H
#define MODEL_DIAGNOSTICS_H

#include "gate/base/diag.h"
#include "gate/exit.h"

/* A row a line. */
/* clang-format off */
#define DIAGNOSTICS(row) \
	/* the command line and the policies */ \
	row(USAGE, "usage", ERROR, EXIT_USAGE) \
	row(POLICY_FILE, "policy-file", ERROR, EXIT_USAGE) \
	row(POLICY_JSON, "policy-json", ERROR, EXIT_USAGE) \
	row(POLICY_KEY, "policy-key", ERROR, EXIT_USAGE) \
	row(POLICY_TYPE, "policy-type", ERROR, EXIT_USAGE) \
	row(POLICY_VALUE, "policy-value", ERROR, EXIT_USAGE) \
	row(POLICY_AREA, "policy-area", ERROR, EXIT_USAGE) \
	row(POLICY_WAIVER, "policy-waiver", WARNING, 0) \
	row(POLICY_IGNORED, "policy-ignored", WARNING, 0) \
	row(POLICY_DEAD_GLOB, "policy-dead-glob", ERROR, EXIT_USAGE) \
	row(LINT_OVERLAP, "lint-overlap", ERROR, EXIT_USAGE) \
	row(LINT_ORPHAN, "lint-orphan", ERROR, EXIT_USAGE) \
	row(LINT_DEAD_TESTS, "lint-dead-tests", WARNING, 0) \
	/* reports of any format */ \
	row(REPORT_NONE, "report-none", ERROR, EXIT_EVIDENCE) \
	row(REPORT_FILE, "report-file", ERROR, EXIT_EVIDENCE) \
	row(REPORT_EMPTY, "report-empty", ERROR, EXIT_EVIDENCE) \
	row(REPORT_FORMAT, "report-format", ERROR, EXIT_EVIDENCE) \
	row(REPORT_SHORT, "report-short", ERROR, EXIT_EVIDENCE) \
	row(REPORT_TWICE, "report-twice", NOTE, 0) \
	row(REPORT_UNMATCHED, "report-unmatched", ERROR, EXIT_EVIDENCE) \
	row(REPORT_UNMATCHED_NOTE, "report-unmatched", DOUBT, 0) \
	row(REPORT_STALE, "report-stale", ERROR, EXIT_EVIDENCE) \
	row(REPORT_OLDER, "report-older", WARNING, 0) \
	row(STAMP_BAD, "stamp-bad", ERROR, EXIT_EVIDENCE) \
	row(REPORT_UNPROVED, "report-unproved", NOTE, 0) \
	row(REPORT_EXTERNAL, "report-external", NOTE, 0) \
	row(TESTS_TWICE, "tests-twice", NOTE, 0) \
	/* declared tests */ \
	row(DECLARED_LARGE, "declared-large", WARNING, 0) \
	row(DECLARED_PATTERN, "declared-pattern", WARNING, 0) \
	/* lcov tracefiles */ \
	row(LCOV_JUNK, "lcov-junk", ERROR, EXIT_EVIDENCE) \
	row(LCOV_ORPHAN, "lcov-orphan", ERROR, EXIT_EVIDENCE) \
	row(LCOV_NUMBER, "lcov-number", ERROR, EXIT_EVIDENCE) \
	row(LCOV_FIELDS, "lcov-fields", ERROR, EXIT_EVIDENCE) \
	row(LCOV_CUT, "lcov-cut", ERROR, EXIT_EVIDENCE) \
	row(LCOV_EMPTY, "lcov-empty", ERROR, EXIT_EVIDENCE) \
	row(LCOV_NEGATIVE, "lcov-negative", DOUBT, 0) \
	row(LCOV_LINE_ZERO, "lcov-line-zero", DOUBT, 0) \
	row(LCOV_HUGE, "lcov-huge", NOTE, 0) \
	row(LCOV_FLOAT, "lcov-float", NOTE, 0) \
	row(LCOV_TOKEN, "lcov-token", NOTE, 0) \
	row(LCOV_UNDECLARED, "lcov-undeclared", NOTE, 0) \
	row(LCOV_CHECKSUM, "lcov-checksum", NOTE, 0) \
	row(LCOV_REPEATED, "lcov-repeated", NOTE, 0) \
	row(LCOV_UNKNOWN, "lcov-unknown", NOTE, 0) \
	row(LCOV_TOTALS, "lcov-totals", NOTE, 0) \
	/* XML and JUnit */ \
	row(XML_SYNTAX, "xml-syntax", ERROR, EXIT_EVIDENCE) \
	row(XML_CUT, "xml-cut", ERROR, EXIT_EVIDENCE) \
	row(XML_MENDED, "xml-mended", DOUBT, 0) \
	row(XML_LIMIT, "xml-limit", ERROR, EXIT_EVIDENCE) \
	row(XML_DECLARATION, "xml-declaration", ERROR, EXIT_EVIDENCE) \
	row(JUNIT_EMPTY, "junit-empty", ERROR, EXIT_EVIDENCE) \
	row(JUNIT_CLAIM, "junit-claim", ERROR, EXIT_EVIDENCE) \
	row(JUNIT_TOTALS, "junit-totals", DOUBT, 0) \
	row(JUNIT_TOTALS_NOTE, "junit-totals", NOTE, 0) \
	row(JUNIT_WORD, "junit-word", DOUBT, 0) \
	row(JUNIT_TIME, "junit-time", NOTE, 0) \
	row(JUNIT_INTERRUPTED, "junit-interrupted", DOUBT, 0) \
	row(JUNIT_REPEATED, "junit-repeated", NOTE, 0) \
	row(JUNIT_NAMELESS, "junit-nameless", DOUBT, 0) \
	row(JUNIT_NESTED, "junit-nested", ERROR, EXIT_EVIDENCE) \
	/* listings of tests */ \
	row(PYTEST_CUT, "pytest-cut", ERROR, EXIT_EVIDENCE) \
	/* git */ \
	row(REPO_OPEN, "repo-open", ERROR, EXIT_REPOSITORY) \
	row(REPO_REVISION, "repo-revision", ERROR, EXIT_REPOSITORY) \
	row(REPO_HEAD, "repo-head", ERROR, EXIT_REPOSITORY) \
	row(REPO_OBJECT, "repo-object", ERROR, EXIT_REPOSITORY) \
	row(BASE_NONE, "base-none", ERROR, EXIT_REPOSITORY) \
	row(PATCH_UNPAIRED, "patch-unpaired", WARNING, 0) \
	row(BASE_UNRELATED, "base-unrelated", ERROR, EXIT_REPOSITORY) \
	row(BASE_HIDDEN, "base-hidden", ERROR, EXIT_REPOSITORY) \
	row(BASE_EVENT, "base-event", WARNING, 0) \
	row(RECORD_NONE, "record-none", ERROR, EXIT_REPOSITORY) \
	row(RECORD_BAD, "record-bad", ERROR, EXIT_REPOSITORY) \
	row(RECORD_PASSED, "record-passed", WARNING, 0) \
	row(RECORD_SKIPPED, "record-skipped", WARNING, 0) \
	row(RECORD_OLDER, "record-older", WARNING, 0) \
	row(RECORD_REPLAY, "record-replay", ERROR, EXIT_OUTPUT) \
	row(RECORD_TAKEN, "record-taken", WARNING, 0) \
	row(RECORD_TOOL, "record-tool", WARNING, 0) \
	row(RECORD_WRITE, "record-write", ERROR, EXIT_OUTPUT) \
	row(SYNC_REMOTE, "sync-remote", ERROR, EXIT_OUTPUT) \
	row(OUTPUT_WRITE, "output-write", ERROR, EXIT_OUTPUT)
/* clang-format on */

enum diagnostic {
#define DIAGNOSTIC_ENUM(name, slug, level, status) DIAGNOSTIC_##name,
	DIAGNOSTICS(DIAGNOSTIC_ENUM)
#undef DIAGNOSTIC_ENUM
		DIAGNOSTIC_COUNT
};

extern const struct diag_kind diagnostics[DIAGNOSTIC_COUNT];

/* DIAG(LCOV_ORPHAN) is what diag_at() takes. */
#define DIAG(name) (&diagnostics[DIAGNOSTIC_##name])

#endif
