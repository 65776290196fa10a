/*
 * For tests of the scanner for declared tests: what it finds, as text.
 */
#ifndef TESTS_DECLARED_FIXTURE_H
#define TESTS_DECLARED_FIXTURE_H

#include "tests/unit/check.h"

#include "gate/base/file.h"
#include "gate/model/diagnostics.h"
#include "parsers/declared.h"

static inline enum framework_kind kind_of(const char *name)
{
	for (int i = FRAMEWORK_NONE + 1; i < FRAMEWORK_PATTERN; i++) {
		if (!strcmp(framework_names[i], name))
			return (enum framework_kind)i;
	}
	fail_msg("no framework '%s'", name);
	return FRAMEWORK_NONE;
}

/* "line suite | name", one a line; an open one ends in " ..." */
static inline const char *declared_in(struct framework f, struct str text, const char *path)
{
	struct declared_tests all = { 0 };
	struct buf out = { 0 };
	const char *found;

	assert_true(declared_find(&f, text, str_of(path), &all, &arena));
	for (size_t i = 0; i < all.n; i++) {
		assert_str(path, all.v[i].file);
		buf_printf(&out, "%u " STR_FMT "%s" STR_FMT "%s\n", all.v[i].line,
			STR_ARG(all.v[i].suite), all.v[i].suite.n ? " | " : "",
			STR_ARG(all.v[i].name), all.v[i].open ? " ..." : "");
	}
	found = arena_str(&arena, buf_str(&out)).p;
	buf_release(&out);
	return found;
}

/* The bytes end where they end, so that reading behind them is caught. */
static inline void assert_declared(
	const char *expected, const char *framework, const char *path, const char *text)
{
	struct framework f = { .kind = kind_of(framework) };
	size_t n = strlen(text);
	char *copy = malloc(n ? n : 1);

	memcpy(copy, text, n);
	assert_string_equal(expected, declared_in(f, (struct str){ copy, n }, path));
	/* Cut off anywhere it may find less, but never reads on. */
	for (size_t i = 0; i < n; i++) {
		char *part = malloc(i ? i : 1);

		memcpy(part, text, i);
		declared_in(f, (struct str){ part, i }, path);
		free(part);
	}
	free(copy);
}

/* A sample of tests/fixtures/junit/recipes. */
static inline void assert_sample(const char *expected, const char *framework, const char *path)
{
	struct framework f = { .kind = kind_of(framework) };
	struct file file;

	assert_int_equal(0,
		file_read(&file, arena_printf(&arena, "tests/fixtures/junit/recipes/%s", path).p,
			&diags, DIAG(REPORT_FILE)));
	assert_string_equal(expected, declared_in(f, buf_str(&file.bytes), path));
	file_release(&file);
}

#endif
