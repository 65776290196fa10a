#include "policies/stricter_framework.h"

#include "gate/model/names.h"
#include "policies/loosening.h"

static bool same_framework(const struct policy *a, const struct policy *b)
{
	return a->framework.kind == b->framework.kind &&
		str_eq(a->framework.regex, b->framework.regex);
}

static bool limits_tests(const struct policy *p)
{
	return p->enforced && policy_limits(p, STR("plan."));
}

bool framework_is_other(const struct sides *s, size_t base)
{
	const struct policy *p = &s->base->v[base], *head = policies_area(s->head, p->name);

	/* What one area declares is among the tests of others as well. */
	if (!p->framework.kind ||
		(!limits_tests(&s->base->v[0]) && !policies_areas_limit_tests(s->base)))
		return false;
	/* That an area is gone which held somebody is told already. */
	if (!head)
		return !p->enforced || !p->limit_count;
	return !same_framework(head, p) || !globs_same(&head->tests, &p->tests);
}

/* Declared tests that were seen, each once. */
struct seen {
	struct names tests;
	struct buf text;
};

static bool is_new(struct seen *s, const struct declared *d)
{
	size_t before = s->tests.n;
	const struct str parts[] = { d->file, d->suite, d->name };

	buf_truncate(&s->text, 0);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		buf_add(&s->text, parts[i]);
		buf_byte(&s->text, '\0');
	}
	names_add(&s->tests, buf_str(&s->text));
	return s->tests.n > before;
}

static struct lost find_lost(
	struct seen *seen, const struct declared_tests *declared, struct arena *a)
{
	struct lost lost = { 0 };

	for (size_t i = 0; i < declared->n; i++) {
		const struct declared *d = &declared->v[i];
		struct test test = { .suite = d->suite, .name = d->name, .file = d->file };

		if (is_new(seen, d))
			lost_add(&lost, lost.n ? STR("") : test_id(&test, a));
	}
	return lost;
}

/* What an area of the base does not see any more; the project's where there is no such area. */
static struct str say_lost(const struct pair *p, const struct lost *lost)
{
	struct arena *a = p->sides->head->arena;
	struct str tests = lost_say(lost, "declared test", "declared tests", a);

	if (!p->head->has_area)
		return arena_printf(a, "area '" STR_FMT "' taken out, with " STR_FMT,
			STR_ARG(p->base->name), STR_ARG(tests));
	if (same_framework(p->head, p->base))
		return arena_printf(a, "tests.files leave out " STR_FMT, STR_ARG(tests));
	return arena_printf(a, "tests.framework leaves out " STR_FMT, STR_ARG(tests));
}

static void compare_framework(
	const struct pair *p, const struct declared_side *side, struct seen *seen)
{
	struct arena *a = p->sides->head->arena;
	struct lost lost = find_lost(seen, &side->tests, a);
	const char *key = same_framework(p->head, p->base) ? "tests.files" : "tests.framework";
	struct loosening l = { .missing = lost.n, .at = pair_place(p, key) };

	if (!p->head->has_area)
		l.at = (struct place){ p->base->file, 1, 1 };
	if (p->head->has_area && !p->head->framework.kind && limits_tests(p->base))
		l.say = STR("tests.framework taken out: tests that only the sources declare are"
			    " not seen");
	else if (lost.n)
		l.say = say_lost(p, &lost);
	else if (side->unknown)
		l.say = arena_printf(a,
			"%s changed, and which tests were declared at the base cannot be told",
			key);
	if (l.say.n)
		loosen(p, l, NULL);
}

static void add_declared(struct seen *seen, const struct declared_tests *declared)
{
	for (size_t i = 0; i < declared->n; i++)
		(void)is_new(seen, &declared->v[i]);
}

void compare_frameworks(const struct sides *s)
{
	static const struct declared_side none;
	struct seen seen = { .tests.arena = s->head->arena };

	for (size_t i = 1; i < s->base->n; i++) {
		struct policy *base = &s->base->v[i];
		struct policy *head = policies_area(s->head, base->name);
		struct pair p = { s, head ? head : &s->head->v[0], base, 0 };

		if (!framework_is_other(s, i))
			continue;
		if (!seen.tests.n)
			add_declared(&seen, &s->evidence->declared);
		p.area = (uint32_t)(p.head - s->head->v);
		compare_framework(&p, s->declared ? &s->declared[i] : &none, &seen);
	}
	buf_release(&seen.text);
}
