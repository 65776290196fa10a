#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "gate/model/flicker.h"
#include "gate/model/record.h"
#include "reporters/note.h"

static struct arena arena;
static struct evidence evidence;
static struct flicker flicker;
static struct str labels[3];

static int set_up(void **state)
{
	(void)state;
	evidence_init(&evidence, &arena);
	labels[0] = STR("");
	labels[1] = STR("linux");
	labels[2] = STR("macos");
	evidence.labels = labels;
	flicker = (struct flicker){ .arena = &arena, .keys.arena = &arena };
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void test(const char *name, uint32_t label, enum test_state state)
{
	struct tests *t = &evidence.tests;

	*ARENA_PUSH(&arena, t->v, t->n, t->cap) =
		(struct test){ .name = str_of(name), .label = label, .state = state };
}

/* The run so far becomes a record, read back from its text; another run of the tree starts. */
static struct verdict *record(const char *roster, const char *run)
{
	struct diags diags = { .arena = &arena };
	struct verdict v = { .has_roster = true,
		.roster = str_of(roster),
		.commit = STR("0123456789abcdef"),
		.origin = { .event = STR("push"), .run = str_of(run) } };
	struct area_verdict project = { .name = STR("project"), .tests.known = true };
	struct verdict *back;
	struct buf line = { 0 };

	v.areas = &project;
	v.area_count = 1;
	for (size_t i = 0; i < evidence.tests.n; i++)
		test_counts_add(&project.tests.counts, &evidence.tests.v[i]);
	flicker_mark(&flicker, &evidence);
	flicker_results(&flicker, &v);
	note_record(&v, LEFT_OUT_NOTHING, &line);
	back = record_parse(&arena, arena_str(&arena, buf_str(&line)), (struct place){ 0 }, &diags);
	buf_release(&line);
	assert_non_null(back);
	set_up(NULL);
	return back;
}

static struct verdict judged;

static void assert_told(size_t n, const char *first)
{
	struct buf text = { 0 };

	flicker_mark(&flicker, &evidence);
	judged = (struct verdict){ 0 };
	flicker_tell(&flicker, &judged);
	assert_int_equal(n, judged.flickered_count);
	if (n)
		flickered_say(&judged.flickered[0], &text);
	buf_byte(&text, '\0');
	assert_string_equal(first, text.p);
	buf_release(&text);
}

static void flicker__a_test_that_failed_before_is_flaky(void **state)
{
	const struct verdict *before;

	(void)state;
	test("x", 0, TEST_FAILING);
	before = record("0x|", "7");
	flicker_add(&flicker, before);
	test("x", 0, TEST_PASSING);
	assert_told(1, "x passes, and failed on the same tree in run 7");
	assert_int_equal(TEST_FLAKY, evidence.tests.v[0].state);
}

static void flicker__a_test_that_passed_before_still_fails(void **state)
{
	const struct verdict *before;

	(void)state;
	test("x", 0, TEST_PASSING);
	before = record("0x|", "");
	flicker_add(&flicker, before);
	test("x", 0, TEST_FAILING);
	assert_told(1, "x fails, and passed on the same tree in the record of 0123456789ab");
	assert_int_equal(TEST_FAILING, evidence.tests.v[0].state);
}

static void flicker__what_did_not_run_says_nothing(void **state)
{
	static const enum test_state states[] = { TEST_SKIPPED, TEST_DISABLED, TEST_BLOCKED,
		TEST_EXPECTED_FAILURE };

	(void)state;
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		const struct verdict *before;

		test("x", 0, states[i]);
		before = record("0x|", "7");
		flicker_add(&flicker, before);
		test("x", 0, TEST_FAILING);
		assert_told(0, "");
		set_up(NULL);
		test("x", 0, TEST_FAILING);
		before = record("0x|", "7");
		flicker_add(&flicker, before);
		test("x", 0, states[i]);
		assert_told(0, "");
		set_up(NULL);
	}
}

