/*
 * For tests of the JUnit parser.
 */
#ifndef TESTS_JUNIT_FIXTURE_H
#define TESTS_JUNIT_FIXTURE_H

#include "tests/unit/parse_fixture.h"

#include "parsers/junit.h"

static inline int parse(const char *text)
{
	return parse_bytes(junit_parser.parse, str_of(text));
}

static inline void accept(const char *text)
{
	assert_int_equal(0, parse(text));
}

static inline void accept_file(const char *name)
{
	struct file f = { 0 };
	char path[200];

	snprintf(path, sizeof(path), "tests/fixtures/junit/%s", name);
	assert_int_equal(0, file_read(&f, path, &diags, DIAG(REPORT_FILE)));
	assert_true(junit_parser.sniff(buf_str(&f.bytes)));
	assert_int_equal(0, parse_bytes(junit_parser.parse, buf_str(&f.bytes)));
	file_release(&f);
}

/* A suite of these cases. */
static inline void accept_cases(const char *cases)
{
	struct str text = arena_printf(&arena, "<testsuite name='s'>\n%s</testsuite>", cases);

	accept(text.p);
}

static inline const struct test *test(size_t i)
{
	assert_true(i < report->tests.n);
	return &report->tests.v[i];
}

static inline void assert_state(size_t i, enum test_state state)
{
	assert_string_equal(test_state_names[state], test_state_names[test(i)->state]);
}

static inline void assert_test(
	size_t i, const char *suite, const char *name, enum test_state state, const char *message)
{
	assert_str(suite, test(i)->suite);
	assert_str(name, test(i)->name);
	assert_str(message, test(i)->message);
	assert_state(i, state);
}

#endif
