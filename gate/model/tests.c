#include "gate/model/tests.h"

#include "gate/base/path.h"

const char *const test_state_names[TEST_STATES] = {
	[TEST_PASSING] = "passing",
	[TEST_FAILING] = "failing",
	[TEST_FLAKY] = "flaky",
	[TEST_SKIPPED] = "skipped",
	[TEST_DISABLED] = "disabled",
	[TEST_EXPECTED_FAILURE] = "expected_failure",
	[TEST_BLOCKED] = "blocked",
	[TEST_NOT_RUN] = "not_run",
};

void test_counts_add(struct test_counts *counts, const struct test *test)
{
	counts->total++;
	counts->state[test->state]++;
	counts->errored[test->state] += test->errored;
	counts->untimed += test->untimed;
	if (test->time_us > counts->slowest_us)
		counts->slowest_us = test->time_us;
	counts->time_us = test->time_us > UINT64_MAX - counts->time_us
		? UINT64_MAX
		: counts->time_us + test->time_us;
}

void tests_add(struct tests *tests, struct arena *a, const struct tests *more)
{
	for (size_t i = 0; i < more->n; i++)
		*ARENA_PUSH(a, tests->v, tests->n, tests->cap) = more->v[i];
}

static bool same_test(const struct test *a, const struct test *b)
{
	return str_eq(a->name, b->name) && str_eq(a->suite, b->suite) && str_eq(a->file, b->file);
}

/* What ran somewhere ran; what went wrong somewhere is wrong. */
static const int weight[TEST_STATES] = {
	[TEST_FAILING] = 7,
	[TEST_BLOCKED] = 6,
	[TEST_FLAKY] = 5,
	[TEST_PASSING] = 4,
	[TEST_EXPECTED_FAILURE] = 3,
	[TEST_SKIPPED] = 2,
	[TEST_DISABLED] = 1,
	[TEST_NOT_RUN] = 0,
};

/* What is best of what jobs have: a pass anywhere counts, and what did not run is no pass. */
static const int hope[TEST_STATES] = {
	[TEST_PASSING] = 7,
	[TEST_FLAKY] = 6,
	[TEST_FAILING] = 5,
	[TEST_BLOCKED] = 4,
	[TEST_EXPECTED_FAILURE] = 3,
	[TEST_SKIPPED] = 2,
	[TEST_DISABLED] = 1,
	[TEST_NOT_RUN] = 0,
};

static void take_text(struct test *into, const struct test *from)
{
	into->message = from->message;
	into->cause = from->cause;
	into->label = from->label;
}

/* Whose words are kept of two that went wrong alike: those with a cause; no order of reports changes it. */
static bool goes_before(const struct test *a, const struct test *b)
{
	int order = str_cmp(a->message, b->message);

	if (!a->cause != !b->cause)
		return a->cause;
	order = order ? order : cause_cmp(a->cause, b->cause);
	return order ? order < 0 : a->label < b->label;
}

static void unite(struct test *into, const struct test *from)
{
	bool worse = weight[from->state] > weight[into->state];

	if (worse || (from->state == into->state && goes_before(from, into)))
		take_text(into, from);
	if (worse)
		into->state = from->state;
	if (hope[from->best] > hope[into->best] ||
		(from->best == into->best && from->best_label < into->best_label)) {
		into->best = from->best;
		into->best_label = from->best_label;
	}
	into->errored |= from->errored;
	into->untimed |= from->untimed;
	into->mixed |= from->mixed;
	into->told |= from->told;
	if (from->time_us > into->time_us)
		into->time_us = from->time_us;
}

static uint64_t sum_us(uint64_t a, uint64_t b)
{
	return b > UINT64_MAX - a ? UINT64_MAX : a + b;
}

static void fold(struct test *into, const struct test *next)
{
	bool failed = into->state == TEST_FAILING || into->state == TEST_BLOCKED ||
		into->state == TEST_FLAKY;

	if (failed && next->state == TEST_PASSING) {
		into->state = TEST_FLAKY;
	} else if (weight[next->state] > weight[into->state]) {
		take_text(into, next);
		into->state = next->state;
	}
	into->errored |= next->errored;
	into->untimed |= next->untimed;
	into->time_us = sum_us(into->time_us, next->time_us);
}

