#include "policies/absent.h"

#include <inttypes.h>

#include "gate/base/path.h"

/* One area, compared with one record. */
struct comparing {
	const struct verdict *v;
	const struct policies *all;
	const struct names *tree;
	size_t area;
};

/* Of another area that has code of this one still. What is deleted, or excluded, is not missed. */
static bool shares_code(const struct comparing *c, const struct policy *other)
{
	for (size_t i = 0; c->tree && i < c->tree->n; i++) {
		struct str path = c->tree->v[i];

		if (path_is_source(path) && policy_owns(other, path) &&
			policy_owns(&c->all->v[c->area], path) &&
			!globs_match(&c->all->exclude, path) &&
			!policies_have_test_file(c->all, path))
			return true;
	}
	return false;
}

static bool is_absent(
	const struct comparing *c, size_t other, const struct verdict *record, enum metric m)
{
	const struct area_verdict *now = &c->v->areas[other];
	const struct area_verdict *was = verdict_area(record, now->name);

	return was && was->coverage[m].known && was->coverage[m].count.total &&
		!now->coverage[m].known && shares_code(c, &c->all->v[other]);
}

static struct str say_absent(const struct comparing *c, const struct verdict *record, enum metric m,
	const char *whose, struct arena *a)
{
	struct str first = STR("");
	uint64_t n = 0;

	for (size_t i = 1; i < c->all->n; i++) {
		if (i != c->area && is_absent(c, i, record, m) && n++ == 0)
			first = c->all->v[i].name;
	}
	if (!n)
		return STR("");
	if (n == 1)
		return arena_printf(a,
			"no report has %s of " STR_FMT ", which %s had: were they measured?",
			metrics[m].many, STR_ARG(first), whose);
	return arena_printf(a,
		"no report has %s of " STR_FMT " and of %" PRIu64
		" more %s, which %s had: were they measured?",
		metrics[m].many, STR_ARG(first), n - 1, n == 2 ? "area" : "areas", whose);
}

void absent_fill(struct verdict *v, size_t area, const struct policies *all,
	const struct grounds *g, struct arena *a)
{
	const struct comparing c = { v, all, g->tree, area };
	const struct policy *p = &all->v[area];
	struct area_before *b = &v->areas[area].before;

	for (size_t i = 0; b->state == BEFORE_KNOWN && i < p->limit_count; i++) {
		const struct rule *r = p->limits[i].rule;
		enum metric m = r->metric;

		if (r->kind != RULE_DROP_AT_MOST && r->kind != RULE_RATCHET)
			continue;
		b->other_code[m] = say_absent(&c, g->baseline->record, m, "the baseline", a);
		if (b->best_of[m])
			b->other_code_of_best[m] =
				say_absent(&c, b->best_of[m], m, "the best record", a);
	}
}
