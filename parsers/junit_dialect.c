#include "parsers/junit.h"

/* Facts and where they were seen: junit.md of the reference, and tests/fixtures/junit. */
static const struct junit_dialect dialects[] = {
	{ .name = "bazel", .prints_why = true },
	{ .name = "catch2", .own_totals = true }, /* of assertions */
	{ .name = "criterion", .own_totals = true },
	{ .name = "ctest", .prints_why = true },
	{ .name = "go", .retries = true }, /* gotestsum --rerun-fails, go test -count */
	{ .name = "gtest", .lists = true, .place_first = true },
	{ .name = "jest-junit", .own_totals = true },
	{ .name = "mocha", .own_totals = true },
	{ .name = "mocha-junit-reporter", .own_totals = true },
	{ .name = "phpunit" },
	{ .name = "playwright" },
	{ .name = "pytest", .stops = "run pytest with --continue-on-collection-errors" },
	{ .name = "surefire", .own_totals = true },
	{ .name = "vitest", .joins = " > " },
};

/*
 * Marks that are cheap to look for and certain. A mark is "name" (the attribute is there), "!name" (it
 * is not), or "name=value", where the value is as matches() has it. Rows of one producer are alternatives.
 */
static const struct fingerprint {
	const char *producer;
	const char *element;
	bool root;
	const char *marks[4];
} fingerprints[] = {
	{ "pytest", "testsuite", false, { "name=pytest", "hostname", "errors" } },
	{ "pytest", "skipped", false, { "type=pytest.*" } }, /* junit_suite_name may be anything */
	{ "go", "property", false, { "name=go.version" } },
	{ "gtest", "testsuites", true, { "name=AllTests" } },
	{ "catch2", "testsuite", false, { "hostname=tbd" } },
	{ "criterion", "testsuites", true, { "name=Criterion Tests" } },
	{ "ctest", "testsuite", true, { "disabled", "!errors", "hostname", "timestamp" } },
	{ "jest-junit", "testsuites", true, { "name=jest tests" } },
	{ "vitest", "testsuites", true, { "name=vitest tests*" } },
	{ "mocha", "testsuite", true, { "name=Mocha Tests" } },
	{ "mocha-junit-reporter", "testsuites", true, { "name=Mocha Tests" } },
	{ "surefire", "testsuite", true, { "noNamespaceSchemaLocation=*surefire*" } },
	{ "playwright", "testsuites", true, { "id", "name", "tests", "!timestamp" } },
	{ "bazel", "testcase", false, { "status=run", "duration", "time", "!classname" } },
	{ "phpunit", "testcase", false, { "assertions", "class", "classname" } },
};

/*
 * Where the generic rule is wrong. All of a row's conditions must hold (NULL: any); the first row that
 * holds decides. A row without producer has a mark that is certain by itself.
 */
