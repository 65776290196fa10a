/* Labels of reports: which job a result is from. */
#include "tests/unit/check.h"

#include "gate/model/evidence.h"

static struct names tree;
static struct path_rules rules;
static struct evidence evidence;

static int set_up(void **state)
{
	tree = (struct names){ .arena = &arena };
	rules = (struct path_rules){ .tree = &tree };
	evidence_init(&evidence, &arena);
	names_add(&tree, STR("t/a.py"));
	return check_set_up(state);
}

static void add_report(const char *path, const char *label)
{
	struct report *r = evidence_report(&evidence, STR(""), str_of(path));

	r->label = str_of(label);
	r->bytes = 100;
}

/* To the report added last. */
static void add_test(const char *name, enum test_state state)
{
	struct report *r = evidence.reports[evidence.report_count - 1];

	*ARENA_PUSH(&arena, r->tests.v, r->tests.n, r->tests.cap) =
		(struct test){ .file = STR("t/a.py"), .name = str_of(name), .state = state };
}

static void seal(void)
{
	evidence_resolve(&evidence, &rules);
	assert_int_equal(0, evidence_seal(&evidence, &diags));
}

static void labels__tell_jobs_apart_without_a_note(void **state)
{
	const struct test *test;

	(void)state;
	add_report("1.xml", "mac");
	add_test("x", TEST_FAILING);
	add_report("2.xml", "linux");
	add_test("x", TEST_PASSING);
	add_report("3.xml", "");
	add_test("x", TEST_SKIPPED);
	seal();
	assert_string_equal("", said());
	assert_int_equal(1, evidence.tests.n);
	test = &evidence.tests.v[0];
	assert_int_equal(TEST_FAILING, test->state);
	assert_int_equal(TEST_PASSING, test->best);
	assert_str("mac", evidence.labels[test->label]);
	assert_str("linux", evidence.labels[test->best_label]);
}

static void labels__of_jobs_that_do_equally_well_the_first_is_told(void **state)
{
	(void)state;
	add_report("1.xml", "mac");
	add_test("x", TEST_PASSING);
	add_test("y", TEST_SKIPPED);
	add_report("2.xml", "arm");
	add_test("x", TEST_FAILING);
	add_test("y", TEST_BLOCKED);
	add_report("3.xml", "linux");
	add_test("x", TEST_PASSING);
	add_test("y", TEST_FAILING);
	seal();
	assert_str("linux", evidence.labels[evidence.tests.v[0].best_label]);
	assert_str("linux", evidence.labels[evidence.tests.v[1].best_label]);
	assert_str("arm", evidence.labels[evidence.tests.v[0].label]);
}

static void labels__stand_once_and_in_order(void **state)
{
	(void)state;
	add_report("1.xml", "mac");
	add_test("x", TEST_PASSING);
	add_report("2.xml", "linux");
	add_test("y", TEST_PASSING);
	add_report("3.xml", "mac");
	add_test("z", TEST_PASSING);
	seal();
	assert_int_equal(3, evidence.label_count);
	assert_str("", evidence.labels[0]);
	assert_str("linux", evidence.labels[1]);
	assert_str("mac", evidence.labels[2]);
}

static void labels__alike_join_their_results_and_the_later_report_says_so(void **state)
{
	(void)state;
	add_report("1.xml", "");
	add_test("x", TEST_PASSING);
	add_test("y", TEST_PASSING);
	add_report("2.xml", "");
	add_test("z", TEST_PASSING);
	add_test("y", TEST_FAILING);
	add_report("3.xml", "");
	add_test("y", TEST_PASSING);
	add_test("z", TEST_PASSING);
	seal();
	assert_string_equal(
		"2.xml:0:0: 1 of its tests stands in an earlier report as well, such as t/a.py::y:"
		" the worse of two results counts; if two jobs ran them, a \"label\" in"
		" \"reports\" tells the jobs apart [tests-twice]\n"
		"3.xml:0:0: 2 of its tests stand in an earlier report as well, such as t/a.py::y:"
		" the worse of two results counts; if two jobs ran them, a \"label\" in"
		" \"reports\" tells the jobs apart [tests-twice]\n",
		said());
	assert_int_equal(TEST_FAILING, evidence.tests.v[1].state);
	assert_int_equal(TEST_FAILING, evidence.tests.v[1].best);
	assert_int_equal(0, evidence.reports[0]->note_count);
	assert_int_equal(1, evidence.reports[1]->note_count);
	assert_int_equal(TRUST_EXACT, evidence.reports[1]->trust);
	assert_ptr_equal(DIAG(TESTS_TWICE), diags.first->kind);
}

