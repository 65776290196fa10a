/* Numbers of a policy's text, put in place. */
#include "tests/unit/judge_fixture.h"

#include "gate/base/buf.h"
#include "policies/raise.h"

/* Figures of an area with so many lines covered of seven, and so many tests that pass. */
static struct area_verdict figures(uint64_t covered, uint64_t passing)
{
	struct area_verdict v = { 0 };

	v.coverage[METRIC_LINES].known = true;
	v.coverage[METRIC_LINES].count = (struct count){ covered, 7 };
	v.tests.known = true;
	v.tests.counts.total = v.tests.created = passing;
	v.tests.counts.state[TEST_PASSING] = v.tests.runnable = v.tests.passing = passing;
	return v;
}

/* The text of project.json with what `area` reached; NULL if it is not the one that was read. */
static const char *raised(const char *read, const char *now, const struct area_verdict *area)
{
	struct raises raises = { 0 };
	struct buf out = { 0 };
	struct str text;
	bool good;

	policy("project.json", read);
	raise_find(&raises, &policies.v[0], area, false, &arena);
	good = raise_apply(&out, str_of(now), &policies.v[0], &raises);
	text = arena_str(&arena, buf_str(&out));
	buf_release(&out);
	return good ? text.p : NULL;
}

static void same(const char *read, const char *expected, uint64_t covered, uint64_t passing)
{
	struct area_verdict area = figures(covered, passing);

	assert_string_equal(expected, raised(read, read, &area));
}

static void raise__rounds_down_to_two_decimals(void **state)
{
	(void)state;
	same("{ \"version\": 1, \"coverage\": { \"lines\": { \"target\": 57.14 } } }",
		"{ \"version\": 1, \"coverage\": { \"lines\": { \"target\": 71.42 } } }", 5, 1);
}

static void raise__a_finer_target_stays(void **state)
{
	static const char text[] =
		"{ \"version\": 1, \"coverage\": { \"lines\": { \"target\": 71.428 } } }";

	(void)state;
	same(text, text, 5, 1);
}

static void raise__nothing_is_lowered(void **state)
{
	static const char text[] = "{ \"version\": 1, \"plan\": { \"created\": 9, \"passing\": 9 },"
				   " \"coverage\": { \"lines\": { \"target\": 80,"
				   " \"max_uncovered\": 1 } } }";

	(void)state;
	same(text, text, 5, 3);
}

static void raise__numbers_grow_and_shrink_in_one_line(void **state)
{
	(void)state;
	same("{ \"version\": 1, \"plan\": { \"passing\": 1, \"max_failed\": 1000, \"created\": 2 } }",
		"{ \"version\": 1, \"plan\": { \"passing\": 250, \"max_failed\": 0, \"created\": 250 } }",
		5, 250);
}

static void raise__coverage_of_a_part_stays_and_is_counted(void **state)
{
	struct area_verdict area = figures(5, 3);
	struct raises raises = { 0 };

	(void)state;
	policy("project.json",
		"{ \"version\": 1, \"coverage\": { \"lines\": { \"target\": 50,"
		" \"max_uncovered\": 9 } }, \"plan\": { \"passing\": 1 } }");
	raise_find(&raises, &policies.v[0], &area, true, &arena);
	assert_int_equal(2, raises.left);
	assert_int_equal(1, raises.n);
	assert_string_equal("plan.passing", raises.v[0].limit->rule->id);
}

static void raise__what_is_planned_stays(void **state)
{
	static const char text[] = "{ \"version\": 1, \"plan\": { \"planned\": 3 } }";

	(void)state;
	same(text, text, 5, 9);
}

static void raise__a_byte_order_mark_and_line_ends_stay(void **state)
{
	(void)state;
	same("\xef\xbb\xbf{\r\n\"version\": 1,\r\n\t\"plan\":\r\n{ \"passing\":\r\n1 } }\r\n",
		"\xef\xbb\xbf{\r\n\"version\": 1,\r\n\t\"plan\":\r\n{ \"passing\":\r\n4 } }\r\n", 5,
		4);
}

static void raise__a_text_that_changed_is_refused(void **state)
{
	static const char read[] = "{ \"version\": 1, \"plan\": { \"passing\": 1 } }";
	struct area_verdict area = figures(5, 4);

	(void)state;
	assert_null(raised(read, "{ \"version\": 1, \"plan\": { \"passing\": 2 } }", &area));
	assert_null(raised(read, "{  \"version\": 1, \"plan\": { \"passing\": 1 } }", &area));
	assert_null(raised(read, "{ \"version\": 1 }", &area));
	assert_null(raised(read, "", &area));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(raise__rounds_down_to_two_decimals),
		TEST(raise__a_finer_target_stays),
		TEST(raise__nothing_is_lowered),
		TEST(raise__numbers_grow_and_shrink_in_one_line),
		TEST(raise__coverage_of_a_part_stays_and_is_counted),
		TEST(raise__what_is_planned_stays),
		TEST(raise__a_byte_order_mark_and_line_ends_stay),
		TEST(raise__a_text_that_changed_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
