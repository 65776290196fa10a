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
	counts->errored += test->errored;
	counts->time_us += test->time_us;
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

bool test_id_is(struct str id, struct str name)
{
	struct str bare = without_parameters(id);

	return name.n && (ends_at_colons(id, name) || ends_at_colons(bare, name));
}
