#include "tests/unit/check.h"

#include "gate/model/tests.h"

static void tests__every_state_has_a_name_of_its_own(void **state)
{
	(void)state;
	for (int i = 0; i < TEST_STATES; i++) {
		assert_non_null(test_state_names[i]);
		for (int j = 0; j < i; j++)
			assert_string_not_equal(test_state_names[i], test_state_names[j]);
	}
	assert_string_equal("expected_failure", test_state_names[TEST_EXPECTED_FAILURE]);
	assert_string_equal("not_run", test_state_names[TEST_NOT_RUN]);
}

static void tests__only_a_body_that_started_has_run(void **state)
{
	(void)state;
	assert_true(test_state_ran(TEST_PASSING));
	assert_true(test_state_ran(TEST_FAILING));
	assert_true(test_state_ran(TEST_FLAKY));
	assert_false(test_state_ran(TEST_SKIPPED));
	assert_false(test_state_ran(TEST_DISABLED));
	assert_false(test_state_ran(TEST_EXPECTED_FAILURE));
	assert_false(test_state_ran(TEST_BLOCKED));
	assert_false(test_state_ran(TEST_NOT_RUN));
}

static void tests__counts_add_up_over_states(void **state)
{
	struct test_counts counts = { 0 };
	uint64_t sum = 0;

	(void)state;
	for (int i = 0; i < TEST_STATES; i++) {
		for (int j = 0; j <= i; j++) {
			struct test t = {
				.state = (enum test_state)i, .errored = j == 1, .time_us = 10
			};

			test_counts_add(&counts, &t);
		}
		sum += counts.state[i];
		assert_int_equal(i + 1, counts.state[i]);
		assert_int_equal(i ? 1 : 0, counts.errored[i]);
	}
	assert_int_equal(sum, counts.total);
	assert_int_equal(10 * sum, counts.time_us);
}

static void tests__a_sum_of_times_does_not_wrap(void **state)
{
	struct test_counts counts = { 0 };
	struct test t = { .time_us = UINT64_MAX - 1 };

	(void)state;
	test_counts_add(&counts, &t);
	test_counts_add(&counts, &t);
	assert_true(counts.time_us == UINT64_MAX);
}

static void assert_id(const char *expected, const char *file, const char *suite, const char *name)
{
	struct test t = { .file = str_of(file), .suite = str_of(suite), .name = str_of(name) };

	assert_str(expected, test_id(&t, &arena));
}

static void tests__an_id_is_the_file_else_the_suite_and_the_name(void **state)
{
	(void)state;
	assert_id("tests/a.py::test_x", "tests/a.py", "tests.a", "test_x");
	assert_id(
		"tests/a.py::TestA::TestB::test_x", "tests/a.py", "tests.a.TestA.TestB", "test_x");
	assert_id("tests/a.js::test_x", "tests/a.js", "tests.a.TestA", "test_x");
	assert_id("tests.a::test_x", "", "tests.a", "test_x");
	assert_id("test_x", "", "", "test_x");
	assert_id("unit/a", "", "unit/a", "unit/a");
	assert_id("tests/a.py", "tests/a.py", "x", "tests/a.py");
}

static void yes(const char *id, const char *name)
{
	if (!test_id_is(str_of(id), str_of(name)))
		fail_msg("'%s' does not mean '%s'", name, id);
}

static void no(const char *id, const char *name)
{
	if (test_id_is(str_of(id), str_of(name)))
		fail_msg("'%s' means '%s'", name, id);
}

static void tests__a_plan_names_all_of_an_id_or_what_follows_colons(void **state)
{
	(void)state;
	yes("tests/a.py::TestX::test_y", "tests/a.py::TestX::test_y");
	yes("tests/a.py::TestX::test_y", "TestX::test_y");
	yes("tests/a.py::TestX::test_y", "test_y");
	yes("test_y", "test_y");
	no("tests/a.py::TestX::test_y", "_y");
	no("tests/a.py::TestX::test_y", "est_y");
	no("tests/a.py::TestX::test_y", ":test_y");
	no("tests/a.py::TestX::test_y", "a.py::TestX::test_y");
	no("tests/a.py::TestX::test_y", "tests/a.py");
	no("tests/a.py::test_y", "x/tests/a.py::test_y");
	no("tests/a.py::test_y", "");
	no("", "x");
}