static const struct rule {
	const char *producer;
	enum junit_child child; /* JUNIT_FAILURE stands for JUNIT_ERROR, too */
	bool no_name, no_class;
	bool named_as_class;
	/* As matches() has it. */
	const char *name, *classname, *status, *type, *message, *beside, *property;
	struct junit_meaning means;
} rules[] = {
	/* pytest: a module that cannot be imported is one record, however many tests are in it */
	{ .child = JUNIT_ERROR,
		.no_class = true,
		.message = "collection failure",
		.means = { .state = TEST_BLOCKED, .module = true } },
	{ .child = JUNIT_SKIPPED,
		.no_class = true,
		.message = "collection skipped",
		.means = { .state = TEST_SKIPPED, .module = true } },
	{ .child = JUNIT_ERROR, .message = "failed on setup*", .means.state = TEST_BLOCKED },
	{ .child = JUNIT_SKIPPED, .type = "pytest.xfail", .means.state = TEST_EXPECTED_FAILURE },

	/* What fails and is skipped as well: Catch2's [!mayfail], Node's todo */
	{ .child = JUNIT_FAILURE,
		.beside = "TEST_CASE tagged with !*",
		.means.state = TEST_EXPECTED_FAILURE },
	{ .child = JUNIT_FAILURE, .beside = "todo", .means.state = TEST_DISABLED },

	/* Files that cannot be loaded: jest-junit (twice), vitest, Node, go-junit-report, gotestsum */
	{ .child = JUNIT_FAILURE,
		.classname = "Test suite failed to run",
		.means = { .state = TEST_BLOCKED, .module = true } },
	{ "vitest", JUNIT_FAILURE, .named_as_class = true,
		.means = { .state = TEST_BLOCKED, .module = true } },
	{ .child = JUNIT_FAILURE,
		.name = "/*",
		.classname = "test",
		.means = { .state = TEST_BLOCKED, .module = true } },
	{ .child = JUNIT_FAILURE,
		.name = "[build failed]",
		.means = { .state = TEST_BLOCKED, .module = true, .by_class = true } },
	{ .child = JUNIT_FAILURE,
		.name = "[setup failed]",
		.means = { .state = TEST_BLOCKED, .module = true, .by_class = true } },
	{ .child = JUNIT_FAILURE,
		.name = "TestMain",
		.no_class = true,
		.means = { .state = TEST_BLOCKED, .module = true, .by_class = true } },

	/* unittest's own loader, whichever runner wrote it down */
	{ .child = JUNIT_FAILURE,
		.classname = "unittest.loader._FailedTest",
		.means = { .state = TEST_BLOCKED, .module = true } },

	/* The set-up of a class: Surefire, Gradle (two JUnits), Ant */
	{ "surefire", JUNIT_FAILURE, .named_as_class = true,
		.means = { .state = TEST_BLOCKED, .module = true } },
	{ .child = JUNIT_FAILURE, .name = "classMethod", .means.state = TEST_BLOCKED },
	{ .child = JUNIT_FAILURE, .name = "initializationError", .means.state = TEST_BLOCKED },
	{ .child = JUNIT_FAILURE,
		.classname = "junit.framework.TestSuite",
		.means = { .state = TEST_BLOCKED, .module = true } },

	/* mocha: a hook is a record of its own, and the tests behind it have none */
	{ .child = JUNIT_FAILURE, .name = "*\"before each\" hook*", .means.state = TEST_BLOCKED },
	{ .child = JUNIT_FAILURE, .name = "*\"before all\" hook*", .means.state = TEST_BLOCKED },

	/* Robot Framework; ROS, whose report of a failure is there before the run */
	{ .child = JUNIT_FAILURE,
		.message = "Parent suite setup failed*",
		.means.state = TEST_BLOCKED },
	{ .child = JUNIT_FAILURE,
		.message = "The test did not generate a result file*",
		.means.state = TEST_BLOCKED },

	/* Playwright: its annotations tell; a test that is skipped without one is behind another */
	{ "playwright", JUNIT_SKIPPED, .property = "skip", .means.state = TEST_SKIPPED },
	{ "playwright", JUNIT_SKIPPED, .property = "fixme", .means.state = TEST_DISABLED },
	{ "playwright", JUNIT_SKIPPED, .means.state = TEST_BLOCKED },
	{ "playwright", JUNIT_BARE, .property = "fail", .means.state = TEST_EXPECTED_FAILURE },

	/* cargo-nextest: a set-up script is no test, but may keep tests from running */
	{ .child = JUNIT_BARE, .classname = "@setup-script:*", .means.no_test = true },
	{ .child = JUNIT_FAILURE, .classname = "@setup-script:*", .means.state = TEST_BLOCKED },

	/* CTest: not every test that did not run was skipped on purpose */
	{ .child = JUNIT_SKIPPED,
		.status = "notrun",
		.message = "Unable to find executable*",
		.means.state = TEST_BLOCKED },
	{ .child = JUNIT_SKIPPED,
		.status = "notrun",
		.message = "Fixture dependency failed*",
		.means.state = TEST_BLOCKED },
	{ .child = JUNIT_SKIPPED,
		.status = "notrun",
		.message = "Required Files Missing*",
		.means.state = TEST_BLOCKED },
	{ .child = JUNIT_SKIPPED,
		.status = "notrun",
		.message = "Missing Configuration*",
		.means.state = TEST_BLOCKED },
	{ .child = JUNIT_SKIPPED,
		.status = "notrun",
		.message = "Failed to start*",
		.means.state = TEST_BLOCKED },
	{ .child = JUNIT_SKIPPED,
		.status = "notrun",
		.message = "Invalid Test Properties*",
		.means.state = TEST_BLOCKED },
	{ "ctest", JUNIT_BARE, .status = "notrun", .means.state = TEST_SKIPPED },

	/* GoogleTest before 1.10 has no result that would say it is suppressed */
	{ "gtest", JUNIT_BARE, .status = "notrun", .means.state = TEST_DISABLED },

	/* GoogleTest: a failure outside of any test, such as in an Environment; tests ran beside it */
	{ "gtest", JUNIT_FAILURE, .no_name = true, .means.state = TEST_FAILING },

	/* Surefire's @BeforeAll, bats' setup_file: the hook of a suite, which kept its tests from running */
	{ .child = JUNIT_FAILURE, .no_name = true, .means.state = TEST_BLOCKED },

	{ .child = JUNIT_SKIPPED, .status = "disabled", .means.state = TEST_DISABLED },
};

