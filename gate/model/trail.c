#include "gate/model/trail.h"

void trail_add(struct trail *t, const struct trail_record *r, struct str subject)
{
	const struct verdict *v = r->verdict;
	const struct area_verdict *area = verdict_area(v, t->area);
	struct trail_entry *e = ARENA_PUSH(t->arena, t->v, t->n, t->cap);

	*e = (struct trail_entry){ .commit = arena_str(t->arena, r->commit),
		.subject = arena_str(t->arena, subject),
		.job = arena_str(t->arena, v->job),
		.policies = arena_str(t->arena, v->policies),
		.time = r->time,
		.by_tree = r->by_tree,
		.gate = v->gate,
		.has_area = area };
	if (!area)
		return;
	e->lines = area->coverage[METRIC_LINES];
	e->carried = arena_str(t->arena, area->carried.commit);
	e->all_carried = e->carried.n && !area->carried.areas;
	e->has_tests = area->tests.known;
	e->has_plan = area->tests.has_plan;
	e->planned = area->tests.planned;
	e->created = area->tests.created;
	e->runnable = area->tests.runnable;
	e->passing = area->tests.passing;
}

bool trail_has_lines(const struct trail_entry *e)
{
	return e->lines.known && e->lines.count.total;
}

struct ratio trail_lines(const struct trail_entry *e)
{
	return (struct ratio){ e->lines.count.covered, e->lines.count.total };
}

bool trail_same_series(const struct trail_entry *a, const struct trail_entry *b)
{
	return str_eq(a->job, b->job) && str_eq(a->policies, b->policies);
}

const struct trail_entry *trail_older(const struct trail *t, const struct trail_entry *e)
{
	for (const struct trail_entry *i = e + 1; i < t->v + t->n; i++) {
		if (trail_same_series(i, e))
			return i;
	}
	return NULL;
}

bool trail_is_newest(const struct trail *t, const struct trail_entry *e)
{
	for (const struct trail_entry *i = t->v; i < e; i++) {
		if (trail_same_series(i, e))
			return false;
	}
	return true;
}
