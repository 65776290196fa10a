#include "parsers/junit_state.h"

#include <inttypes.h>

/* A list of tests, written by the option that lists them, is the skeleton of a report. */
static void mark_list(struct junit *j)
{
	struct tests *all = &j->into->tests;

	if (!j->dialect || !j->dialect->lists || j->has_results || j->tally.bad)
		return;
	for (size_t i = 0; i < all->n; i++) {
		all->v[i].state = all->v[i].state == TEST_PASSING ? TEST_NOT_RUN : all->v[i].state;
		all->v[i].untimed = false;
	}
}

static bool is_in_block(const struct test *t, struct str block, struct str joins)
{
	return str_starts(t->name, block) && str_starts(str_skip(t->name, block.n), joins);
}

/* The tests behind a hook that failed are told as skipped, which nobody wanted. */
static void block_behind_hooks(struct junit *j)
{
	enum { BLOCK_TESTS_MAX = 1000 }; /* or else many failures would take long */
	struct tests *all = &j->into->tests;
	struct str joins = str_of(j->dialect ? j->dialect->joins : NULL);

	for (size_t i = 0; joins.n && i < all->n; i++) {
		struct test *hook = &all->v[i];

		if (hook->state != TEST_FAILING)
			continue;
		/* They stand before it, in the same suite. */
		for (struct test *t = hook; t-- > all->v && hook - t < BLOCK_TESTS_MAX &&
			str_eq(t->suite, hook->suite);) {
			if (t->state != TEST_SKIPPED || !is_in_block(t, hook->name, joins))
				continue;
			t->state = hook->state = TEST_BLOCKED;
			t->message = hook->message;
		}
	}
}

static void fold(struct junit *j)
{
	struct arena scratch = { 0 };
	bool retries = j->dialect && j->dialect->retries;
	struct repeats again = tests_fold(&j->into->tests, &scratch, retries);
	const struct test *first = &again.first;

	if (again.n)
		diag_at(j->diags, DIAG(JUNIT_REPEATED), junit_line(j, 0),
			"%" PRIu64 " %s of a test again, such as '" STR_FMT "': %s",
			(uint64_t)again.n, again.n == 1 ? "record tells" : "records tell",
			STR_ARG(diag_shown(first->name)),
			retries ? "the last result counts, and flaky is what passed after it had failed"
				: "they may be two tests of one name, so the worst result counts");
	arena_release(&scratch);
}

/* Where a file cannot be loaded, pytest runs nothing at all; nor does it say so. */
static void tell_interrupted(struct junit *j)
{
	const struct tests *all = &j->into->tests;
	size_t blocked = 0;

	if (!j->dialect || !j->dialect->stops)
		return;
	for (size_t i = 0; i < all->n; i++) {
		if (!all->v[i].module)
			return;
		blocked += all->v[i].state == TEST_BLOCKED;
	}
	if (!blocked)
		return;
	j->into->interrupted = true;
	diag_at(j->diags, DIAG(JUNIT_INTERRUPTED), junit_line(j, 0),
		"no test was run, since %zu %s could not be loaded: %s", blocked,
		blocked == 1 ? "file" : "files", j->dialect->stops);
}

void junit_settle(struct junit *j)
{
	mark_list(j);
	tell_interrupted(j);
	block_behind_hooks(j);
	fold(j);
}
