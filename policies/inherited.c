#include "policies/inherited.h"

#define STRAYS STR("plan.strays")

static const struct policy *find_area(const struct policies *all, struct str name)
{
	for (size_t i = 1; i < all->n; i++) {
		if (str_eq(all->v[i].name, name))
			return &all->v[i];
	}
	return NULL;
}

static bool limits_failed(const struct policies *all)
{
	return policy_limits(&all->v[0], STR("plan.max_failed"));
}

static bool is_other(const struct policy *then, const struct policy *now)
{
	return !now || !globs_same(&then->sources, &now->sources) ||
		!globs_same(&then->tests, &now->tests);
}

bool inherited_differ(const struct policies *base, const struct policies *head)
{
	bool differ = base->n && (base->n != head->n || limits_failed(base) != limits_failed(head));

	for (size_t i = 1; i < base->n; i++)
		differ |= is_other(&base->v[i], find_area(head, base->v[i].name));
	return differ;
}

void inherited_settle(struct policies *base, const struct policies *head, const struct names *old)
{
	for (size_t i = 1; i < base->n; i++) {
		base->v[i].heir = find_area(head, base->v[i].name);
		base->v[i].old = old;
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
	const char *of = str_eq(f->rule, STRAYS) ? "areas"
		: is_of_tests(f)                 ? "area's tests"
						 : "area's sources";
	struct finding told = *f;

	told.area = (uint32_t)area;
	told.rule = STR("policy.loosened");
	told.at = place_of(&head->v[area], f);
	told.say = arena_printf(a, "by the %s at the base, " STR_FMT " %s: " STR_FMT, of,
		STR_ARG(f->rule), f->outcome == RULE_BROKEN ? "is broken" : "has no data",
		STR_ARG(f->say));
	if (head->loosening_accepted) {
		told.outcome = RULE_INFORMED;
		told.say = arena_printf(a, STR_FMT ": accepted", STR_ARG(told.say));
	}
	*ARENA_PUSH(a, v->findings, v->finding_count, v->finding_cap) = told;
}

/* Only globs are of account here: policies_compare() has seen to all else. */
static bool is_by_globs(
	const struct policy *then, const struct policy *now, const struct finding *f)
{
	return f->area ? now && is_other(then, now) : str_eq(f->rule, STRAYS);
}

static bool is_hidden(
	const struct verdict *v, const struct policies *head, size_t area, const struct finding *f)
{
	/* What only the base's rules ask for was perhaps not read. */
	if (head->loosening_accepted && f->outcome == RULE_NO_DATA)
		return false;
	/* Carried is what is proved to be as it was, globs included. */
	return closes(f) && !v->areas[area].carried.commit.n && !is_closed_by(v, area, f->rule);
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
		const struct policy *now = f->area ? find_area(head, was->name) : &head->v[0];

		if (is_by_globs(was, now, f) && is_hidden(v, head, (size_t)(now - head->v), f))
			tell(v, head, (size_t)(now - head->v), f, a);
	}
}
