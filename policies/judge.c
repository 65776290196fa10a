#include "policies/judge.h"

#include <assert.h>

#include "gate/base/date.h"
#include "policies/absent.h"
#include "policies/before.h"
#include "policies/blockers.h"
#include "policies/carried.h"
#include "policies/classes.h"
#include "policies/convention.h"
#include "policies/finding.h"
#include "policies/inherited.h"
#include "policies/patched.h"
#include "policies/places.h"
#include "policies/plan.h"
#include "policies/ratchet.h"
#include "policies/reach.h"
#include "policies/strays.h"
#include "policies/waivers.h"

/* Nearly every line of a test is covered: a percentage with tests in it is better than the code. */
static void find_measured_test(struct area_verdict *out, const struct file_coverage *file)
{
	if (!file_coverage_count(file, METRIC_LINES).total || !convention_is_test(file->path))
		return;
	if (out->measured_tests++ == 0)
		out->first_measured_test = file->path;
}

/*
 * Branches, functions and conditions may honestly be 0 of 0 in an area of straight code; that no
 * report with its files measured them is no data. Lines are never 0 of 0 in an area with code.
 */
static void sum_coverage(struct area_verdict *out, const struct policy *p, const struct evidence *e)
{
	for (size_t i = 0; i < coverage_files(&e->coverage); i++) {
		const struct file_coverage *file = &e->coverage.files[i];

		if (!policy_owns(p, file->path))
			continue;
		find_measured_test(out, file);
		for (int m = 0; m < METRIC_COUNT; m++) {
			struct count c = file_coverage_count(file, (enum metric)m);

			out->coverage[m].count = count_sum(out->coverage[m].count, c);
			out->coverage[m].known |= file->measured >> m & 1;
		}
	}
	for (int m = 0; m < METRIC_COUNT; m++)
		out->coverage[m].known &= out->coverage[METRIC_LINES].count.total > 0;
}

bool area_is_unreported(const struct policy *p, const struct policies *all,
	const struct evidence *e, struct str path)
{
	return coverage_files(&e->coverage) && policy_owns(p, path) &&
		policies_expect_coverage(all, path) && !coverage_find(&e->coverage, path);
}

/* Of an area that is carried its record tells it, if a rule asked for it there. */
static void add_carried_unreported(struct area_verdict *out, const struct area_verdict *area)
{
	const struct verdict *record = area->carried.record;
	const struct area_verdict *was = record ? verdict_area(record, area->name) : NULL;

	if (!area->carried.commit.n)
		return;
	out->unreported_known &= was && was->unreported_known;
	out->unreported += was ? was->unreported : 0;
}

/* What was never loaded is in no report and in no percentage: people are told, rule or not. */
static void find_unreported(
	struct verdict *v, size_t area, const struct policies *all, const struct grounds *g)
{
	const struct rule *rule = rule_find(STR("coverage.max_unreported"));
	size_t first = area ? area : 1, end = area ? area + 1 : v->area_count;
	const struct names *tree = g->tree;
	struct area_verdict *out = &v->areas[area];

	out->unreported_known = policy_limit(&all->v[area], rule) && tree &&
		(out->carried.commit.n || coverage_files(&g->evidence->coverage));

	for (size_t i = 0; tree && i < tree->n; i++) {
		if (!area_is_unreported(&all->v[area], all, g->evidence, tree->v[i]) ||
			carried_has_file(v, all, tree->v[i]))
			continue;
		if (out->unreported++ == 0)
			out->first_unreported = tree->v[i];
	}
	if (!out->unreported_known)
		return;
	for (size_t i = first; i < end; i++)
		add_carried_unreported(out, &v->areas[i]);
}

static struct str say_mixed(const struct test *t, struct arena *a)
{
	return arena_printf(a,
		"reports have several tests named " STR_FMT ", of '" STR_FMT "', of '" STR_FMT
		"' or of both: their notes say how to tell them apart",
		STR_ARG(test_id(t, a)), STR_ARG(t->torn->files[0]), STR_ARG(t->torn->files[1]));
}

static void count_test(
	struct area_tests *out, const struct policy *p, const struct test *t, struct arena *a)
{
	struct test as = *t;

	if (t->mixed && !out->mixed.n)
		out->mixed = say_mixed(t, a);
	if (t->untimed && !out->untimed.n)
		out->untimed = arena_printf(a, STR_FMT "; each testcase needs a time, in seconds",
			STR_ARG(test_id(t, a)));
	as.state = policy_counts_as(p, t);
	out->flaky_failing += as.state != policy_state(p, t);
	test_counts_add(&out->counts, &as);
}

