#include "parsers/framework_guess.h"

#include "gate/base/buf.h"
#include "parsers/declared.h"

/* Of a file that several rows are right for, the first one counts. */
static const struct guess {
	enum framework_kind kind;
	const char *marker;   /* in the file; NULL: its name tells enough */
	const char *manifest; /* in package.json; NULL for none */
} guesses[] = {
	{ FRAMEWORK_PYTEST },
	{ FRAMEWORK_VITEST, "vitest", "\"vitest\"" },
	{ FRAMEWORK_PLAYWRIGHT, "@playwright/test", "\"@playwright/test\"" },
	{ FRAMEWORK_NODE, "node:test", "node --test" },
	{ FRAMEWORK_JEST, "@jest/globals", "\"jest\"" },
	{ FRAMEWORK_MOCHA, "mocha", "\"mocha\"" },
	{ FRAMEWORK_MOCHA, "chai", NULL },
	{ FRAMEWORK_GO },
	{ FRAMEWORK_GTEST, "gtest/", NULL },
	{ FRAMEWORK_GTEST, "gmock/", NULL },
	{ FRAMEWORK_CATCH2, "catch2/", NULL },
	{ FRAMEWORK_CATCH2, "catch.hpp", NULL },
	{ FRAMEWORK_DOCTEST, "doctest", NULL },
	{ FRAMEWORK_CMOCKA, "cmocka", NULL },
	{ FRAMEWORK_CRITERION, "criterion/", NULL },
	{ FRAMEWORK_CHECK, "check.h", NULL },
	{ FRAMEWORK_TESTNG, "org.testng", NULL },
	{ FRAMEWORK_JUNIT, "org.junit", NULL },
	{ FRAMEWORK_JUNIT, "junit.framework", NULL },
	{ FRAMEWORK_RSPEC },
	{ FRAMEWORK_PHPUNIT },
	{ FRAMEWORK_CARGO },
	{ FRAMEWORK_BATS },
	{ FRAMEWORK_ROBOT },
	{ FRAMEWORK_DOTNET },
	/* What describes and expects without any import has them from jest, mostly. */
	{ FRAMEWORK_JEST },
};

enum { GUESSES = sizeof(guesses) / sizeof(guesses[0]) };

static bool declares(enum framework_kind kind, struct str path, struct str text)
{
	const struct framework framework = { .kind = kind };
	struct declared_tests found = { 0 };
	struct arena scratch = { 0 };

	if (!declared_may_be_in(&framework, path))
		return false;
	(void)declared_find(&framework, text, path, &found, &scratch);
	arena_release(&scratch);
	return found.n > 0;
}

static bool has(struct str text, const char *marker)
{
	return marker && str_has(text, str_of(marker));
}

/* NULL if nothing is declared. */
static const struct guess *guess_of(struct str path, struct str text, struct str manifest)
{
	for (int i = 0; i < GUESSES; i++) {
		if (has(text, guesses[i].marker) && declares(guesses[i].kind, path, text))
			return &guesses[i];
	}
	for (int i = 0; i < GUESSES; i++) {
		if (has(manifest, guesses[i].manifest) && declares(guesses[i].kind, path, text))
			return &guesses[i];
	}
	for (int i = 0; i < GUESSES; i++) {
		if (!guesses[i].marker && declares(guesses[i].kind, path, text))
			return &guesses[i];
	}
	return NULL;
}

void framework_vote(
	struct framework_votes *votes, struct str path, struct str text, struct str manifest)
{
	const struct guess *guess = guess_of(path, text, manifest);

	if (guess)
		votes->n[guess->kind]++;
}

enum framework_kind framework_elected(const struct framework_votes *votes)
{
	int best = FRAMEWORK_NONE;

	for (int i = 0; i < FRAMEWORK_KINDS; i++) {
		if (votes->n[i] > votes->n[best])
			best = i;
	}
	return (enum framework_kind)best;
}

/* A blank at the end: the folder comes behind it. */
static const char *const commands[FRAMEWORK_KINDS] = {
	[FRAMEWORK_PYTEST] = "pytest ",
	[FRAMEWORK_JEST] = "npx jest ",
	[FRAMEWORK_VITEST] = "npx vitest run ",
	[FRAMEWORK_MOCHA] = "npx mocha --recursive ",
	[FRAMEWORK_NODE] = "node --test ",
	[FRAMEWORK_PLAYWRIGHT] = "npx playwright test ",
	[FRAMEWORK_GO] = "go test ./...",
	[FRAMEWORK_RSPEC] = "bundle exec rspec ",
	[FRAMEWORK_PHPUNIT] = "vendor/bin/phpunit ",
	[FRAMEWORK_CARGO] = "cargo test",
	[FRAMEWORK_BATS] = "bats --recursive ",
	[FRAMEWORK_ROBOT] = "robot ",
	[FRAMEWORK_DOTNET] = "dotnet test",
};

struct str framework_command(enum framework_kind kind, struct str folder, struct arena *a)
{
	struct str command = str_of(commands[kind] ? commands[kind] : "");

	if (str_ends(command, STR(" ")) && folder.n)
		return arena_printf(a, STR_FMT STR_FMT, STR_ARG(command), STR_ARG(folder));
	return str_trim(command);
}

static const char *const recipes[FRAMEWORK_KINDS] = {
	[FRAMEWORK_PYTEST] =
		"pytest --cov --cov-report=lcov:build/coverage.info --junitxml=build/junit.xml",
	[FRAMEWORK_JEST] = "npx jest --coverage --reporters=default --reporters=jest-junit",
	[FRAMEWORK_VITEST] = "npx vitest run --coverage --coverage.reporter=lcov"
			     " --reporter=junit --outputFile=junit.xml",
	[FRAMEWORK_MOCHA] = "npx c8 --reporter=lcov mocha --reporter=xunit"
			    " --reporter-option=output=junit.xml",
	[FRAMEWORK_NODE] = "npx c8 --reporter=lcov node --test --test-reporter=junit"
			   " --test-reporter-destination=junit.xml",
	[FRAMEWORK_GO] = "gotestsum --junitfile=junit.xml -- -coverprofile=coverage.out ./..."
			 " && gcov2lcov -infile=coverage.out -outfile=coverage.info",
	[FRAMEWORK_CARGO] = "cargo llvm-cov --lcov --output-path=lcov.info nextest",
};

/* gcc's and clang's, by whatever runs the tests. */
static const char c_recipe[] =
	"build with --coverage, run the tests, lcov --capture --directory . --output-file coverage.info";

const char *framework_recipe(enum framework_kind kind)
{
	static const enum framework_kind of_c[] = { FRAMEWORK_GTEST, FRAMEWORK_CATCH2,
		FRAMEWORK_DOCTEST, FRAMEWORK_CMOCKA, FRAMEWORK_CRITERION, FRAMEWORK_CHECK };

	for (size_t i = 0; i < sizeof(of_c) / sizeof(of_c[0]); i++) {
		if (kind == of_c[i])
			return c_recipe;
	}
	return recipes[kind];
}
