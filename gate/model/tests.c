#include "gate/model/tests.h"

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

static void take_text(struct test *into, const struct test *from)
{
	into->message = from->message;
	into->cause = from->cause;
}

/* Whose words are kept of two that went wrong alike: those with a cause; no order of reports changes it. */
static bool goes_before(const struct test *a, const struct test *b)
{
	int order = str_cmp(a->message, b->message);

	if (!a->cause != !b->cause)
		return a->cause;
	return order ? order < 0 : cause_cmp(a->cause, b->cause) < 0;
}

static void unite(struct test *into, const struct test *from)
{
	bool worse = weight[from->state] > weight[into->state];

	if (worse || (from->state == into->state && goes_before(from, into)))
		take_text(into, from);
	if (worse)
		into->state = from->state;
	into->errored |= from->errored;
	if (from->time_us > into->time_us)
		into->time_us = from->time_us;
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
	into->time_us = next->time_us > UINT64_MAX - into->time_us ? UINT64_MAX
								   : into->time_us + next->time_us;
}

struct slot {
	uint32_t id_plus_1; /* of a kept test, or 0 */
	uint32_t hash;
};

enum { AHEAD = 32 };

/* The hashes of the next tests; their slots are on their way meanwhile. */
static void look_ahead(
	const struct test *v, size_t n, uint64_t *hashes, const struct slot *slots, size_t mask)
{
	struct str suite = STR("");
	uint64_t of_suite = 0;

	for (size_t i = 0; i < n; i++) {
		/* Tests of a suite follow each other, and mostly share its text. */
		if (!i || v[i].suite.p != suite.p || v[i].suite.n != suite.n)
			of_suite = str_hash(suite = v[i].suite);
		hashes[i] = str_hash(v[i].name) * 31 + of_suite;
		__builtin_prefetch(&slots[hashes[i] & mask]);
	}
}

static void join(struct tests *tests, struct arena *scratch,
	void (*add)(struct test *into, const struct test *from))
{
	size_t kept = 0, slot_count = 64, mask;
	uint64_t hashes[AHEAD];
	struct slot *slots;

	while (slot_count < tests->n / 2 * 3)
		slot_count *= 2;
	mask = slot_count - 1;
	slots = arena_alloc(scratch, slot_count * sizeof(*slots));
	for (size_t i = 0; i < tests->n; i++) {
		const struct test *t = &tests->v[i];
		uint32_t hash;
		size_t at;

		if (i % AHEAD == 0)
			look_ahead(t, tests->n - i < AHEAD ? tests->n - i : AHEAD, hashes, slots,
				mask);
		at = hashes[i % AHEAD] & mask;
		hash = (uint32_t)(hashes[i % AHEAD] >> 32);
		while (slots[at].id_plus_1 &&
			(slots[at].hash != hash ||
				!same_test(&tests->v[slots[at].id_plus_1 - 1], t)))
			at = (at + 1) & mask;
		if (slots[at].id_plus_1) {
			add(&tests->v[slots[at].id_plus_1 - 1], t);
			continue;
		}
		if (kept < i)
			tests->v[kept] = *t;
		slots[at] = (struct slot){ (uint32_t)++kept, hash };
	}
	tests->n = kept;
	arena_drop(scratch, slots, slot_count * sizeof(*slots));
}

void tests_unite(struct tests *tests, struct arena *scratch)
{
	join(tests, scratch, unite);
}

size_t tests_fold(struct tests *tests, struct arena *scratch)
{
	size_t n = tests->n;

	join(tests, scratch, fold);
	return n - tests->n;
}

bool test_state_ran(enum test_state state)
{
	return state == TEST_PASSING || state == TEST_FAILING || state == TEST_FLAKY;
}

struct str test_id(const struct test *test, struct arena *a)
{
	struct str home = test->file.n ? test->file : test->suite;

	if (!home.n || str_eq(home, test->name))
		return test->name;
	return arena_printf(a, STR_FMT "::" STR_FMT, STR_ARG(home), STR_ARG(test->name));
}

static bool ends_at_colons(struct str whole, struct str end)
{
	struct str before = { whole.p, whole.n - end.n };

	return str_ends(whole, end) && (!before.n || str_ends(before, STR("::")));
}

/* Parameters follow the file or suite, whose path may have brackets of its own. */
static struct str without_parameters(struct str id)
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
	struct str bare = without_parameters(id);

	return name.n && (ends_at_colons(id, name) || ends_at_colons(bare, name));
}
