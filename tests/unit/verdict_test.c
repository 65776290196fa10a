#include "tests/unit/check.h"

#include "gate/exit.h"
#include "gate/model/verdict.h"

static void verdict__only_an_open_gate_exits_with_0_and_only_a_closed_one_with_1(void **state)
{
	(void)state;
	assert_int_equal(0, verdict_exit(&(struct verdict){ .gate = GATE_OPEN }));
	assert_int_equal(1, verdict_exit(&(struct verdict){ .gate = GATE_CLOSED }));
	assert_int_equal(
		EXIT_EVIDENCE, verdict_exit(&(struct verdict){ .gate = GATE_CANNOT_JUDGE }));
}

static void verdict__findings_are_counted_by_outcome(void **state)
{
	struct finding findings[] = { { .outcome = RULE_HELD }, { .outcome = RULE_BROKEN },
		{ .outcome = RULE_HELD }, { .outcome = RULE_INFORMED } };
	struct verdict v = { .findings = findings, .finding_count = 4 };

	(void)state;
	assert_int_equal(2, verdict_count(&v, RULE_HELD));
	assert_int_equal(1, verdict_count(&v, RULE_BROKEN));
	assert_int_equal(1, verdict_count(&v, RULE_INFORMED));
	assert_int_equal(0, verdict_count(&v, RULE_NO_DATA));
	assert_int_equal(0, verdict_count(&(struct verdict){ 0 }, RULE_HELD));
}

static void verdict__words_are_those_of_machine_output(void **state)
{
	(void)state;
	assert_string_equal("open", gate_names[GATE_OPEN]);
	assert_string_equal("closed", gate_names[GATE_CLOSED]);
	assert_string_equal("cannot-judge", gate_names[GATE_CANNOT_JUDGE]);
	assert_string_equal("held", rule_outcome_names[RULE_HELD]);
	assert_string_equal("broken", rule_outcome_names[RULE_BROKEN]);
	assert_string_equal("no-data", rule_outcome_names[RULE_NO_DATA]);
	assert_string_equal("informed", rule_outcome_names[RULE_INFORMED]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(verdict__only_an_open_gate_exits_with_0_and_only_a_closed_one_with_1),
		CHECK(verdict__findings_are_counted_by_outcome),
		CHECK(verdict__words_are_those_of_machine_output),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
