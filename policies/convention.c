#include "policies/convention.h"

#include <string.h>

#include "gate/base/buf.h"
#include "gate/base/path.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static const char *const test_folders[] = {
	"test",
	"tests",
	"__tests__",
	"spec",
	"specs",
	"e2e",
	"androidTest",
	"unittest",
	"unittests",
	"unit_tests",
	"integration_tests",
};

static const char *const foreign_folders[] = {
	"node_modules",
	"vendor",
	"third_party",
	"third-party",
	"thirdparty",
	"3rdparty",
	"bower_components",
	"Pods",
};

static const char *const containers[] = {
	"packages",
	"apps",
	"services",
	"libs",
	"modules",
	"crates",
	"plugins",
	"components",
	"projects",
	"extensions",
	"cmd",
};

static const char *const wrappers[] = { "src", "lib", "app", "source", "sources", "pkg", "main",
	"internal" };

/* A file is a test by the start or the end of its name; of the one row, both. */
static const struct test_name {
	const char *start, *end;
} test_names[] = {
	{ "test_", ".py" },
	{ "", "_test.py" },
	{ "conftest", ".py" },
	{ "", "_test.go" },
	{ "", "_spec.rb" },
	{ "", "_test.rb" },
	{ "", ".test.js" },
	{ "", ".test.jsx" },
	{ "", ".test.ts" },
	{ "", ".test.tsx" },
	{ "", ".test.mjs" },
	{ "", ".test.cjs" },
	{ "", ".test.mts" },
	{ "", ".spec.js" },
	{ "", ".spec.jsx" },
	{ "", ".spec.ts" },
	{ "", ".spec.tsx" },
	{ "", ".spec.mjs" },
	{ "", ".spec.cjs" },
	{ "", ".spec.mts" },
	{ "test_", ".c" },
	{ "test-", ".c" },
	{ "", "_test.c" },
	{ "", "-test.c" },
	{ "test_", ".cc" },
	{ "", "_test.cc" },
	{ "", "_unittest.cc" },
	{ "test_", ".cpp" },
	{ "", "_test.cpp" },
	{ "", "_tests.cpp" },
	{ "", "Test.java" },
	{ "", "Tests.java" },
	{ "", "Test.kt" },
	{ "", "Test.scala" },
	{ "", "Spec.scala" },
	{ "", "Test.groovy" },
	{ "", "Spec.groovy" },
	{ "", "Test.php" },
	{ "", "Test.cs" },
	{ "", "Tests.cs" },
	{ "", "_test.dart" },
	{ "", "_test.exs" },
	{ "", "Tests.swift" },
	{ "", ".bats" },
	{ "", ".robot" },
};

static bool is_one_of(struct str name, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(name, str_of(list[i])))
			return true;
	}
	return false;
}

/* What of the path ends with the first folder of that kind; empty if there is none. */
static struct str first_folder(struct str path, const char *const *list, size_t n)
{
	struct str rest = path;

	while (str_index(rest, '/') < rest.n) {
		if (is_one_of(str_cut(&rest, '/'), list, n))
			return (struct str){ path.p, path.n - rest.n - 1 };
	}
	return STR("");
}

static const struct test_name *test_name_of(struct str path)
{
	struct str base = path_base(path);

	for (size_t i = 0; i < COUNT(test_names); i++) {
		struct str start = str_of(test_names[i].start), end = str_of(test_names[i].end);

		if (base.n >= start.n + end.n && str_starts(base, start) && str_ends(base, end))
			return &test_names[i];
	}
	return NULL;
}

struct str convention_glob(struct str path, struct arena *a)
{
	struct buf text = { 0 };
	struct str glob;

	buf_puts(&text, str_starts(path, STR("!")) ? "./" : "");
	for (size_t i = 0; i < path.n; i++) {
		if (strchr("*?[\\", path.p[i]))
			buf_byte(&text, '\\');
		buf_byte(&text, path.p[i]);
	}
	glob = arena_str(a, buf_str(&text));
	buf_release(&text);
	return glob;
}

/* Those of these ends are read by test runners only. */
static bool is_script(struct str path)
{
	return str_ends(path, STR(".bats")) || str_ends(path, STR(".robot"));
}

bool convention_is_test(struct str path)
{
	if (!path_is_source(path) && !is_script(path))
		return false;
	return first_folder(path, test_folders, COUNT(test_folders)).n || test_name_of(path);
}

struct str convention_test_folder(struct str path)
{
	return first_folder(path, test_folders, COUNT(test_folders));
}

struct str convention_test_glob(struct str path, struct str area, struct arena *a)
{
	struct str folder = convention_test_folder(path);
	const struct test_name *name = test_name_of(path);
	struct str below = { path.p, path.n - path_base(path).n };

	if (folder.n)
		return arena_printf(a, STR_FMT "/**", STR_ARG(convention_glob(folder, a)));
	if (!name)
		return convention_glob(path, a);
	if (area.n)
		return arena_printf(a, STR_FMT "/**/%s*%s", STR_ARG(convention_glob(area, a)),
			name->start, name->end);
	return arena_printf(
		a, STR_FMT "%s*%s", STR_ARG(convention_glob(below, a)), name->start, name->end);
}

struct str convention_tests_anywhere(struct str path, struct arena *a)
{
	struct str folder = path_base(convention_test_folder(path));
	const struct test_name *name = test_name_of(path);

	if (folder.n)
		return arena_printf(a, "**/" STR_FMT "/**", STR_ARG(folder));
	return name ? arena_printf(a, "**/%s*%s", name->start, name->end)
		    : convention_glob(path, a);
}

struct str convention_foreign(struct str path)
{
	return first_folder(path, foreign_folders, COUNT(foreign_folders));
}

struct str convention_subject(struct str path)
{
	static const char *const starts[] = { "test_", "test-" };
	static const char *const ends[] = { "_test", "-test", ".test", ".spec", "_spec", "_tests",
		"_unittest", "Test", "Tests", "Spec" };
	struct str name = path_base(path);

	name.n -= path_extension(path).n;
	for (size_t i = 0; i < COUNT(starts); i++) {
		if (str_starts(name, str_of(starts[i])))
			return str_skip(name, str_of(starts[i]).n);
	}
	for (size_t i = 0; i < COUNT(ends); i++) {
		if (str_ends(name, str_of(ends[i]))) {
			name.n -= str_of(ends[i]).n;
			return name;
		}
	}
	return name;
}

bool convention_is_container(struct str folder_name)
{
	return is_one_of(folder_name, containers, COUNT(containers));
}

bool convention_is_wrapper(struct str folder_name)
{
	return is_one_of(folder_name, wrappers, COUNT(wrappers));
}
