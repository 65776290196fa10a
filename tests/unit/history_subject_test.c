/* Subjects of commits: the first paragraph in one line, bounded, whatever a stranger wrote. */
#include "tests/unit/repo_fixture.h"

#include "gate/repo/history.h"

static struct history *history;

/* The subject of a commit that has just that message, raw. */
static struct str subject(const char *message)
{
	const char *id =
		ask("cd r && { printf 'tree %%s\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n'"
		    " $(git rev-parse HEAD^{tree}); printf '%s'; }"
		    " | git hash-object --literally -t commit -w --stdin",
			message);

	return history_subject(history, id, &arena);
}

static void open_r(void)
{
	make_repository("r");
	open_repository(at("r"));
	assert_int_equal(0, history_open(&history, repo, &diags));
}

static int end_history(void **state)
{
	history_close(history);
	history = NULL;
	return fixture_tear_down(state);
}

static void subject__the_first_paragraph_is_one_line(void **state)
{
	(void)state;
	open_r();
	assert_str("one", subject("\\none\\n"));
	assert_str("one two", subject("\\none\\ntwo\\n\\nbody\\n"));
	assert_str("late", subject("\\n\\n  \\n late \\n"));
	assert_str("no line end", subject("\\nno line end"));
	assert_str("dos", subject("\\ndos\\r\\n\\r\\nbody"));
}

static void subject__headers_are_none_of_it(void **state)
{
	(void)state;
	open_r();
	assert_str("s", subject("encoding latin1\\ngpgsig a\\n b\\n \\n c\\n\\ns\\n"));
}

static void subject__what_has_none_has_an_empty_one(void **state)
{
	(void)state;
	open_r();
	assert_str("", subject(""));
	assert_str("", subject("\\n"));
	assert_str("", subject("\\n\\n \\n"));
	assert_str("", history_subject(history, "no id", &arena));
	assert_str(
		"", history_subject(history, "1111111111111111111111111111111111111111", &arena));
	assert_str("", history_subject(history, ask("git -C r rev-parse HEAD^{tree}"), &arena));
}

static void subject__a_long_one_is_cut_at_a_character(void **state)
{
	struct buf text = { 0 };
	struct str cut;

	(void)state;
	open_r();
	buf_puts(&text, "\\n");
	buf_repeat(&text, 'x', HISTORY_SUBJECT_BYTES - 1);
	buf_puts(&text, "\\303\\244\\n");
	cut = subject(text.p);
	assert_int_equal(HISTORY_SUBJECT_BYTES - 1, cut.n);
	buf_truncate(&text, 2);
	buf_repeat(&text, 'x', HISTORY_SUBJECT_BYTES);
	assert_int_equal(HISTORY_SUBJECT_BYTES, subject(text.p).n);
	buf_puts(&text, "x\\n\\nbody");
	assert_int_equal(HISTORY_SUBJECT_BYTES, subject(text.p).n);
	buf_release(&text);
}

int main(void)
{
#define SUBJECT_TEST(test) cmocka_unit_test_setup_teardown(test, fixture_set_up, end_history)
	const struct CMUnitTest tests[] = {
		SUBJECT_TEST(subject__the_first_paragraph_is_one_line),
		SUBJECT_TEST(subject__headers_are_none_of_it),
		SUBJECT_TEST(subject__what_has_none_has_an_empty_one),
		SUBJECT_TEST(subject__a_long_one_is_cut_at_a_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
