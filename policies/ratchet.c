#include "policies/ratchet.h"

#include "gate/model/diagnostics.h"
#include "policies/members.h"

static int on_last(struct load *l, const struct json *j, void *limit)
{
	struct limit *out = limit;
	struct decimal n;

	if (field_whole(l, j, &n) < 0)
		return -1;
	if (n.digits < 1 || n.digits > BASELINE_RECORDS_MAX)
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
			"'last' must be a number of records from 1 to %d", BASELINE_RECORDS_MAX);
	out->last = (uint32_t)n.digits;
	return 0;
}

static int on_slack(struct load *l, const struct json *j, void *limit)
{
	return field_percent(l, j, &((struct limit *)limit)->value);
}

static const struct member keys[] = {
	{ "last", false, on_last },
	{ "slack", false, on_slack },
};

int ratchet_load(struct load *l, const struct json *j, struct limit *out)
{
	const struct members members = { "a ratchet", keys, sizeof(keys) / sizeof(keys[0]) };

	return members_load(l, j, &members, out);
}

size_t ratchet_last(const struct policies *all)
{
	size_t last = 0;

	for (size_t i = 0; i < all->n; i++) {
		for (size_t j = 0; j < all->v[i].limit_count; j++) {
			if (all->v[i].limits[j].last > last)
				last = all->v[i].limits[j].last;
		}
	}
	return last;
}

static bool is_better(struct count a, struct count b)
{
	return a.total && (!b.total || ratio_cmp(a.covered, a.total, b.covered, b.total) > 0);
}

static void fill_metric(
	struct area_verdict *area, enum metric m, uint32_t last, const struct baseline *b)
{
	struct count *best = &area->before.best[m];

	for (size_t i = 0; i < b->older_count && i < last; i++) {
		const struct verdict *v = b->older[i];

		for (size_t j = 0; j < v->area_count; j++) {
			const struct area_verdict *older = &v->areas[j];

			if (!str_eq(older->name, area->name) || !older->coverage[m].known ||
				!is_better(older->coverage[m].count, *best))
				continue;
			*best = older->coverage[m].count;
			area->before.best_of[m] = v;
		}
	}
}

void ratchet_fill(struct area_verdict *area, const struct policy *p, const struct baseline *b)
{
	for (size_t i = 0; b && i < p->limit_count; i++) {
		const struct limit *limit = &p->limits[i];

		if (limit->rule->kind == RULE_RATCHET)
			fill_metric(area, limit->rule->metric, limit->last, b);
	}
}