static void tests__parameters_may_be_left_out_but_not_changed(void **state)
{
	(void)state;
	yes("a.py::test_y[1-2]", "test_y");
	yes("a.py::test_y[1-2]", "a.py::test_y");
	yes("a.py::test_y[1-2]", "test_y[1-2]");
	no("a.py::test_y[1-2]", "test_y[1-3]");
	no("a.py::test_y[1-2]", "test_y[");
	no("a.py::test_y", "test_y[1-2]");
	yes("a.py::test_y[x[0]]", "test_y");
	yes("a.py::test_y[A::B]", "test_y");
	yes("a.py::TestX::test_y[p]", "TestX::test_y");
}

static void tests__brackets_of_a_path_are_no_parameters(void **state)
{
	(void)state;
	yes("pages/[id].test.js::renders", "renders");
	no("pages/[id].test.js::renders", "pages/");
	no("pages/[id].test.js::renders[1]", "pages/");
	yes("pages/[id].test.js::renders[1]", "renders");
	yes("pages/[id].test.js::renders[1]", "pages/[id].test.js::renders");
}

static struct tests list;

static void add_test(const char *suite, const char *file, const char *name, enum test_state state,
	const char *message)
{
	*ARENA_PUSH(&arena, list.v, list.n, list.cap) = (struct test){ .suite = str_of(suite),
		.file = str_of(file),
		.name = str_of(name),
		.state = state,
		.message = str_of(message) };
}

static void assert_test(size_t i, const char *name, enum test_state state, const char *message)
{
	assert_true(i < list.n);
	assert_str(name, list.v[i].name);
	assert_string_equal(test_state_names[state], test_state_names[list.v[i].state]);
	assert_str(message, list.v[i].message);
}

static void tests__of_two_reports_are_one_with_the_worst_result(void **state)
{
	(void)state;
	list = (struct tests){ 0 };
	add_test("s", "a.py", "x", TEST_PASSING, "");
	add_test("s", "a.py", "y", TEST_SKIPPED, "slow");
	add_test("s", "a.py", "x", TEST_FAILING, "1 != 2");
	add_test("s", "a.py", "y", TEST_PASSING, "");
	add_test("s", "a.py", "x", TEST_FAILING, "0 != 2");
	add_test("s", "a.py", "x", TEST_BLOCKED, "no module");
	tests_unite(&list, &arena, NULL);
	assert_int_equal(2, list.n);
	assert_test(0, "x", TEST_FAILING, "0 != 2");
	assert_test(1, "y", TEST_PASSING, "");
}

static void tests__of_other_files_suites_or_names_stay_apart(void **state)
{
	(void)state;
	list = (struct tests){ 0 };
	add_test("a.TestA", "a.py", "x", TEST_PASSING, "");
	add_test("a.TestB", "a.py", "x", TEST_PASSING, "");
	add_test("a.TestA", "b.py", "x", TEST_PASSING, "");
	add_test("a.TestA", "a.py", "X", TEST_PASSING, "");
	add_test("a.TestA", "", "x", TEST_PASSING, "");
	tests_unite(&list, &arena, NULL);
	assert_int_equal(5, list.n);
}

static void tests__unite_the_same_in_any_order(void **state)
{
	uint32_t seed = 9;

	(void)state;
	for (int round = 0; round < 300; round++) {
		struct test v[4];
		struct test_counts first = { 0 }, again = { 0 };
		struct test expected = { 0 };

		for (int i = 0; i < 4; i++)
			v[i] = (struct test){ .name = STR("x"),
				.state = (enum test_state)(next_number(&seed) % TEST_STATES),
				.message = arena_printf(&arena, "m%u", next_number(&seed) % 3),
				.label = next_number(&seed) % 3,
				.errored = next_number(&seed) % 2,
				.time_us = next_number(&seed) % 100 };
		for (int turn = 0; turn < 4; turn++) {
			list = (struct tests){ 0 };
			for (int i = 0; i < 4; i++)
				*ARENA_PUSH(&arena, list.v, list.n, list.cap) =
					v[(turn * 3 + i) % 4];
			tests_unite(&list, &arena, NULL);
			assert_int_equal(1, list.n);
			again = (struct test_counts){ 0 };
			test_counts_add(turn ? &again : &first, &list.v[0]);
			if (turn)
				assert_memory_equal(&first, &again, sizeof(first));
			else
				expected = list.v[0];
			assert_true(str_eq(expected.message, list.v[0].message));
			assert_int_equal(expected.label, list.v[0].label);
			assert_int_equal(expected.best, list.v[0].best);
			assert_int_equal(expected.best_label, list.v[0].best_label);
		}
	}
}

