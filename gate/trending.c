#include "gate/trending.h"

#include "gate/recalling.h"

struct trending {
	struct recall recall; /* the first, for take() */
	struct trail *trails;
	size_t n;
	struct str job, policies;
};

static bool take(struct recall *r, const struct trail_record *record)
{
	struct trending *t = (struct trending *)r;

	/* What this commit itself came to before is no past. */
	if (!record->depth || !str_eq(record->verdict->job, t->job) ||
		!str_eq(record->verdict->policies, t->policies))
		return false;
	for (size_t i = 0; i < t->n; i++)
		trail_add(&t->trails[i], record, STR(""));
	return t->trails[0].n >= TREND_RECORDS_MAX;
}

void trending_read(struct detail *detail, const struct verdict *v, struct workplace *w,
	const struct options *o)
{
	struct diags ignored = { .arena = w->arena };
	struct trending t = { .recall = { .place = w,
				      .diags = &ignored,
				      .take = take,
				      .most_commits = TREND_COMMITS_MAX },
		.n = v->area_count,
		.job = o->job ? str_of(o->job) : STR(""),
		.policies = v->policies };

	if (!w->repo || !t.n)
		return;
	t.trails = arena_alloc(w->arena, t.n * sizeof(*t.trails));
	for (size_t i = 0; i < t.n; i++)
		t.trails[i] = (struct trail){ .arena = w->arena, .area = v->areas[i].name };
	if (recall_walk(&t.recall) == 0 && t.trails[0].n)
		detail->trails = t.trails;
	for (size_t i = 0; i < t.n; i++)
		t.trails[i].walk = t.recall.walk;
}
