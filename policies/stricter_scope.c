#include "policies/stricter_scope.h"

#include <inttypes.h>

#include "gate/model/tests.h"
#include "policies/carry.h"
#include "policies/waivers.h"
#include "policies/stricter_manifest.h"
#include "policies/stricter_paths.h"

/* Of the globs the one that decided about the path, else the list. */
static struct place decided_at(
	const struct globs *g, const struct place *at, struct str path, struct place list)
{
	for (size_t i = g->n; i-- > 0;) {
		if (glob_match(&g->v[i], path))
			return at[i];
	}
	return list;
}

static bool is_of_tests(const struct rule *r)
{
	return str_starts(str_of(r->id), STR("plan."));
}

static bool has_limits(const struct policy *p, bool of_tests)
{
	for (size_t i = 0; i < p->limit_count; i++) {
		if (is_of_tests(p->limits[i].rule) == of_tests)
			return true;
	}
	return false;
}

static bool is_waived_longer(
	const struct policy *other, const struct policy *base, const struct limit *limit)
{
	const struct waiver *w = waivers_find(other, limit->rule);
	const struct waiver *was = waivers_find(base, limit->rule);

	return w && (!was || was->until < w->until);
}

/* Limits that what moved there has to keep there, too; the least counts are the old area's own. */
static bool is_as_strict(const struct policy *other, const struct policy *base, bool of_tests)
{
	if (of_tests &&
		((base->flaky_fails && !other->flaky_fails) ||
			(other->one_job_passes && !base->one_job_passes)))
		return false;
	for (size_t i = 0; i < base->limit_count; i++) {
		const struct limit *limit = &base->limits[i], *there;

		if (is_of_tests(limit->rule) != of_tests ||
			limit->rule->kind == RULE_COUNT_AT_LEAST ||
			limit->rule->kind == RULE_EACH_PASSES)
			continue;
		there = policy_limit(other, limit->rule);
		if (!there || limit_is_looser(there, limit) || is_waived_longer(other, base, limit))
			return false;
	}
	return other->enforced && other->carry.days <= base->carry.days;
}

static bool file_moved(const struct pair *p, struct str path)
{
	const struct policies *head = p->sides->head;

	for (size_t i = 1; i < head->n; i++) {
		if (policy_owns(&head->v[i], path) && is_as_strict(&head->v[i], p->base, false))
			return true;
	}
	return false;
}

static void compare_sources(const struct pair *p)
{
	const struct policy *base = p->base, *head = p->head;
	const struct names *tree = p->sides->tree;
	struct lost lost = { 0 };
	struct loosening l;

	if (globs_same(&base->sources, &head->sources) || !has_limits(base, false))
		return;
	for (size_t i = 0; i < tree->n; i++) {
		struct str path = tree->v[i];

		if (policy_owns(base, path) && !policy_owns(head, path) &&
			!globs_match(&p->sides->base->exclude, path) && !file_moved(p, path))
			lost_add(&lost, path);
	}
	if (!lost.n)
		return;
	l = (struct loosening){ .missing = lost.n,
		.at = decided_at(
			&head->sources, head->source_at, lost.first, pair_place(p, "sources")),
		.say = arena_printf(p->sides->head->arena, "sources leave out " STR_FMT,
			STR_ARG(lost_say(&lost, "file", "files", p->sides->head->arena))) };
	loosen(p, l, NULL);
}

static bool test_moved(const struct pair *p, const struct test *t)
{
	const struct policies *head = p->sides->head;

	for (size_t i = 1; i < head->n; i++) {
		if (policy_has_test(&head->v[i], t) && is_as_strict(&head->v[i], p->base, true))
			return true;
	}
	return false;
}

/* By the tests themselves: a glob may be meant for their names. */
static void compare_tests(const struct pair *p)
{
	const struct policy *base = p->base, *head = p->head;
	const struct tests *tests = &p->sides->evidence->tests;
	struct arena *a = p->sides->head->arena;
	struct lost lost = { 0 };
	struct loosening l;

	if (globs_same(&base->tests, &head->tests) || !has_limits(base, true))
		return;
	for (size_t i = 0; i < tests->n; i++) {
		const struct test *t = &tests->v[i];

		if (policy_has_test(base, t) && !policy_has_test(head, t) && !test_moved(p, t))
			lost_add(&lost, lost.n ? STR("") : test_id(t, a));
	}
	if (!lost.n)
		return;
	l = (struct loosening){ .missing = lost.n,
		.at = pair_place(p, "tests.files"),
		.say = arena_printf(a, "tests.files leave out " STR_FMT,
			STR_ARG(lost_say(&lost, "test", "tests", a))) };
	loosen(p, l, NULL);
}

