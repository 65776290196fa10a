/* A base's policies on what was theirs. */
#include "policies/inherited.h"
#include "tests/unit/judge_fixture.h"

static struct policies base;
static struct names old;

static void base_area(const char *name, const char *members)
{
	const char *text = arena_printf(&arena, "{ \"area\": \"%s\", %s }", name, members).p;

	base.arena = &arena;
	assert_int_equal(0,
		policy_parse(&base, str_of(text), arena_printf(&arena, "b:policies/%s.json", name),
			&diags));
}

/* Files of the base; every other file of the evidence is new. */
static void had(const char *path)
{
	old.arena = &arena;
	names_add(&old, str_of(path));
}

/* The base has a/x alone in the area, and head all of a/. */
static void wider(void)
{
	base_area(
		"a", "\"sources\": [\"a/x/**\"], \"coverage\": { \"lines\": { \"target\": 80 } }");
	area("\"coverage\": { \"lines\": { \"target\": 80 } }");
	had("a/x/one.c");
}

static const struct finding *loosened(void)
{
	const struct finding *found = NULL;

	inherited_settle(&base, &policies, &old);
	policies.inherited = inherited_differ(&base, &policies) ? &base : NULL;
	judge(&verdict, &policies, &(struct grounds){ &evidence, tree, patch }, &arena);
	for (size_t i = 0; i < verdict.finding_count; i++) {
		if (str_eq(verdict.findings[i].rule, STR("policy.loosened")))
			found = &verdict.findings[i];
	}
	policies_release(&base);
	base = (struct policies){ 0 };
	old = (struct names){ 0 };
	return found;
}

static void judge__an_area_that_takes_in_covered_code_is_no_better_by_it(void **state)
{
	const struct finding *f;

	(void)state;
	wider();
	had("a/y/two.c");
	lines("a/x/one.c", 7, 10);
	lines("a/y/two.c", 20, 20);
	f = loosened();
	assert_non_null(f);
	assert_int_equal(1, f->area);
	assert_int_equal(RULE_BROKEN, f->outcome);
	assert_string_equal("by the policies at the base, coverage.lines.target is broken:"
			    " 1 more line to 80 %",
		f->say.p);
	assert_true(str_eq(STR("a.json"), f->at.file));
	assert_int_equal(GATE_CLOSED, verdict.gate);
}

static void judge__a_file_that_is_new_is_of_the_area_that_the_change_says(void **state)
{
	(void)state;
	wider();
	lines("a/x/one.c", 7, 10);
	lines("a/y/new.c", 20, 20);
	assert_null(loosened());
	assert_int_equal(GATE_OPEN, verdict.gate);
}

static void judge__what_both_sides_close_on_is_told_once(void **state)
{
	(void)state;
	wider();
	lines("a/x/one.c", 7, 10);
	assert_null(loosened());
	assert_int_equal(GATE_CLOSED, verdict.gate);
}

static void judge__of_what_is_left_without_data_nothing_is_known(void **state)
{
	const struct finding *f;

	(void)state;
	wider();
	had("a/y/two.c");
	lines("a/y/two.c", 20, 20);
	f = loosened();
	assert_non_null(f);
	assert_int_equal(RULE_NO_DATA, f->outcome);
	assert_int_equal(GATE_CANNOT_JUDGE, verdict.gate);
}

static void judge__what_is_accepted_is_told_and_holds_nobody_up(void **state)
{
	const struct finding *f;

	(void)state;
	base_area("a",
		"\"sources\": [\"a/x/**\"], \"coverage\": { \"lines\": { \"target\": 80 },"
		" \"branches\": { \"target\": 1 } }");
	area("\"coverage\": { \"lines\": { \"target\": 80 } }");
	policies.loosening_accepted = true;
	had("a/x/one.c");
	had("a/y/two.c");
	lines("a/x/one.c", 7, 10);
	lines("a/y/two.c", 20, 20);
	f = loosened();
	assert_non_null(f);
	assert_int_equal(RULE_INFORMED, f->outcome);
	assert_string_equal("by the policies at the base, coverage.lines.target is broken:"
			    " 1 more line to 80 %: accepted",
		f->say.p);
	assert_int_equal(GATE_OPEN, verdict.gate);
}

static void judge__tests_of_the_base_are_counted_by_its_globs(void **state)
{
	const struct finding *f;

	(void)state;
	base_area("a",
		"\"sources\": [\"a/**\"], \"tests\": { \"files\": [\"t/a.py\"] },"
		" \"plan\": { \"planned\": 2, \"created\": 0, \"runnable\": 0 }");
	area("\"plan\": { \"planned\": 2, \"created\": 0, \"runnable\": 0 }");
	had("t/a.py");
	had("t/b.py");
	test("t/a.py", "one", TEST_PASSING);
	test("t/b.py", "two", TEST_PASSING);
	f = loosened();
	assert_non_null(f);
	assert_string_equal("by the policies at the base, plan.passing is broken:"
			    " 1 more passing test to 2",
		f->say.p);
}

