/* CODEOWNERS as GitHub documents it, and the sections of GitLab. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "gate/base/buf.h"
#include "policies/codeowners.h"

static struct arena arena;

/* The owners of the file, each with a blank behind. */
static const char *owners(const char *text, const char *path)
{
	struct owner_list list = { 0 };
	struct codeowners c;
	struct str said = STR("");

	codeowners_parse(&c, str_of(text), STR("CODEOWNERS"), &arena);
	codeowners_of(&c, str_of(path), &list, &arena);
	codeowners_release(&c);
	for (size_t i = 0; i < list.n; i++)
		said = arena_printf(&arena, STR_FMT STR_FMT " ", STR_ARG(said), STR_ARG(list.v[i]));
	return arena_str(&arena, said).p;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void the_last_match_wins(void **state)
{
	static const char text[] = "* @all\n*.js @js @web\n/build/logs/ @doctocat\n";

	(void)state;
	assert_string_equal("@all ", owners(text, "a/b.c"));
	assert_string_equal("@js @web ", owners(text, "a/b.js"));
	assert_string_equal("@doctocat ", owners(text, "build/logs/x.js"));
	assert_string_equal("@all ", owners(text, "sub/build/logs/x"));
}

static void patterns_are_those_of_git_ignore(void **state)
{
	(void)state;
	assert_string_equal("@x ", owners("docs/* @x", "docs/getting-started.md"));
	assert_string_equal("", owners("docs/* @x", "docs/build-app/trouble.md"));
	assert_string_equal("@x ", owners("apps/ @x", "deep/in/apps/web/main.ts"));
	assert_string_equal("@x ", owners("/docs/ @x", "docs/a/b"));
	assert_string_equal("", owners("/docs/ @x", "a/docs/b"));
	assert_string_equal("@x ", owners("**/logs @x", "deep/logs/today"));
	assert_string_equal("@x ", owners("/scripts @x", "scripts/a/b"));
	assert_string_equal("", owners("/scripts/ @x", "scripts"));
	assert_string_equal("@x ", owners("src/*.c @x", "src/a.c"));
	assert_string_equal("", owners("src/*.c @x", "other/src/a.c"));
	assert_string_equal("@x ", owners("a\\ b/ @x", "a b/c"));
}

static void a_line_without_owners_takes_them_away(void **state)
{
	(void)state;
	assert_string_equal("", owners("/apps/ @x\n/apps/github\n", "apps/github/a"));
	assert_string_equal("", owners("/apps/ @x\n/apps/github # nobody @y\n", "apps/github/a"));
	assert_string_equal("@x ", owners("/apps/ @x\n/apps/github\n", "apps/other"));
}

static void comments_and_what_is_no_rule_are_left_out(void **state)
{
	static const char text[] = "# @nobody\n\n  \n*.c @c # in line @not\r\n!a.c @no\n/\n//\n";

	(void)state;
	assert_string_equal("@c ", owners(text, "a.c"));
	assert_string_equal("a@b.org ", owners("*  a@b.org  words", "a"));
	assert_string_equal("@A ", owners("* @A @a", "x"));
}

static void each_section_has_a_last_match(void **state)
{
	static const char text[] = "* @top\n[Backend] @back\n*.go\n*.c @c\n^[Docs][2] @docs\n*.md\n"
				   "README.md @lee\n";

	(void)state;
	assert_string_equal("@back @top ", owners(text, "a.go"));
	assert_string_equal("@c @top ", owners(text, "a.c"));
	assert_string_equal("@lee @top ", owners(text, "README.md"));
	assert_string_equal("@top ", owners(text, "a.py"));
}

static void rules_have_a_limit(void **state)
{
	struct buf text = { 0 };
	struct codeowners c;

	(void)state;
	for (int i = 0; i <= CODEOWNERS_RULES_MAX; i++)
		buf_puts(&text, "a @b\n");
	codeowners_parse(&c, buf_str(&text), STR("CODEOWNERS"), &arena);
	assert_int_equal(CODEOWNERS_RULES_MAX, c.n);
	assert_true(c.cut);
	codeowners_release(&c);
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(the_last_match_wins, tear_down),
		cmocka_unit_test_teardown(patterns_are_those_of_git_ignore, tear_down),
		cmocka_unit_test_teardown(a_line_without_owners_takes_them_away, tear_down),
		cmocka_unit_test_teardown(comments_and_what_is_no_rule_are_left_out, tear_down),
		cmocka_unit_test_teardown(each_section_has_a_last_match, tear_down),
		cmocka_unit_test_teardown(rules_have_a_limit, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
