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
	counts->time_us = test->time_us > UINT64_MAX - counts->time_us
		? UINT64_MAX
		: counts->time_us + test->time_us;
}

static bool same_test(const struct test *a, const struct test *b)
{
	return str_eq(a->name, b->name) && str_eq(a->suite, b->suite) && str_eq(a->file, b->file);
}

static void unite(struct test *into, const struct test *from)
{
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
	bool worse = weight[from->state] > weight[into->state];

	if (worse || (from->state == into->state && str_cmp(from->message, into->message) < 0))
		into->message = from->message;
	if (worse)
		into->state = from->state;
	into->errored |= from->errored;
	if (from->time_us > into->time_us)
		into->time_us = from->time_us;
}

void tests_unite(struct tests *tests, struct arena *scratch)
{
	size_t kept = 0, slots = 64;
	uint32_t *table; /* index + 1 of a kept test, or 0 */

	while (slots < tests->n * 2)
		slots *= 2;
	table = arena_alloc(scratch, slots * sizeof(*table));
	for (size_t i = 0; i < tests->n; i++) {
		const struct test *t = &tests->v[i];
		size_t at = (size_t)(str_hash(t->name) * 31 + str_hash(t->suite)) & (slots - 1);

		while (table[at] && !same_test(&tests->v[table[at] - 1], t))
			at = (at + 1) & (slots - 1);
		if (table[at]) {
			unite(&tests->v[table[at] - 1], t);
		} else {
			tests->v[kept++] = *t;
			table[at] = (uint32_t)kept;
		}
	}
	tests->n = kept;
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
