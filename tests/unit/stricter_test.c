/* Two policies of one area side by side: what is stricter, and what is told. */
#include "policies/judge.h"
#include "tests/unit/sides_fixture.h"

#define AREA "\"area\": \"a\", \"tests\": { \"files\": [\"t/**\"] }, "

static bool accepted;

static int set_up(void **state)
{
	(void)state;
	begin_test();
	accepted = false;
	names_add(&tree, STR("a/one.c"));
	names_add(&tree, STR("a/two.c"));
	return 0;
}

/* An area `a` with its files below a/ on both sides; `members` go beside. */
static void areas(const char *of_base, const char *of_head)
{
	begin();
	parse(&base, "base:a.json",
		arena_printf(&arena, "{ " AREA "\"sources\": [\"a/**\"], %s }", of_base).p);
	parse(&head, "a.json",
		arena_printf(&arena, "{ " AREA "\"sources\": [\"a/**\"], %s }", of_head).p);
}

static void projects(const char *of_base, const char *of_head)
{
	begin();
	parse(&base, "base/project.json",
		arena_printf(&arena, "{ \"version\": 1, %s }", of_base).p);
	parse(&head, "project.json", arena_printf(&arena, "{ \"version\": 1, %s }", of_head).p);
}

static void compare(void)
{
	policies_compare(&(struct sides){ &head, &base, &evidence, &tree, accepted });
}

static void assert_none(void)
{
	compare();
	if (head.loosened_count)
		fail_msg("'%s' is told", head.loosened[0].say.p);
}

static void assert_said(size_t i, const char *say)
{
	assert_true(i < head.loosened_count);
	assert_string_equal(say, head.loosened[i].say.p);
}

/* All that is told. */
static void assert_told(const char *say)
{
	compare();
	assert_said(0, say);
	assert_int_equal(1, head.loosened_count);
}

static const struct limit *limit_of(const char *id)
{
	return policy_limit(&head.v[head.n - 1], rule_find(str_of(id)));
}

/* "a": { "b": VALUE } of a.b */
static const char *member(const char *id, const char *value)
{
	struct str rest = str_of(id), text = str_of(value);
	const char *open = "", *close = "";

	if (str_ends(rest, STR(".ratchet")))
		text = arena_printf(&arena, "{ \"last\": 9, \"slack\": %s }", value);
	while (rest.n) {
		struct str key = str_cut_last(&rest, '.');

		text = arena_printf(&arena, "\"" STR_FMT "\": %s" STR_FMT "%s", STR_ARG(key), open,
			STR_ARG(text), close);
		open = "{ ";
		close = " }";
	}
	return text.p;
}

static void assert_looser(const struct rule *r, const char *want, const char *got)
{
	areas(member(r->id, want), member(r->id, got));
	assert_told(arena_printf(&arena, "%s %s from %s to %s: judged by %s", r->id,
		strcmp(want, got) < 0 ? "raised" : "lowered", want, got, want)
			    .p);
	assert_string_equal("a.json", head.loosened[0].at.file.p);
	assert_string_equal("base:a.json", limit_of(r->id)->at.file.p);
	assert_int_equal(0, rule_is_looser(r, limit_of(r->id)->value, base.v[1].limits[0].value));
}

static void assert_no_looser(const struct rule *r, const char *want, const char *got)
{
	areas(member(r->id, want), member(r->id, got));
	assert_none();
	assert_string_equal("a.json", limit_of(r->id)->at.file.p);
}

static void every_rule__has_a_looser_and_a_stricter_side(void **state)
{
	(void)state;
	for (size_t i = 0; i < rule_count; i++) {
		const struct rule *r = &rules[i];
		bool at_most = str_has(str_of(r->id), STR(".max_")) || r->kind == RULE_RATCHET;

		if (r->kind == RULE_EACH_PASSES)
			continue;
		assert_looser(r, "5", at_most ? "6" : "4");
		assert_no_looser(r, "5", at_most ? "4" : "6");
		assert_no_looser(r, "5", "5");
	}
}

static void every_rule__that_is_taken_out_is_judged_by_the_base(void **state)
{
	(void)state;
	for (size_t i = 0; i < rule_count; i++) {
		if (rules[i].kind == RULE_EACH_PASSES)
			continue;
		areas(member(rules[i].id, "5"), "\"title\": \"A\"");
		assert_told(arena_printf(&arena, "%s of 5 taken out: judged by 5", rules[i].id).p);
		assert_int_equal(5, limit_of(rules[i].id)->value.digits);
		assert_int_equal(1, head.loosened[0].at.line);
	}
}

static void every_rule__that_is_new_loosens_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < rule_count; i++) {
		const char *other = i ? rules[0].id : rules[1].id;
		const char *value = rules[i].kind == RULE_EACH_PASSES ? "[\"x\"]" : "5";

		areas(member(other, "5"), member(rules[i].id, value));
		assert_told(arena_printf(&arena, "%s of 5 taken out: judged by 5", other).p);
		assert_int_equal(2, head.v[1].limit_count);
	}
}

