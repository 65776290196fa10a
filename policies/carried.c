#include "policies/carried.h"

#include <inttypes.h>
#include <string.h>

#include "gate/model/roster.h"
#include "gate/model/trail.h"
#include "policies/carry.h"

enum { COMMIT_SHOWN = 12, DAY_S = 86400, FINER_US = 999 };
#define COUNT_MAX \
	((uint64_t)1 << 48) /* of a record that can be meant: sums of many stay far below 2^64 */

/* One area that no report speaks of. */
struct deciding {
	const struct policy *policy;
	const struct grounds *grounds;
	const struct carry_ground *ground;
	struct arena *arena;
};

static bool has_counts(const struct area_verdict *was)
{
	const struct test_counts *c = &was->tests.counts;
	bool any = was->tests.known && c->total > c->state[TEST_NOT_RUN];

	for (int m = 0; m < METRIC_COUNT; m++)
		any |= was->coverage[m].known;
	return any;
}

/* A note may have been written by anybody. */
static bool is_sound(const struct area_verdict *was)
{
	const struct area_tests *t = &was->tests;

	for (int m = 0; m < METRIC_COUNT; m++) {
		if (was->coverage[m].count.total > COUNT_MAX)
			return false;
	}
	for (int i = 0; i < TEST_STATES; i++) {
		if (t->counts.state[i] > COUNT_MAX)
			return false;
	}
	if (t->flaky_failing > t->counts.state[TEST_FAILING])
		return false;
	return t->passing <= t->runnable && t->runnable <= t->created && t->created <= COUNT_MAX &&
		t->counts.time_us <= COUNT_MAX;
}

static struct str no_record(const struct deciding *d)
{
	const struct baseline *b = d->grounds->baseline;

	if (b && b->waived)
		return STR("no report has it, and there is no baseline, which is meant");
	return arena_printf(d->arena,
		"no report has it, and nothing can be carried: there is no baseline, as " STR_FMT,
		STR_ARG(b ? b->why : STR("nobody looked for one")));
}

/* Seconds between both, whichever clock was ahead. */
static uint64_t apart(int64_t now, uint64_t then)
{
	uint64_t at = now > 0 ? (uint64_t)now : 0;

	return at > then ? at - then : then - at;
}

/* Why they are not carried, behind the commit that was measured; or empty. */
static struct str find_doubt(
	const struct deciding *d, const struct area_verdict *was, const struct carried *c)
{
	const struct carry_ground *ground = d->ground;
	uint64_t age = apart(*d->grounds->time, c->time);

	if (!has_counts(was))
		return STR("its record has no figures of it either");
	if (!is_sound(was))
		return STR("its record contradicts itself");
	if (!was->inputs.n)
		return STR("its record does not say what its figures depend on");
	if (ground->doubt.n)
		return ground->doubt;
	if (!str_eq(was->inputs, ground->inputs))
		return ground->changed.n ? ground->changed
					 : STR("something that it depends on changed");
	if (age > (uint64_t)d->policy->carry.days * DAY_S)
		return arena_printf(d->arena,
			"its figures are %" PRIu64 " days old, and carry.days is %" PRIu32,
			age / DAY_S, d->policy->carry.days);
	return STR("");
}

static struct carried decide(const struct deciding *d)
{
	const struct baseline *b = d->grounds->baseline;
	const struct verdict *record = b ? b->record : NULL;
	const struct area_verdict *was = record ? verdict_area(record, d->policy->name) : NULL;
	struct carried c = { 0 };
	struct str doubt;

	if (was) {
		bool before = was->carried.commit.n;

		c.commit = before ? was->carried.commit : b->commit;
		c.time = before ? was->carried.time : record->time;
		doubt = find_doubt(d, was, &c);
		if (!doubt.n) {
			c.days = apart(*d->grounds->time, c.time) / DAY_S;
			c.tests = was->tests.known;
			c.record = record;
			return c;
		}
		c.no_coverage = arena_printf(d->arena,
			"no report has it, and it is unknown since %.*s: " STR_FMT, COMMIT_SHOWN,
			arena_str(d->arena, c.commit).p, STR_ARG(doubt));
		c.commit = STR("");
		c.time = 0;
	} else {
		c.no_coverage = record ? STR("no report has it, and the baseline has no such area")
				       : no_record(d);
	}
	c.no_tests = c.no_coverage;
	return c;
}

void carried_decide(
	struct verdict *v, const struct policies *p, const struct grounds *g, struct arena *a)
{
	for (size_t i = 1; g->carry && g->time && i < p->n; i++) {
		struct deciding d = { &p->v[i], g, &g->carry[i], a };

		v->areas[i].inputs = d.ground->inputs;
		if (carry_is_wanted(&p->v[i], g->evidence))
			v->areas[i].carried = decide(&d);
	}
}

void carried_take(struct area_verdict *area)
{
	const struct verdict *record = area->carried.record;
	const struct area_verdict *was = record ? verdict_area(record, area->name) : NULL;
	struct area_tests *tests = &area->tests;
	struct area_tests own = *tests;

	/* Of jobs that did not run, nothing is known; that is no plan that is not kept. */
	if (area->carried.no_tests.n)
		tests->known = false;
	if (!was)
		return;
	for (int m = 0; m < METRIC_COUNT; m++) {
		area->coverage[m].known = was->coverage[m].known;
		area->coverage[m].count = was->coverage[m].count;
	}
	tests->known = was->tests.known;
	if (!tests->known)
		return;
	*tests = was->tests;
	/* Milliseconds were cut off there; more can only break a limit. */
	tests->counts.time_us += FINER_US;
	tests->has_plan = own.has_plan;
	tests->planned = own.planned;
	tests->required = own.required;
	tests->doubtful_times = own.doubtful_times;
	memcpy(tests->doubtful, own.doubtful, sizeof(own.doubtful));
}

bool carried_has_file(const struct verdict *v, const struct policies *all, struct str path)
{
	for (size_t i = 1; i < all->n; i++) {
		if (v->areas[i].carried.commit.n && policy_owns(&all->v[i], path))
			return true;
	}
	return false;
}

bool carried_has_test(const struct verdict *v, const struct policies *all, const struct test *t)
{
	for (size_t i = 1; i < all->n; i++) {
		if (v->areas[i].carried.tests && policy_has_test(&all->v[i], t))
			return true;
	}
	return false;
}

void carried_names(struct names *into, const struct verdict *v, const struct policies *all,
	const struct baseline *baseline)
{
	struct roster r = { 0 };

	if (baseline && baseline->record)
		r.left = baseline->record->roster;
	while (roster_next(&r)) {
		struct test t = test_of_id(buf_str(&r.id));

		if (carried_has_test(v, all, &t))
			names_add(into, buf_str(&r.id));
	}
	roster_end(&r);
}
