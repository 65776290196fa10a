#include "gate/model/flicker.h"

#include <inttypes.h>
#include <stdlib.h>

#include "gate/model/roster.h"

enum { COMMIT_SHOWN = 12, IDLE_BYTES_LEAST = 4096 };

static struct str where_of(const struct verdict *v, struct arena *a)
{
	if (!v->origin.run.n)
		return arena_printf(
			a, "the record of %.*s", COMMIT_SHOWN, arena_str(a, v->commit).p);
	if (!v->origin.attempt)
		return arena_printf(a, "run " STR_FMT, STR_ARG(v->origin.run));
	return arena_printf(
		a, "run " STR_FMT ", attempt %" PRIu64, STR_ARG(v->origin.run), v->origin.attempt);
}

static void add_roster(struct names *into, struct str roster)
{
	struct roster r = { .left = roster };

	while (roster_next(&r))
		names_add(into, buf_str(&r.id));
	roster_end(&r);
}

void flicker_add(struct flicker *f, const struct verdict *record)
{
	struct earlier_run *run;

	if (!record->results.known && !record->line_sets.n)
		return;
	run = ARENA_PUSH(f->arena, f->runs, f->n, f->cap);
	*run = (struct earlier_run){ .where = where_of(record, f->arena),
		.failed.arena = f->arena,
		.flaky.arena = f->arena,
		.idle.arena = f->arena,
		.ids.arena = f->arena,
		.results = &record->results,
		.line_sets = record->line_sets };
	add_roster(&run->failed, record->results.failed);
	add_roster(&run->flaky, record->results.flaky);
	add_roster(&run->idle, record->results.idle);
	if (record->results.known)
		add_roster(&run->ids, record->roster);
}

static struct str key_of(struct arena *a, struct str label, struct str id)
{
	return label.n ? arena_printf(a, STR_FMT "\n" STR_FMT, STR_ARG(label), STR_ARG(id)) : id;
}

/* A file that could not be loaded is no test. */
static uint32_t find_key(struct flicker *f, const struct evidence *e, const struct test *t)
{
	struct str label = e->labels[t->label], id = test_id(t, f->arena);
	size_t known = f->keys.n;
	uint32_t key;

	if (t->module)
		return NAMES_NONE;
	key = names_add(&f->keys, key_of(f->arena, label, id));
	if (key == known)
		*ARENA_PUSH(f->arena, f->of_keys, known, f->of_keys_cap) =
			(struct flicker_key){ .test = { id, label }, .where = STR("") };
	return key;
}

static void add_state(struct flicker_key *k, enum test_state state)
{
	k->passed |= state == TEST_PASSING || state == TEST_FLAKY;
	k->failed |= state == TEST_FAILING;
	k->flaky |= state == TEST_FLAKY;
}

static bool has_label(const struct results *r, struct str label)
{
	for (size_t i = 0; i < r->label_count; i++) {
		if (str_eq(r->labels[i], label))
			return true;
	}
	return false;
}

static bool had_passed(const struct earlier_run *run, const struct named_test *t, struct str key)
{
	return run->results->has_idle && has_label(run->results, t->label) &&
		names_find(&run->ids, t->id) != NAMES_NONE &&
		names_find(&run->idle, key) == NAMES_NONE &&
		names_find(&run->failed, key) == NAMES_NONE;
}

/* NULL: no other result than now. */
static const char *other_result(
	const struct earlier_run *run, const struct flicker_key *k, struct str key)
{
	if (k->passed && !k->failed && names_find(&run->failed, key) != NAMES_NONE)
		return "failed";
	if ((k->passed || k->failed) && names_find(&run->flaky, key) != NAMES_NONE)
		return "flaky";
	return k->failed && had_passed(run, &k->test, key) ? "passed" : NULL;
}

/* The newest run that had another result. What failed in any report of this one has failed. */
static void compare(const struct flicker *f, uint32_t key)
{
	struct flicker_key *k = &f->of_keys[key];
	struct str name = f->keys.v[key];

	for (size_t i = 0; i < f->n && !f->changed && !k->was; i++) {
		k->was = other_result(&f->runs[i], k, name);
		if (k->was)
			k->where = f->runs[i].where;
	}
	k->flaky |= k->was != NULL;
}

