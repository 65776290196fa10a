#include "policies/before.h"

#include <stdlib.h>

#include "gate/model/roster.h"

static void find_vanished(struct area_before *b, const struct policy *p, struct str roster,
	const struct names *known, struct arena *a)
{
	struct roster r = { .left = roster };
	size_t cap = 0;

	b->tests_known = true;
	while (roster_next(&r)) {
		struct str id = buf_str(&r.id);
		struct test t = test_of_id(id);

		if (names_find(known, id) != NAMES_NONE || !policy_has_test(p, &t))
			continue;
		if (b->vanished++ < VANISHED_KEPT)
			*ARENA_PUSH(a, b->gone, b->gone_count, cap) = arena_str(a, id);
	}
	b->tests_known = !r.broken;
	roster_end(&r);
}

struct names before_names(
	const struct evidence *e, const struct baseline *baseline, struct arena *a)
{
	struct names names = { .arena = a };

	if (!baseline || !baseline->record || !baseline->record->has_roster)
		return names;
	for (size_t i = 0; i < e->tests.n; i++)
		names_add(&names, test_id(&e->tests.v[i], a));
	return names;
}

void before_fill(struct area_verdict *area, const struct policy *p, const struct baseline *baseline,
	const struct names *known, struct arena *a)
{
	const struct area_verdict *before;
	struct area_before *b = &area->before;

	*b = (struct area_before){ .state = BEFORE_NONE, .why = STR("") };
	if (!baseline || !baseline->record) {
		b->state = baseline && baseline->waived ? BEFORE_WAIVED : BEFORE_NONE;
		b->why = baseline ? baseline->why : STR("");
		return;
	}
	before = verdict_area(baseline->record, area->name);
	b->state = before ? BEFORE_KNOWN : BEFORE_NEW;
	for (int m = 0; before && m < METRIC_COUNT; m++) {
		b->measured[m] = before->coverage[m].known;
		b->count[m] = before->coverage[m].count;
	}
	if (before && baseline->record->has_roster)
		find_vanished(b, p, baseline->record->roster, known, a);
}

struct str before_roster(const struct evidence *e, const struct names *more, struct arena *a)
{
	struct str *ids = arena_alloc(a, (e->tests.n + more->n + 1) * sizeof(*ids)), text;
	size_t n = 0, kept = 0;
	struct buf b = { 0 };

	for (size_t i = 0; i < e->tests.n; i++) {
		if (!e->tests.v[i].unreported && !e->tests.v[i].module)
			ids[n++] = test_id(&e->tests.v[i], a);
	}
	for (size_t i = 0; i < more->n; i++)
		ids[n++] = more->v[i];
	if (n)
		qsort(ids, n, sizeof(*ids), str_cmp_qsort);
	for (size_t i = 0; i < n; i++) {
		if (!kept || !str_eq(ids[kept - 1], ids[i]))
			ids[kept++] = ids[i];
	}
	roster_write(&b, ids, kept);
	text = arena_str(a, buf_str(&b));
	buf_release(&b);
	return text;
}
