/*
 * Declared tests: what the sources of the judged commit say there is, whether or not it ever ran.
 * parsers/ finds them; they join the evidence at the seal.
 */
#ifndef MODEL_DECLARED_H
#define MODEL_DECLARED_H

#include "gate/base/pattern.h"
#include "gate/model/tests.h"

/* How tests are declared. To add one: a row here, one in parsers/declared.c, its name in the schema. */
/* clang-format off */
#define FRAMEWORKS(row) \
	row(PYTEST, "pytest") \
	row(JEST, "jest") \
	row(VITEST, "vitest") \
	row(MOCHA, "mocha") \
	row(NODE, "node") \
	row(PLAYWRIGHT, "playwright") \
	row(GO, "go") \
	row(GTEST, "gtest") \
	row(CATCH2, "catch2") \
	row(DOCTEST, "doctest") \
	row(CMOCKA, "cmocka") \
	row(CRITERION, "criterion") \
	row(CHECK, "check") \
	row(CTEST, "ctest") \
	row(JUNIT, "junit") \
	row(TESTNG, "testng") \
	row(RSPEC, "rspec") \
	row(PHPUNIT, "phpunit") \
	row(CARGO, "cargo") \
	row(BATS, "bats") \
	row(ROBOT, "robot") \
	row(DOTNET, "dotnet")
/* clang-format on */

enum framework_kind {
	FRAMEWORK_NONE,
#define FRAMEWORK_ENUM(name, text) FRAMEWORK_##name,
	FRAMEWORKS(FRAMEWORK_ENUM)
#undef FRAMEWORK_ENUM
		FRAMEWORK_PATTERN, /* the policy says how */
	FRAMEWORK_KINDS
};

/* NULL for those that have no name. */
extern const char *const framework_names[FRAMEWORK_KINDS];

struct framework {
	enum framework_kind kind;
	struct pattern *pattern; /* of FRAMEWORK_PATTERN */
	struct str regex;        /* that it was made of */
};

/* One declaration; with parameters it is still one. */
struct declared {
	struct str suite; /* what is around it in its file: classes, describe blocks; or empty */
	struct str name;
	struct str file;
	uint32_t line;
	bool open; /* parts of name or suite are filled in when it runs: "adds %i", "adds ${n}" */
};

/* Starts as all zeroes. Memory is the arena's. */
struct declared_tests {
	struct declared *v;
	size_t n, cap;
};

/*
 * Joins them with the tests of reports, after those were joined with each other. A test of a report in
 * the same file with the same suite and name (parameters left aside) gets its line. A declared test that
 * no report has is added: blocked or skipped if a record stands for its whole file, which it then takes
 * the place of; else not run. There are never fewer tests than before.
 */
void declared_join(struct tests *tests, const struct declared_tests *declared, struct arena *a);

#endif