void flicker_mark(struct flicker *f, struct evidence *e)
{
	uint32_t *key_of_test = arena_alloc(f->arena, e->tests.n * sizeof(*key_of_test));

	for (size_t i = 0; i < e->tests.n; i++) {
		key_of_test[i] = find_key(f, e, &e->tests.v[i]);
		if (key_of_test[i] != NAMES_NONE)
			add_state(&f->of_keys[key_of_test[i]], e->tests.v[i].state);
	}
	for (size_t i = 0; i < f->keys.n; i++)
		compare(f, (uint32_t)i);
	for (size_t i = 0; i < e->tests.n; i++) {
		struct test *t = &e->tests.v[i];

		if (t->state == TEST_PASSING && key_of_test[i] != NAMES_NONE &&
			f->of_keys[key_of_test[i]].was)
			t->state = TEST_FLAKY;
	}
}

/* Which of the keys are wanted, in order. */
struct chosen {
	struct str *v;
	size_t n, cap;
};

static void choose(struct chosen *c, struct str key, struct arena *a)
{
	*ARENA_PUSH(a, c->v, c->n, c->cap) = key;
}

static void sort(struct chosen *c)
{
	size_t kept = 0;

	if (c->n)
		qsort(c->v, c->n, sizeof(*c->v), str_cmp_qsort);
	for (size_t i = 0; i < c->n; i++) {
		if (!kept || !str_eq(c->v[kept - 1], c->v[i]))
			c->v[kept++] = c->v[i];
	}
	c->n = kept;
}

static struct str write(struct chosen *c, struct arena *a)
{
	struct buf b = { 0 };
	struct str text;

	sort(c);
	roster_write(&b, c->v, c->n);
	text = arena_str(a, buf_str(&b));
	buf_release(&b);
	return text;
}

void flicker_tell(const struct flicker *f, struct verdict *v)
{
	struct chosen c = { 0 };

	for (size_t i = 0; i < f->keys.n; i++) {
		if (f->of_keys[i].was)
			choose(&c, f->keys.v[i], f->arena);
	}
	sort(&c);
	v->flickered_count = c.n < FLICKERED_KEPT ? c.n : FLICKERED_KEPT;
	v->flickered_more = c.n - v->flickered_count;
	v->flickered = arena_alloc(f->arena, v->flickered_count * sizeof(*v->flickered));
	for (size_t i = 0; i < v->flickered_count; i++) {
		const struct flicker_key *k = &f->of_keys[names_find(&f->keys, c.v[i])];

		v->flickered[i] = (struct flickered){ k->test, !k->failed, k->was, k->where };
	}
}

static void list_labels(const struct flicker *f, struct results *out)
{
	struct names labels = { .arena = f->arena };
	struct chosen c = { 0 };

	for (size_t i = 0; i < f->keys.n; i++) {
		size_t known = labels.n;

		if (names_add(&labels, f->of_keys[i].test.label) == known)
			choose(&c, f->of_keys[i].test.label, f->arena);
	}
	if (!c.n)
		choose(&c, STR(""), f->arena);
	sort(&c);
	out->labels = c.v;
	out->label_count = c.n;
}

/* Of the roster, so that what passed need not be told. */
static void find_idle(const struct flicker *f, struct str roster, struct results *out)
{
	struct chosen idle = { 0 };
	struct roster r = { .left = roster };
	size_t most = roster.n > IDLE_BYTES_LEAST ? roster.n : IDLE_BYTES_LEAST;

	while (roster_next(&r)) {
		for (size_t i = 0; i < out->label_count; i++) {
			struct str name = key_of(
				f->arena, out->labels[i], arena_str(f->arena, buf_str(&r.id)));
			uint32_t key = names_find(&f->keys, name);

			if (key == NAMES_NONE ||
				(!f->of_keys[key].passed && !f->of_keys[key].failed))
				choose(&idle, name, f->arena);
		}
	}
	roster_end(&r);
	out->idle = write(&idle, f->arena);
	out->has_idle = out->idle.n <= most;
	if (!out->has_idle)
		out->idle = STR("");
}

void flicker_results(const struct flicker *f, struct verdict *v)
{
	struct results *out = &v->results;
	struct chosen failed = { 0 }, flaky = { 0 };

	*out = (struct results){ .known = v->has_roster };
	if (!out->known)
		return;
	list_labels(f, out);
	find_idle(f, v->roster, out);
	for (size_t i = 0; i < f->keys.n; i++) {
		if (f->of_keys[i].failed)
			choose(&failed, f->keys.v[i], f->arena);
		if (f->of_keys[i].flaky)
			choose(&flaky, f->keys.v[i], f->arena);
	}
	for (size_t i = 0; i < f->n; i++) {
		struct names seen = { .arena = f->arena };

		add_roster(&seen, f->runs[i].results->flaky);
		for (size_t k = 0; k < seen.n; k++)
			choose(&flaky, seen.v[k], f->arena);
	}
	out->failed = write(&failed, f->arena);
	out->flaky = write(&flaky, f->arena);
}