/* Two of one name, or one that was told twice: nobody can tell. */
static void add_worst(struct test *into, const struct test *next)
{
	uint64_t time_us = sum_us(into->time_us, next->time_us);

	unite(into, next);
	into->time_us = time_us;
}

struct slot {
	uint32_t id_plus_1; /* of a kept test, or 0 */
	uint32_t hash;
};

enum { AHEAD = 32 };

struct join {
	struct tests *tests;
	void (*add)(struct test *into, const struct test *from);
	bool by_label; /* what two labels have stays apart */
	struct slot *slots;
	size_t mask;
	struct repeats *repeats; /* of the report that is looked at, or NULL */
	uint32_t report;
	uint32_t *last_report; /* that a kept test was found in */
	struct repeats *again; /* all that are gone, or NULL */
};

/* The hashes of the next tests; their slots are on their way meanwhile. */
static void look_ahead(const struct join *j, const struct test *v, size_t n, uint64_t *hashes)
{
	struct str suite = STR("");
	uint64_t of_suite = 0;

	for (size_t i = 0; i < n; i++) {
		/* Tests of a suite follow each other, and mostly share its text. */
		if (!i || v[i].suite.p != suite.p || v[i].suite.n != suite.n)
			of_suite = str_hash(suite = v[i].suite);
		hashes[i] = str_hash(v[i].name) * 31 + of_suite;
		if (j->by_label)
			hashes[i] += v[i].label * UINT64_C(0x9e3779b97f4a7c15);
		__builtin_prefetch(&j->slots[hashes[i] & j->mask]);
	}
}

/* The slot of the test, or the free one that it goes into. */
static struct slot *find(const struct join *j, const struct test *t, uint64_t hash)
{
	size_t at = hash & j->mask;

	for (; j->slots[at].id_plus_1; at = (at + 1) & j->mask) {
		const struct test *kept = &j->tests->v[j->slots[at].id_plus_1 - 1];

		if (j->slots[at].hash == (uint32_t)(hash >> 32) &&
			(!j->by_label || kept->label == t->label) && same_test(kept, t))
			break;
	}
	return &j->slots[at];
}

/* A listing tells no result, and a file that could not be loaded is no test. */
static void count_repeat(struct join *j, size_t kept, const struct test *t)
{
	struct repeats *r = j->repeats;

	if (!r || j->last_report[kept] == j->report)
		return;
	j->last_report[kept] = j->report;
	/* Of those it is said otherwise. */
	if (t->torn)
		return;
	if (t->state != TEST_NOT_RUN && j->tests->v[kept].state != TEST_NOT_RUN && !t->module &&
		r->n++ == 0)
		r->first = *t;
}

static void keep(struct join *j, size_t kept, const struct test *t)
{
	if (&j->tests->v[kept] != t)
		j->tests->v[kept] = *t;
	if (j->repeats)
		j->last_report[kept] = j->report;
}

static void join_all(struct join *j)
{
	const struct tests *tests = j->tests;
	uint64_t hashes[AHEAD];
	size_t kept = 0;

	for (size_t i = 0; i < tests->n; i++) {
		const struct test *t = &tests->v[i];
		uint64_t *hash = &hashes[i % AHEAD];
		struct slot *slot;

		if (i % AHEAD == 0)
			look_ahead(j, t, tests->n - i < AHEAD ? tests->n - i : AHEAD, hashes);
		while (j->repeats && i == j->repeats->end) {
			j->repeats++;
			j->report++;
		}
		slot = find(j, t, *hash);
		if (slot->id_plus_1) {
			count_repeat(j, slot->id_plus_1 - 1, t);
			if (j->again && j->again->n++ == 0)
				j->again->first = *t;
			j->add(&tests->v[slot->id_plus_1 - 1], t);
		} else {
			keep(j, kept++, t);
			*slot = (struct slot){ (uint32_t)kept, (uint32_t)(*hash >> 32) };
		}
	}
	j->tests->n = kept;
}

static void join(struct join j, struct arena *scratch)
{
	size_t slot_count = 64, n = j.tests->n;

	while (slot_count < n / 2 * 3)
		slot_count *= 2;
	j.mask = slot_count - 1;
	if (j.repeats)
		j.last_report = arena_alloc(scratch, n * sizeof(*j.last_report));
	j.slots = arena_alloc(scratch, slot_count * sizeof(*j.slots));
	join_all(&j);
	arena_drop(scratch, j.slots, slot_count * sizeof(*j.slots));
	if (j.last_report)
		arena_drop(scratch, j.last_report, n * sizeof(*j.last_report));
}

