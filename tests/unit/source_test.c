#include "tests/unit/check.h"

#include "gate/base/digest.h"
#include "gate/model/source.h"
#include "tests/unit/coverage_fixture.h"

static struct coverage coverage;
static struct hits hits;

static int set_up(void **state)
{
	coverage_init(&coverage, &arena);
	hits = (struct hits){ .words = { .arena = &arena } };
	return check_set_up(state);
}

static int tear_down(void **state)
{
	hits_release(&hits);
	return check_tear_down(state);
}

/* Of the text against what the hits say, which are empty after it. */
static struct contradiction look(struct str text)
{
	coverage_init(&coverage, &arena);
	unite_hits(&coverage, "a.c", &hits);
	hits = (struct hits){ .words = { .arena = &arena } };
	return source_contradicts(text, file_of(&coverage, "a.c"));
}

static enum contradiction_kind with_line(uint32_t line, struct str text)
{
	put_line(&hits, line, 1);
	return look(text).kind;
}

static enum contradiction_kind with_sum(uint32_t line, struct str of, struct str text)
{
	char checksum[MD5_BASE64 + 1];

	md5_base64(of, checksum);
	put_sum(&hits, line, 1, checksum);
	return look(text).kind;
}

static enum contradiction_kind with_version(const char *version, struct str text)
{
	hits.version = str_of(version);
	return look(text).kind;
}

static void source__lines_are_counted_as_git_does(void **state)
{
	(void)state;
	assert_int_equal(0, source_lines(STR("")));
	assert_int_equal(1, source_lines(STR("a")));
	assert_int_equal(1, source_lines(STR("a\n")));
	assert_int_equal(2, source_lines(STR("\n\n")));
	assert_int_equal(2, source_lines(STR("a\r\nb")));
}

static void source__one_line_past_the_end_is_allowed(void **state)
{
	(void)state;
	assert_int_equal(AGREES, with_line(1, STR("")));
	assert_int_equal(PAST_END, with_line(2, STR("")));
	assert_int_equal(AGREES, with_line(3, STR("a\nb\n")));
	assert_int_equal(PAST_END, with_line(4, STR("a\nb\n")));
}

static void source__past_the_end_says_which_line_and_how_many_there_are(void **state)
{
	struct contradiction c;

	(void)state;
	put_line(&hits, 1, 1);
	put_function(&hits, STR("late"), 9, 0);
	c = look(STR("a\nb\n"));
	assert_int_equal(PAST_END, c.kind);
	assert_int_equal(9, c.line);
	assert_int_equal(2, c.lines);
	put_outcome(&hits, &hits.branches, 7, "0", "0", 1);
	assert_int_equal(7, look(STR("a\nb\n")).line);
	put_outcome(&hits, &hits.conditions, 8, "0", "0", 1);
	assert_int_equal(8, look(STR("a\nb\n")).line);
}

static void source__whatever_ends_a_line_somewhere_may_do_so(void **state)
{
	(void)state;
	assert_int_equal(AGREES, with_line(4, STR("a\rb\r\nc\n")));
	assert_int_equal(PAST_END, with_line(5, STR("a\rb\r\nc\n")));
	assert_int_equal(AGREES, with_line(3, STR("a\xe2\x80\xa8")));
	assert_int_equal(AGREES, with_line(4, STR("a\f\xc2\x85")));
	assert_int_equal(PAST_END, with_line(3, STR("a\xc2")));
}

static void source__another_checksum_of_a_line_is_found(void **state)
{
	static const struct str text = { "one\ntwo\nthree\n", 14 };

	(void)state;
	assert_int_equal(AGREES, with_sum(2, STR("two"), text));
	assert_int_equal(OTHER_LINE, with_sum(2, STR("TWO"), text));
	assert_int_equal(OTHER_LINE, with_sum(3, STR("two"), text));
	/* The empty line behind the last line end. */
	assert_int_equal(AGREES, with_sum(4, STR(""), text));
	put_sum(&hits, 1, 1, "0gD4CYMyGXrK9i28C0zP4A");
	put_sum(&hits, 3, 1, "123");
	assert_int_equal(AGREES, look(text).kind);
}

static void source__a_line_may_have_been_written_otherwise_in_the_work_tree(void **state)
{
	(void)state;
	assert_int_equal(AGREES, with_sum(1, STR("one\r"), STR("one\n")));
	assert_int_equal(AGREES, with_sum(1, STR("one"), STR("one\r\n")));
	assert_int_equal(AGREES, with_sum(1, STR("one\r"), STR("one\r\n")));
	assert_int_equal(AGREES, with_sum(1, STR("one"), STR("\xef\xbb\xbfone\n")));
	assert_int_equal(AGREES, with_sum(1, STR("\xc3\xa9"), STR("\xe9\n")));
	assert_int_equal(OTHER_LINE, with_sum(1, STR("e"), STR("\xc3\xa9\n")));
	/* coverage.py takes what follows the form feed for line 2. */
	assert_int_equal(AGREES, with_sum(2, STR("b"), STR("a\fb\nc\n")));
}

static void source__a_version_that_is_a_digest_is_compared(void **state)
{
	(void)state;
	assert_int_equal(AGREES, with_version("60b725f10c9c85c70d97880dfe8191b3", STR("a\n")));
	assert_int_equal(OTHER_FILE, with_version("60b725f10c9c85c70d97880dfe8191b3", STR("b\n")));
	assert_int_equal(AGREES,
		with_version("2026-01-05 md5:60b725f10c9c85c70d97880dfe8191b3", STR("a\n")));
	assert_int_equal(OTHER_FILE,
		with_version("2026-01-05 md5:60b725f10c9c85c70d97880dfe8191b3", STR("b\n")));
	/* "a\r\n" */
	assert_int_equal(AGREES, with_version("933222b19ff3e7ea5f65517ea1f7d57e", STR("a\n")));
	assert_int_equal(AGREES, with_version("1.7", STR("b\n")));
	assert_int_equal(AGREES, with_version("SHA 60b7", STR("b\n")));
}

static void source__an_id_of_git_has_forty_digits(void **state)
{
	(void)state;
	assert_true(source_version_is_id(STR("9a0d0f86715a8017a2a637aa399e2dd14262294b")));
	assert_false(source_version_is_id(STR("9a0d0f86715a8017a2a637aa399e2dd14262294")));
	assert_false(source_version_is_id(STR("9A0D0F86715A8017A2A637AA399E2DD14262294B")));
	assert_false(source_version_is_id(STR("")));
}

static void source__that_lies_in_lfs_is_not_there(void **state)
{
	(void)state;
	assert_int_equal(AGREES,
		with_line(99,
			STR("version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 9\n")));
}

int main(void)
{
#define WITH_HITS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		WITH_HITS(source__lines_are_counted_as_git_does),
		WITH_HITS(source__one_line_past_the_end_is_allowed),
		WITH_HITS(source__past_the_end_says_which_line_and_how_many_there_are),
		WITH_HITS(source__whatever_ends_a_line_somewhere_may_do_so),
		WITH_HITS(source__another_checksum_of_a_line_is_found),
		WITH_HITS(source__a_line_may_have_been_written_otherwise_in_the_work_tree),
		WITH_HITS(source__a_version_that_is_a_digest_is_compared),
		WITH_HITS(source__an_id_of_git_has_forty_digits),
		WITH_HITS(source__that_lies_in_lfs_is_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
