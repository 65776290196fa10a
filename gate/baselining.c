#include "gate/baselining.h"

#include <inttypes.h>
#include <string.h>

#include "gate/model/diagnostics.h"
#include "gate/model/record.h"
#include "gate/repo/history.h"
#include "gate/repo/notes.h"
#include "policies/ratchet.h"

enum {
	WALK_MAX = 50,   /* first parents to the nearest record */
	OLDER_MAX = 500, /* first parents, for a ratchet */
};

struct search {
	struct workplace *place;
	const struct policies *policies;
	struct str job;
	bool any_run; /* it was asked for by name */
	struct diags *diags;
	size_t unfit;     /* records that were met and may not serve */
	struct str other; /* the first job that has one, and is another */
	bool has_other;
};

/* A pull request's own figures are no measure for others. */
static bool may_serve(const struct search *s, const struct verdict *v)
{
	static const char *const events[] = { "push", "merge_group", "hand", "schedule",
		"workflow_dispatch", "web" };

	if (s->any_run)
		return true;
	for (size_t i = 0; i < sizeof(events) / sizeof(events[0]); i++) {
		if (str_eq(v->origin.event, str_of(events[i])))
			return policies_record_branch(s->policies, v->origin.branch);
	}
	return false;
}

/* The record of the job among those of a note. */
static const struct verdict *choose(struct search *s, const struct records *records)
{
	for (size_t i = 0; i < records->n; i++) {
		const struct verdict *v = records->v[i];

		if (v->gate == GATE_CANNOT_JUDGE)
			continue;
		if (!str_eq(v->job, s->job)) {
			s->other = s->has_other ? s->other : v->job;
			s->has_other = true;
			continue;
		}
		if (may_serve(s, v))
			return v;
		s->unfit++;
	}
	return NULL;
}

/* 1 if there is one, 0 if there is none, -1 after a diagnostic. What cannot be read is no record. */
static int look(struct search *s, const char *id, const struct verdict **out)
{
	struct diags ignored = { .arena = s->place->arena };
	struct records records;
	struct str text;
	int found = notes_read(s->place->repo, id, s->place->arena, &text, s->diags);

	*out = NULL;
	if (found <= 0)
		return found;
	records_parse(&records, s->place->arena, text, str_of(NOTES_REF), &ignored);
	*out = choose(s, &records);
	return *out != NULL;
}

static int take(struct baseline *out, enum baseline_rule rule, const struct verdict *record,
	const char *commit, uint64_t distance, struct arena *a)
{
	struct str id = arena_str(a, str_of(commit));

	*out = (struct baseline){
		.rule = rule, .record = record, .commit = id, .distance = distance
	};
	switch (rule) {
	case BASELINE_EXPLICIT:
		out->why = STR("named by --baseline");
		break;
	case BASELINE_COMMIT:
		out->why = STR("record of the base");
		break;
	case BASELINE_TREE:
		out->why = STR("record of the base's tree");
		break;
	default:
		out->why = arena_printf(a, "record %" PRIu64 " %s before the base", distance,
			distance == 1 ? "commit" : "commits");
	}
	return 1;
}

/* Of the commit, else of its tree. `tree` is NULL where that is not known. */
static int look_at(struct search *s, struct baseline *out, const char *commit, const char *tree,
	uint64_t distance)
{
	struct arena *a = s->place->arena;
	const struct verdict *record;
	int found = look(s, commit, &record);

	if (found > 0)
		return take(out, distance ? BASELINE_FIRST_PARENT : BASELINE_COMMIT, record, commit,
			distance, a);
	if (found == 0 && tree)
		found = look(s, tree, &record);
	if (found > 0)
		return take(out, distance ? BASELINE_FIRST_PARENT : BASELINE_TREE, record, commit,
			distance, a);
	return found;
}

static void tell_none(const struct search *s, struct baseline *out, uint64_t parents)
{
	struct arena *a = s->place->arena;
	struct str walked = STR("the base has no record");

	if (parents)
		walked = arena_printf(a,
			"neither the base nor the %" PRIu64 " first %s before it has a record",
			parents, parents == 1 ? "parent" : "parents");
	if (s->unfit)
		out->why = arena_printf(a, STR_FMT " of a push to a branch that \"records\" names",
			STR_ARG(walked));
	else if (s->has_other)
		out->why = arena_printf(a, STR_FMT " of this job, but of %s" STR_FMT "%s (--job)",
			STR_ARG(walked), s->other.n ? "'" : "the one without a name",
			STR_ARG(s->other), s->other.n ? "'" : "");
	else
		out->why = arena_printf(
			a, STR_FMT " (areagate sync fetches those of others)", STR_ARG(walked));
}