static void limits__are_compared_exactly_and_stay_in_their_order(void **state)
{
	(void)state;
	areas("\"coverage\": { \"lines\": { \"target\": 79.99 }, \"mcdc\": { \"target\": 1 } }",
		"\"coverage\": { \"mcdc\": { \"target\": 1.0 } }, \"plan\": { \"max_seconds\": 1.5 }");
	assert_told("coverage.lines.target of 79.99 taken out: judged by 79.99");
	assert_string_equal("coverage.lines.target", head.v[1].limits[0].rule->id);
	assert_string_equal("coverage.mcdc.target", head.v[1].limits[1].rule->id);
	assert_string_equal("plan.max_seconds", head.v[1].limits[2].rule->id);
	areas("\"plan\": { \"max_seconds\": 1.5 }", "\"plan\": { \"max_seconds\": 1.500001 }");
	assert_told("plan.max_seconds raised from 1.5 to 1.500001: judged by 1.5");
}

static void accepted__leaves_the_head_as_it_is(void **state)
{
	(void)state;
	accepted = true;
	areas("\"coverage\": { \"lines\": { \"target\": 85 } },"
	      " \"plan\": { \"planned\": 3, \"required\": [\"x\"], \"flaky\": \"fail\" }",
		"\"enforce\": false, \"coverage\": { \"lines\": { \"target\": 70 } }");
	compare();
	assert_int_equal(5, head.loosened_count);
	for (size_t i = 0; i < head.loosened_count; i++)
		assert_true(str_ends(head.loosened[i].say, STR(": accepted")));
	assert_int_equal(1, head.v[1].limit_count);
	assert_int_equal(70, head.v[1].limits[0].value.digits);
	assert_false(head.v[1].enforced || head.v[1].has_plan || head.v[1].flaky_fails);
	assert_int_equal(0, head.v[1].required.n);
	assert_true(head.loosening_accepted);
}

static void base__that_does_not_enforce_or_has_no_limit_holds_nobody(void **state)
{
	(void)state;
	areas("\"enforce\": false, \"coverage\": { \"lines\": { \"target\": 85 } }",
		"\"coverage\": { \"lines\": { \"target\": 70 } }");
	assert_none();
	begin();
	parse(&base, "base:a.json", "{ \"area\": \"a\", \"sources\": [\"a/**\"] }");
	parse(&head, "b.json", "{ \"area\": \"b\", \"sources\": [\"a/**\"] }");
	assert_none();
}

static void enforce__turned_off_is_judged_as_enforced(void **state)
{
	(void)state;
	areas("\"plan\": { \"max_failed\": 0 }",
		"\"plan\": { \"max_failed\": 0 }, \"enforce\": false");
	assert_told("enforce turned off: judged as enforced");
	assert_true(head.v[1].enforced);
	assert_string_equal("false", head.loosened[0].got.p);
}

static void words__of_a_plan_are_judged_by_the_strict_one(void **state)
{
	(void)state;
	areas("\"plan\": { \"max_failed\": 0, \"flaky\": \"fail\" }",
		"\"plan\": { \"max_failed\": 0 }");
	assert_told("plan.flaky turned from \"fail\" to \"pass\": judged by \"fail\"");
	assert_true(head.v[1].flaky_fails);
	areas("\"plan\": { \"max_failed\": 0 }",
		"\"plan\": { \"max_failed\": 0, \"matrix\": \"any\" }");
	assert_told("plan.matrix turned from \"all\" to \"any\": judged by \"all\"");
	assert_false(head.v[1].one_job_passes);
	areas("\"plan\": { \"max_failed\": 0, \"matrix\": \"any\" }",
		"\"plan\": { \"max_failed\": 0, \"flaky\": \"fail\" }");
	assert_none();
}

static void plan__that_is_lowered_is_told_once(void **state)
{
	(void)state;
	areas("\"plan\": { \"planned\": 12 }", "\"plan\": { \"planned\": [\"x\", \"y\"] }");
	assert_told("plan.planned lowered from 12 to 2: judged by the base's plan");
	assert_int_equal(12, head.v[1].planned);
	assert_int_equal(0, head.v[1].ids.n);
	assert_int_equal(12, limit_of("plan.passing")->value.digits);
	areas("\"plan\": { \"planned\": 12 }", "\"title\": \"A\"");
	assert_told("plan.planned of 12 taken out: judged by the base's plan");
	assert_true(head.v[1].has_plan);
	areas("\"plan\": { \"planned\": 2 }", "\"plan\": { \"planned\": [\"x\", \"y\", \"z\"] }");
	assert_none();
}

static void plan__limits_of_their_own_are_told_beside_it(void **state)
{
	(void)state;
	areas("\"plan\": { \"planned\": 12, \"created\": 6 }",
		"\"plan\": { \"planned\": 10, \"created\": 5, \"passing\": 1 }");
	compare();
	assert_int_equal(3, head.loosened_count);
	assert_said(0, "plan.created lowered from 6 to 5: judged by 6");
	assert_said(1, "plan.passing lowered from 12 to 1: judged by 12");
	assert_said(2, "plan.planned lowered from 12 to 10: judged by the base's plan");
	areas("\"plan\": { \"planned\": 12 }", "\"plan\": { \"planned\": 12, \"passing\": 11 }");
	assert_told("plan.passing lowered from 12 to 11: judged by 12");
}

