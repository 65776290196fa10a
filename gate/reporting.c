#include "gate/reporting.h"

#include "gate/model/diagnostics.h"
#include "gate/model/roster.h"
#include "gate/recalling.h"
#include "policies/before.h"

struct trails {
	struct recall recall; /* the first, for take() */
	const struct verdict *verdict;
	struct trail *v;
	uint64_t taken;
};

/* Of the same series, and not of the commit that the verdict is of. */
static bool is_before(const struct verdict *v, const struct trail_record *r)
{
	return r->depth > 0 && str_eq(r->verdict->job, v->job) &&
		str_eq(r->verdict->policies, v->policies);
}

static bool take(struct recall *r, const struct trail_record *record)
{
	struct trails *t = (struct trails *)r;

	if (!is_before(t->verdict, record))
		return false;
	for (size_t i = 0; i < t->verdict->area_count; i++)
		trail_add(&t->v[i], record, STR(""));
	return ++t->taken >= TREND_RECORDS;
}

static int find_trails(
	struct progress *out, const struct verdict *v, struct workplace *w, struct diags *d)
{
	struct trails t = { .recall = { .place = w,
				    .diags = d,
				    .take = take,
				    .most_commits = TREND_COMMITS,
				    .may_find_none = true },
		.verdict = v,
		.v = arena_alloc(w->arena, v->area_count * sizeof(*t.v)) };

	for (size_t i = 0; i < v->area_count; i++)
		t.v[i] = (struct trail){ .arena = w->arena, .area = v->areas[i].name };
	out->trails = t.v;
	return recall_walk(&t.recall);
}

/* By its reports: which tests a commit declares is not in its record. */
static void find_gone(struct area_before *out, const struct verdict *v, const struct verdict *since,
	struct arena *a)
{
	struct names now = { .arena = a };
	struct roster roster = { .left = v->roster };
	size_t cap = 0;

	while (roster_next(&roster))
		names_add(&now, arena_str(a, buf_str(&roster.id)));
	roster_end(&roster);
	roster = (struct roster){ .left = since->roster };
	while (roster_next(&roster)) {
		struct str id = buf_str(&roster.id);

		if (names_find(&now, id) != NAMES_NONE)
			continue;
		if (out->vanished++ < VANISHED_KEPT)
			*ARENA_PUSH(a, out->gone, out->gone_count, cap) = arena_str(a, id);
	}
	roster_end(&roster);
}

/* Each area against that record, as the verdict has it against its baseline. */
static struct area_before *befores(
	const struct reported *r, const struct verdict *since, struct arena *a)
{
	const struct verdict *v = r->verdict;
	struct area_before *out = arena_alloc(a, v->area_count * sizeof(*out));
	struct baseline record = { .record = since };
	struct names known;

	if (!r->evidence) {
		if (v->area_count && v->has_roster && since->has_roster)
			find_gone(out, v, since, a);
		return out;
	}
	known = before_names(r->evidence, &record, a);
	for (size_t i = 0; i < v->area_count; i++) {
		struct area_verdict area = v->areas[i];

		before_fill(&area, &r->policies->v[i], &record, &known, a);
		out[i] = area.before;
	}
	return out;
}

/* The record of the verdict's job on that commit. */
static int find_since(struct progress *out, const struct reported *r, struct workplace *w,
	const char *rev, struct diags *d)
{
	struct workplace there = *w;
	struct recall recall = { .place = &there, .diags = d };

	if (workplace_revision(&there, rev, false, d) < 0 || recall_one(&recall) < 0)
		return -1;
	for (size_t i = 0; i < recall.kept.n; i++) {
		const struct trail_record *record = &recall.kept.v[i];

		if (!str_eq(record->verdict->job, r->verdict->job))
			continue;
		out->since = record->verdict;
		out->since_commit = record->commit;
		out->before = befores(r, record->verdict, w->arena);
		return 0;
	}
	return diag_at(d, DIAG(RECORD_NONE), (struct place){ .file = str_of(rev) },
		"no record of this job on this commit, which --since names");
}

int reporting_prepare(
	const struct reported *r, struct workplace *w, const struct options *o, struct diags *d)
{
	struct progress *progress = arena_alloc(w->arena, sizeof(*progress));

	r->verdict->progress = progress;
	if (!w->repo)
		return 0;
	if (o->since && find_since(progress, r, w, o->since, d) < 0)
		return -1;
	return find_trails(progress, r->verdict, w, d);
}
