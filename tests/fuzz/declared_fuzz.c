/*
 * Any bytes as a source: the first one chooses the framework, the rest is the file. Whatever the bytes, what
 * is declared stands on a line of the file, is no more than the file has bytes, and depends on nothing but
 * them: not on what was scanned before, nor on what lies behind them.
 */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gate/base/buf.h"
#include "parsers/declared.h"

/* A path that each framework looks into. `as_written`: names are parts of the text, with nothing resolved. */
static const struct {
	const char *path;
	bool as_written;
} files[FRAMEWORK_KINDS] = {
	[FRAMEWORK_PYTEST] = { "a/test_a.py", true },
	[FRAMEWORK_JEST] = { "a/a.test.js" },
	[FRAMEWORK_VITEST] = { "a/a.test.ts" },
	[FRAMEWORK_MOCHA] = { "a/a.spec.mjs" },
	[FRAMEWORK_NODE] = { "a/a.test.cjs" },
	[FRAMEWORK_PLAYWRIGHT] = { "a/a.spec.tsx" },
	[FRAMEWORK_GO] = { "a/a_test.go", true },
	[FRAMEWORK_GTEST] = { "a/a.cc" },
	[FRAMEWORK_CATCH2] = { "a/a.cpp" },
	[FRAMEWORK_DOCTEST] = { "a/a.hpp" },
	[FRAMEWORK_CMOCKA] = { "a/a.c" },
	[FRAMEWORK_CRITERION] = { "a/b.c" },
	[FRAMEWORK_CHECK] = { "a/c.c" },
	[FRAMEWORK_CTEST] = { "a/CMakeLists.txt" },
	[FRAMEWORK_JUNIT] = { "a/A.kt", true },
	[FRAMEWORK_TESTNG] = { "a/A.java", true },
	[FRAMEWORK_RSPEC] = { "a/a_spec.rb" },
	[FRAMEWORK_PHPUNIT] = { "a/ATest.php", true },
	[FRAMEWORK_CARGO] = { "a/a.rs", true },
	[FRAMEWORK_BATS] = { "a/a.bats" },
	[FRAMEWORK_ROBOT] = { "a/a.robot", true },
	[FRAMEWORK_DOTNET] = { "a/A.cs", true },
	[FRAMEWORK_PATTERN] = { "a/a.txt", true },
};

/* What a framework may put before a name, or a hole behind it. */
enum { ADDED_BYTES_MAX = 16 };

static void hold(bool property, const char *what)
{
	if (property)
		return;
	fprintf(stderr, "declared: %s\n", what);
	abort();
}

static const struct framework *framework_of(uint8_t byte)
{
	static struct framework f;
	struct pattern_mistake m;

	if (!f.pattern)
		f.pattern = pattern_of_regex(STR("^(?<suite>\\w+)?\\s*check (?<name>.+)"), &m);
	hold(f.pattern, "the pattern is none");
	f.kind = (enum framework_kind)(1 + byte % (FRAMEWORK_KINDS - 1));
	return &f;
}

static void check(const struct declared_tests *all, enum framework_kind kind, struct str text)
{
	uint32_t lines = 1;

	for (size_t i = 0; i < text.n; i++)
		lines += text.p[i] == '\n';
	hold(all->n <= text.n, "more tests than bytes");
	for (size_t i = 0; i < all->n; i++) {
		const struct declared *d = &all->v[i];

		hold(d->line >= 1 && d->line <= lines, "a line that the file does not have");
		hold(d->name.n > 0, "no name");
		hold(d->name.n <= text.n + ADDED_BYTES_MAX, "a name longer than its file");
		hold(!files[kind].as_written || str_has(text, d->name),
			"a name that does not stand there");
		hold(str_eq(d->file, str_of(files[kind].path)), "another file");
	}
}

static void find(
	struct declared_tests *all, const struct framework *f, struct str text, struct arena *arena)
{
	hold(declared_find(f, text, str_of(files[f->kind].path), all, arena), "too many steps");
	check(all, f->kind, text);
}

static void compare(const struct declared_tests *a, const struct declared_tests *b)
{
	hold(a->n == b->n, "another count");
	for (size_t i = 0; i < a->n; i++)
		hold(str_eq(a->v[i].suite, b->v[i].suite) && str_eq(a->v[i].name, b->v[i].name) &&
				a->v[i].line == b->v[i].line && a->v[i].open == b->v[i].open,
			"another test");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct declared_tests exact = { 0 }, other = { 0 }, within = { 0 };
	struct str text = { (const char *)data + 1, size - 1 };
	struct buf more = { 0 };

	if (!size)
		return 0;
	find(&exact, framework_of(data[0]), text, &arena);
	find(&other, framework_of((uint8_t)(data[0] + 1)), text, &arena);
	buf_add(&more, text);
	buf_add(&more, STR("\"`'*/)]}\n"));
	find(&within, framework_of(data[0]), (struct str){ more.p, text.n }, &arena);
	compare(&exact, &within);
	buf_release(&more);
	arena_release(&arena);
	return 0;
}
