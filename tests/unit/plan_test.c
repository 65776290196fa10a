/* Plans: which tests fill which slot, and what is known of tests that only sources declare. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "policies/judge.h"

static struct arena arena;
static struct policies policies;
static struct evidence evidence;
static struct diags diags;
static struct verdict verdict;

static int set_up(void **state)
{
	(void)state;
	policies = (struct policies){ .arena = &arena, .folder = STR("policies") };
	diags = (struct diags){ .arena = &arena };
	verdict = (struct verdict){ 0 };
	evidence_init(&evidence, &arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	policies_release(&policies);
	arena_release(&arena);
	return 0;
}

static void policy(const char *file, const char *text)
{
	assert_int_equal(0, policy_parse(&policies, str_of(text), str_of(file), &diags));
}

/* `members` go into the object beside what it must have. */
static void area(const char *members)
{
	policy("a.json",
		arena_printf(&arena,
			"{ \"area\": \"a\", \"sources\": [\"a/**\"], \"tests\": { \"files\": [\"t/**\"] }, %s }",
			members)
			.p);
}

static void test(const char *file, const char *name, enum test_state state)
{
	struct tests *t = &evidence.tests;

	*ARENA_PUSH(&arena, t->v, t->n, t->cap) = (struct test){
		.file = str_of(file), .name = str_of(name), .state = state, .time_us = 1500000
	};
}

static const struct finding *judged(const char *rule)
{
	judge(&verdict, &policies, &(struct grounds){ &evidence, NULL, NULL }, &arena);
	for (size_t i = 0; i < verdict.finding_count; i++) {
		if (str_eq(verdict.findings[i].rule, str_of(rule)))
			return &verdict.findings[i];
	}
	fail_msg("no finding for %s", rule);
	return NULL;
}

static void node(const char *suite, const char *file, const char *name, enum test_state state)
{
	test(file, name, state);
	evidence.tests.v[evidence.tests.n - 1].suite = str_of(suite);
}

static void assert_plan(uint64_t created, uint64_t runnable, uint64_t passing)
{
	const struct area_tests *t;

	judged("plan.created");
	t = &verdict.areas[1].tests;
	assert_int_equal(created, t->created);
	assert_int_equal(runnable, t->runnable);
	assert_int_equal(passing, t->passing);
}

static void plan__a_plan_may_name_tests_by_their_classes(void **state)
{
	(void)state;
	area("\"plan\": { \"planned\": [\"t/x.py::TestA::one\", \"t/x.py::TestB::one\", \"TestA::TestC::two\"] }");
	node("t.x.TestA", "t/x.py", "one[1]", TEST_PASSING);
	node("t.x.TestA", "t/x.py", "one[2]", TEST_FAILING);
	node("TestB", "t/x.py", "one", TEST_NOT_RUN);
	node("t.x.TestA.TestC", "t/x.py", "two", TEST_PASSING);
	assert_plan(3, 2, 1);
}

static void plan__a_glob_of_a_plan_is_one_slot(void **state)
{
	(void)state;
	area("\"plan\": { \"planned\": [\"t/**::retry_*\", \"t/**::gone_*\", \"stores?\", \"t/x.py::TestA::*\"] }");
	node("", "t/deep/a.py", "retry_once", TEST_PASSING);
	node("", "t/b.py", "retry_twice", TEST_PASSING);
	node("", "t/b.py", "stores?", TEST_PASSING);
	node("", "t/b.py", "storesX", TEST_FAILING);
	node("t.x.TestA", "t/x.py", "one", TEST_PASSING);
	node("t.x.TestA", "t/x.py", "two", TEST_BLOCKED);
	assert_plan(3, 3, 2);
	assert_int_equal(1, verdict.areas[1].tests.missing_count);
}

static void plan__what_is_only_declared_is_created_and_nothing_else_is_known(void **state)
{
	(void)state;
	area("\"plan\": { \"created\": 1, \"runnable\": 0, \"max_failed\": 0, \"max_skipped\": 0 }");
	test("t/a", "one", TEST_NOT_RUN);
	evidence.tests.v[0].unreported = true;
	assert_int_equal(RULE_HELD, judged("plan.created")->outcome);
	assert_int_equal(RULE_NO_DATA, judged("plan.runnable")->outcome);
	assert_int_equal(RULE_NO_DATA, judged("plan.max_failed")->outcome);
	assert_int_equal(RULE_NO_DATA, judged("plan.max_skipped")->outcome);
	assert_int_equal(GATE_CANNOT_JUDGE, verdict.gate);
}

