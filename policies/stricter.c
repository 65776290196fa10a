#include "policies/stricter.h"

#include <inttypes.h>
#include <stddef.h>

#include "policies/glide.h"
#include "policies/loosening.h"
#include "policies/stricter_branches.h"
#include "policies/stricter_framework.h"
#include "policies/stricter_labels.h"
#include "policies/stricter_scope.h"
#include "policies/waivers.h"

bool rule_is_looser(const struct rule *r, struct decimal value, struct decimal than)
{
	int order = decimal_cmp(value, than);

	switch (r->kind) {
	case RULE_PERCENT_AT_LEAST:
	case RULE_COUNT_AT_LEAST:
	case RULE_EACH_PASSES:
		return order < 0;
	case RULE_COUNT_AT_MOST:
	case RULE_SECONDS_AT_MOST:
	case RULE_DROP_AT_MOST:
	case RULE_RATCHET:
		return order > 0;
	}
	return true;
}

static struct decimal end_of(const struct limit *l)
{
	return l->glide ? l->glide->to : l->value;
}

bool limit_is_looser(const struct limit *head, const struct limit *base)
{
	if (rule_is_looser(base->rule, head->value, base->value) ||
		rule_is_looser(base->rule, end_of(head), end_of(base)) || head->last < base->last)
		return true;
	return base->glide && head->glide && glide_is_below(head->glide, base->glide);
}

static struct str print(struct decimal value, struct arena *a)
{
	struct buf b = { 0 };
	struct str s;

	decimal_print(&b, value);
	s = arena_str(a, buf_str(&b));
	buf_release(&b);
	return s;
}

/* Keeps the order of the table of rules. */
static void set_limit(struct policy *p, struct limit limit, struct arena *a)
{
	struct limit *there = policy_limit(p, limit.rule);
	size_t at;

	if (there) {
		*there = limit;
		return;
	}
	*ARENA_PUSH(a, p->limits, p->limit_count, p->limit_cap) = limit;
	for (at = p->limit_count - 1; at > 0 && p->limits[at - 1].rule > limit.rule; at--)
		p->limits[at] = p->limits[at - 1];
	p->limits[at] = limit;
}

static void tell_limit(const struct pair *p, const struct limit *base, const struct limit *head)
{
	struct arena *a = p->sides->head->arena;
	struct loosening l = { .at = head ? head->at : pair_place(p, base->rule->id),
		.want = print(base->value, a) };
	const char *id = base->rule->id;

	if (head && !rule_is_looser(base->rule, head->value, base->value)) {
		l.got = print(head->value, a);
		l.say = arena_printf(a,
			base->last ? "%s looks at fewer records" : "%s rises less high or later",
			id);
	} else if (head) {
		l.got = print(head->value, a);
		l.say = arena_printf(a, "%s %s from " STR_FMT " to " STR_FMT, id,
			decimal_cmp(head->value, base->value) < 0 ? "lowered" : "raised",
			STR_ARG(l.want), STR_ARG(l.got));
	} else {
		l.say = arena_printf(a, "%s of " STR_FMT " taken out", id, STR_ARG(l.want));
	}
	loosen(p, l, arena_printf(a, "judged by " STR_FMT, STR_ARG(l.want)).p);
}

/* `plan`: that less is planned is told by itself. */
static void compare_limits(const struct pair *p, bool plan)
{
	for (size_t i = 0; i < p->base->limit_count; i++) {
		const struct limit *base = &p->base->limits[i];
		const struct limit *head = policy_limit(p->head, base->rule);

		if (base->rule->kind == RULE_EACH_PASSES || (head && !limit_is_looser(head, base)))
			continue;
		if (plan && policy_limit_is_planned(p->base, base) &&
			(!head || policy_limit_is_planned(p->head, head)))
			continue;
		tell_limit(p, base, head);
		if (!p->sides->accepted)
			set_limit(p->head, *base, p->sides->head->arena);
	}
}

static bool has_id(const struct test_ids *ids, struct str id)
{
	for (size_t i = 0; i < ids->n; i++) {
		if (str_eq(ids->v[i], id))
			return true;
	}
	return false;
}

static struct lost lost_ids(const struct test_ids *base, const struct test_ids *head)
{
	struct lost lost = { 0 };