static void flicker__another_label_is_another_test(void **state)
{
	const struct verdict *before;

	(void)state;
	test("x", 1, TEST_FAILING);
	test("x", 2, TEST_PASSING);
	before = record("0x|", "7");
	flicker_add(&flicker, before);
	test("x", 0, TEST_FAILING);
	test("x", 1, TEST_FAILING);
	test("x", 2, TEST_PASSING);
	assert_told(0, "");
	set_up(NULL);
	flicker_add(&flicker, before);
	test("x", 2, TEST_FAILING);
	assert_told(1, "x [macos] fails, and passed on the same tree in run 7");
}

static void flicker__of_one_label_its_worst_result_counts(void **state)
{
	const struct verdict *before;

	(void)state;
	test("x", 0, TEST_FAILING);
	before = record("0x|", "7");
	flicker_add(&flicker, before);
	test("x", 0, TEST_PASSING);
	test("x", 0, TEST_FAILING);
	assert_told(0, "");
	assert_int_equal(TEST_PASSING, evidence.tests.v[0].state);
}

static void flicker__is_kept_while_runs_pass(void **state)
{
	const struct verdict *before;

	(void)state;
	test("x", 0, TEST_FAILING);
	before = record("0x|", "7");
	flicker_add(&flicker, before);
	test("x", 0, TEST_PASSING);
	before = record("0x|", "8");
	flicker_add(&flicker, before);
	before = record("0x|", "9"); /* in which it is in no report */
	flicker_add(&flicker, before);
	test("x", 0, TEST_PASSING);
	assert_told(1, "x passes, and was flaky on the same tree in run 9");
}

static void flicker__a_changed_tree_is_not_compared_and_forgets_nothing(void **state)
{
	struct verdict *before;

	(void)state;
	test("x", 0, TEST_FLAKY);
	before = record("0x|", "7");
	flicker_add(&flicker, before);
	flicker.changed = true;
	test("x", 0, TEST_PASSING);
	before = record("0x|", "8");
	assert_true(str_eq(STR("0x|"), before->results.flaky));
	flicker_add(&flicker, before);
	flicker.changed = true;
	test("x", 0, TEST_PASSING);
	assert_told(0, "");
}

static void flicker__what_is_only_carried_did_not_pass(void **state)
{
	const struct verdict *before;

	(void)state;
	before = record("0x|", "7");
	flicker_add(&flicker, before);
	test("x", 0, TEST_FAILING);
	assert_told(0, "");
}

static void flicker__a_record_without_results_says_nothing(void **state)
{
	struct verdict *before;

	(void)state;
	test("x", 0, TEST_FAILING);
	before = record("0x|", "7");
	before->results.known = false;
	flicker_add(&flicker, before);
	assert_int_equal(0, flicker.n);
}

static void flicker__a_long_list_of_what_did_not_run_is_left_out(void **state)
{
	struct buf roster = { 0 };
	struct verdict *before;

	(void)state;
	for (int i = 0; i < 1000; i++)
		buf_printf(&roster, "0%cx%d|", 'a' + i % 26, i);
	buf_byte(&roster, '\0');
	test("x", 1, TEST_PASSING);
	test("x", 2, TEST_FAILING);
	before = record(roster.p, "7");
	assert_true(before->results.known);
	assert_false(before->results.has_idle);
	buf_release(&roster);
	flicker_add(&flicker, before);
	test("x", 1, TEST_FAILING);
	test("x", 2, TEST_PASSING);
	assert_told(1, "x [macos] passes, and failed on the same tree in run 7");
}

#define CASE(name) cmocka_unit_test_setup_teardown(flicker__##name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(a_test_that_failed_before_is_flaky),
		CASE(a_test_that_passed_before_still_fails),
		CASE(what_did_not_run_says_nothing),
		CASE(another_label_is_another_test),
		CASE(of_one_label_its_worst_result_counts),
		CASE(is_kept_while_runs_pass),
		CASE(a_changed_tree_is_not_compared_and_forgets_nothing),
		CASE(what_is_only_carried_did_not_pass),
		CASE(a_record_without_results_says_nothing),
		CASE(a_long_list_of_what_did_not_run_is_left_out),
	};

	return cmocka_run_group_tests(cases, NULL, NULL);
}
