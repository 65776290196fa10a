/* The table of rules, and what people are told of each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "gate/model/rule_text.h"
#include "policies/rules.h"

static void text__each_rule_is_explained(void **state)
{
	(void)state;
	for (size_t i = 0; i < rule_count; i++) {
		if (rule_text_find(str_of(rules[i].id)) == rule_text_count)
			fail_msg("%s: no row in gate/model/rule_text.c", rules[i].id);
	}
}

static void text__no_row_is_left_over(void **state)
{
	static const char *const others[] = { "plan.strays", "policy.loosened",
		RULE_ADDED_UNCOVERED, RULE_TESTS_FAILED };

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_in_range(rule_text_find(str_of(others[i])), 0, rule_text_count - 1);
	assert_int_equal(rule_count + sizeof(others) / sizeof(others[0]), rule_text_count);
}

static void text__each_row_is_found_by_its_own_id_and_is_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < rule_text_count; i++) {
		const struct rule_text *t = &rule_texts[i];

		assert_int_equal(i, rule_text_find(str_of(t->id)));
		assert_true(strlen(t->brief) > 0 && t->brief[strlen(t->brief) - 1] != '.');
		assert_int_equal('.', t->full[strlen(t->full) - 1]);
		assert_int_equal('.', t->help[strlen(t->help) - 1]);
	}
	assert_int_equal(rule_text_count, rule_text_find(STR("coverage.lines")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text__each_rule_is_explained),
		cmocka_unit_test(text__no_row_is_left_over),
		cmocka_unit_test(text__each_row_is_found_by_its_own_id_and_is_whole),
	};

	return cmocka_run_group_tests_name("rule_text", tests, NULL, NULL);
}