static void plan__tests_that_did_not_run_break_no_limit_and_prove_none(void **state)
{
	(void)state;
	area("\"plan\": { \"max_failed\": 0 }");
	test("elsewhere", "one", TEST_PASSING);
	test("t/a", "listed", TEST_NOT_RUN);
	assert_int_equal(RULE_NO_DATA, judged("plan.max_failed")->outcome);
	verdict = (struct verdict){ 0 };
	test("t/a", "ran", TEST_PASSING);
	assert_int_equal(RULE_HELD, judged("plan.max_failed")->outcome);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static void two_jobs(const char *name, enum test_state worst, enum test_state best)
{
	test("t/x", name, worst);
	evidence.tests.v[evidence.tests.n - 1].best = (uint8_t)best;
}

static void run_by_two_jobs(void)
{
	two_jobs("one", TEST_FAILING, TEST_PASSING);
	two_jobs("two", TEST_BLOCKED, TEST_FLAKY);
	two_jobs("three", TEST_FAILING, TEST_FAILING);
}

static void plan__all_jobs_that_ran_a_test_must_pass_it(void **state)
{
	(void)state;
	area("\"plan\": { \"planned\": 3, \"matrix\": \"all\", \"max_failed\": 0 }");
	run_by_two_jobs();
	assert_plan(3, 2, 0);
	assert_int_equal(3, judged("plan.max_failed")->missing);
}

static void plan__one_job_that_passes_a_test_may_be_enough(void **state)
{
	(void)state;
	area("\"plan\": { \"planned\": 3, \"matrix\": \"any\", \"max_failed\": 0, \"max_flaky\": 0,"
	     " \"max_blocked\": 0, \"required\": [\"one\", \"three\"] }");
	run_by_two_jobs();
	assert_plan(3, 3, 2);
	assert_int_equal(1, judged("plan.max_failed")->missing);
	assert_int_equal(1, judged("plan.max_flaky")->missing);
	assert_int_equal(0, judged("plan.max_blocked")->missing);
	assert_int_equal(1, judged("plan.required")->missing);
	assert_int_equal(1, verdict.areas[1].blocker_count);
	assert_int_equal(1, verdict.areas[1].blockers[0].tests);
}

static void plan__a_project_that_limits_no_tests_counts_them_as_their_areas_do(void **state)
{
	(void)state;
	area("\"plan\": { \"matrix\": \"any\", \"max_failed\": 5 }");
	run_by_two_jobs();
	test("u/b_test.c", "stray", TEST_FAILING);
	evidence.tests.v[evidence.tests.n - 1].best = TEST_PASSING;
	assert_int_equal(0, policies_check(&policies, &diags));
	judged("plan.max_failed");
	assert_int_equal(2, verdict.areas[0].tests.counts.state[TEST_FAILING]);
}

static void plan__a_project_that_limits_tests_counts_them_by_itself(void **state)
{
	(void)state;
	policy("project.json", "{ \"version\": 1, \"plan\": { \"max_failed\": 0 } }");
	area("\"plan\": { \"matrix\": \"any\" }");
	run_by_two_jobs();
	assert_int_equal(0, policies_check(&policies, &diags));
	assert_int_equal(3, judged("plan.max_failed")->missing);
	assert_int_equal(3, verdict.areas[0].blockers[0].tests);
}

static void plan__of_named_tests_one_job_may_be_enough(void **state)
{
	(void)state;
	area("\"plan\": { \"planned\": [\"one\", \"two\", \"three\"], \"matrix\": \"any\","
	     " \"flaky\": \"fail\", \"max_failed\": 0 }");
	run_by_two_jobs();
	assert_plan(3, 3, 1);
	assert_int_equal(2, judged("plan.max_failed")->missing);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(plan__a_plan_may_name_tests_by_their_classes),
		CASE(plan__a_glob_of_a_plan_is_one_slot),
		CASE(plan__what_is_only_declared_is_created_and_nothing_else_is_known),
		CASE(plan__tests_that_did_not_run_break_no_limit_and_prove_none),
		CASE(plan__all_jobs_that_ran_a_test_must_pass_it),
		CASE(plan__one_job_that_passes_a_test_may_be_enough),
		CASE(plan__of_named_tests_one_job_may_be_enough),
		CASE(plan__a_project_that_limits_no_tests_counts_them_as_their_areas_do),
		CASE(plan__a_project_that_limits_tests_counts_them_by_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
