#include "policies/strays.h"

#include <inttypes.h>

#include "gate/model/tests_torn.h"

/* Why a test is in no area. */
static struct str stray_why(const struct test *t, struct arena *a)
{
	if (!t->torn || t->file.n)
		return STR("no 'tests.files' matches it");
	return arena_printf(a,
		"its class name fits several files, such as '" STR_FMT "' and '" STR_FMT "'",
		STR_ARG(t->torn->files[0]), STR_ARG(t->torn->files[1]));
}

/* What is new is nobody's where it came to an area, by other globs, that does not mind what fails. */
static bool has_test(const struct policy *p, const struct test *t)
{
	struct policy own = *p;

	if (!p->heir || policy_limits(p, STR("plan.")))
		return policy_has_test(p, t);
	own.heir = NULL;
	return policy_has_test(&own, t);
}

static bool is_owned(const struct policies *all, const struct test *t)
{
	for (size_t i = 1; i < all->n; i++) {
		if (has_test(&all->v[i], t))
			return true;
	}
	return false;
}

static bool has_failed(const struct policies *all, const struct test *t)
{
	enum test_state state = policy_state(&all->v[0], t);

	return state == TEST_FAILING || state == TEST_BLOCKED;
}

void strays_find(struct area_verdict *project, const struct policies *all, const struct evidence *e,
	struct arena *a)
{
	bool any_tests = false;

	for (size_t i = 1; i < all->n; i++)
		any_tests |= all->v[i].tests.n > 0;
	for (size_t i = 0; any_tests && i < e->tests.n; i++) {
		const struct test *t = &e->tests.v[i];

		if (is_owned(all, t))
			continue;
		if (project->strays++ == 0) {
			project->first_stray = test_id(t, a);
			project->stray_why = stray_why(t, a);
		}
		if (has_failed(all, t) && project->failed_strays++ == 0) {
			project->first_failed_stray = test_id(t, a);
			project->failed_stray_why = stray_why(t, a);
		}
	}
}

static uint64_t count_fitting(const struct policy *p, const struct torn *t)
{
	uint64_t n = 0;

	for (size_t i = 0; i < t->all.n; i++)
		n += policy_has_test_file(p, t->all.v[i].path);
	return n;
}

/* 1 << each state in which the area would count it, or them: of mixed ones the records are several tests. */
static unsigned states_of(const struct policy *p, const struct policies *all, const struct test *t)
{
	const unsigned failing = 1u << TEST_FAILING, flaky = 1u << TEST_FLAKY;
	unsigned states = t->mixed ? t->told : 1u << policy_state(p, t);

	if (has_failed(all, t))
		states &= ~(failing | 1u << TEST_BLOCKED);
	if (p->flaky_fails && states & flaky)
		states |= failing;
	return states & ~(1u << TEST_PASSING);
}

static struct str say_doubt(const struct test *t, struct arena *a)
{
	return arena_printf(a, STR_FMT ": " STR_FMT "; " STR_FMT, STR_ARG(test_id(t, a)),
		STR_ARG(stray_why(t, a)), STR_ARG(torn_say_mend(t->torn, a)));
}

static void add_doubtful(
	struct area_tests *out, unsigned states, uint64_t n, const struct test *t, struct arena *a)
{
	for (int i = 0; i < TEST_STATES; i++) {
		struct doubtful_tests *d = &out->doubtful[i];

		if (!(states >> i & 1))
			continue;
		if (!d->n)
			d->say = say_doubt(t, a);
		d->n += n;
	}
}

/* Of mixed ones the time of one is known, if any. */
static void add_doubtful_time(struct doubtful_times *d, const struct test *t, struct arena *a)
{
	bool untimed = t->untimed || (t->mixed && t->time_us);

	if (!untimed && !t->time_us)
		return;
	if (!d->say.n || (untimed && !d->untimed))
		d->say = say_doubt(t, a);
	d->untimed += untimed;
	d->sum_us += t->time_us;
	if (t->time_us > d->slowest_us)
		d->slowest_us = t->time_us;
}

void strays_doubt(struct area_verdict *out, const struct policy *p, const struct policies *all,
	const struct evidence *e, struct arena *a)
{
	const struct torn *torn = NULL;
	uint64_t fitting = 0;
	size_t n = policy_limits(p, STR("plan.max_")) ? e->tests.n : 0;

	for (size_t i = 0; i < n; i++) {
		const struct test *t = &e->tests.v[i];

		if (!t->torn || t->file.n)
			continue;
		/* Tests of a suite follow each other. */
		if (t->torn != torn)
			fitting = count_fitting(p, t->torn);
		torn = t->torn;
		if (!fitting || is_owned(all, t))
			continue;
		add_doubtful(&out->tests, states_of(p, all, t), t->mixed ? fitting : 1, t, a);
		add_doubtful_time(&out->tests.doubtful_times, t, a);
	}
}

/*
 * Where areas limit what fails, a failing test that is none's would be nobody's: green by a glob that is
 * too narrow. A limit of the project's own sees it anyway.
 */
void strays_judge(struct verdict *v, const struct policies *p, struct arena *a)
{
	const struct area_verdict *project = &v->areas[0];
	struct buf text = { 0 };

	if (!policies_areas_limit_tests(p) || !project->failed_strays ||
		policy_limits(&p->v[0], STR("plan.max_failed")))
		return;
	buf_printf(&text, "%" PRIu64 " failed %s in no area, such as " STR_FMT ": " STR_FMT,
		project->failed_strays, project->failed_strays == 1 ? "test is" : "tests are",
		STR_ARG(project->first_failed_stray), STR_ARG(project->failed_stray_why));
	*ARENA_PUSH(a, v->findings, v->finding_count, v->finding_cap) =
		(struct finding){ .rule = STR("plan.strays"),
			.outcome = RULE_BROKEN,
			.got = arena_printf(a, "%" PRIu64, project->failed_strays),
			.want = STR("0"),
			.missing = project->failed_strays,
			.at = { .file = p->v[0].file, .line = 1, .column = 1 },
			.say = arena_str(a, buf_str(&text)) };
	buf_release(&text);
}
