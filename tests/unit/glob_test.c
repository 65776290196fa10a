#include "tests/unit/check.h"

#include <time.h>

#include "gate/base/glob.h"

static void add(struct globs *g, const char *text)
{
	const char *why = NULL;

	if (globs_add(g, &arena, str_of(text), &why) < 0)
		fail_msg("'%s' was refused: %s", text, why);
}

static bool matches(const char *text, const char *path)
{
	struct globs g = { 0 };
	bool found;

	add(&g, text);
	found = globs_match(&g, str_of(path));
	assert_true(found == glob_match(&g.v[0], str_of(path)));
	globs_release(&g);
	return found;
}

static void yes(const char *text, const char *path)
{
	if (!matches(text, path))
		fail_msg("'%s' does not match '%s'", text, path);
}

static void no(const char *text, const char *path)
{
	if (matches(text, path))
		fail_msg("'%s' matches '%s'", text, path);
}

static void refuse(struct str text, const char *what)
{
	struct globs g = { 0 };
	const char *why = NULL;

	assert_int_equal(-1, globs_add(&g, &arena, text, &why));
	assert_string_equal(what, why);
	assert_int_equal(0, g.n);
	globs_release(&g);
}

static void glob__a_plain_path_matches_itself_only(void **state)
{
	(void)state;
	yes("src/a.c", "src/a.c");
	no("src/a.c", "src/axc");
	no("src/a.c", "src/a.c2");
	no("src/a.c", "x/src/a.c");
	no("src/a.c", "src/a.C");
	no("src", "src/a.c");
	no("a.c", "");
}

static void glob__a_star_and_a_question_mark_stay_inside_a_folder(void **state)
{
	(void)state;
	yes("*.c", "a.c");
	yes("*.c", ".c");
	no("*.c", "src/a.c");
	yes("src/*", "src/a.c");
	no("src/*", "src/sub/a.c");
	no("src/*", "src2/a.c");
	yes("a?c", "abc");
	no("a?c", "a/c");
	no("a?c", "ac");
	yes("*/*/c", "a/b/c");
	no("*/c", "a/b/c");
}

static void glob__two_stars_cross_any_number_of_folders(void **state)
{
	(void)state;
	yes("workers/**", "workers/a.py");
	yes("workers/**", "workers/x/y/a.py");
	no("workers/**", "workers");
	no("workers/**", "workers2/a.py");
	no("workers/**", "x/workers/a.py");
	yes("a/**/b.c", "a/b.c");
	yes("a/**/b.c", "a/x/b.c");
	yes("a/**/b.c", "a/x/y/b.c");
	no("a/**/b.c", "a/xb.c");
	no("a/**/b.c", "ab.c");
	yes("**/*.py", "x.py");
	yes("**/*.py", "a/b/x.py");
	no("**/*.py", "a/b/x.pyc");
	yes("**/test_*.py", "test_a.py");
	no("**/test_*.py", "a/my_test_a.py");
	yes("**/vendor/**", "a/vendor/x/y");
	yes("**/vendor/**", "vendor/y");
	no("**/vendor/**", "a/vendored/y");
	yes("**", "a/b");
}

static void glob__a_slash_at_the_end_means_everything_below(void **state)
{
	(void)state;
	yes("src/", "src/a.c");
	yes("src/", "src/x/a.c");
	no("src/", "src");
	no("src/", "src2/a.c");
	yes("*/gen/", "a/gen/x/y");
	no("*/gen/", "a/b/gen/y");
}

static void glob__files_that_start_with_a_dot_are_no_exception(void **state)
{
	(void)state;
	yes("*", ".bashrc");
	yes("**/*.yml", ".github/ci.yml");
	yes("**", ".github/workflows/ci.yml");
	yes("?github/*", ".github/x");
}

