/*
 * Every diagnostic the program can give: slug, level, exit status, and what it means in general, for the
 * manual. To add one, add a row; the text is written where it happens. Slugs are stable: people search
 * for them.
 */
#ifndef MODEL_DIAGNOSTICS_H
#define MODEL_DIAGNOSTICS_H

#include "gate/base/diag.h"
#include "gate/exit.h"

/* A row a line. */
/* clang-format off */
#define DIAGNOSTICS(row) \
	/* the command line and the policies */ \
	row(USAGE, "usage", ERROR, EXIT_USAGE, "the command line is wrong") \
	row(POLICY_FILE, "policy-file", ERROR, EXIT_USAGE, "a policy cannot be read, or there is none") \
	row(POLICY_JSON, "policy-json", ERROR, EXIT_USAGE, "a policy is no JSON") \
	row(POLICY_KEY, "policy-key", ERROR, EXIT_USAGE, "a key of a policy is unknown, missing or there twice") \
	row(POLICY_TYPE, "policy-type", ERROR, EXIT_USAGE, "a value of a policy is of another type than its key wants") \
	row(POLICY_VALUE, "policy-value", ERROR, EXIT_USAGE, "a value of a policy is out of its range") \
	row(POLICY_AREA, "policy-area", ERROR, EXIT_USAGE, "a policy of an area lacks what each must have") \
	row(POLICY_WAIVER, "policy-waiver", WARNING, 0, "a waiver ends soon") \
	row(WAIVER_ENDED, "waiver-ended", WARNING, 0, "a waiver has ended, and is still in its policy") \
	row(POLICY_IGNORED, "policy-ignored", WARNING, 0, "a policy lies where none is read") \
	row(POLICY_OTHER, "policy-other", WARNING, 0, "a policy that was judged by is not as in the judged commit") \
	row(POLICY_DEAD_GLOB, "policy-dead-glob", ERROR, EXIT_USAGE, "a glob of sources matches no file of the tree") \
	row(LINT_OVERLAP, "lint-overlap", ERROR, EXIT_USAGE, "a file belongs to two areas") \
	row(LINT_ORPHAN, "lint-orphan", ERROR, EXIT_USAGE, "a source file belongs to no area") \
	row(LINT_OWNERS, "lint-owners", WARNING, 0, "an area has other owners than its sources have in CODEOWNERS") \
	row(LINT_UNOWNED, "lint-unowned", WARNING, 0, "CODEOWNERS gives policies to nobody") \
	row(OWNERS_LARGE, "owners-large", WARNING, 0, "CODEOWNERS is too large, or has too many rules, to be read") \
	row(RATCHET_CLOSED, "ratchet-closed", ERROR, EXIT_CLOSED, "nothing is raised while the gate is closed") \
	row(RATCHET_NO_DATA, "ratchet-no-data", ERROR, EXIT_EVIDENCE, "nothing is raised where a rule cannot be judged") \
	row(RATCHET_PART, "ratchet-part", WARNING, 0, "coverage is not raised where source files are in no report") \
	row(LINT_DEAD_TESTS, "lint-dead-tests", WARNING, 0, "a glob of tests matches no file of the tree") \
	row(LINT_DEAD_INPUT, "lint-dead-input", WARNING, 0, "a glob of what carried figures depend on matches no file of the tree") \
	/* reports of any format */ \
	row(REPORT_NONE, "report-none", ERROR, EXIT_EVIDENCE, "there is no report, or none that an entry of the manifest asks for") \
	row(REPORT_FILE, "report-file", ERROR, EXIT_EVIDENCE, "a report cannot be read, or changed while it was read") \
	row(REPORT_EMPTY, "report-empty", ERROR, EXIT_EVIDENCE, "a report is empty") \
	row(REPORT_FORMAT, "report-format", ERROR, EXIT_EVIDENCE, "a report is of no format that is known") \
	row(REPORT_SHORT, "report-short", ERROR, EXIT_EVIDENCE, "a report has less than the manifest asks for") \
	row(REPORT_TWICE, "report-twice", NOTE, 0, "two reports have the same bytes, and count once") \
	row(REPORT_UNMATCHED, "report-unmatched", ERROR, EXIT_EVIDENCE, "paths of a report are in no tree: more than the policy allows is an error") \
	row(REPORT_UNMATCHED_NOTE, "report-unmatched", DOUBT, 0, "paths of a report are in no tree: more than the policy allows is an error") \
	row(REPORT_STALE, "report-stale", ERROR, EXIT_EVIDENCE, "a report is of other code than what is judged") \
	row(REPORT_OLDER, "report-older", WARNING, 0, "a report is older than the judged commit") \
	row(STAMP_BAD, "stamp-bad", ERROR, EXIT_EVIDENCE, "the stamp of a report is cut, of other bytes, or of a newer version") \
	row(REPORT_UNPROVED, "report-unproved", NOTE, 0, "files of a report could not be compared with the code") \
	row(REPORT_EXTERNAL, "report-external", NOTE, 0, "files of a report are not of this repository, and left out") \
	row(TESTS_TWICE, "tests-twice", NOTE, 0, "one test is in several reports without labels") \
	row(TESTS_TORN, "tests-torn", DOUBT, 0, "tests of two reports have one name, which fits several files") \
	row(TESTS_GONE, "tests-gone", DOUBT, 0, "tests of a report are of files that are not in the judged tree") \
	/* declared tests */ \
	row(DECLARED_LARGE, "declared-large", WARNING, 0, "a test file is too large to look for declared tests") \
	row(DECLARED_PATTERN, "declared-pattern", ERROR, EXIT_EVIDENCE, "a pattern for declared tests takes too many steps") \
	/* lcov tracefiles */ \
	row(LCOV_JUNK, "lcov-junk", ERROR, EXIT_EVIDENCE, "a line is no record of a tracefile") \
	row(LCOV_ORPHAN, "lcov-orphan", ERROR, EXIT_EVIDENCE, "a record stands outside a section") \
	row(LCOV_NUMBER, "lcov-number", ERROR, EXIT_EVIDENCE, "a field is no number") \
	row(LCOV_FIELDS, "lcov-fields", ERROR, EXIT_EVIDENCE, "a record has too few or too many fields") \
	row(LCOV_CUT, "lcov-cut", ERROR, EXIT_EVIDENCE, "a tracefile ends inside a section or a line") \
	row(LCOV_EMPTY, "lcov-empty", ERROR, EXIT_EVIDENCE, "a tracefile has no line that was measured") \
	row(LCOV_NEGATIVE, "lcov-negative", DOUBT, 0, "a count is negative, and taken for 0") \
	row(LCOV_LINE_ZERO, "lcov-line-zero", DOUBT, 0, "a record is of line 0, and left out") \
	row(LCOV_HUGE, "lcov-huge", NOTE, 0, "a count is over 2^64") \
	row(LCOV_FLOAT, "lcov-float", NOTE, 0, "a count has a fraction or an exponent") \
	row(LCOV_TOKEN, "lcov-token", NOTE, 0, "a count is a word that is known to be written") \
	row(LCOV_UNDECLARED, "lcov-undeclared", NOTE, 0, "a function has calls and no line") \
	row(LCOV_CHECKSUM, "lcov-checksum", NOTE, 0, "one line has two checksums") \
	row(LCOV_REPEATED, "lcov-repeated", NOTE, 0, "a branch stands twice in a section") \
	row(LCOV_UNKNOWN, "lcov-unknown", NOTE, 0, "records of an unknown kind are passed over") \
	row(LCOV_TOTALS, "lcov-totals", NOTE, 0, "totals of a tracefile differ from its records, which count") \
	/* XML and JUnit */ \
	row(XML_SYNTAX, "xml-syntax", ERROR, EXIT_EVIDENCE, "a report is no well-formed XML") \
	row(XML_CUT, "xml-cut", ERROR, EXIT_EVIDENCE, "a report ends inside an element") \
	row(XML_MENDED, "xml-mended", DOUBT, 0, "a report is not quite XML, and was read all the same") \
	row(XML_LIMIT, "xml-limit", ERROR, EXIT_EVIDENCE, "a report is deeper, or has longer parts, than is read") \
	row(XML_DECLARATION, "xml-declaration", ERROR, EXIT_EVIDENCE, "a report has a DOCTYPE that declares something") \
	row(JUNIT_EMPTY, "junit-empty", ERROR, EXIT_EVIDENCE, "a report has no test") \
	row(JUNIT_CLAIM, "junit-claim", ERROR, EXIT_EVIDENCE, "a report claims tests that it does not have") \
	row(JUNIT_TOTALS, "junit-totals", DOUBT, 0, "totals of a report differ from its tests, which count") \
	row(JUNIT_TOTALS_NOTE, "junit-totals", NOTE, 0, "totals of a report differ from its tests, which count") \
	row(JUNIT_WORD, "junit-word", DOUBT, 0, "a status is an unknown word") \
	row(JUNIT_TIME, "junit-time", NOTE, 0, "a time is no number of seconds that a test can take") \
	row(JUNIT_INTERRUPTED, "junit-interrupted", DOUBT, 0, "no test ran, since files could not be loaded") \
	row(JUNIT_REPEATED, "junit-repeated", NOTE, 0, "one test is there twice, and its worst result counts") \
	row(JUNIT_NAMELESS, "junit-nameless", DOUBT, 0, "a test has no name") \
	row(JUNIT_NESTED, "junit-nested", ERROR, EXIT_EVIDENCE, "a test stands inside a test") \
	row(INIT_REPORT, "init-report", ERROR, EXIT_EVIDENCE, "no policies are written from a report that cannot be judged") \
	/* listings of tests */ \
	row(PYTEST_CUT, "pytest-cut", ERROR, EXIT_EVIDENCE, "a listing of pytest is cut off, or lists no test") \
	/* git */ \
	row(REPO_OPEN, "repo-open", ERROR, EXIT_REPOSITORY, "the repository cannot be opened") \
	row(REPO_REVISION, "repo-revision", ERROR, EXIT_REPOSITORY, "a name is no commit") \
	row(REPO_HEAD, "repo-head", ERROR, EXIT_REPOSITORY, "the index or the work tree cannot be judged") \
	row(REPO_OBJECT, "repo-object", ERROR, EXIT_REPOSITORY, "an object of the repository cannot be read") \
	row(BASE_NONE, "base-none", ERROR, EXIT_REPOSITORY, "a rule or a pull request needs the base of the change, and there is none") \
	row(PATCH_UNPAIRED, "patch-unpaired", WARNING, 0, "too many new files to find out which were moved and edited") \
	row(PATCH_UNREAD, "patch-unread", WARNING, 0, "what the change added cannot be read, and is not shown") \
	row(BASE_UNRELATED, "base-unrelated", ERROR, EXIT_REPOSITORY, "the base is no ancestor of the judged commit") \
	row(BASE_HIDDEN, "base-hidden", ERROR, EXIT_REPOSITORY, "the clone is too shallow to prove the base") \
	row(BASE_UNSEEN, "base-unseen", WARNING, 0, "policies cannot be compared with those before the change") \
	row(BASE_LATER, "base-later", WARNING, 0, "the base is of a later day than the judged commit, and that day counts") \
	row(BASE_EVENT, "base-event", WARNING, 0, "what CI tells of the base cannot be proved, and is not taken") \
	row(RECORD_NONE, "record-none", ERROR, EXIT_REPOSITORY, "there is no record") \
	row(RECORD_BAD, "record-bad", ERROR, EXIT_REPOSITORY, "a record cannot be read") \
	row(RECORD_PASSED, "record-passed", WARNING, 0, "a record that cannot be read is passed over") \
	row(RECORD_SKIPPED, "record-skipped", WARNING, 0, "there is nothing to record") \
	row(RECORD_LINES, "record-lines", WARNING, 0, "the lines do not fit into the note") \
	row(RECORD_OLDER, "record-older", WARNING, 0, "the record that is there is newer, and stays") \
	row(RECORD_REPLAY, "record-replay", ERROR, EXIT_OUTPUT, "a record comes to another verdict when it is judged again") \
	row(RECORD_TAKEN, "record-taken", WARNING, 0, "findings of a record cannot be judged again from it, and are taken over") \
	row(RECORD_TOOL, "record-tool", WARNING, 0, "a record was written by another version") \
	row(RECORD_WRITE, "record-write", ERROR, EXIT_OUTPUT, "a record cannot be written") \
	row(SYNC_REMOTE, "sync-remote", ERROR, EXIT_OUTPUT, "records cannot be fetched or pushed") \
	/* hooks */ \
	row(PUSH_INPUT, "push-input", ERROR, EXIT_USAGE, "a hook is told of a push by something else than git") \
	row(PUSH_CLOSED, "push-closed", ERROR, EXIT_CLOSED, "what is pushed breaks a rule") \
	row(PUSH_NO_DATA, "push-no-data", ERROR, EXIT_EVIDENCE, "a rule has no data to judge what is pushed by") \
	row(PUSH_UNJUDGED, "push-unjudged", WARNING, 0, "nothing that is here says anything of what is pushed: it passes") \
	row(PUSH_SKIPPED, "push-skipped", WARNING, 0, "AREAGATE_SKIP lets a push pass") \
	row(PUSH_STOPPED, "push-stopped", WARNING, 0, "a hook stopped a push, and how to go past it") \
	row(HOOK_OTHER, "hook-other", ERROR, EXIT_OUTPUT, "somebody else has the hook, which stays") \
	row(HOOK_PLACE, "hook-place", ERROR, EXIT_REPOSITORY, "git does not say where its hooks are, or they cannot be there") \
	row(OUTPUT_WRITE, "output-write", ERROR, EXIT_OUTPUT, "an output cannot be written")
/* clang-format on */

enum diagnostic {
#define DIAGNOSTIC_ENUM(name, slug, level, status, about) DIAGNOSTIC_##name,
	DIAGNOSTICS(DIAGNOSTIC_ENUM)
#undef DIAGNOSTIC_ENUM
		DIAGNOSTIC_COUNT
};

extern const struct diag_kind diagnostics[DIAGNOSTIC_COUNT];
extern const char *const diagnostic_abouts[DIAGNOSTIC_COUNT]; /* "a report is empty" */

/* DIAG(LCOV_ORPHAN) is what diag_at() takes. */
#define DIAG(name) (&diagnostics[DIAGNOSTIC_##name])

#endif
