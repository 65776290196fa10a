#include <stdlib.h>

#include "policies/explain_parts.h"
#include "policies/plan.h"

/* What a person has to see to comes first. */
static const int ranks[TEST_STATES] = {
	[TEST_FAILING] = 0,
	[TEST_BLOCKED] = 1,
	[TEST_FLAKY] = 2,
	[TEST_NOT_RUN] = 3,
	[TEST_SKIPPED] = 4,
	[TEST_DISABLED] = 5,
	[TEST_EXPECTED_FAILURE] = 6,
	[TEST_PASSING] = 7,
};

static int by_name(const struct explained_test *x, const struct explained_test *y)
{
	int order = str_cmp(x->id, y->id);

	return order ? order : str_cmp(x->label, y->label);
}

static int by_state(const void *a, const void *b)
{
	const struct explained_test *x = a, *y = b;

	return x->state != y->state ? ranks[x->state] - ranks[y->state] : by_name(x, y);
}

static int by_time(const void *a, const void *b)
{
	const struct explained_test *x = a, *y = b;

	if (x->time_us != y->time_us)
		return x->time_us > y->time_us ? -1 : 1;
	return by_name(x, y);
}

static void list(struct explained_tests *out, struct explaining *e, const struct plan_tests *tests,
	int (*order)(const void *a, const void *b))
{
	const struct evidence *evidence = e->judged->grounds->evidence;

	for (size_t i = 0; i < tests->n; i++) {
		const struct test *t = tests->v[i];

		*ARENA_PUSH(e->arena, out->v, out->n, out->cap) =
			(struct explained_test){ .id = test_id(t, e->arena),
				.label = evidence->labels[policy_label(e->policy, t)],
				.state = policy_counts_as(e->policy, t),
				.time_us = t->time_us };
	}
	if (out->n)
		qsort(out->v, out->n, sizeof(*out->v), order);
}

/* In the order of the policy, but for what passes, which comes last. */
static void list_slots(struct explained_slots *out, struct explaining *e,
	const struct test_ids *ids, const struct plan_tests *tests)
{
	const struct plan_slot *slots = plan_slots(ids, e->policy, tests, e->arena);

	for (int passing = 0; passing < 2; passing++) {
		for (size_t i = 0; i < ids->n; i++) {
			if (slots[i].passing != passing)
				continue;
			*ARENA_PUSH(e->arena, out->v, out->n, out->cap) =
				(struct explained_slot){ .id = ids->v[i],
					.created = slots[i].created,
					.runnable = slots[i].runnable,
					.passing = slots[i].passing,
					.unknown = slots[i].unknown };
		}
	}
}

void explain_tests(struct explaining *e)
{
	const struct tests *all = &e->judged->grounds->evidence->tests;
	struct explanation *out = e->out;
	struct plan_tests of_area = { 0 };

	for (size_t i = 0; i < all->n; i++) {
		if (policy_has_test(e->policy, &all->v[i]))
			*ARENA_PUSH(e->arena, of_area.v, of_area.n, of_area.cap) = &all->v[i];
	}
	if (out->has_times)
		list(&out->slowest, e, &of_area, by_time);
	if (!out->has_tests)
		return;
	list(&out->tests, e, &of_area, by_state);
	list_slots(&out->planned, e, &e->policy->ids, &of_area);
	list_slots(&out->required, e, &e->policy->required, &of_area);
}
