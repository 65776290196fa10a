/* What the status, the result and the success of a case without a child say. */
#include "tests/unit/junit_fixture.h"

static enum test_state state_of(const char *attributes)
{
	set_up(NULL);
	accept_cases(arena_printf(&arena, "<testcase name='x' %s/>", attributes).p);
	return test(0)->state;
}

static void assert_means(enum test_state state, const char *name, const char *word)
{
	const char *attribute = arena_printf(&arena, "%s='%s'", name, word).p;
	enum test_state got = state_of(attribute);

	if (got != state)
		fail_msg("%s is %s, not %s", attribute, test_state_names[got],
			test_state_names[state]);
}

static void junit__words_of_status_and_result_mean_their_state(void **state)
{
	static const struct {
		enum test_state state;
		const char *words[16];
	} rows[] = {
		{ TEST_PASSING,
			{ "", " ", "run", "passed", "pass", "ok", "OK", "success", "Successful",
				"completed", "succeeded", "PASSED", "empty" } },
		{ TEST_FAILING,
			{ "fail", "failed", "FAILURE", "error", "errored", "timeout", "timedout",
				"timed out", "timed_out", "Aborted", "broken", "crashed", "KO",
				"not ok" } },
		{ TEST_BLOCKED, { "blocked", "cancelled", "canceled", "not built" } },
		{ TEST_NOT_RUN,
			{ "notrun", "not run", "NOT_RUN", "not-run", "NotExecuted",
				"not executed" } },
		{ TEST_SKIPPED, { "skipped", "skip", "ignored", "inconclusive", "pending" } },
		{ TEST_DISABLED, { "disabled", "todo", "ToDo", "suppressed" } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		for (size_t j = 0; j < 16 && rows[i].words[j]; j++) {
			assert_means(rows[i].state, "status", rows[i].words[j]);
			assert_silent();
			assert_means(rows[i].state, "result", rows[i].words[j]);
			assert_silent();
		}
	}
}

static void junit__a_word_nobody_knows_is_never_a_pass(void **state)
{
	static const char *const words[] = { "fine", "0", "true", "passed?", "passedx", "run*",
		"completed but with a text that is longer than any word" };

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		assert_means(TEST_FAILING, "status", words[i]);
		assert_int_equal(1, diags.count[DIAG_DOUBT]);
		assert_means(TEST_FAILING, "result", words[i]);
		assert_int_equal(1, diags.count[DIAG_DOUBT]);
	}
	assert_int_equal(TEST_FAILING, state_of("status='run' result='Odd'"));
	assert_said(DIAG(JUNIT_WORD), 2, "'Odd'");
}

static void junit__the_worse_of_status_and_result_counts(void **state)
{
	(void)state;
	assert_int_equal(TEST_FAILING, state_of("status='run' result='failed'"));
	assert_int_equal(TEST_FAILING, state_of("status='failed' result='completed'"));
	assert_int_equal(TEST_DISABLED, state_of("status='notrun' result='suppressed'"));
	assert_int_equal(TEST_SKIPPED, state_of("status='run' result='skipped'"));
	assert_int_equal(TEST_BLOCKED, state_of("status='blocked' result='skipped'"));
}

static void junit__a_case_without_success_fails(void **state)
{
	(void)state;
	assert_int_equal(TEST_FAILING, state_of("success='false'"));
	assert_silent();
	assert_int_equal(TEST_FAILING, state_of("success='False' status='run'"));
	assert_int_equal(TEST_PASSING, state_of("success='true'"));
	assert_silent();
	assert_int_equal(TEST_SKIPPED, state_of("success='true' status='skipped'"));
	assert_int_equal(TEST_FAILING, state_of("success='maybe'"));
	assert_said(DIAG(JUNIT_WORD), 2, "'maybe'");
}

static void junit__a_child_says_more_than_a_word(void **state)
{
	(void)state;
	accept_cases("<testcase name='a' status='odd' success='odd'><skipped/></testcase>"
		     "<testcase name='b' status='passed'><failure/></testcase>");
	assert_state(0, TEST_SKIPPED);
	assert_state(1, TEST_FAILING);
	assert_silent();
}

static void junit__a_failing_word_is_a_failure_of_the_totals(void **state)
{
	(void)state;
	accept("<testsuite tests='2' failures='1'><testcase name='a' status='failed'/>"
	       "<testcase name='b' status='passed'/></testsuite>");
	assert_silent();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PARSE_TEST(junit__words_of_status_and_result_mean_their_state),
		PARSE_TEST(junit__a_word_nobody_knows_is_never_a_pass),
		PARSE_TEST(junit__the_worse_of_status_and_result_counts),
		PARSE_TEST(junit__a_case_without_success_fails),
		PARSE_TEST(junit__a_child_says_more_than_a_word),
		PARSE_TEST(junit__a_failing_word_is_a_failure_of_the_totals),
	};

	return cmocka_run_group_tests_name("junit words", tests, NULL, NULL);
}
