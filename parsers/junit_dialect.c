#include "parsers/junit.h"

/* Facts and where they were seen: junit.md of the reference, and tests/fixtures/junit. */
static const struct junit_dialect dialects[] = {
	{ .name = "ctest" },
	{ .name = "gtest", .lists = true, .place_first = true },
	{ .name = "jest-junit" },
	{ .name = "mocha" },
	{ .name = "mocha-junit-reporter" },
	{ .name = "phpunit" },
	{ .name = "pytest" },
	{ .name = "surefire" },
	{ .name = "vitest" },
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
	{ "gtest", "testsuites", true, { "name=AllTests" } },
	{ "ctest", "testsuite", true, { "disabled", "!errors", "hostname", "timestamp" } },
	{ "jest-junit", "testsuites", true, { "name=jest tests" } },
	{ "vitest", "testsuites", true, { "name=vitest tests*" } },
	{ "mocha", "testsuite", true, { "name=Mocha Tests" } },
	{ "mocha-junit-reporter", "testsuites", true, { "name=Mocha Tests" } },
	{ "surefire", "testsuite", true, { "noNamespaceSchemaLocation=*surefire*" } },
	{ "phpunit", "testcase", false, { "assertions", "class", "classname" } },
};

/*
 * Where the generic rule is wrong. All of a row's conditions must hold (NULL: any); the first row that
 * holds decides. A row without producer has a mark that is certain by itself.
 */
static const struct rule {
	const char *producer;
	enum junit_child child;
	bool no_name, no_class;
	const char *status, *result, *type, *message; /* as matches() has it */
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

	/* GoogleTest: a failure outside of any test, such as in an Environment; tests ran beside it */
	{ "gtest", JUNIT_FAILURE, .no_name = true, .means.state = TEST_FAILING },

	/* Surefire's @BeforeAll, bats' setup_file: the hook of a suite, which kept its tests from running */
	{ .child = JUNIT_FAILURE, .no_name = true, .means.state = TEST_BLOCKED },
	{ .child = JUNIT_ERROR, .no_name = true, .means.state = TEST_BLOCKED },

	/* without a child the attributes are all there is: nothing but a pass may count as one */
	{ .child = JUNIT_BARE, .result = "suppressed", .means.state = TEST_DISABLED },
	{ .child = JUNIT_BARE, .status = "disabled", .means.state = TEST_DISABLED },
	{ .child = JUNIT_BARE, .status = "notrun", .means.state = TEST_DISABLED },
	{ .child = JUNIT_BARE, .result = "skipped", .means.state = TEST_SKIPPED },
	{ .child = JUNIT_BARE, .status = "skipped", .means.state = TEST_SKIPPED },
	{ .child = JUNIT_BARE, .status = "ignored", .means.state = TEST_SKIPPED },
	{ .child = JUNIT_BARE, .status = "fail*", .means.state = TEST_FAILING },
	{ .child = JUNIT_BARE, .status = "error*", .means.state = TEST_FAILING },
	{ .child = JUNIT_SKIPPED, .status = "disabled", .means.state = TEST_DISABLED },
};

static const enum test_state generic[JUNIT_CHILDREN] = {
	[JUNIT_BARE] = TEST_PASSING,
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
	if (r->child != c->child || (r->no_name && !c->no_name) || (r->no_class && !c->no_class))
		return false;
	if (r->producer && (!dialect || !str_eq(str_of(r->producer), str_of(dialect->name))))
		return false;
	return matches(c->status, r->status) && matches(c->result, r->result) &&
		matches(c->type, r->type) && matches(c->message, r->message);
}

struct junit_meaning junit_meaning(const struct junit_dialect *dialect, const struct junit_case *c)
{
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		if (holds(&rules[i], dialect, c))
			return rules[i].means;
	}
	return (struct junit_meaning){ generic[c->child], false };
}
