#include "policies/replay.h"
#include "reporters/note.h"
#include "tests/unit/judge_fixture.h"
#include "gate/model/record.h"

static const int64_t now = 1767603600; /* 2026-01-05 */
static struct taken_over taken;
static const struct verdict *record;
static struct verdict again;

static struct str line_of(const struct verdict *v, enum left_out left_out)
{
	struct buf line = { 0 };
	struct str s;

	note_record(v, left_out, &line);
	s = arena_str(&arena, buf_str(&line));
	buf_release(&line);
	return s;
}

/* Judges, writes it down, reads it back: nothing of the evidence is left. */
static struct str record_all(enum left_out left_out)
{
	struct str line;

	verdict = (struct verdict){ 0 };
	judge(&verdict, &policies,
		&(struct grounds){ .evidence = &evidence, .patch = patch, .time = &now }, &arena);
	verdict.left_out = left_out;
	line = line_of(&verdict, left_out);
	record = record_parse(&arena, line, (struct place){ 0 }, &diags);
	assert_non_null(record);
	return line;
}

static void assert_comes_to_the_same(enum left_out left_out)
{
	struct str line = record_all(left_out);

	taken = (struct taken_over){ 0 };
	again = replay(record, &policies, &now, &taken, &arena);
	assert_string_equal(line.p, line_of(&again, left_out).p);
}

static void everything(void)
{
	project("\"title\": \"T\", \"coverage\": { \"lines\": { \"target\": 40, \"baseline\": 7.5 } },"
		"\"plan\": { \"max_failed\": 0, \"max_skipped\": 1 }");
	area("\"title\": \"A\", \"enforce\": true,"
	     "\"coverage\": { \"lines\": { \"target\": 85, \"max_uncovered\": 1 } },"
	     "\"plan\": { \"planned\": [\"x\", \"gone\"], \"max_failed\": 0, \"max_blocked\": 0 },"
	     "\"waivers\": [ { \"rule\": \"plan.max_failed\", \"reason\": \"r\", \"owner\": \"o\","
	     " \"until\": \"2026-01-05\" } ]");
	lines("a/a.c", 7, 10);
	lines("b/b.c", 1, 1);
	test("t/a.py", "x", TEST_PASSING);
	test("t/a.py", "y", TEST_FAILING);
	test("t/a.py", "z", TEST_FLAKY);
	test("u/a.py", "s", TEST_SKIPPED);
}

static void judge__replay_of_counts_takes_nothing_over(void **state)
{
	(void)state;
	everything();
	assert_comes_to_the_same(LEFT_OUT_NOTHING);
	assert_int_equal(0, taken.n);
	assert_int_equal(GATE_CLOSED, again.gate);
}

static void judge__replay_of_a_short_record_is_as_short(void **state)
{
	(void)state;
	everything();
	for (int i = 0; i < LEFT_OUT_LEVELS; i++)
		assert_comes_to_the_same((enum left_out)i);
}

static void judge__replay_takes_over_what_counts_do_not_decide(void **state)
{
	(void)state;
	project("\"plan\": { \"required\": [\"x\", \"y\"], \"max_seconds\": 1, \"max_test_seconds\": 9 }");
	test("t/a.py", "x", TEST_PASSING);
	test("t/a.py", "y", TEST_FAILING);
	assert_comes_to_the_same(LEFT_OUT_NOTHING);
	assert_int_equal(3, taken.n);
	assert_true(str_eq(STR("project plan.required"), taken.v[0]));
	assert_true(str_eq(STR("project plan.max_seconds"), taken.v[1]));
}

static void judge__replay_takes_over_what_an_ended_waiver_is_about(void **state)
{
	(void)state;
	project("\"coverage\": { \"lines\": { \"target\": 85 } },"
		"\"waivers\": [ { \"rule\": \"coverage.lines.target\", \"reason\": \"r\","
		" \"owner\": \"o\", \"until\": \"2026-01-04\" } ]");
	lines("a.c", 1, 2);
	assert_comes_to_the_same(LEFT_OUT_NOTHING);
	assert_int_equal(1, taken.n);
}

static void judge__replay_of_an_area_without_data_or_with_nothing_is_the_same(void **state)
{
	struct patch nothing = { 0 };

	(void)state;
	patch = &nothing;
	project("\"patch\": { \"lines\": { \"target\": 1 } }");
	area("\"enforce\": false, \"coverage\": { \"lines\": { \"target\": 1 }, \"branches\": "
	     "{ \"max_uncovered\": 0 } }, \"plan\": { \"planned\": 2, \"max_failed\": 0 }");
	assert_comes_to_the_same(LEFT_OUT_NOTHING);
	/* The plan, as without a test in any report a record has no counts of tests. */
	assert_int_equal(4, taken.n);
}

static void judge__replay_by_other_policies_comes_to_something_else(void **state)
{
	struct str line;

	(void)state;
	project("\"coverage\": { \"lines\": { \"target\": 50 } }");
	lines("a.c", 1, 2);
	line = record_all(LEFT_OUT_NOTHING);
	assert_int_equal(GATE_OPEN, record->gate);
	policies.v[0].limits[0].value.digits = 51;
	again = replay(record, &policies, &now, &taken, &arena);
	assert_int_equal(GATE_CLOSED, again.gate);
	assert_string_not_equal(line.p, line_of(&again, LEFT_OUT_NOTHING).p);
}

static void judge__replay_misses_what_is_not_recorded(void **state)
{
	(void)state;
	project("\"plan\": { \"max_seconds\": 1 }");
	test("t/a.py", "x", TEST_PASSING);
	record_all(LEFT_OUT_NOTHING);
	((struct verdict *)record)->finding_count = 0;
	again = replay(record, &policies, &now, &taken, &arena);
	assert_int_equal(1, again.finding_count);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		JUDGE_CASE(replay_of_counts_takes_nothing_over),
		JUDGE_CASE(replay_of_a_short_record_is_as_short),
		JUDGE_CASE(replay_takes_over_what_counts_do_not_decide),
		JUDGE_CASE(replay_takes_over_what_an_ended_waiver_is_about),
		JUDGE_CASE(replay_of_an_area_without_data_or_with_nothing_is_the_same),
		JUDGE_CASE(replay_by_other_policies_comes_to_something_else),
		JUDGE_CASE(replay_misses_what_is_not_recorded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