	for (size_t i = base->n; i-- > 0;) {
		if (has_id(head, base->v[i]))
			continue;
		lost.n++;
		lost.first = base->v[i];
	}
	return lost;
}

static bool plan_is_looser(const struct pair *p)
{
	const struct policy *base = p->base, *head = p->head;

	return base->has_plan &&
		(!head->has_plan || head->planned < base->planned ||
			lost_ids(&base->ids, &head->ids).n);
}

static void tell_plan(const struct pair *p)
{
	struct arena *a = p->sides->head->arena;
	const struct policy *base = p->base, *head = p->head;
	struct lost lost = lost_ids(&base->ids, &head->ids);
	struct loosening l = { .at = pair_place(p, "plan.planned"),
		.missing = lost.n,
		.want = arena_printf(a, "%" PRIu64, base->planned) };

	if (head->has_plan)
		l.got = arena_printf(a, "%" PRIu64, head->planned);
	if (!head->has_plan)
		l.say = arena_printf(a, "plan.planned of " STR_FMT " taken out", STR_ARG(l.want));
	else if (lost.n)
		l.say = arena_printf(a, "plan.planned leaves out " STR_FMT,
			STR_ARG(lost_say(&lost, "test", "tests", a)));
	else
		l.say = arena_printf(a, "plan.planned lowered from " STR_FMT " to " STR_FMT,
			STR_ARG(l.want), STR_ARG(l.got));
	loosen(p, l, "judged by the base's plan");
}

/* As a whole: the limits of one plan say nothing about the tests of another. */
static void take_plan(const struct pair *p)
{
	struct policy *base = p->base, *head = p->head;
	struct test_ids ids = head->ids;

	head->ids = base->ids;
	base->ids = ids; /* to be released */
	head->has_plan = true;
	head->planned = base->planned;
	head->planned_at = base->planned_at;
	for (size_t i = 0; i < base->limit_count; i++) {
		if (rule_follows_plan(base->limits[i].rule))
			set_limit(head, base->limits[i], p->sides->head->arena);
	}
}

static void take_id(struct test_ids *head, struct test_ids *base, size_t i, struct arena *a)
{
	size_t n = head->n;

	*ARENA_PUSH(a, head->globs, n, head->globs_cap) = base->globs[i];
	*ARENA_PUSH(a, head->v, head->n, head->cap) = base->v[i];
	base->globs[i] = (struct id_glob){ 0 };
}

/* Both lists can be had: each of their tests must pass. */
static void take_required(const struct pair *p)
{
	struct arena *a = p->sides->head->arena;
	struct policy *base = p->base, *head = p->head;

	for (size_t i = 0; i < base->required.n; i++) {
		if (!has_id(&head->required, base->required.v[i]))
			take_id(&head->required, &base->required, i, a);
	}
	for (size_t i = 0; i < base->limit_count; i++) {
		struct limit limit = base->limits[i];

		if (limit.rule->kind != RULE_EACH_PASSES)
			continue;
		limit.value.digits = head->required.n;
		set_limit(head, limit, a);
	}
}

static void compare_required(const struct pair *p)
{
	struct arena *a = p->sides->head->arena;
	struct lost lost = lost_ids(&p->base->required, &p->head->required);
	const struct limit *limit = policy_limit(p->head, rule_find(STR("plan.required")));
	struct loosening l = { .missing = lost.n };

	if (!lost.n)
		return;
	l.at = limit ? limit->at : pair_place(p, "plan.required");
	l.say = arena_printf(a, "plan.required leaves out " STR_FMT,
		STR_ARG(lost_say(&lost, "test", "tests", a)));
	loosen(p, l, "judged with them");
	if (!p->sides->accepted)
		take_required(p);
}

/* Keys with a strict and a loose word. */
static const struct word {
	const char *key;
	size_t flag; /* in struct policy */
	bool strict;
	const char *want, *got; /* the strict word and the loose one */
	const char *say, *instead;
} words[] = {
	{ "enforce", offsetof(struct policy, enforced), true, "true", "false", "enforce turned off",
		"judged as enforced" },
	{ "plan.flaky", offsetof(struct policy, flaky_fails), true, "fail", "pass",
		"plan.flaky turned from \"fail\" to \"pass\"", "judged by \"fail\"" },
	{ "plan.matrix", offsetof(struct policy, one_job_passes), false, "all", "any",
		"plan.matrix turned from \"all\" to \"any\"", "judged by \"all\"" },
};