/* P, F, B(locked), S(kipped), fla(K)y */
static enum test_state state_of(char letter)
{
	static const char letters[] = {
		[TEST_PASSING] = 'P',
		[TEST_FAILING] = 'F',
		[TEST_FLAKY] = 'K',
		[TEST_SKIPPED] = 'S',
		[TEST_BLOCKED] = 'B',
	};

	return (enum test_state)((const char *)memchr(letters, letter, sizeof(letters)) - letters);
}

/* One test's records: a letter for the label, then one for the state. */
static const struct test *united(const char *records)
{
	list = (struct tests){ 0 };
	for (; *records; records += records[2] ? 3 : 2) {
		add_test("s", "a.py", "x", state_of(records[1]), "m");
		list.v[list.n - 1].label = (uint32_t)(records[0] - 'a');
	}
	tests_unite(&list, &arena, NULL);
	assert_int_equal(1, list.n);
	return &list.v[0];
}

static void assert_best(enum test_state state, const char *records)
{
	assert_string_equal(test_state_names[state], test_state_names[united(records)->best]);
}

static void tests__of_two_labels_have_the_best_of_what_each_has_at_worst(void **state)
{
	(void)state;
	assert_best(TEST_PASSING, "aP bF");
	assert_best(TEST_PASSING, "aB bP cK");
	assert_best(TEST_FLAKY, "aF bK");
	assert_best(TEST_FAILING, "aF aP");
	assert_best(TEST_FAILING, "aF bP bF");
	assert_best(TEST_FAILING, "aP bP bF aF");
	assert_best(TEST_PASSING, "aP bP bF aP");
	assert_int_equal(TEST_FAILING, united("aP bP bF aP")->state);
}

static void tests__skipped_by_another_job_have_not_passed(void **state)
{
	(void)state;
	assert_best(TEST_FAILING, "aF bS");
	assert_best(TEST_BLOCKED, "aS bB");
	assert_best(TEST_FAILING, "aB bF");
	assert_best(TEST_PASSING, "aS bP");
	assert_int_equal(TEST_PASSING, united("aS bP")->state);
}

static void tests__have_the_label_of_the_result_that_counts(void **state)
{
	(void)state;
	assert_int_equal(1, united("aP bF cP")->label);
	assert_int_equal(2, united("aP dF cF")->label);
	assert_int_equal(2, united("cF dF aP")->label);
}

static void tests__repeated_by_a_later_report_are_counted(void **state)
{
	struct repeats repeats[4] = { { .end = 2 }, { .end = 2 }, { .end = 5 }, { .end = 8 } };

	(void)state;
	list = (struct tests){ 0 };
	add_test("s", "a.py", "x", TEST_PASSING, "");
	add_test("s", "a.py", "y", TEST_PASSING, "");
	add_test("s", "a.py", "z", TEST_PASSING, "");
	add_test("s", "a.py", "y", TEST_FAILING, "");
	add_test("s", "a.py", "y", TEST_FAILING, "");
	add_test("s", "a.py", "z", TEST_NOT_RUN, "");
	add_test("s", "a.py", "x", TEST_PASSING, "");
	add_test("s", "a.py", "y", TEST_PASSING, "");
	list.v[7].label = 1;
	tests_unite(&list, &arena, repeats);
	assert_int_equal(3, list.n);
	assert_int_equal(0, repeats[0].n);
	assert_int_equal(0, repeats[1].n);
	assert_int_equal(1, repeats[2].n);
	assert_str("y", repeats[2].first.name);
	assert_int_equal(1, repeats[3].n);
	assert_str("x", repeats[3].first.name);
}

