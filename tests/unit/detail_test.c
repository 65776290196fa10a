#include "policies/detail.h"
#include "tests/unit/judge_fixture.h"

static struct detail *detail(void)
{
	return detail_of(&policies, &(struct grounds){ &evidence, tree, patch }, &arena);
}

static void detail__files_come_by_path_with_the_first_area_that_owns_them(void **state)
{
	const struct detail *d;

	(void)state;
	project("\"title\": \"x\"");
	area("\"enforce\": true");
	lines("z.c", 1, 2);
	lines("a/one.c", 1, 1);
	d = detail();
	assert_int_equal(2, d->file_count);
	assert_true(str_eq(STR("a/one.c"), d->files[0].path));
	assert_int_equal(1, d->files[0].area);
	assert_int_equal(0, d->files[1].area);
	assert_non_null(d->files[1].coverage);
}

static void detail__a_source_file_that_no_report_knows_is_there_without_coverage(void **state)
{
	struct names all = { .arena = &arena };
	const struct detail *d;

	(void)state;
	project("\"title\": \"x\"");
	names_add(&all, STR("new.c"));
	names_add(&all, STR("README.md"));
	names_add(&all, STR("a.c"));
	tree = &all;
	lines("a.c", 1, 1);
	d = detail();
	assert_int_equal(2, d->file_count);
	assert_true(str_eq(STR("new.c"), d->files[1].path));
	assert_null(d->files[1].coverage);
}

static void detail__a_file_has_its_patch(void **state)
{
	struct line_range added = { 2, 3 };
	struct patch_file files[] = { { .path = STR("a.c"), .ranges = &added, .n = 1, .lines = 2 },
		{ .path = STR("b.txt") } };
	struct patch of = { .files = files, .n = 2 };
	const struct detail *d;

	(void)state;
	project("\"title\": \"x\"");
	lines("a.c", 1, 4);
	lines("c.c", 1, 4);
	patch = &of;
	d = detail();
	assert_true(d->has_patch);
	assert_ptr_equal(&files[0], d->files[0].patch);
	assert_null(d->files[1].patch);
}

static void detail__a_test_is_in_the_state_that_its_area_counts(void **state)
{
	const struct detail *d;

	(void)state;
	project("\"title\": \"x\"");
	area("\"plan\": { \"flaky\": \"fail\" }");
	test("t/a_test.c", "adds", TEST_FLAKY);
	test("u/b_test.c", "subtracts", TEST_FLAKY);
	d = detail();
	assert_int_equal(2, d->test_count);
	assert_int_equal(1, d->tests[0].area);
	assert_int_equal(TEST_FAILING, d->tests[0].state);
	assert_int_equal(0, d->tests[1].area);
	assert_int_equal(TEST_FLAKY, d->tests[1].state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			detail__files_come_by_path_with_the_first_area_that_owns_them, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(
			detail__a_source_file_that_no_report_knows_is_there_without_coverage,
			set_up, tear_down),
		cmocka_unit_test_setup_teardown(detail__a_file_has_its_patch, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			detail__a_test_is_in_the_state_that_its_area_counts, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
