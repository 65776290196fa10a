#include <inttypes.h>

#include "gate/base/path.h"
#include "gate/model/roster.h"
#include "gate/model/trail.h"
#include "policies/carried.h"

struct adding {
	const struct verdict *v;
	const struct policies *all;
	const struct grounds *grounds;
	struct arena *arena;
};

/* Which areas that are carried have it. */
struct owners {
	const struct policy *first, *second;
};

static void add_owner(struct owners *o, const struct policy *p)
{
	if (!o->first)
		o->first = p;
	else if (!o->second)
		o->second = p;
}

static struct owners file_owners(const struct adding *s, struct str path)
{
	struct owners o = { 0 };

	for (size_t i = 1; i < s->all->n; i++) {
		if (s->v->areas[i].carried.commit.n && policy_owns(&s->all->v[i], path))
			add_owner(&o, &s->all->v[i]);
	}
	return o;
}

static struct owners test_owners(const struct adding *s, const struct test *t)
{
	struct owners o = { 0 };

	for (size_t i = 1; i < s->all->n; i++) {
		if (s->v->areas[i].carried.tests && policy_has_test(&s->all->v[i], t))
			add_owner(&o, &s->all->v[i]);
	}
	return o;
}

static struct str shared(const struct adding *s, const struct owners *o, struct str what)
{
	return arena_printf(s->arena,
		"the areas '" STR_FMT "' and '" STR_FMT "' are both carried, and share " STR_FMT,
		STR_ARG(o->first->name), STR_ARG(o->second->name), STR_ARG(what));
}

/* What could be missing in the sum. */
struct missing {
	uint64_t n;
	struct str first;
};

static void add_missing(struct missing *m, struct str what, struct arena *a)
{
	if (m->n++ == 0)
		m->first = arena_str(a, what);
}

/* Some file of it is in a report, so that it shows by itself which are not. */
static bool is_measured(const struct adding *s, const struct policy *p)
{
	const struct coverage *c = &s->grounds->evidence->coverage;

	for (size_t i = 0; i < coverage_files(c); i++) {
		if (policy_owns(p, c->files[i].path))
			return true;
	}
	return false;
}

/* Has it been left out with the jobs that did not run? Of headers few have code. */
static bool may_be_missing(const struct adding *s, const bool *measured, struct str path)
{
	if (!path_is_source(path) || globs_match(&s->all->exclude, path) ||
		policies_have_test_file(s->all, path) ||
		coverage_find(&s->grounds->evidence->coverage, path))
		return false;
	for (size_t i = 1; path_is_header(path) && i < s->all->n; i++) {
		if (measured[i] && policy_owns(&s->all->v[i], path))
			return false;
	}
	return true;
}

/* Why there is no sum, or empty. */
static struct str coverage_doubt(const struct adding *s)
{
	const struct names *tree = s->grounds->tree;
	bool *measured = arena_alloc(s->arena, s->all->n * sizeof(*measured));
	struct missing m = { 0 };

	for (size_t i = 1; i < s->all->n; i++)
		measured[i] = is_measured(s, &s->all->v[i]);
	for (size_t i = 0; i < tree->n; i++) {
		struct owners o = file_owners(s, tree->v[i]);

		if (o.second)
			return shared(s, &o, tree->v[i]);
		if (!o.first && may_be_missing(s, measured, tree->v[i]))
			add_missing(&m, tree->v[i], s->arena);
	}
	if (!m.n)
		return STR("");
	return arena_printf(s->arena,
		"areas are carried, and %" PRIu64 " source %s in no report and in none of them,"
		" such as " STR_FMT ": is it in an area, or in paths.exclude?",
		m.n, m.n == 1 ? "file is" : "files are", STR_ARG(m.first));
}

/* A test of an area whose tests were run is missed by that area itself. */
static bool is_known(const struct adding *s, const struct names *ids, const bool *tested,
	struct str id, const struct test *t)
{
	if (names_find(ids, id) != NAMES_NONE)
		return true;
	for (size_t i = 1; i < s->all->n; i++) {
		if (tested[i] && policy_has_test(&s->all->v[i], t))
			return true;
	}
	return false;
}

static struct str roster_doubt(const struct adding *s, const struct names *ids, const bool *tested)
{
	struct roster r = { .left = s->grounds->baseline->record->roster };
	struct str doubt = STR("");
	struct missing m = { 0 };