/* What the records of one test come to, in their order. */
static enum test_state folded_as(const char *records, bool retries)
{
	struct test v[8] = { 0 };
	struct tests records_of = { v, strlen(records), 8 };

	for (size_t i = 0; i < records_of.n; i++) {
		v[i].name = STR("x");
		v[i].state = state_of(records[i]);
	}
	assert_int_equal(strlen(records) - 1, tests_fold(&records_of, &arena, retries).n);
	return records_of.v[0].state;
}

static enum test_state folded(const char *records)
{
	return folded_as(records, true);
}

static void tests__that_may_be_two_of_one_name_are_the_worst_of_both(void **state)
{
	(void)state;
	assert_int_equal(TEST_FAILING, folded_as("FP", false));
	assert_int_equal(TEST_FAILING, folded_as("PF", false));
	assert_int_equal(TEST_BLOCKED, folded_as("BP", false));
	assert_int_equal(TEST_PASSING, folded_as("SP", false));
}

static void tests__records_of_one_test_are_folded_in_their_order(void **state)
{
	(void)state;
	assert_int_equal(TEST_PASSING, folded("PP"));
	assert_int_equal(TEST_FLAKY, folded("FP"));
	assert_int_equal(TEST_FLAKY, folded("FFP"));
	assert_int_equal(TEST_FLAKY, folded("BP"));
	assert_int_equal(TEST_FLAKY, folded("FPP"));
	assert_int_equal(TEST_FAILING, folded("PF"));
	assert_int_equal(TEST_FAILING, folded("FF"));
	assert_int_equal(TEST_FAILING, folded("FPF"));
	assert_int_equal(TEST_BLOCKED, folded("PB"));
	assert_int_equal(TEST_FAILING, folded("FB"));
	assert_int_equal(TEST_PASSING, folded("SP"));
}

static void test_called__by_its_id_or_by_its_suite(void **state)
{
	struct test t = { .file = STR("t/a.py"), .suite = STR("t.a.TestB"), .name = STR("x") };

	(void)state;
	assert_true(test_is_called(&t, STR("t/a.py::x"), STR("t/a.py::x")));
	assert_true(test_is_called(&t, STR("t/a.py::x"), STR("t.a.TestB::x")));
	assert_true(test_is_called(&t, STR("t/a.py::x"), STR("t.a.TestB.x")));
	assert_false(test_is_called(&t, STR("t/a.py::x"), STR("t.a.TestC.x")));
	assert_false(test_is_called(&t, STR("t/a.py::x"), STR("t.a.TestBx")));
	assert_false(test_is_called(&t, STR("t/a.py::x"), STR("x")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(tests__every_state_has_a_name_of_its_own),
		CHECK(tests__only_a_body_that_started_has_run),
		CHECK(tests__counts_add_up_over_states),
		CHECK(tests__a_sum_of_times_does_not_wrap),
		CHECK(tests__an_id_is_the_file_else_the_suite_and_the_name),
		CHECK(tests__a_plan_names_all_of_an_id_or_what_follows_colons),
		CHECK(tests__parameters_may_be_left_out_but_not_changed),
		CHECK(tests__brackets_of_a_path_are_no_parameters),
		CHECK(tests__of_two_reports_are_one_with_the_worst_result),
		CHECK(tests__of_other_files_suites_or_names_stay_apart),
		CHECK(tests__unite_the_same_in_any_order),
		CHECK(tests__of_two_labels_have_the_best_of_what_each_has_at_worst),
		CHECK(tests__skipped_by_another_job_have_not_passed),
		CHECK(tests__have_the_label_of_the_result_that_counts),
		CHECK(tests__repeated_by_a_later_report_are_counted),
		CHECK(tests__records_of_one_test_are_folded_in_their_order),
		CHECK(tests__that_may_be_two_of_one_name_are_the_worst_of_both),
		CHECK(test_called__by_its_id_or_by_its_suite),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
