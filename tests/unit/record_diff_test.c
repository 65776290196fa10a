#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "gate/model/record_diff.h"

static struct arena arena;

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void assert_difference(const char *recorded, const char *replayed, const char *say)
{
	assert_string_equal(say, record_difference(str_of(recorded), str_of(replayed), &arena).p);
}

static void record_diff__same_bytes_do_not_differ(void **state)
{
	(void)state;
	assert_int_equal(0, record_difference(STR("{\"a\":1}"), STR("{\"a\":1}"), &arena).n);
	/* Not even such as are no JSON. */
	assert_int_equal(0, record_difference(STR("{"), STR("{"), &arena).n);
}

static void record_diff__names_the_first_of_several(void **state)
{
	(void)state;
	assert_difference("{\"a\":1,\"b\":[{\"c\":\"x\"},{\"c\":\"y\"}],\"d\":true}",
		"{\"a\":1,\"b\":[{\"c\":\"x\"},{\"c\":\"z\"}],\"d\":false}",
		"b[1].c is recorded as 'y', and comes to 'z'");
}

static void record_diff__names_what_is_on_one_side_alone(void **state)
{
	(void)state;
	assert_difference(
		"{\"a\":1,\"b\":2}", "{\"a\":1}", "b is recorded as 2, and comes to nothing");
	assert_difference("{\"a\":1,\"c\":3}", "{\"a\":1,\"b\":2,\"c\":3}",
		"b is not recorded, and comes to 2");
	assert_difference("{\"a\":1,\"b\":2,\"c\":3}", "{\"a\":1,\"c\":3}",
		"b is recorded as 2, and comes to nothing");
	assert_difference(
		"{\"a\":[]}", "{\"a\":[null]}", "a[0] is not recorded, and comes to null");
}

static void record_diff__tells_types_apart(void **state)
{
	(void)state;
	assert_difference(
		"{\"a\":{}}", "{\"a\":\"x\"}", "a is recorded as an object, and comes to 'x'");
	assert_difference(
		"{\"a\":true}", "{\"a\":false}", "a is recorded as true, and comes to false");
	/* The text of a number, not its value, is what is compared. */
	assert_difference("{\"a\":1.0}", "{\"a\":1}", "a is recorded as 1.0, and comes to 1");
}

static void record_diff__of_bytes_without_meaning_is_their_place(void **state)
{
	(void)state;
	assert_difference("{\"a\": 1}", "{\"a\":1}", "byte 6 is another, and means the same");
	assert_difference("{\"a\":", "{\"a\":1}", "byte 6 is another");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(record_diff__same_bytes_do_not_differ, tear_down),
		cmocka_unit_test_teardown(record_diff__names_the_first_of_several, tear_down),
		cmocka_unit_test_teardown(record_diff__names_what_is_on_one_side_alone, tear_down),
		cmocka_unit_test_teardown(record_diff__tells_types_apart, tear_down),
		cmocka_unit_test_teardown(
			record_diff__of_bytes_without_meaning_is_their_place, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