static void glob__a_class_is_one_byte_and_never_a_slash(void **state)
{
	(void)state;
	yes("a[bc]d", "abd");
	no("a[bc]d", "aed");
	yes("a[!b]d", "acd");
	no("a[!b]d", "abd");
	no("a[!b]d", "a/d");
	no("a[/]d", "a/d");
	no("a[+-0]d", "a/d");
	yes("v[0-9].c", "v7.c");
	yes("[]x]", "]");
	yes("a\\[b", "a[b");
	yes("pages/\\[id\\].js", "pages/[id].js");
	no("pages/[id].js", "pages/[id].js");
}

static void glob__what_is_special_in_other_languages_is_literal(void **state)
{
	(void)state;
	yes("{a,b}.c", "{a,b}.c");
	no("{a,b}.c", "a.c");
	yes("a+(b)|c^$.x", "a+(b)|c^$.x");
	no("a+", "aa");
	no("a.c", "abc");
	yes("a b#c", "a b#c");
	yes("\xc3\xa4/*.c", "\xc3\xa4/\xc3\xb6.c");
	yes("*", "line\nbreak");
	no("a", "a\n");
	yes("\\*", "*");
	no("\\*", "x");
}

static void glob__a_dot_slash_in_front_is_left_aside(void **state)
{
	(void)state;
	yes("./src/*", "src/a.c");
	yes("./**/a.c", "src/a.c");
	no("./src/*", "./src/a.c");
}

static void glob__the_last_that_matches_decides(void **state)
{
	struct globs g = { 0 };

	(void)state;
	assert_false(globs_match(&g, STR("a")));
	add(&g, "src/**");
	add(&g, "!src/gen/**");
	add(&g, "src/gen/keep.c");
	assert_true(globs_match(&g, STR("src/a.c")));
	assert_false(globs_match(&g, STR("src/gen/a.c")));
	assert_true(globs_match(&g, STR("src/gen/keep.c")));
	assert_false(globs_match(&g, STR("lib/a.c")));
	assert_str("!src/gen/**", g.v[1].text);
	assert_true(g.v[1].negative);
	assert_true(glob_match(&g.v[1], STR("src/gen/a.c")));
	globs_release(&g);
}

static void glob__taking_out_alone_takes_nothing_in(void **state)
{
	(void)state;
	struct globs g = { 0 };

	add(&g, "!a/**");
	assert_false(globs_match(&g, STR("a/x")));
	assert_false(globs_match(&g, STR("b/x")));
	globs_release(&g);
}

static void glob__what_is_no_glob_is_refused_with_a_reason(void **state)
{
	static const char broken[] = "a '[' without its ']', or a '\\' at the end";
	static const char empty[] = "empty";
	char long_one[GLOB_BYTES_MAX + 1];

	(void)state;
	refuse(STR("["), broken);
	refuse(STR("src/[ab"), broken);
	refuse(STR("src\\"), broken);
	refuse(STR(""), empty);
	refuse(STR("!"), empty);
	refuse(STR("./"), empty);
	refuse(STR("/src"), "paths start at the top of the repository, without a slash");
	refuse(STR("!/src"), "paths start at the top of the repository, without a slash");
	memset(long_one, 'a', sizeof(long_one));
	refuse((struct str){ long_one, sizeof(long_one) }, "longer than 1000 bytes");
}

static const char *repeated(const char *text, int times, const char *end)
{
	struct buf b = { 0 };
	struct str all;

	for (int i = 0; i < times; i++)
		buf_puts(&b, text);
	buf_puts(&b, end);
	all = arena_str(&arena, buf_str(&b));
	buf_release(&b);
	return all.p;
}

static void glob__patterns_of_many_stars_give_up_on_nothing_that_matches(void **state)
{
	clock_t start = clock();

	(void)state;
	no(repeated("*a", 300, "*b"), repeated("a", 4000, ""));
	yes(repeated("*a", 300, "*b"), repeated("a", 4000, "b"));
	no(repeated("**/a/", 150, "b"), repeated("a/", 300, "a"));
	yes(repeated("**/a/", 150, "b"), repeated("a/", 300, "b"));
	no(repeated("**/*a*", 100, "/b"), repeated("aaaaaaaaa/", 300, "c"));
	yes(repeated("**/*a*/", 100, "b"), repeated("aaaaaaaaa/", 300, "b"));
	no(repeated("*a*/**/", 100, "b"), repeated("aaaaaaaaa/", 300, "c"));
	yes(repeated("*a*/**/", 100, "b"), repeated("aaaaaaaaa/", 300, "b"));
	no(repeated("?*", 400, "b"), repeated("a", 4000, ""));
	yes(repeated("?*", 400, "b"), repeated("a", 4000, "b"));
	yes(repeated("**/", 300, "b"), repeated("a/", 1000, "b"));
	assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
}