static bool *flag_of(struct policy *p, const struct word *w)
{
	return (bool *)((char *)p + w->flag);
}

static void compare_words(const struct pair *p)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const struct word *w = &words[i];
		bool *head = flag_of(p->head, w);

		if (*head == w->strict || *flag_of(p->base, w) != w->strict)
			continue;
		loosen(p,
			(struct loosening){ .at = pair_place(p, w->key),
				.got = str_of(w->got),
				.want = str_of(w->want),
				.say = str_of(w->say) },
			w->instead);
		if (!p->sides->accepted)
			*head = w->strict;
	}
}

/* A limit of the project's own, where there was none: failing tests of no area count in it alone. */
static void compare_strays(const struct pair *p)
{
	const struct rule *failed = rule_find(STR("plan.max_failed"));
	const struct limit *limit = policy_limit(p->head, failed);
	struct arena *a = p->sides->head->arena;
	struct loosening l = { .want = STR("0") };

	if (!limit || !limit->value.digits || policy_limit(p->base, failed) ||
		!policies_areas_limit_tests(p->sides->base))
		return;
	l.at = limit->at;
	l.got = print(limit->value, a);
	l.say = arena_printf(a,
		"plan.max_failed of " STR_FMT
		" added: failing tests of no area do not close the gate any more",
		STR_ARG(l.got));
	loosen(p, l, NULL);
}

static void compare_pair(const struct pair *p)
{
	bool plan = plan_is_looser(p);

	compare_words(p);
	waivers_compare(p);
	compare_limits(p, plan);
	if (plan)
		tell_plan(p);
	if (plan && !p->sides->accepted)
		take_plan(p);
	compare_required(p);
	if (p->head->has_area) {
		compare_scope(p);
		return;
	}
	compare_branches(p);
	compare_project(p);
	compare_strays(p);
}

static bool has_file(const struct policy *p, const struct names *tree)
{
	for (size_t i = 0; i < tree->n; i++) {
		if (policy_owns(p, tree->v[i]))
			return true;
	}
	return false;
}

/* Told of the project: where head alone is judged, there is no such area. */
static void compare_gone(const struct sides *s, struct policy *base)
{
	struct pair project = { s, &s->head->v[0], &s->base->v[0], 0 };
	struct loosening l = { .at = { base->file, 1, 1 },
		.say = arena_printf(
			s->head->arena, "area '" STR_FMT "' taken out", STR_ARG(base->name)) };

	if (!has_file(base, s->tree)) {
		l.say = arena_printf(
			s->head->arena, STR_FMT ", and none of its files is left", STR_ARG(l.say));
		loosen(&project, l, NULL);
		return;
	}
	loosen(&project, l, "judged as the base has it");
	if (s->accepted)
		return;
	*ARENA_PUSH(s->head->arena, s->head->v, s->head->n, s->head->cap) = *base;
	*base = (struct policy){ .name = base->name };
}

/* What is not in the tree holds this change, and not the next. */
static void compare_place(const struct sides *s)
{
	struct pair project = { s, &s->head->v[0], NULL, 0 };
	struct loosening l = { .at = { s->head->folder, 1, 1 }, .say = s->lost };

	if (s->lost.n)
		loosen(&project, l, NULL);
}

void policies_compare(const struct sides *s)
{
	s->head->loosening_accepted = s->accepted;
	compare_place(s);
	compare_frameworks(s);
	for (size_t i = 0; i < s->base->n; i++) {
		struct policy *base = &s->base->v[i], *head = policies_area(s->head, base->name);
		struct pair p = { s, head, base, head ? (uint32_t)(head - s->head->v) : 0 };

		/* The manifest and the paths hold even without a limit. */
		if (base->has_area && (!base->enforced || !base->limit_count))
			continue;
		if (head)
			compare_pair(&p);
		else
			compare_gone(s, base);
	}
	compare_labels(s);
}
