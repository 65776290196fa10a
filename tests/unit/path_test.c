#include "tests/unit/check.h"

#include "gate/base/path.h"

static void assert_tidy(const char *expected, const char *path)
{
	struct str once = path_tidy(&arena, str_of(path));

	assert_str(expected, once);
	assert_int_equal('\0', once.p[once.n]);
	assert_str(expected, path_tidy(&arena, once));
}

static void path__empty_and_dot_parts_go(void **state)
{
	(void)state;
	assert_tidy("a/b", "a//b/");
	assert_tidy("a/b", "./a/./b/.");
	assert_tidy("/a", "//a//");
	assert_tidy("/", "/");
	assert_tidy("", "");
	assert_tidy("", ".");
	assert_tidy("", "./");
	assert_tidy(".hidden/..b/c..", ".hidden/..b/c..");
	assert_tidy(" a /b", " a /b");
}

static void path__two_dots_are_taken_back_where_they_can_be(void **state)
{
	(void)state;
	assert_tidy("b", "a/../b");
	assert_tidy("a/c", "a/b/../c");
	assert_tidy("", "a/..");
	assert_tidy("a", "a/b/..");
	assert_tidy("..", "..");
	assert_tidy("../a", "../a");
	assert_tidy("../../a", "../../a");
	assert_tidy("../b", "a/../../b");
	assert_tidy("../b", "../a/../b");
	assert_tidy("/src/a.c", "/build/../src/a.c");
}

static void path__nothing_lies_above_the_root(void **state)
{
	(void)state;
	assert_tidy("/", "/..");
	assert_tidy("/a", "/../a");
	assert_tidy("/b", "/a/../../b");
	assert_tidy("C:/", "C:\\..");
	assert_tidy("C:/x", "C:\\..\\x");
	assert_tidy("C:/x", "C:/a/../../x");
}

static void path__back_slashes_turn_where_the_path_is_from_windows(void **state)
{
	(void)state;
	assert_tidy("C:/x", "C:\\x");
	assert_tidy("C:/x/y.c", "C:\\x/y.c\\");
	assert_tidy("d:/a/c", "d:\\a\\.\\b\\..\\c");
	assert_tidy("src/a.c", "src\\a.c");
	assert_tidy("../a.c", "..\\a.c");
	assert_tidy("/server/share/a.c", "\\\\server\\share\\a.c");
	assert_tidy("src/odd\\name.c", "src/odd\\name.c");
	assert_tidy("C:", "C:");
}

static void path__absolute_is_a_slash_or_a_drive(void **state)
{
	(void)state;
	assert_true(path_is_absolute(STR("/")));
	assert_true(path_is_absolute(STR("/a")));
	assert_true(path_is_absolute(STR("C:/a")));
	assert_true(path_is_absolute(STR("z:\\a")));
	assert_false(path_is_absolute(STR("")));
	assert_false(path_is_absolute(STR("a/b")));
	assert_false(path_is_absolute(STR("ab:/c")));
	assert_false(path_is_absolute(STR("1:/c")));
	assert_false(path_is_absolute((struct str){ "C:", 1 }));
}

static void path__base_and_extension(void **state)
{
	(void)state;
	assert_str("c.tar.gz", path_base(STR("a/b/c.tar.gz")));
	assert_str("c", path_base(STR("c")));
	assert_str("", path_base(STR("a/")));
	assert_str(".gz", path_extension(STR("a/b/c.tar.gz")));
	assert_str("", path_extension(STR("a.b/c")));
	assert_str("", path_extension(STR("a/.bashrc")));
	assert_str(".c", path_extension(STR("a/.x.c")));
	assert_str("", path_extension(STR("")));
}

static void assert_below(const char *expected, const char *path, const char *root)
{
	struct str rest = STR("untouched");

	if (!path_below(str_of(path), str_of(root), &rest))
		fail_msg("'%s' is not below '%s'", path, root);
	assert_str(expected, rest);
}

static void assert_not_below(const char *path, const char *root)
{
	struct str rest = STR("untouched");

	if (path_below(str_of(path), str_of(root), &rest))
		fail_msg("'%s' is below '%s'", path, root);
}

static void path__below_ends_at_a_folder(void **state)
{
	(void)state;
	assert_below("b.c", "/a/b.c", "/a");
	assert_below("b.c", "/a/b.c", "/a/");
	assert_below("b.c", "/a/b.c", "/a//");
	assert_below("a/b.c", "/a/b.c", "/");
	assert_below("b/c", "a/b/c", "a");
	assert_below("a/b", "a/b", "");
	assert_not_below("/ab/c", "/a");
	assert_not_below("/a", "/a");
	assert_not_below("/", "/");
	assert_not_below("", "");
	assert_not_below("/a/", "/a");
	assert_not_below("/A/b", "/a");
	assert_not_below("x/a/b", "a");
}

static void path__a_source_is_known_by_its_extension(void **state)
{
	(void)state;
	assert_true(path_is_source(STR("a/b.c")));
	assert_true(path_is_source(STR("b.tsx")));
	assert_true(path_is_source(STR("x.test.js")));
	assert_false(path_is_source(STR("README.md")));
	assert_false(path_is_source(STR("c")));
	assert_false(path_is_source(STR(".c")));
	assert_false(path_is_source(STR("a.c/b")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(path__empty_and_dot_parts_go),
		CHECK(path__two_dots_are_taken_back_where_they_can_be),
		CHECK(path__nothing_lies_above_the_root),
		CHECK(path__back_slashes_turn_where_the_path_is_from_windows),
		CHECK(path__absolute_is_a_slash_or_a_drive),
		CHECK(path__base_and_extension),
		CHECK(path__below_ends_at_a_folder),
		CHECK(path__a_source_is_known_by_its_extension),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
