#include "policies/inherited.h"

#define STRAYS STR("plan.strays")

static bool is_other(const struct policy *then, const struct policy *now)
{
	return !now || !str_eq(then->text, now->text);
}

bool inherited_differ(const struct policies *base, const struct policies *head)
{
	bool differ = base->n && base->n != head->n;

	for (size_t i = 0; i < base->n; i++)
		differ |= is_other(&base->v[i], policies_area(head, base->v[i].name));
	return differ;
}

void inherited_settle(struct policies *base, const struct policies *head, const struct names *old)
{
	for (size_t i = 0; i < base->n; i++) {
		base->v[i].heir = policies_area(head, base->v[i].name);
		base->v[i].old = old;
		base->v[i].excluded = &base->exclude;
	}
}

static bool closes(const struct finding *f)
{
	return f->outcome == RULE_BROKEN || f->outcome == RULE_NO_DATA;
}

static bool is_of_tests(const struct finding *f)
{
	return str_starts(f->rule, STR("plan."));
}

static bool is_closed_by(const struct verdict *v, size_t area, struct str rule)
{
	for (size_t i = 0; i < v->finding_count; i++) {
		const struct finding *f = &v->findings[i];

		if (f->area == area && str_eq(f->rule, rule) && closes(f))
			return true;
	}
	return false;
}

/* Where head says what is the area's, or who may fail. */
static struct place place_of(const struct policy *p, const struct finding *f)
{
	const struct limit *failed = policy_limit(p, rule_find(STR("plan.max_failed")));

	if (str_eq(f->rule, STRAYS))
		return failed ? failed->at : (struct place){ p->file, 1, 1 };
	return policy_place(p, is_of_tests(f) ? "tests.files" : "sources");
}

static void tell(struct verdict *v, const struct policies *head, size_t area,
	const struct finding *f, struct arena *a)
{
	struct finding told = *f;

	told.area = (uint32_t)area;
	told.rule = STR("policy.loosened");
	told.at = place_of(&head->v[area], f);
	told.say = arena_printf(a, "by the policies at the base, " STR_FMT " %s: " STR_FMT,
		STR_ARG(f->rule), f->outcome == RULE_BROKEN ? "is broken" : "has no data",
		STR_ARG(f->say));
	if (head->loosening_accepted) {
		told.outcome = RULE_INFORMED;
		told.say = arena_printf(a, STR_FMT ": accepted", STR_ARG(told.say));
	}
	*ARENA_PUSH(a, v->findings, v->finding_count, v->finding_cap) = told;
}

/* What is accepted was told limit by limit: by other files or tests it is another thing. */
static bool is_told(const struct policies *head, const struct policy *was, const struct policy *now,
	const struct finding *f)
{
	if (!head->loosening_accepted)
		return false;
	/* What only the base's rules ask for was perhaps not read. */
	return f->outcome == RULE_NO_DATA ||
		(f->area && globs_same(&was->sources, &now->sources) &&
			globs_same(&was->tests, &now->tests));
}

/* Carried is what is proved to be as it was, globs included; the project has its part of it. */
static bool is_carried(const struct verdict *v, size_t area)
{
	return v->areas[area].carried.commit.n || v->areas[area].carried.areas;
}

void inherited_judge(
	struct verdict *v, const struct policies *head, const struct grounds *g, struct arena *a)
{
	struct verdict then = { 0 };
	struct grounds grounds = *g;

	if (!head->inherited)
		return;
	grounds.carry = NULL;
	judge(&then, head->inherited, &grounds, a);
	for (size_t i = 0; i < then.finding_count; i++) {
		const struct finding *f = &then.findings[i];
		const struct policy *was = &head->inherited->v[f->area];
		const struct policy *now = policies_area(head, was->name);
		size_t area = now ? (size_t)(now - head->v) : 0;

		if (now && closes(f) && !is_told(head, was, now, f) && !is_carried(v, area) &&
			!is_closed_by(v, area, f->rule))
			tell(v, head, area, f, a);
	}
}
