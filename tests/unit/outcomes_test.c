#include "tests/unit/check.h"

#include <stdio.h>
#include <time.h>

#include "gate/model/functions.h"
#include "gate/model/outcomes.h"

static struct names names;

static int set_up(void **state)
{
	names = (struct names){ .arena = &arena };
	return check_set_up(state);
}

static void add(struct outcomes *set, uint32_t line, uint32_t group, uint32_t index, bool taken)
{
	outcomes_add(set, &arena, (struct outcome){ line, group, index, taken });
}

static const char *shown(const struct outcomes *set)
{
	struct buf out = { 0 };
	const char *text;

	for (size_t i = 0; i < set->n; i++)
		buf_printf(&out, "%u:%u:%u%s ", set->v[i].line, set->v[i].group, set->v[i].index,
			set->v[i].taken ? "+" : "");
	text = arena_str(&arena, buf_str(&out)).p;
	buf_release(&out);
	return text;
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

static void outcomes__a_plain_number_is_its_own_token(void **state)
{
	static const char *const texts[] = { "00", "07", "2147483648", "-1", "e1", "", "1 " };

	(void)state;
	assert_int_equal(0, outcome_token(&names, STR("0")));
	assert_int_equal(17, outcome_token(&names, STR("17")));
	assert_int_equal(0x7fffffff, outcome_token(&names, STR("2147483647")));
	assert_int_equal(0, names.n);
	for (uint32_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_int_equal(0x80000000u | i, outcome_token(&names, str_of(texts[i])));
}

static void outcomes__a_token_means_the_same_in_another_table(void **state)
{
	struct names other = { .arena = &arena };
	uint32_t token = outcome_token(&names, STR("x > 1"));

	(void)state;
	names_add(&other, STR("first"));
	assert_int_equal(0x80000001u, outcome_token_moved(&other, &names, token));
	assert_str("x > 1", other.v[1]);
	assert_int_equal(5, outcome_token_moved(&other, &names, 5));
	assert_int_equal(2, other.n);
}

static void outcomes__are_sorted_and_joined_by_line_group_and_index(void **state)
{
	struct outcomes set = { 0 };

	(void)state;
	add(&set, 9, 0, 1, false);
	add(&set, 9, 0, 0, true);
	add(&set, 2, 1, 0, false);
	add(&set, 9, 0, 1, true);
	add(&set, 2, 0, 7, false);
	add(&set, 9, 0, 1, false);
	outcomes_settle(&set);
	assert_int_equal(2, set.joined);
	assert_string_equal("2:0:7 2:1:0 9:0:0+ 9:0:1+ ", shown(&set));
	assert_int_equal(2, outcomes_count(&set).covered);
	assert_int_equal(4, outcomes_count(&set).total);
	outcomes_settle(&set);
	assert_int_equal(2, set.joined);
}

static void outcomes__the_same_one_after_itself_is_a_repetition_too(void **state)
{
	struct outcomes set = { 0 };

	(void)state;
	add(&set, 1, 0, 0, true);
	add(&set, 1, 0, 0, false);
	outcomes_settle(&set);
	assert_int_equal(1, set.joined);
	assert_string_equal("1:0:0+ ", shown(&set));
	outcomes_settle(&(struct outcomes){ 0 });
}

static void outcomes__repeated_just_below_the_room_there_is_are_joined_in_time(void **state)
{
	struct outcomes set = { 0 };
	struct functions functions = { 0 };
	clock_t start = clock();

	(void)state;
	for (uint32_t i = 0; i < 8191 + 200000; i++) {
		uint32_t n = i < 8191 ? i : i % 2;

		add(&set, n, 0, 0, i == 8192);
		functions_add(&functions, &arena, (struct function){ .name = n });
	}
	assert_true(set.cap <= 4 * 8192);
	assert_true(functions.cap <= 4 * 8192);
	outcomes_settle(&set);
	functions_settle(&functions);
	assert_int_equal(8191, set.n);
	assert_int_equal(200000, set.joined);
	assert_int_equal(1, outcomes_count(&set).covered);
	assert_int_equal(8191, functions.n);
	assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
}

static void functions__hits_and_declarations_join_by_name(void **state)
{
	struct functions set = { 0 };

	(void)state;
	functions_add(&set, &arena, (struct function){ .name = 3, .hit = true });
	functions_add(&set, &arena, (struct function){ .name = 1, .line = 20, .declared = true });
	functions_add(&set, &arena, (struct function){ .name = 3, .line = 9, .declared = true });
	functions_add(&set, &arena, (struct function){ .name = 2, .hit = true });
	functions_add(&set, &arena, (struct function){ .name = 1, .line = 10, .declared = true });
	functions_settle(&set);
	assert_int_equal(3, functions_count(&set).total);
	assert_int_equal(2, functions_count(&set).covered);
	assert_int_equal(1, functions_undeclared(&set));
	assert_int_equal(1, set.v[0].name);
	assert_int_equal(10, set.v[0].line);
	assert_int_equal(9, set.v[2].line);
	assert_true(set.v[2].hit && set.v[2].declared);
}

static void functions__a_hit_without_declaration_keeps_no_line(void **state)
{
	struct functions set = { 0 };

	(void)state;
	functions_add(&set, &arena, (struct function){ .name = 0, .line = 4, .declared = true });
	functions_add(&set, &arena, (struct function){ .name = 0, .hit = true });
	functions_settle(&set);
	assert_int_equal(1, set.n);
	assert_int_equal(4, set.v[0].line);
	assert_int_equal(0, functions_undeclared(&set));
	functions_settle(&(struct functions){ 0 });
}

int main(void)
{
#define WITH_NAMES(test) cmocka_unit_test_setup_teardown(test, set_up, check_tear_down)
	const struct CMUnitTest tests[] = {
		WITH_NAMES(names__each_text_has_one_id_in_the_order_it_came),
		WITH_NAMES(names__texts_are_copied),
		WITH_NAMES(names__many_are_found_again),
		WITH_NAMES(outcomes__a_plain_number_is_its_own_token),
		WITH_NAMES(outcomes__a_token_means_the_same_in_another_table),
		WITH_NAMES(outcomes__are_sorted_and_joined_by_line_group_and_index),
		WITH_NAMES(outcomes__the_same_one_after_itself_is_a_repetition_too),
		WITH_NAMES(outcomes__repeated_just_below_the_room_there_is_are_joined_in_time),
		WITH_NAMES(functions__hits_and_declarations_join_by_name),
		WITH_NAMES(functions__a_hit_without_declaration_keeps_no_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