static void labels__a_listing_repeats_no_result(void **state)
{
	(void)state;
	add_report("listing.json", "");
	add_test("x", TEST_NOT_RUN);
	add_report("1.xml", "");
	add_test("x", TEST_PASSING);
	add_report("again.json", "");
	add_test("x", TEST_NOT_RUN);
	seal();
	assert_string_equal("", said());
	assert_int_equal(TEST_PASSING, evidence.tests.v[0].best);
}

static void labels__of_reports_with_the_same_bytes_keep_them_apart(void **state)
{
	(void)state;
	add_report("1.xml", "mac");
	add_report("2.xml", "linux");
	assert_null(evidence_same(&evidence, evidence.reports[1]));
	add_report("3.xml", "mac");
	assert_ptr_equal(evidence.reports[0], evidence_same(&evidence, evidence.reports[2]));
}

static void add_torn(const char *path, const char *label)
{
	add_report(path, label);
	add_test("x", TEST_PASSING);
	evidence.reports[evidence.report_count - 1]->tests.v[0].file = STR("");
	evidence.reports[evidence.report_count - 1]->tests.v[0].suite = STR("t.core");
}

static void labels__alike_of_a_suite_that_fits_two_files_leave_it_unknown_how_many_tests_they_are(
	void **state)
{
	(void)state;
	names_add(&tree, STR("api/t/core.py"));
	names_add(&tree, STR("web/t/core.py"));
	add_torn("1.xml", "mac");
	add_torn("2.xml", "linux");
	seal();
	assert_string_equal(
		"2.xml:0:0: 1 of its tests stands in an earlier report as well, such as t.core::x,"
		" whose class name fits several files, such as 'web/t/core.py' and"
		" 'api/t/core.py': they may be other tests of that name; run pytest with"
		" --junit-prefix=api in that folder, and so in the others [tests-torn]\n",
		said());
	assert_int_equal(TRUST_DEGRADED, evidence.reports[1]->trust);
	assert_ptr_equal(DIAG(TESTS_TORN), diags.first->kind);
	assert_false(evidence.tests.v[0].mixed);
	evidence_init(&evidence, &arena);
	add_torn("1.xml", "");
	add_torn("2.xml", "");
	seal();
	assert_int_equal(1, evidence.tests.n);
	assert_true(evidence.tests.v[0].mixed);
}

static void labels__of_what_is_only_declared_are_none(void **state)
{
	struct declared declared = { .file = STR("t/a.py"), .name = STR("never") };

	(void)state;
	*ARENA_PUSH(&arena, evidence.declared.v, evidence.declared.n, evidence.declared.cap) =
		declared;
	add_report("1.xml", "mac");
	add_test("x", TEST_PASSING);
	seal();
	assert_int_equal(2, evidence.tests.n);
	assert_int_equal(TEST_NOT_RUN, evidence.tests.v[1].best);
	assert_str("", evidence.labels[evidence.tests.v[1].label]);
}

int main(void)
{
#define WITH_LABELS(test) cmocka_unit_test_setup_teardown(test, set_up, check_tear_down)
	const struct CMUnitTest tests[] = {
		WITH_LABELS(labels__tell_jobs_apart_without_a_note),
		WITH_LABELS(labels__of_jobs_that_do_equally_well_the_first_is_told),
		WITH_LABELS(labels__stand_once_and_in_order),
		WITH_LABELS(labels__alike_join_their_results_and_the_later_report_says_so),
		WITH_LABELS(labels__a_listing_repeats_no_result),
		WITH_LABELS(labels__of_reports_with_the_same_bytes_keep_them_apart),
		WITH_LABELS(
			labels__alike_of_a_suite_that_fits_two_files_leave_it_unknown_how_many_tests_they_are),
		WITH_LABELS(labels__of_what_is_only_declared_are_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