static void judge__a_failing_test_of_no_area_stays_so_for_the_base(void **state)
{
	const struct finding *f;

	(void)state;
	base_area("b",
		"\"sources\": [\"b/**\"], \"tests\": { \"files\": [\"u/**\"] },"
		" \"plan\": { \"max_failed\": 0 }");
	policy("b.json",
		"{ \"area\": \"b\", \"sources\": [\"b/**\"], \"tests\": { \"files\": [\"u/**\"] },"
		" \"plan\": { \"max_failed\": 0 } }");
	area("\"plan\": { \"max_failed\": 5 }");
	test("u/b.py", "one", TEST_PASSING);
	test("t/a.py", "two", TEST_FAILING);
	f = loosened();
	assert_non_null(f);
	assert_int_equal(0, f->area);
	assert_int_equal(1, f->missing);
	assert_int_equal(GATE_CLOSED, verdict.gate);
}

static void judge__a_new_source_is_no_test_because_an_area_says_so(void **state)
{
	static const char *const path = "b/new.c";
	struct names files = { .arena = &arena };
	const struct finding *f;

	(void)state;
	names_add(&files, str_of(path));
	tree = &files;
	base_area("a", "\"sources\": [\"a/**\"]");
	base_area("b", "\"sources\": [\"b/**\"], \"coverage\": { \"max_unreported\": 0 }");
	area("\"title\": \"A\"");
	policy("b.json",
		"{ \"area\": \"b\", \"sources\": [\"b/**\"], \"coverage\": { \"max_unreported\": 0 } }");
	globs_release(&policies.v[1].tests);
	assert_int_equal(
		0, globs_add(&policies.v[1].tests, &arena, str_of(path), &(const char *){ 0 }));
	lines("a/x.c", 1, 1);
	f = loosened();
	assert_non_null(f);
	assert_int_equal(2, f->area);
	assert_int_equal(1, f->missing);
}

static void judge__what_the_base_excluded_thins_nothing(void **state)
{
	const struct finding *f;

	(void)state;
	base_area("a", "\"sources\": [\"a/**\"], \"coverage\": { \"lines\": { \"target\": 80 } }");
	assert_int_equal(
		0, globs_add(&base.exclude, &arena, STR("a/gen/**"), &(const char *){ 0 }));
	area("\"coverage\": { \"lines\": { \"target\": 80 } }");
	had("a/x.c");
	had("a/gen/g.c");
	lines("a/x.c", 7, 10);
	lines("a/gen/g.c", 90, 90);
	f = loosened();
	assert_non_null(f);
	assert_int_equal(1, f->missing);
}

static void judge__a_longer_plan_holds_the_shorter_one_as_well(void **state)
{
	const struct finding *f;

	(void)state;
	base_area("a",
		"\"sources\": [\"a/**\"], \"tests\": { \"files\": [\"t/**\"] },"
		" \"plan\": { \"planned\": [\"one\"] }");
	area("\"plan\": { \"planned\": [\"one\", \"two\"], \"passing\": 1, \"runnable\": 1 }");
	had("t/a.py");
	test("t/a.py", "one", TEST_FAILING);
	test("t/a.py", "two", TEST_PASSING);
	f = loosened();
	assert_non_null(f);
	assert_string_equal("by the policies at the base, plan.passing is broken:"
			    " 1 more passing test to 1",
		f->say.p);
}

static void judge__the_same_policies_are_judged_once(void **state)
{
	static const char same[] = "\"sources\": [\"a/**\"], \"tests\": { \"files\": [\"t/**\"] },"
				   " \"plan\": { \"max_failed\": 1 }";

	(void)state;
	base_area("a", same);
	area("\"plan\": { \"max_failed\": 1 }");
	test("t/a.py", "two", TEST_FAILING);
	assert_null(loosened());
	assert_null(policies.inherited);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		JUDGE_CASE(an_area_that_takes_in_covered_code_is_no_better_by_it),
		JUDGE_CASE(a_file_that_is_new_is_of_the_area_that_the_change_says),
		JUDGE_CASE(what_both_sides_close_on_is_told_once),
		JUDGE_CASE(of_what_is_left_without_data_nothing_is_known),
		JUDGE_CASE(what_is_accepted_is_told_and_holds_nobody_up),
		JUDGE_CASE(tests_of_the_base_are_counted_by_its_globs),
		JUDGE_CASE(a_failing_test_of_no_area_stays_so_for_the_base),
		JUDGE_CASE(a_new_source_is_no_test_because_an_area_says_so),
		JUDGE_CASE(what_the_base_excluded_thins_nothing),
		JUDGE_CASE(a_longer_plan_holds_the_shorter_one_as_well),
		JUDGE_CASE(the_same_policies_are_judged_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