static void compare_inputs(const struct pair *p)
{
	const struct policy *base = p->base, *head = p->head;
	struct arena *a = p->sides->head->arena;
	const struct names *tree = p->sides->tree;
	struct lost lost = { 0 };
	struct loosening l;

	if (globs_same(&base->carry.inputs, &head->carry.inputs))
		return;
	for (size_t i = 0; i < tree->n; i++) {
		if (globs_match(&base->carry.inputs, tree->v[i]) && !carry_part(head, tree->v[i]))
			lost_add(&lost, tree->v[i]);
	}
	if (!lost.n)
		return;
	l = (struct loosening){ .missing = lost.n,
		.at = pair_place(p, "carry"),
		.say = arena_printf(a, "carry.inputs leave out " STR_FMT,
			STR_ARG(lost_say(&lost, "file", "files", a))) };
	loosen(p, l, NULL);
}

/* Older figures, and fewer changes that they do not outlive. */
static void compare_carry(const struct pair *p)
{
	struct arena *a = p->sides->head->arena;
	uint32_t base = p->base->carry.days, *head = &p->head->carry.days;
	struct loosening l = { .at = pair_place(p, "carry") };

	if (base && *head)
		compare_inputs(p);
	if (*head <= base)
		return;
	l.got = arena_printf(a, "%" PRIu32, *head);
	l.want = arena_printf(a, "%" PRIu32, base);
	if (base)
		l.say = arena_printf(
			a, "carry.days raised from %" PRIu32 " to %" PRIu32, base, *head);
	else
		l.say = arena_printf(a, "carry added, for %" PRIu32 " days", *head);
	loosen(p, l, base ? arena_printf(a, "judged by %" PRIu32, base).p : "judged without it");
	if (!p->sides->accepted)
		*head = base;
}

void compare_scope(const struct pair *p)
{
	compare_carry(p);
	compare_sources(p);
	compare_tests(p);
}

static bool has_glob(const struct globs *all, struct str text)
{
	for (size_t i = 0; i < all->n; i++) {
		if (str_eq(all->v[i].text, text))
			return true;
	}
	return false;
}

/* Does it take out anything that there is, be it in a report alone? */
static bool excludes_anything(const struct glob *g, const struct sides *s)
{
	const struct evidence *e = s->evidence;

	for (size_t i = 0; i < s->tree->n; i++) {
		if (glob_match(g, s->tree->v[i]))
			return true;
	}
	for (size_t i = 0; i < e->report_count; i++) {
		const struct report *r = e->reports[i];

		for (size_t j = 0; j < coverage_files(&r->coverage); j++) {
			if (glob_match(g, r->resolved[j].path))
				return true;
		}
	}
	return false;
}

/* What it would take out is yet to come, and will be of a base that excludes it. */
static void compare_idle_excludes(const struct pair *p)
{
	const struct globs *base = &p->sides->base->exclude, *head = &p->sides->head->exclude;

	for (size_t i = 0; i < head->n; i++) {
		const struct glob *g = &head->v[i];

		if (g->negative || has_glob(base, g->text) || excludes_anything(g, p->sides))
			continue;
		loosen(p,
			(struct loosening){ .missing = 1,
				.at = p->sides->head->exclude_at[i],
				.say = arena_printf(p->sides->head->arena,
					"paths.exclude has '" STR_FMT
					"', which takes nothing out yet",
					STR_ARG(g->text)) },
			NULL);
	}
}

static void compare_exclude(const struct pair *p)
{
	const struct policies *base = p->sides->base, *head = p->sides->head;
	const struct names *tree = p->sides->tree;
	struct lost lost = { 0 };
	struct loosening l;

	if (globs_same(&base->exclude, &head->exclude))
		return;
	for (size_t i = 0; i < tree->n; i++) {
		if (globs_match(&head->exclude, tree->v[i]) &&
			!globs_match(&base->exclude, tree->v[i]))
			lost_add(&lost, tree->v[i]);
	}
	if (!lost.n)
		return;
	l = (struct loosening){ .missing = lost.n,
		.at = decided_at(&head->exclude, head->exclude_at, lost.first,
			pair_place(p, "paths.exclude")),
		.say = arena_printf(head->arena, "paths.exclude leaves out " STR_FMT,
			STR_ARG(lost_say(&lost, "more file", "more files", head->arena))) };
	loosen(p, l, NULL);
}

void compare_project(const struct pair *p)
{
	compare_exclude(p);
	compare_idle_excludes(p);
	compare_strip(p);
	compare_manifest(p);
}
