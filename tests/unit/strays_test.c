#include "policies/raise.h"
#include "tests/unit/judge_fixture.h"

/* A test whose class name fits as many of these files, from the first that is meant. */
static struct test *stray(const char *name, enum test_state state, size_t first, size_t n)
{
	static const char *const paths[] = { "t/a/core.py", "t/b/core.py", "u/core.py" };
	struct torn *torn = arena_alloc(&arena, sizeof(*torn));
	struct test *t;

	torn->all = (struct tree_endings){ arena_alloc(&arena, n * sizeof(*torn->all.v)), n };
	for (size_t i = 0; i < n; i++)
		torn->all.v[i].path = str_of(paths[first + i]);
	torn->files[0] = torn->all.v[0].path;
	torn->files[1] = torn->all.v[n - 1].path;
	test("", name, state);
	t = &evidence.tests.v[evidence.tests.n - 1];
	t->suite = STR("core");
	t->torn = torn;
	t->told = (uint8_t)(1u << state);
	return t;
}

static void judge__a_skipped_test_that_may_be_of_the_area_leaves_its_limit_open(void **state)
{
	(void)state;
	area("\"plan\": { \"max_skipped\": 0, \"max_disabled\": 0 }");
	test("t/a.py", "one", TEST_PASSING);
	stray("two", TEST_SKIPPED, 1, 2);
	assert_finding("plan.max_skipped", RULE_NO_DATA, "",
		"0 skipped tests, 0 allowed, and 1 more may be of this area: core::two: its class"
		" name fits several files, such as 't/b/core.py' and 'u/core.py'; let the reports"
		" say the file of each test");
	assert_finding("plan.max_disabled", RULE_HELD, "0", "0 disabled tests, 0 allowed");
	assert_int_equal(GATE_CANNOT_JUDGE, verdict.gate);
}

static void judge__a_limit_that_holds_with_it_holds(void **state)
{
	(void)state;
	area("\"plan\": { \"max_skipped\": 1 }");
	test("t/a.py", "one", TEST_PASSING);
	stray("two", TEST_SKIPPED, 1, 2);
	assert_finding("plan.max_skipped", RULE_HELD, "0", "0 skipped tests, 1 allowed");
}

static void judge__a_limit_that_is_broken_without_it_is_broken(void **state)
{
	(void)state;
	area("\"plan\": { \"max_skipped\": 0 }");
	test("t/a.py", "one", TEST_SKIPPED);
	stray("two", TEST_SKIPPED, 1, 2);
	assert_finding(
		"plan.max_skipped", RULE_BROKEN, "1", "1 skipped test, 1 over the limit of 0");
}

static void judge__a_skipped_test_of_files_of_others_is_none_of_the_area(void **state)
{
	(void)state;
	area("\"plan\": { \"max_skipped\": 0 }");
	test("t/a.py", "one", TEST_PASSING);
	stray("two", TEST_SKIPPED, 2, 1);
	assert_finding("plan.max_skipped", RULE_HELD, "0", "0 skipped tests, 0 allowed");
}

static void judge__a_failed_test_of_no_area_closes_by_itself(void **state)
{
	(void)state;
	area("\"plan\": { \"max_failed\": 0 }");
	test("t/a.py", "one", TEST_PASSING);
	stray("two", TEST_FAILING, 0, 3);
	assert_finding("plan.max_failed", RULE_HELD, "0", "0 failed tests, 0 allowed");
	verdict = (struct verdict){ 0 };
	assert_int_equal(RULE_BROKEN, judged("plan.strays")->outcome);
	assert_int_equal(GATE_CLOSED, verdict.gate);
}

static void judge__one_that_is_mixed_may_be_a_skipped_test_in_each_file(void **state)
{
	struct test *t;

	(void)state;
	area("\"plan\": { \"max_skipped\": 1 }");
	test("t/a.py", "one", TEST_PASSING);
	t = stray("two", TEST_PASSING, 0, 3);
	t->mixed = true;
	t->told |= 1u << TEST_SKIPPED;
	assert_int_equal(RULE_NO_DATA, judged("plan.max_skipped")->outcome);
}

static void judge__a_ratchet_leaves_room_for_it(void **state)
{
	struct raises found = { 0 };

	(void)state;
	area("\"plan\": { \"max_skipped\": 5 }");
	test("t/a.py", "one", TEST_PASSING);
	stray("two", TEST_SKIPPED, 0, 3);
	assert_int_equal(RULE_HELD, judged("plan.max_skipped")->outcome);
	raise_find(&found, &policies.v[0], &verdict.areas[0], false, &arena);
	raise_find(&found, &policies.v[1], &verdict.areas[1], false, &arena);
	assert_int_equal(1, found.n);
	assert_int_equal(1, found.v[0].to.digits);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		JUDGE_CASE(a_skipped_test_that_may_be_of_the_area_leaves_its_limit_open),
		JUDGE_CASE(a_limit_that_holds_with_it_holds),
		JUDGE_CASE(a_limit_that_is_broken_without_it_is_broken),
		JUDGE_CASE(a_skipped_test_of_files_of_others_is_none_of_the_area),
		JUDGE_CASE(a_failed_test_of_no_area_closes_by_itself),
		JUDGE_CASE(one_that_is_mixed_may_be_a_skipped_test_in_each_file),
		JUDGE_CASE(a_ratchet_leaves_room_for_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