/*
 * Without a child the words of the attributes are all there is. Of the words of a case the one that
 * stands first here decides; a word that does not stand here is never a pass.
 */
static const struct word {
	const char *pattern; /* as matches() has it; in small letters, and never "*..." */
	enum test_state state;
} words[] = {
	{ "fail*", TEST_FAILING },
	{ "error*", TEST_FAILING },
	{ "timeout", TEST_FAILING },
	{ "timedout", TEST_FAILING },
	{ "timed out", TEST_FAILING },
	{ "timed_out", TEST_FAILING },
	{ "aborted", TEST_FAILING },
	{ "broken", TEST_FAILING },
	{ "crashed", TEST_FAILING },
	{ "ko", TEST_FAILING },
	{ "not ok", TEST_FAILING },
	{ "blocked", TEST_BLOCKED },
	{ "cancelled", TEST_BLOCKED },
	{ "canceled", TEST_BLOCKED },
	{ "not built", TEST_BLOCKED },
	{ "disabled", TEST_DISABLED },
	{ "suppressed", TEST_DISABLED },
	{ "todo", TEST_DISABLED },
	{ "skipped", TEST_SKIPPED },
	{ "skip", TEST_SKIPPED },
	{ "ignored", TEST_SKIPPED },
	{ "inconclusive", TEST_SKIPPED },
	{ "pending", TEST_SKIPPED },
	{ "notrun", TEST_NOT_RUN },
	{ "not run", TEST_NOT_RUN },
	{ "not_run", TEST_NOT_RUN },
	{ "not-run", TEST_NOT_RUN },
	{ "notexecuted", TEST_NOT_RUN },
	{ "not executed", TEST_NOT_RUN },
	{ "not_executed", TEST_NOT_RUN },
	{ "run", TEST_PASSING },
	{ "passed", TEST_PASSING },
	{ "pass", TEST_PASSING },
	{ "ok", TEST_PASSING },
	{ "success", TEST_PASSING },
	{ "successful", TEST_PASSING },
	{ "completed", TEST_PASSING },
	{ "succeeded", TEST_PASSING },
	{ "empty", TEST_PASSING },
	{ "", TEST_PASSING },
	{ 0 },
};

static const struct word successes[] = {
	{ "false", TEST_FAILING },
	{ "true", TEST_PASSING },
	{ "", TEST_PASSING },
	{ 0 },
};

static const enum test_state generic[JUNIT_CHILDREN] = {
	[JUNIT_SKIPPED] = TEST_SKIPPED,
	[JUNIT_FLAKY] = TEST_FLAKY,
	[JUNIT_FAILURE] = TEST_FAILING,
	[JUNIT_ERROR] = TEST_FAILING,
};

