#include "policies/explain.h"

#include "policies/arithmetic.h"
#include "policies/explain_parts.h"

static void list_globs(struct str_list *out, const struct globs *globs, struct arena *a)
{
	for (size_t i = 0; i < globs->n; i++)
		*ARENA_PUSH(a, out->v, out->n, out->cap) = globs->v[i].text;
}

static void add_coverage(
	struct explained_report *out, const struct report *r, const struct policy *p)
{
	for (size_t i = 0; i < coverage_files(&r->coverage); i++) {
		if (r->resolved[i].fate != PATH_MATCHED || !policy_owns(p, r->resolved[i].path))
			continue;
		out->files++;
		for (int m = 0; m < METRIC_COUNT; m++)
			out->count[m] = count_sum(out->count[m],
				file_coverage_count(&r->coverage.files[i], (enum metric)m));
	}
}

static void add_tests(struct explained_report *out, const struct report *r, const struct policy *p)
{
	for (size_t i = 0; i < r->tests.n; i++) {
		struct test as = r->tests.v[i];

		as.file = r->test_files[i];
		out->tests += policy_has_test(p, &as);
	}
}

static void explain_reports(struct explaining *e)
{
	const struct verdict *v = e->judged->verdict;
	struct explanation *out = e->out;

	for (size_t i = 0; i < v->report_count; i++) {
		const struct report *r = e->judged->grounds->evidence->reports[i];
		struct explained_report *report =
			ARENA_PUSH(e->arena, out->reports, out->report_count, out->report_cap);

		report->report = &v->reports[i];
		add_coverage(report, r, e->policy);
		add_tests(report, r, e->policy);
	}
}

/* What the figure of the rule is made of. */
static void explain_parts(struct explaining *e, const struct rule *r)
{
	e->out->needs_baseline |= rule_is_of_baseline(r);
	if (str_starts(str_of(r->id), STR("plan."))) {
		e->out->has_times |= r->kind == RULE_SECONDS_AT_MOST;
		e->out->has_tests |= r->kind != RULE_SECONDS_AT_MOST;
		return;
	}
	e->out->needs_base |= rule_is_of_patch(r);
	/* Its figure is told with it; what is covered of each file is not what it is about. */
	if (rule_is_of_classes(r))
		return;
	e->out->has_whole_files |= rule_is_of_files(r);
	if (rule_is_of_files(r))
		return;
	explain_files(e, r->metric, rule_is_of_patch(r));
}

static void explain_rule(struct explaining *e, const struct finding *f)
{
	const struct rule *r = rule_find(f->rule);
	const struct limit *limit = r ? policy_limit(e->policy, r) : NULL;
	struct explanation *out = e->out;
	struct explained_rule *rule =
		ARENA_PUSH(e->arena, out->rules, out->rule_count, out->rule_cap);

	rule->finding = f;
	/* What a change made looser is about the change, and has no limit of its own. */
	out->needs_base |= !limit;
	if (!limit)
		return;
	arithmetic_came(rule, limit, e->policy, e->judged->policies->folder,
		e->judged->grounds->time, e->arena);
	arithmetic_say(rule, limit, e->policy, out->area, e->arena);
	explain_parts(e, r);
}

void explain(struct explanation *out, const struct judged *j, uint32_t area, struct str rule,
	struct arena *a)
{
	const struct policy *p = &j->policies->v[area];
	struct explaining e = { j, p, out, a };

	*out = (struct explanation){ .verdict = j->verdict,
		.area = &j->verdict->areas[area],
		.policy = p->file,
		.rule = rule };
	list_globs(&out->sources, &p->sources, a);
	list_globs(&out->test_globs, &p->tests, a);
	explain_reports(&e);
	for (size_t i = 0; i < j->verdict->finding_count; i++) {
		const struct finding *f = &j->verdict->findings[i];

		if (f->area == area && (!rule.n || str_eq(f->rule, rule)))
			explain_rule(&e, f);
	}
	if (out->has_tests || out->has_times)
		explain_tests(&e);
	if (!rule.n || out->files_count || out->has_whole_files)
		explain_outside(&e);
}
