/* Policies and evidence made in a few words, and what they are judged to be. */
#ifndef TESTS_JUDGE_FIXTURE_H
#define TESTS_JUDGE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "policies/judge.h"
#include "tests/unit/coverage_fixture.h"

static struct arena arena;
static struct policies policies;
static struct evidence evidence;
static struct diags diags;
static struct verdict verdict;
static const struct names *tree;
static const struct patch *patch;

static inline int set_up(void **state)
{
	(void)state;
	policies = (struct policies){ .arena = &arena, .folder = STR("policies") };
	diags = (struct diags){ .arena = &arena };
	verdict = (struct verdict){ 0 };
	tree = NULL;
	patch = NULL;
	evidence_init(&evidence, &arena);
	return 0;
}

static inline int tear_down(void **state)
{
	(void)state;
	policies_release(&policies);
	arena_release(&arena);
	return 0;
}

static inline void policy(const char *file, const char *text)
{
	assert_int_equal(0, policy_parse(&policies, str_of(text), str_of(file), &diags));
}

/* `members` go into the object beside what it must have. */
static inline void project(const char *members)
{
	policy("project.json", arena_printf(&arena, "{ \"version\": 1, %s }", members).p);
}

static inline void area(const char *members)
{
	policy("a.json",
		arena_printf(&arena,
			"{ \"area\": \"a\", \"sources\": [\"a/**\"], \"tests\": { \"files\": [\"t/**\"] }, %s }",
			members)
			.p);
}

static inline void lines(const char *path, uint32_t covered, uint32_t total)
{
	struct hits hits = { 0 };

	for (uint32_t i = 1; i <= total; i++)
		put_line(&hits, i, i <= covered);
	unite_hits(&evidence.coverage, path, &hits);
	file_of(&evidence.coverage, path)->measured |= 1u << METRIC_LINES;
}

static inline void test(const char *file, const char *name, enum test_state state)
{
	struct tests *t = &evidence.tests;

	*ARENA_PUSH(&arena, t->v, t->n, t->cap) = (struct test){
		.file = str_of(file), .name = str_of(name), .state = state, .time_us = 1500000
	};
}

static inline const struct finding *judged(const char *rule)
{
	judge(&verdict, &policies, &(struct grounds){ &evidence, tree, patch }, &arena);
	for (size_t i = 0; i < verdict.finding_count; i++) {
		if (str_eq(verdict.findings[i].rule, str_of(rule)))
			return &verdict.findings[i];
	}
	fail_msg("no finding for %s", rule);
	return NULL;
}

static inline void assert_finding(
	const char *rule, enum outcome_of_rule outcome, const char *got, const char *say)
{
	const struct finding *f = judged(rule);

	assert_string_equal(say, f->say.p);
	assert_int_equal(outcome, f->outcome);
	assert_true(str_eq(f->got, str_of(got)));
}

#define JUDGE_CASE(name) cmocka_unit_test_setup_teardown(judge__##name, set_up, tear_down)

#endif