/* Case aside; "x*" is a start, "*x*" is anywhere (case matters there), NULL is anything. */
static bool matches(struct str s, const char *pattern)
{
	struct str p = str_of(pattern);

	if (!pattern)
		return true;
	if (!str_ends(p, STR("*")))
		return str_eq_nocase(s, p);
	p.n--;
	if (str_starts(p, STR("*")))
		return str_has(s, str_skip(p, 1));
	return s.n >= p.n && str_eq_nocase((struct str){ s.p, p.n }, p);
}

static bool has_mark(const struct xml_element *e, const char *mark)
{
	struct str value = str_of(mark), name = str_cut(&value, '=');
	bool absent = str_starts(name, STR("!"));

	name = str_skip(name, absent);
	for (size_t i = 0; i < e->attribute_count; i++) {
		if (str_eq(e->attributes[i].name, name))
			return !absent && (!value.n || matches(e->attributes[i].value, value.p));
	}
	return absent;
}

static bool fits(const struct xml_element *e, const struct fingerprint *f)
{
	if (!str_eq(e->name, str_of(f->element)) || (f->root && e->depth > 0))
		return false;
	for (size_t i = 0; i < sizeof(f->marks) / sizeof(f->marks[0]) && f->marks[i]; i++) {
		if (!has_mark(e, f->marks[i]))
			return false;
	}
	return true;
}

static const struct junit_dialect *find(const char *name)
{
	for (size_t i = 0; i < sizeof(dialects) / sizeof(dialects[0]); i++) {
		if (str_eq(str_of(dialects[i].name), str_of(name)))
			return &dialects[i];
	}
	return NULL;
}

const struct junit_dialect *junit_recognise(const struct xml_element *e)
{
	for (size_t i = 0; i < sizeof(fingerprints) / sizeof(fingerprints[0]); i++) {
		if (fits(e, &fingerprints[i]))
			return find(fingerprints[i].producer);
	}
	return NULL;
}

static bool holds(
	const struct rule *r, const struct junit_dialect *dialect, const struct junit_case *c)
{
	bool child = r->child == c->child || (r->child == JUNIT_FAILURE && c->child == JUNIT_ERROR);

	if (!child || (r->no_name && !c->no_name) || (r->no_class && !c->no_class))
		return false;
	if (r->named_as_class && (!c->name.n || !str_eq(c->name, c->classname)))
		return false;
	if (r->producer && (!dialect || !str_eq(str_of(r->producer), str_of(dialect->name))))
		return false;
	return matches(c->name, r->name) && matches(c->classname, r->classname) &&
		matches(c->status, r->status) && matches(c->type, r->type) &&
		matches(c->message, r->message) && matches(c->beside, r->beside) &&
		matches(c->property, r->property);
}

static const struct word *find_word(const struct word *table, struct str s)
{
	/* Nearly every case of a report says the same: a row is left at its first letter. */
	char first = s.n ? (char)(s.p[0] | ('a' ^ 'A')) : '\0';

	while (table->pattern && (table->pattern[0] != first || !matches(s, table->pattern)))
		table++;
	return table->pattern ? table : NULL;
}

static struct junit_meaning words_mean(const struct junit_case *c)
{
	const struct word *status = find_word(words, c->status);
	const struct word *result = find_word(words, c->result);
	const struct word *success = find_word(successes, c->success);

	if (!status || !result || !success)
		return (struct junit_meaning){ .state = TEST_FAILING,
			.word = !status   ? c->status
				: !result ? c->result
					  : c->success };
	if (success->state == TEST_FAILING)
		return (struct junit_meaning){ .state = TEST_FAILING };
	return (struct junit_meaning){ .state = (status < result ? status : result)->state };
}

struct junit_meaning junit_meaning(const struct junit_dialect *dialect, const struct junit_case *c)
{
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		if (holds(&rules[i], dialect, c))
			return rules[i].means;
	}
	if (c->child == JUNIT_BARE)
		return words_mean(c);
	return (struct junit_meaning){ .state = generic[c->child] };
}