static void plan__that_loses_a_test_is_judged_with_it(void **state)
{
	(void)state;
	areas("\"plan\": { \"planned\": [\"x\", \"y*\"] }",
		"\"plan\": { \"planned\": [\"x\", \"z*\", \"u\"] }");
	assert_told("plan.planned leaves out 1 test, such as y*: judged by the base's plan");
	assert_int_equal(2, head.v[1].ids.n);
	assert_int_equal(2, limit_of("plan.created")->value.digits);
	areas("\"plan\": { \"planned\": [\"x\", \"y\"] }", "\"plan\": { \"planned\": 5 }");
	assert_told("plan.planned leaves out 2 tests, such as x: judged by the base's plan");
}

static void required__tests_of_both_sides_must_pass(void **state)
{
	(void)state;
	areas("\"plan\": { \"required\": [\"x\", \"y*\"] }",
		"\"plan\": { \"required\": [\"z\", \"x\"] }");
	assert_told("plan.required leaves out 1 test, such as y*: judged with them");
	assert_int_equal(3, head.v[1].required.n);
	assert_int_equal(3, limit_of("plan.required")->value.digits);
	assert_true(head.v[1].required.globs[2].name.n);
	areas("\"plan\": { \"required\": [\"x\", \"y\"] }",
		"\"plan\": { \"required\": [\"y\", \"x\", \"z\"] }");
	assert_none();
	areas("\"plan\": { \"required\": [\"x\"] }", "\"title\": \"A\"");
	assert_told("plan.required leaves out 1 test, such as x: judged with them");
	assert_int_equal(1, limit_of("plan.required")->value.digits);
}

static void area__that_is_gone_is_the_bases(void **state)
{
	(void)state;
	begin();
	parse(&base, "base:a.json",
		"{ " AREA "\"sources\": [\"a/*\"], \"plan\": { \"planned\": [\"x*\"] } }");
	parse(&head, "b.json", "{ \"area\": \"b\", \"sources\": [\"a/*\"] }");
	assert_told("area 'a' taken out: judged as the base has it");
	assert_int_equal(3, head.n);
	assert_true(policy_owns(&head.v[2], STR("a/one.c")));
	assert_int_equal(0, head.loosened[0].area);
}

static void words__that_bind_nobody_may_change(void **state)
{
	(void)state;
	areas("\"title\": \"A\", \"owners\": [\"x\"], \"overlap\": true, \"coverage\":"
	      " { \"lines\": { \"target\": 5, \"baseline\": 4 } }",
		"\n\n\"coverage\":\n{ \"lines\": { \"target\": 5.0 } }");
	assert_none();
}

static void project__without_its_file_is_told_at_its_name(void **state)
{
	(void)state;
	begin();
	parse(&base, "base/project.json",
		"{ \"version\": 1, \"coverage\": { \"lines\": { \"target\": 5 } } }");
	parse(&head, "policies/a.json", "{ \"area\": \"a\", \"sources\": [\"a/**\"] }");
	assert_told("coverage.lines.target of 5 taken out: judged by 5");
	assert_string_equal("policies/project.json", head.loosened[0].at.file.p);
}

static void judge__closes_the_gate_by_what_is_looser(void **state)
{
	struct grounds grounds = { .evidence = &evidence, .tree = &tree };
	struct verdict verdict = { 0 };

	(void)state;
	projects("\"paths\": { \"max_unmatched\": 0 }", "\"paths\": { \"max_unmatched\": 1 }");
	compare();
	judge(&verdict, &head, &grounds, &arena);
	assert_int_equal(GATE_CLOSED, verdict.gate);
	assert_int_equal(RULE_BROKEN, verdict.findings[0].outcome);
	head.loosening_accepted = true;
	verdict = (struct verdict){ 0 };
	judge(&verdict, &head, &grounds, &arena);
	assert_int_equal(GATE_OPEN, verdict.gate);
	assert_int_equal(RULE_INFORMED, verdict.findings[0].outcome);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			every_rule__has_a_looser_and_a_stricter_side, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			every_rule__that_is_taken_out_is_judged_by_the_base, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			every_rule__that_is_new_loosens_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			limits__are_compared_exactly_and_stay_in_their_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			accepted__leaves_the_head_as_it_is, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			base__that_does_not_enforce_or_has_no_limit_holds_nobody, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			enforce__turned_off_is_judged_as_enforced, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			words__of_a_plan_are_judged_by_the_strict_one, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			plan__that_is_lowered_is_told_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			plan__limits_of_their_own_are_told_beside_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			plan__that_loses_a_test_is_judged_with_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			required__tests_of_both_sides_must_pass, set_up, tear_down),
		cmocka_unit_test_setup_teardown(area__that_is_gone_is_the_bases, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			words__that_bind_nobody_may_change, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			project__without_its_file_is_told_at_its_name, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			judge__closes_the_gate_by_what_is_looser, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
