#include "policies/strays.h"

#include <inttypes.h>

/* Why a test is in no area. */
static struct str stray_why(const struct test *t, struct arena *a)
{
	if (!t->torn || t->file.n)
		return STR("no 'tests.files' matches it");
	return arena_printf(a,
		"its class name fits several files, such as '" STR_FMT "' and '" STR_FMT "'",
		STR_ARG(t->torn->files[0]), STR_ARG(t->torn->files[1]));
}

void strays_find(struct area_verdict *project, const struct policies *all, const struct evidence *e,
	struct arena *a)
{
	bool any_tests = false;

	for (size_t i = 1; i < all->n; i++)
		any_tests |= all->v[i].tests.n > 0;
	for (size_t i = 0; any_tests && i < e->tests.n; i++) {
		const struct test *t = &e->tests.v[i];
		enum test_state state;
		bool owned = false;

		for (size_t j = 1; j < all->n && !owned; j++)
			owned = policy_has_test(&all->v[j], t);
		if (owned)
			continue;
		if (project->strays++ == 0) {
			project->first_stray = test_id(t, a);
			project->stray_why = stray_why(t, a);
		}
		state = policy_state(&all->v[0], t);
		if (state != TEST_FAILING && state != TEST_BLOCKED)
			continue;
		if (project->failed_strays++ == 0) {
			project->first_failed_stray = test_id(t, a);
			project->failed_stray_why = stray_why(t, a);
		}
	}
}

/*
 * Where areas limit what fails, a failing test that is none's would be nobody's: green by a glob that is
 * too narrow. A limit of the project's own sees it anyway.
 */
void strays_judge(struct verdict *v, const struct policies *p, struct arena *a)
{
	const struct area_verdict *project = &v->areas[0];
	bool limited = false;
	struct buf text = { 0 };

	for (size_t i = 1; i < p->n; i++)
		limited |= p->v[i].enforced && policy_limits(&p->v[i], STR("plan."));
	if (!limited || !project->failed_strays || policy_limits(&p->v[0], STR("plan.max_failed")))
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