/* A commit behind the end of a shallow clone is not here, but its record may be. */
static int walk(struct search *s, struct baseline *out, struct history *h, const char *commit)
{
	uint64_t distance = 0;
	int found = 0;

	for (; found == 0 && commit && distance <= WALK_MAX; distance++) {
		struct history_commit c = { 0 };
		bool here = history_commit(h, commit, &c) == 0;

		found = look_at(s, out, commit, here ? c.tree : NULL, distance);
		commit = here && c.parent_count ? c.parents[0] : NULL;
	}
	if (found == 0)
		tell_none(s, out, distance - 1);
	return found;
}

/* The record and those before it, for ratchets: what the walk of so many commits meets. */
static int gather(struct search *s, struct baseline *out, size_t most)
{
	struct arena *a = s->place->arena;
	const char *commit = out->commit.p;
	struct history *h;
	int found = 0;

	out->older = arena_alloc(a, (most + 1) * sizeof(struct verdict *));
	out->older[out->older_count++] = out->record;
	if (most < 2 || history_open(&h, s->place->repo, s->diags) < 0)
		return most < 2 ? 0 : -1;
	for (int i = 0; found >= 0 && i < OLDER_MAX && out->older_count < most; i++) {
		struct history_commit c;
		struct baseline older = { 0 };

		if (history_commit(h, commit, &c) < 0 || !c.parent_count)
			break;
		commit = c.parents[0];
		if (history_commit(h, commit, &c) < 0)
			c.tree = NULL;
		found = look_at(s, &older, commit, c.tree, 1);
		if (found > 0)
			out->older[out->older_count++] = older.record;
	}
	history_close(h);
	return found < 0 ? -1 : 0;
}

static int find_named(struct search *s, struct baseline *out, const char *rev)
{
	struct revision r;
	const struct verdict *record;
	int found;

	if (repo_revision(s->place->repo, rev, &r, s->diags) < 0)
		return -1;
	s->any_run = true;
	found = look(s, r.commit, &record);
	if (found == 0)
		found = look(s, r.tree, &record);
	if (found > 0)
		return take(out, BASELINE_EXPLICIT, record, r.commit, 0, s->place->arena);
	if (found == 0)
		return diag_at(s->diags, DIAG(RECORD_NONE), (struct place){ .file = str_of(rev) },
			"no record of this job on this commit, which --baseline names");
	return -1;
}

/* Is any rule about it? */
static bool is_wanted(const struct baseline_wanted *wanted)
{
	const struct policies *p = wanted->policies;

	if (wanted->carry)
		return true;
	for (size_t i = 0; i < p->n; i++) {
		for (size_t j = 0; j < p->v[i].limit_count; j++) {
			if (rule_is_of_baseline(p->v[i].limits[j].rule))
				return true;
		}
	}
	return false;
}

int baselining_find(struct baseline *out, const struct baseline_wanted *wanted, struct workplace *w,
	const struct options *o, struct diags *d)
{
	const struct policies *p = wanted->policies;
	const struct base *base = wanted->base;
	struct search s = {
		.place = w, .policies = p, .job = o->job ? str_of(o->job) : STR(""), .diags = d
	};
	size_t last = ratchet_last(p);
	struct history *h;
	int found;

	*out = (struct baseline){ .why = STR("judged without a repository"),
		.waived = o->no_baseline };
	if (!w->repo || o->no_baseline)
		return 0;
	if (o->baseline)
		return find_named(&s, out, o->baseline) < 0 ? -1 : gather(&s, out, last);
	if (!is_wanted(wanted))
		return 0;
	out->why = base->why;
	if (base->rule == BASE_NONE)
		return 0;
	if (history_open(&h, w->repo, d) < 0)
		return -1;
	found = walk(&s, out, h, base->commit.p);
	history_close(h);
	return found <= 0 ? found : gather(&s, out, last);
}