/* What is carried counts as it did; of its tests none is in a report. */
static void count_tests(struct verdict *v, size_t area, const struct policies *all,
	const struct evidence *e, struct arena *a)
{
	const struct policy *p = &all->v[area];
	struct area_tests *out = &v->areas[area].tests;
	struct plan_tests of_area = { 0 };

	out->has_plan = p->has_plan;
	out->planned = p->planned;
	for (size_t i = 0; i < e->tests.n; i++) {
		const struct test *t = &e->tests.v[i];

		out->known |= !t->unreported;
		if (!policy_has_test(p, t) || (area == 0 && carried_has_test(v, all, t)))
			continue;
		count_test(out, p, t, a);
		*ARENA_PUSH(a, of_area.v, of_area.n, of_area.cap) = t;
	}
	plan_require(out, p, &of_area, a);
	if (p->ids.n) {
		plan_fill(out, p, &of_area, a);
		return;
	}
	out->created = out->counts.total;
	out->passing = out->counts.state[TEST_PASSING] + out->counts.state[TEST_FLAKY];
	out->runnable = out->passing + out->counts.state[TEST_FAILING];
}

void judge_targets(struct area_verdict *out, const struct policy *p, const struct policies *all)
{
	for (int m = 0; m < METRIC_COUNT; m++) {
		out->coverage[m].has_baseline = p->has_baseline[m];
		out->coverage[m].baseline = p->baseline[m];
	}
	for (size_t i = 0; i < p->limit_count; i++) {
		const struct limit *limit = &p->limits[i];
		const struct rule *r = limit->rule;
		struct area_coverage *c;

		if (r->kind != RULE_PERCENT_AT_LEAST)
			continue;
		c = rule_is_of_patch(r) ? &out->patch[r->metric] : &out->coverage[r->metric];
		c->has_target = true;
		c->target = limit->value;
	}
	out->has_patch = policy_limits(p, STR("patch."));
	/* The project shows what it comes to where only areas limit it. */
	for (size_t i = 1; p == &all->v[0] && i < all->n; i++)
		out->has_patch |= policy_limits(&all->v[i], STR("patch."));
}

static void judge_area(struct verdict *v, size_t area, const struct policies *all,
	const struct grounds *g, struct arena *a)
{
	const struct policy *p = &all->v[area];
	struct area_verdict *out = &v->areas[area];

	sum_coverage(out, p, g->evidence);
	count_tests(v, area, all, g->evidence, a);
	if (area > 0)
		strays_doubt(out, p, all, g->evidence, a);
	patched_sum(out, p, all, g);
	if (area == 0)
		carried_add(v, all, g, a);
	else
		carried_take(out);
	assert(out->tests.passing <= out->tests.runnable);
	assert(out->tests.runnable <= out->tests.created);
	judge_targets(out, p, all);
}

static void name_areas(struct verdict *v, const struct policies *all, struct arena *a)
{
	v->area_count = all->n;
	v->areas = arena_alloc(a, all->n * sizeof(*v->areas));
	for (size_t i = 0; i < all->n; i++) {
		const struct policy *p = &all->v[i];

		v->areas[i] = (struct area_verdict){ .name = p->name,
			.title = p->title,
			.command = p->command,
			.owners = p->owners,
			.owner_count = p->owner_count,
			.enforced = p->enforced };
	}
}

static void list_reports(struct verdict *v, const struct evidence *e, struct arena *a)
{
	v->report_count = e->report_count;
	v->reports = arena_alloc(a, v->report_count * sizeof(*v->reports));
	for (size_t i = 0; i < e->report_count; i++) {
		const struct report *r = e->reports[i];

		v->reports[i] = (struct report_line){ .name = r->name,
			.path = r->path,
			.label = r->label,
			.format = r->format,
			.producer = r->producer,
			.trust = str_of(trust_names[r->trust]),
			.sha256 = str_of(r->sha256),
			.bytes = r->bytes,
			.notes = r->notes,
			.note_count = r->note_count };
	}
}

