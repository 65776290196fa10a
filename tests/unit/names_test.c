#include "tests/unit/check.h"

#include <stdio.h>

#include "gate/model/names.h"

static struct names names;

static int set_up(void **state)
{
	names = (struct names){ .arena = &arena };
	return check_set_up(state);
}

static void names__each_text_has_one_id_in_the_order_it_came(void **state)
{
	(void)state;
	assert_int_equal(NAMES_NONE, names_find(&names, STR("a")));
	assert_int_equal(0, names_add(&names, STR("a")));
	assert_int_equal(1, names_add(&names, STR("")));
	assert_int_equal(2, names_add(&names, STR("a\0b")));
	assert_int_equal(0, names_add(&names, STR("a")));
	assert_int_equal(2, names_find(&names, STR("a\0b")));
	assert_int_equal(1, names_find(&names, (struct str){ 0 }));
	assert_int_equal(NAMES_NONE, names_find(&names, STR("b")));
	assert_int_equal(3, names.n);
}

static void names__texts_are_copied(void **state)
{
	char text[] = "abc";

	(void)state;
	names_add(&names, str_of(text));
	memset(text, 'x', 3);
	assert_str("abc", names.v[0]);
	assert_int_equal(0, names_find(&names, STR("abc")));
}

static void names__many_are_found_again(void **state)
{
	char text[16];

	(void)state;
	for (unsigned i = 0; i < 50000; i++) {
		snprintf(text, sizeof(text), "n%u", i);
		assert_int_equal(i, names_add(&names, str_of(text)));
	}
	for (unsigned i = 0; i < 50000; i++) {
		snprintf(text, sizeof(text), "n%u", i);
		assert_int_equal(i, names_find(&names, str_of(text)));
	}
	assert_int_equal(NAMES_NONE, names_find(&names, STR("n50000")));
}

static void names__sorted_are_numbered_by_their_text(void **state)
{
	static const char *const texts[] = { "b", "", "a", "ab", "\xff", "A" };
	static const uint32_t wanted[] = { 4, 0, 2, 3, 5, 1 };
	uint32_t *rank;

	(void)state;
	for (size_t i = 0; i < 6; i++)
		names_add(&names, str_of(texts[i]));
	rank = names_sort(&names);
	assert_memory_equal(wanted, rank, sizeof(wanted));
	for (size_t i = 0; i < 6; i++)
		assert_str(texts[i], names.v[rank[i]]);
	free(rank);
}

static void names__none_sorted_are_none(void **state)
{
	(void)state;
	free(names_sort(&names));
	assert_int_equal(0, names.n);
}

int main(void)
{
#define WITH_NAMES(test) cmocka_unit_test_setup_teardown(test, set_up, check_tear_down)
	const struct CMUnitTest tests[] = {
		WITH_NAMES(names__each_text_has_one_id_in_the_order_it_came),
		WITH_NAMES(names__texts_are_copied),
		WITH_NAMES(names__many_are_found_again),
		WITH_NAMES(names__sorted_are_numbered_by_their_text),
		WITH_NAMES(names__none_sorted_are_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
