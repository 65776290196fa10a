#include "policies/plan.h"

/* What a test can be called. */
struct called {
	const struct test *test;
	struct str plain, node; /* without its classes, and with them */
	bool used;
};

struct calling {
	struct called *v;
	size_t n;
};

/* How exactly a planned id names a test; the exact ones choose first. */
enum way { WHOLE, PART, GLOB, WAYS };

/* Of a glob the first part is for the file (else the suite), the second for the name with its classes. */
static bool is_in_glob(const struct called *c, const struct id_glob *g)
{
	const struct test *t = c->test;
	struct str home = t->file.n ? t->file : t->suite;

	if (!g->name.n || (g->home.n && !globs_match(&g->home, home)))
		return false;
	return globs_match(&g->name, t->name) ||
		(c->node.n && globs_match(&g->name, str_skip(c->node, t->file.n + 2)));
}

static bool is_named(const struct called *c, const struct test_ids *ids, size_t i, enum way way)
{
	struct str name = ids->v[i];

	switch (way) {
	case WHOLE:
		return test_is_called(c->test, c->plain, name) || str_eq(c->node, name);
	case PART:
		return test_id_is(c->plain, name) || (c->node.n && test_id_is(c->node, name));
	default:
		return is_in_glob(c, &ids->globs[i]);
	}
}

/* The tests of an area while the ids of a list choose among them. */
struct filling {
	struct calling all;
	const struct test_ids *ids;
	struct plan_slot *slots; /* one an id */
	const struct policy *policy;
};

static bool is_good(const struct filling *f, enum test_state state)
{
	return state == TEST_PASSING || (state == TEST_FLAKY && !f->policy->flaky_fails);
}

static void fill_slot(struct filling *f, size_t id, enum way way)
{
	struct plan_slot *slot = &f->slots[id];
	bool failed = false;

	for (size_t i = 0; i < f->all.n; i++) {
		struct called *c = &f->all.v[i];
		enum test_state state = policy_state(f->policy, c->test);

		if (c->used || !is_named(c, f->ids, id, way))
			continue;
		c->used = slot->created = true;
		slot->tests++;
		slot->runnable |= test_state_ran(state);
		failed |= !is_good(f, state);
	}
	slot->passing = slot->created && !failed;
}

static bool is_called(const struct called *c, const struct test_ids *ids, size_t i)
{
	return is_named(c, ids, i, WHOLE) || is_named(c, ids, i, PART) || is_named(c, ids, i, GLOB);
}

static bool is_unknown(const struct filling *f, size_t id)
{
	for (size_t i = 0; i < f->all.n; i++) {
		if (is_called(&f->all.v[i], f->ids, id))
			return false;
	}
	return true;
}

struct plan_slot *plan_slots(const struct test_ids *ids, const struct policy *p,
	const struct plan_tests *tests, struct arena *a)
{
	struct filling f = { { arena_alloc(a, tests->n * sizeof(*f.all.v)), tests->n }, ids,
		arena_alloc(a, ids->n * sizeof(*f.slots)), p };

	for (size_t i = 0; i < tests->n; i++)
		f.all.v[i] = (struct called){ .test = tests->v[i],
			.plain = test_plain(tests->v[i], a),
			.node = test_node(tests->v[i], a) };
	for (int way = WHOLE; way < WAYS; way++) {
		for (size_t i = 0; i < ids->n; i++) {
			if (!f.slots[i].created)
				fill_slot(&f, i, (enum way)way);
		}
	}
	for (size_t i = 0; i < ids->n; i++)
		f.slots[i].unknown = !f.slots[i].created && is_unknown(&f, i);
	return f.slots;
}

void plan_fill(struct area_tests *out, const struct policy *p, const struct plan_tests *tests,
	struct arena *a)
{
	const struct plan_slot *slots = plan_slots(&p->ids, p, tests, a);

	out->unplanned = tests->n;
	for (size_t i = 0; i < p->ids.n; i++) {
		out->unplanned -= slots[i].tests;
		out->created += slots[i].created;
		out->runnable += slots[i].runnable;
		out->passing += slots[i].passing;
		if (!slots[i].created)
			*ARENA_PUSH(a, out->missing, out->missing_count, out->missing_cap) =
				p->ids.v[i];
	}
}

/* Up to its first pair of colons, and with it; false if there is none. */
static bool cut_part(struct str *id)
{
	size_t n = 0;

	while (n < id->n && !str_starts(str_skip(*id, n), STR("::")))
		n++;
	if (n == id->n)
		return false;
	*id = str_skip(*id, n + 2);
	return true;
}

static size_t count_cuts(struct str id)
{
	size_t n = 0;

	while (cut_part(&id))
		n++;
	return n;
}

/* An id may leave out what a name begins with, and the parameters at its end. */
static void try_name(struct nearest *near, struct str name)
{
	size_t cuts = count_cuts(name), kept = count_cuts(near->given);

	for (; cuts > kept; cuts--)
		cut_part(&name);
	nearest_try(near, name);
	nearest_try(near, test_id_bare(name));
}

/* What a misspelt id is likely meant to be; or empty. */
static struct str nearby(struct str id, const struct plan_tests *tests, struct arena *a)
{
	enum { EDITS_MAX = 2 }; /* names of tests begin alike: three edits away is another one */
	struct nearest near = { .given = id };
	struct arena scratch = { 0 };

	for (size_t i = 0; i < tests->n; i++) {
		const struct test *t = tests->v[i];

		try_name(&near, test_plain(t, &scratch));
		try_name(&near, test_node(t, &scratch));
		nearest_try(&near,
			arena_printf(&scratch, STR_FMT "::" STR_FMT, STR_ARG(t->suite),
				STR_ARG(t->name)));
		nearest_try(&near,
			arena_printf(&scratch, STR_FMT "." STR_FMT, STR_ARG(t->suite),
				STR_ARG(t->name)));
	}
	near.best = near.distance > EDITS_MAX ? STR("") : arena_str(a, near.best);
	arena_release(&scratch);
	return near.best;
}

void plan_require(struct area_tests *out, const struct policy *p, const struct plan_tests *tests,
	struct arena *a)
{
	struct required_tests *r = &out->required;
	const struct plan_slot *slots;

	if (!p->required.n)
		return;
	slots = plan_slots(&p->required, p, tests, a);
	r->n = p->required.n;
	for (size_t i = 0; i < r->n; i++) {
		const struct plan_slot *slot = &slots[i];
		bool first = slot->unknown ? !r->unknown : !slot->passing && !r->first.n;

		r->passing += slot->passing;
		r->unknown += slot->unknown;
		if (first)
			r->first = p->required.v[i];
	}
	if (r->unknown)
		r->nearby = nearby(r->first, tests, a);
}

bool plan_names(const struct test_ids *ids, const struct test *test, struct arena *a)
{
	struct called c = { .test = test };

	if (!ids->n)
		return false;
	c.plain = test_plain(test, a);
	c.node = test_node(test, a);
	for (size_t i = 0; i < ids->n; i++) {
		if (is_called(&c, ids, i))
			return true;
	}
	return false;
}