static bool expected(const char *glob, const char *path, bool start);

static bool expected_star(const char *glob, const char *path)
{
	for (;; path++) {
		if (expected(glob, path, false))
			return true;
		if (!*path || *path == '/')
			return false;
	}
}

static bool expected_folders(const char *glob, const char *path)
{
	while (!expected(glob, path, true)) {
		path = strchr(path, '/');
		if (!path)
			return false;
		path++;
	}
	return true;
}

/* By the words of the contract alone, slowly: what letters, `*`, `?` and `/` match. */
static bool expected(const char *glob, const char *path, bool start)
{
	if (!*glob)
		return !*path;
	if (start && !strcmp(glob, "**"))
		return true;
	if (start && !strncmp(glob, "**/", 3))
		return expected_folders(glob + 3, path);
	if (*glob == '*')
		return expected_star(glob + 1, path);
	if (!*path || (*glob == '?' ? *path == '/' : *path != *glob))
		return false;
	return expected(glob + 1, path + 1, *glob == '/');
}

static void random_text(char *out, size_t n, const char *of, uint32_t *seed)
{
	for (size_t i = 0; i < n; i++)
		out[i] = of[next_number(seed) % strlen(of)];
	out[n] = '\0';
}

/* Two stars that are no whole part of a path mean something else to everybody. */
static bool is_plain(const char *glob)
{
	for (const char *p = strstr(glob, "**"); p; p = strstr(p + 2, "**")) {
		if ((p > glob && p[-1] != '/') || (p[2] && p[2] != '/'))
			return false;
	}
	return glob[0] != '/' && !strstr(glob, "//") && glob[strlen(glob) - 1] != '/';
}

static void glob__agrees_with_a_slow_matcher_on_small_patterns(void **state)
{
	uint32_t seed = 20260105;
	unsigned agreed = 0;

	(void)state;
	for (int i = 0; i < 60000; i++) {
		char glob[16], path[16];

		random_text(glob, 1 + next_number(&seed) % 9, "ab***//?", &seed);
		random_text(path, 1 + next_number(&seed) % 9, "aab//", &seed);
		if (!is_plain(glob) || !is_plain(path))
			continue;
		if (matches(glob, path) != expected(glob, path, true))
			fail_msg("'%s' %s '%s'", glob,
				matches(glob, path) ? "matches" : "does not match", path);
		agreed += expected(glob, path, true);
		if (i % 1000 == 0)
			arena_reset(&arena);
	}
	assert_true(agreed > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(glob__a_plain_path_matches_itself_only),
		CHECK(glob__a_star_and_a_question_mark_stay_inside_a_folder),
		CHECK(glob__two_stars_cross_any_number_of_folders),
		CHECK(glob__a_slash_at_the_end_means_everything_below),
		CHECK(glob__files_that_start_with_a_dot_are_no_exception),
		CHECK(glob__a_class_is_one_byte_and_never_a_slash),
		CHECK(glob__what_is_special_in_other_languages_is_literal),
		CHECK(glob__a_dot_slash_in_front_is_left_aside),
		CHECK(glob__the_last_that_matches_decides),
		CHECK(glob__taking_out_alone_takes_nothing_in),
		CHECK(glob__what_is_no_glob_is_refused_with_a_reason),
		CHECK(glob__patterns_of_many_stars_give_up_on_nothing_that_matches),
		CHECK(glob__agrees_with_a_slow_matcher_on_small_patterns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