/* What a change made looser closes the gate, whether the area enforces or not. */
static void add_loosened(struct verdict *v, const struct policies *p, size_t area, struct arena *a)
{
	for (size_t i = 0; i < p->loosened_count; i++) {
		const struct loosening *l = &p->loosened[i];

		if (l->area != area)
			continue;
		*ARENA_PUSH(a, v->findings, v->finding_count, v->finding_cap) =
			(struct finding){ .area = l->area,
				.rule = STR("policy.loosened"),
				.outcome = p->loosening_accepted ? RULE_INFORMED : RULE_BROKEN,
				.got = l->got,
				.want = l->want,
				.missing = l->missing,
				.at = l->at,
				.say = l->say };
	}
}

/* Which lists of places a person has a use for, and how many lines the whole and the patch lack. */
struct wanted_places {
	uint64_t all, patch;
	bool lost, missed;
};

static void want_places(
	struct wanted_places *want, const struct limit *limit, const struct finding *f)
{
	const struct rule *r = limit->rule;
	uint64_t *lacking = rule_is_of_patch(r) ? &want->patch : &want->all;

	if (str_starts(f->rule, STR("plan.")) || rule_is_of_files(r) || r->metric != METRIC_LINES ||
		!f->missing)
		return;
	if (!rule_is_of_classes(r))
		*lacking = f->missing > *lacking ? f->missing : *lacking;
	else if (r->line_class == CLASS_LBC)
		want->lost = true;
	else
		want->missed = true;
}

static void judge_rules(struct verdict *v, size_t area, const struct policies *p,
	const struct grounds *g, struct arena *a)
{
	struct area_verdict *out = &v->areas[area];
	const struct policy *policy = &p->v[area];
	struct wanted_places want = { 0 };

	for (size_t i = 0; i < policy->limit_count; i++) {
		struct finding f = finding_of(&policy->limits[i], out, a);

		f.area = (uint32_t)area;
		waive(&f, policy, g, a);
		want_places(&want, &policy->limits[i], &f);
		*ARENA_PUSH(a, v->findings, v->finding_count, v->finding_cap) = f;
	}
	add_loosened(v, p, area, a);
	if (!want.lost)
		out->classes.lost = (struct uncovered_list){ 0 };
	if (!want.missed)
		out->classes.missed = (struct uncovered_list){ 0 };
	if (want.all) {
		find_uncovered(&out->uncovered, policy, g->evidence);
		find_reach(&out->reach, want.all, policy, g->evidence);
	}
	if (want.patch)
		patched_places(&out->patch_uncovered, policy, p, g);
}

/* What could not be judged weighs more than what is broken: it may hide anything. */
enum gate judge_gate(const struct verdict *v)
{
	return verdict_count(v, RULE_NO_DATA)   ? GATE_CANNOT_JUDGE
		: verdict_count(v, RULE_BROKEN) ? GATE_CLOSED
						: GATE_OPEN;
}

/* By area, as a record has them: what was found last may be of the first. Nearly all are in place. */
static void order_findings(struct verdict *v)
{
	for (size_t i = 1; i < v->finding_count; i++) {
		struct finding f = v->findings[i];
		size_t at = i;

		for (; at > 0 && v->findings[at - 1].area > f.area; at--)
			v->findings[at] = v->findings[at - 1];
		v->findings[at] = f;
	}
}

void judge(struct verdict *v, const struct policies *p, const struct grounds *g, struct arena *a)
{
	const struct evidence *e = g->evidence;
	struct names known = before_names(e, g->baseline, a);

	v->title = p->title;
	v->policies = p->folder;
	list_reports(v, e, a);
	name_areas(v, p, a);
	carried_decide(v, p, g, a);
	carried_names(&known, v, p, g->baseline);
	for (size_t i = 0; i < p->n; i++) {
		judge_area(v, i, p, g, a);
		before_fill(&v->areas[i], &p->v[i], g->baseline, &known, a);
		ratchet_fill(&v->areas[i], &p->v[i], g->baseline);
	}
	for (size_t i = 0; i < p->n; i++)
		absent_fill(v, i, p, g, a);
	if (g->baseline && g->baseline->record)
		classes_count(v, p, g, a);
	classes_flicker(v, p, g, a);
	for (size_t i = 0; i < p->n; i++) {
		find_unreported(v, i, p, g);
		judge_rules(v, i, p, g, a);
	}
	strays_find(&v->areas[0], p, e, a);
	strays_judge(v, p, a);
	inherited_judge(v, p, g, a);
	order_findings(v);
	find_blockers(v, p, e, g->tree, a);
	v->gate = judge_gate(v);
}