void tests_unite(struct tests *tests, struct arena *scratch, struct repeats *repeats)
{
	bool labels = false;

	join((struct join){ .tests = tests, .add = unite, .by_label = true, .repeats = repeats },
		scratch);
	for (size_t i = 0; i < tests->n; i++) {
		tests->v[i].best = (uint8_t)tests->v[i].state;
		tests->v[i].best_label = tests->v[i].label;
		labels |= tests->v[i].label != tests->v[0].label;
	}
	if (labels)
		join((struct join){ .tests = tests, .add = unite }, scratch);
}

struct repeats tests_fold(struct tests *tests, struct arena *scratch, bool retries)
{
	struct repeats again = { 0 };

	join((struct join){ .tests = tests, .add = retries ? fold : add_worst, .again = &again },
		scratch);
	return again;
}

bool test_state_ran(enum test_state state)
{
	return state == TEST_PASSING || state == TEST_FAILING || state == TEST_FLAKY;
}

struct str test_plain(const struct test *test, struct arena *a)
{
	struct str home = test->file.n ? test->file : test->suite;

	if (!home.n || str_eq(home, test->name))
		return test->name;
	return arena_printf(a, STR_FMT "::" STR_FMT, STR_ARG(home), STR_ARG(test->name));
}

struct str test_node(const struct test *t, struct arena *a)
{
	struct str stem = path_base(t->file), classes = STR(""), rest = t->suite, text;

	stem.n -= path_extension(stem).n;
	while (rest.n) {
		struct str part = str_cut(&rest, '.');

		if (str_eq(part, stem))
			classes = rest;
	}
	if (t->unreported ||
		(!classes.n && str_index(t->suite, '.') == t->suite.n && !str_eq(t->suite, stem)))
		classes = t->suite;
	if (!t->file.n || !classes.n || str_eq(classes, t->file))
		return STR("");
	text = arena_printf(a, STR_FMT "::", STR_ARG(t->file));
	while (classes.n) {
		struct str part = str_cut(&classes, '.');

		text = arena_printf(a, STR_FMT STR_FMT "::", STR_ARG(text), STR_ARG(part));
	}
	return arena_printf(a, STR_FMT STR_FMT, STR_ARG(text), STR_ARG(t->name));
}

struct str test_id(const struct test *test, struct arena *a)
{
	struct str node = STR("");

	if (str_ends(test->file, STR(".py")) && !str_eq(test->file, test->name))
		node = test_node(test, a);
	return node.n ? node : test_plain(test, a);
}

struct test test_of_id(struct str id)
{
	size_t home = 0;
	struct test t = { .name = id, .suite = STR(""), .file = STR("") };

	while (home < id.n && !str_starts(str_skip(id, home), STR("::")))
		home++;
	if (home == id.n)
		return t;
	t.file = t.suite = (struct str){ id.p, home };
	t.name = str_skip(id, home + 2);
	return t;
}

static bool ends_at_colons(struct str whole, struct str end)
{
	struct str before = { whole.p, whole.n - end.n };

	return str_ends(whole, end) && (!before.n || str_ends(before, STR("::")));
}

/* Parameters follow the file or suite, whose path may have brackets of its own. */
struct str test_id_bare(struct str id)
{
	size_t home = 0;

	if (!str_ends(id, STR("]")))
		return id;
	while (home < id.n && !str_starts(str_skip(id, home), STR("::")))
		home++;
	if (home == id.n)
		home = 0;
	return (struct str){ id.p, home + str_index(str_skip(id, home), '[') };
}

bool test_is_called(const struct test *test, struct str id, struct str name)
{
	struct str between = name;

	if (str_eq(id, name))
		return true;
	if (!test->suite.n || !str_starts(name, test->suite) || !str_ends(name, test->name) ||
		name.n <= test->suite.n + test->name.n)
		return false;
	between = str_skip(name, test->suite.n);
	between.n -= test->name.n;
	return str_eq(between, STR("::")) || str_eq(between, STR("."));
}

bool test_id_is(struct str id, struct str name)
{
	struct str bare = test_id_bare(id);

	return name.n && (ends_at_colons(id, name) || ends_at_colons(bare, name));
}