	while (!doubt.n && roster_next(&r)) {
		struct test t = test_of_id(buf_str(&r.id));
		struct owners o = test_owners(s, &t);

		if (o.second)
			doubt = shared(s, &o, buf_str(&r.id));
		else if (!o.first && !is_known(s, ids, tested, buf_str(&r.id), &t))
			add_missing(&m, buf_str(&r.id), s->arena);
	}
	if (r.broken)
		doubt = STR(
			"areas are carried, and the ids of tests in the baseline are unreadable");
	else if (!doubt.n && m.n)
		doubt = arena_printf(s->arena,
			"areas are carried, and %" PRIu64
			" %s of the baseline %s in no report and in"
			" none of them, such as " STR_FMT,
			m.n, m.n == 1 ? "test" : "tests", m.n == 1 ? "is" : "are",
			STR_ARG(m.first));
	roster_end(&r);
	return doubt;
}

/* What is only declared is nobody's result; two areas may still count it twice. */
static struct str tests_doubt(const struct adding *s)
{
	const struct tests *tests = &s->grounds->evidence->tests;
	bool *tested = arena_alloc(s->arena, s->all->n * sizeof(*tested));
	struct names ids = { .arena = s->arena };

	if (s->all->v[0].ids.n)
		return STR("areas are carried, with counts of tests and not the results that the"
			   " project's plan asks for");
	if (!s->grounds->baseline->record->has_roster)
		return STR("areas are carried, and the baseline has no ids of tests");
	for (size_t i = 0; i < tests->n; i++) {
		const struct test *t = &tests->v[i];
		struct owners o = test_owners(s, t);
		struct str id = test_id(t, s->arena);

		if (o.second)
			return shared(s, &o, id);
		names_add(&ids, id);
		for (size_t k = 1; !t->unreported && k < s->all->n; k++)
			tested[k] = tested[k] || policy_has_test(&s->all->v[k], t);
	}
	return roster_doubt(s, &ids, tested);
}

static void add_tests(struct area_tests *sum, const struct area_tests *was)
{
	struct test_counts *c = &sum->counts;

	sum->known = true;
	c->total += was->counts.total;
	c->time_us += was->counts.time_us;
	c->untimed += was->counts.untimed;
	sum->flaky_failing += was->flaky_failing;
	for (int i = 0; i < TEST_STATES; i++)
		c->state[i] += was->counts.state[i];
	sum->created = c->total;
	sum->passing = c->state[TEST_PASSING] + c->state[TEST_FLAKY];
	sum->runnable = sum->passing + c->state[TEST_FAILING];
}

static void add_area(struct area_verdict *sum, const struct area_verdict *area)
{
	struct area_verdict was = { .name = area->name, .carried = area->carried };

	carried_take(&was);
	for (int m = 0; m < METRIC_COUNT && !sum->carried.no_coverage.n; m++) {
		sum->coverage[m].known |= was.coverage[m].known;
		sum->coverage[m].count = count_sum(sum->coverage[m].count, was.coverage[m].count);
	}
	if (was.tests.known && !sum->carried.no_tests.n)
		add_tests(&sum->tests, &was.tests);
}

/* What of them is carried at all? */
static void find_kinds(const struct adding *s, bool *coverage, bool *tests, struct carried *out)
{
	for (size_t i = 1; i < s->all->n; i++) {
		const struct area_verdict *area = &s->v->areas[i];
		struct area_verdict was = { .name = area->name, .carried = area->carried };

		if (!area->carried.commit.n)
			continue;
		carried_take(&was);
		*coverage |= was.coverage[METRIC_LINES].known;
		*tests |= was.tests.known;
		if (!out->areas++ || area->carried.time < out->time) {
			out->commit = area->carried.commit;
			out->time = area->carried.time;
			out->days = area->carried.days;
		}
	}
}

static void forget(struct area_verdict *sum)
{
	if (sum->carried.no_coverage.n) {
		for (int m = 0; m < METRIC_COUNT; m++) {
			sum->coverage[m].known = false;
			sum->coverage[m].count = (struct count){ 0 };
		}
	}
	if (sum->carried.no_tests.n)
		sum->tests = (struct area_tests){ .has_plan = sum->tests.has_plan,
			.planned = sum->tests.planned,
			.required = sum->tests.required };
}

void carried_add(
	struct verdict *v, const struct policies *p, const struct grounds *g, struct arena *a)
{
	const struct adding s = { v, p, g, a };
	struct area_verdict *sum = &v->areas[0];
	bool coverage = false, tests = false;

	find_kinds(&s, &coverage, &tests, &sum->carried);
	if (coverage)
		sum->carried.no_coverage = coverage_doubt(&s);
	if (tests)
		sum->carried.no_tests = tests_doubt(&s);
	for (size_t i = 1; i < p->n; i++) {
		if (v->areas[i].carried.commit.n)
			add_area(sum, &v->areas[i]);
	}
	sum->carried.tests = tests && !sum->carried.no_tests.n;
	forget(sum);
	/* Nothing of them is in it. */
	if ((!coverage || sum->carried.no_coverage.n) && (!tests || sum->carried.no_tests.n))
		sum->carried.commit = STR("");
}
