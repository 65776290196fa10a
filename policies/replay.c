#include "policies/replay.h"

#include "policies/finding.h"
#include "policies/waivers.h"

/* One area being judged again. */
struct replaying {
	const struct verdict *record;
	const struct area_verdict *recorded; /* NULL: the record has no such area */
	const struct policies *policies;
	const struct policy *policy;
	const int64_t *time;
	uint32_t area; /* index into out->areas */
	struct verdict *out;
	struct taken_over *taken;
	struct arena *arena;
};

/*
 * A record has these counts as they were judged. It has not: seconds finer than a millisecond, the
 * slowest test, how required tests went one by one, what a drop is a drop from.
 */
static const char *const decided[] = {
	"coverage.lines.target",
	"coverage.lines.max_uncovered",
	"coverage.lines.max_lost",
	"coverage.lines.max_new_uncovered",
	"coverage.branches.target",
	"coverage.branches.max_uncovered",
	"coverage.functions.target",
	"coverage.functions.max_uncovered",
	"coverage.mcdc.target",
	"coverage.mcdc.max_uncovered",
	"coverage.max_unreported",
	"patch.lines.target",
	"patch.lines.max_uncovered",
	"patch.branches.target",
	"patch.branches.max_uncovered",
	"patch.functions.target",
	"patch.functions.max_uncovered",
	"plan.created",
	"plan.runnable",
	"plan.passing",
	"plan.max_failed",
	"plan.max_blocked",
	"plan.max_flaky",
	"plan.max_skipped",
	"plan.max_disabled",
	"plan.max_not_run",
};

/* NULL if there is none, as where held rules are left out. */
static const struct finding *recorded_finding(const struct replaying *r, struct str rule)
{
	for (size_t i = 0; r->recorded && i < r->record->finding_count; i++) {
		const struct finding *f = &r->record->findings[i];

		if (&r->record->areas[f->area] == r->recorded && str_eq(f->rule, rule))
			return f;
	}
	return NULL;
}

static bool is_decided(const struct replaying *r, const struct limit *limit)
{
	const struct waiver *w = waivers_find(r->policy, limit->rule);
	const struct finding *was = recorded_finding(r, str_of(limit->rule->id));
	bool found = false;

	/* After its end it is of account whether the change touched the area. */
	if (w && waiver_has_ended(w, r->time))
		return false;
	/* Where no report has a test, a record does not have those that sources declare. */
	if (str_starts(str_of(limit->rule->id), STR("plan.")) && r->recorded &&
		!r->recorded->tests.known)
		return false;
	/* What had no data may have counts all the same: of tests that nothing told apart. */
	if (str_starts(str_of(limit->rule->id), STR("plan.")) && was && !was->got.n)
		return false;
	/* Without lines in the record of its baseline, it has no lines by class. */
	if (rule_is_of_classes(limit->rule) && !(r->recorded && r->recorded->classes.known))
		return false;
	if (rule_is_of_files(limit->rule) && !(r->recorded && r->recorded->unreported_known))
		return false;
	for (size_t i = 0; i < sizeof(decided) / sizeof(decided[0]); i++)
		found |= str_eq(str_of(limit->rule->id), str_of(decided[i]));
	return found;
}

static void add(struct replaying *r, struct finding f)
{
	struct verdict *v = r->out;

	f.area = r->area;
	*ARENA_PUSH(r->arena, v->findings, v->finding_count, v->finding_cap) = f;
}

static void take_over(struct replaying *r, const struct finding *f)
{
	struct taken_over *taken = r->taken;
	struct str name = arena_printf(r->arena, STR_FMT " " STR_FMT, STR_ARG(r->recorded->name),
		STR_ARG(diag_shown(f->rule)));

	/* Of policy.loosened there may be many. */
	if (!taken->n || !str_eq(taken->v[taken->n - 1], name))
		*ARENA_PUSH(r->arena, taken->v, taken->n, taken->cap) = name;
	add(r, *f);
}

static void judge_limit(struct replaying *r, const struct limit *limit)
{
	const struct finding *recorded = recorded_finding(r, str_of(limit->rule->id));
	struct grounds grounds = { .time = r->time };
	struct finding f;

	if (!is_decided(r, limit) && recorded) {
		take_over(r, recorded);
		return;
	}
	/* It has held, and is not there for want of room. */
	if (!is_decided(r, limit) && r->record->left_out >= LEFT_OUT_HELD)
		return;
	f = finding_of(limit, &r->out->areas[r->area], r->arena);
	waive(&f, r->policy, &grounds, r->arena);
	add(r, f);
}

/* What was looser then is not in counts. */
static void take_loosened(struct replaying *r)
{
	for (size_t i = 0; r->recorded && i < r->record->finding_count; i++) {
		const struct finding *f = &r->record->findings[i];

		if (&r->record->areas[f->area] == r->recorded && !rule_find(f->rule))
			take_over(r, f);
	}
}

static void fill_area(struct replaying *r)
{
	struct area_verdict *out = &r->out->areas[r->area];
	const struct policy *p = r->policy;

	if (r->recorded)
		*out = *r->recorded;
	out->name = p->name;
	out->title = p->title;
	out->enforced = p->enforced;
	for (int m = 0; m < METRIC_COUNT; m++) {
		out->coverage[m].has_target = out->coverage[m].has_baseline = false;
		out->patch[m].has_target = false;
	}
	judge_targets(out, p, r->policies);
	out->tests.has_plan = p->has_plan;
	out->tests.planned = p->planned;
}

struct verdict replay(const struct verdict *record, const struct policies *p, const int64_t *time,
	struct taken_over *taken, struct arena *a)
{
	struct verdict out = *record;

	out.title = p->title;
	out.area_count = p->n;
	out.areas = arena_alloc(a, p->n * sizeof(*out.areas));
	out.findings = NULL;
	out.finding_count = out.finding_cap = 0;
	for (size_t i = 0; i < p->n; i++) {
		struct replaying r = { record, verdict_area(record, p->v[i].name), p, &p->v[i],
			time, (uint32_t)i, &out, taken, a };

		fill_area(&r);
		for (size_t j = 0; j < p->v[i].limit_count; j++)
			judge_limit(&r, &p->v[i].limits[j]);
		take_loosened(&r);
	}
	out.gate = judge_gate(&out);
	return out;
}
