#include "tests/unit/check.h"

#include "gate/model/evidence.h"
#include "tests/unit/coverage_fixture.h"

static struct names tree;
static struct path_rules rules;
static struct evidence evidence;

static int set_up(void **state)
{
	tree = (struct names){ .arena = &arena };
	rules = (struct path_rules){ .tree = &tree };
	evidence_init(&evidence, &arena);
	names_add(&tree, STR("src/a.c"));
	names_add(&tree, STR("src/b.c"));
	names_add(&tree, STR("tests/test_a.py"));
	return check_set_up(state);
}

static int tear_down(void **state)
{
	globs_release(&rules.exclude);
	return check_tear_down(state);
}

static struct report *add_report(const char *path)
{
	struct report *r = evidence_report(&evidence, STR(""), str_of(path));

	r->bytes = 100;
	memset(r->sha256, path[0], sizeof(r->sha256) - 1);
	return r;
}

/* One line more in a file of the report. */
static void add_line(struct report *r, const char *path, uint32_t line, bool covered)
{
	struct hits hits = { 0 };

	put_line(&hits, line, covered);
	unite_hits(&r->coverage, path, &hits);
}

static void add_test(struct report *r, const char *suite, const char *file, const char *name)
{
	*ARENA_PUSH(&arena, r->tests.v, r->tests.n, r->tests.cap) =
		(struct test){ .suite = str_of(suite), .file = str_of(file), .name = str_of(name) };
}

static int seal(void)
{
	/* As whoever reads a report does. */
	for (size_t i = 0; i < evidence.report_count; i++)
		report_count(evidence.reports[i]);
	evidence_resolve(&evidence, &rules);
	return evidence_seal(&evidence, &diags);
}

static void assert_lines(uint64_t covered, uint64_t total)
{
	struct count lines = coverage_count(&evidence.coverage, METRIC_LINES);

	assert_int_equal(covered, lines.covered);
	assert_int_equal(total, lines.total);
}

static void evidence__of_all_reports_is_joined_by_path(void **state)
{
	struct report *one = add_report("one.info"), *two = add_report("two.info");

	(void)state;
	add_line(one, "/ci/src/a.c", 1, false);
	add_line(one, "/ci/src/a.c", 2, true);
	add_line(one, "/ci/src/b.c", 1, false);
	add_line(two, "src/a.c", 1, true);
	assert_int_equal(0, seal());
	assert_string_equal("", said());
	assert_int_equal(2, coverage_files(&evidence.coverage));
	assert_lines(2, 3);
	assert_true(lines_covered(&coverage_find(&evidence.coverage, STR("src/a.c"))->lines, 1));
	assert_int_equal(TRUST_EXACT, one->trust);
}

static void evidence__order_of_reports_changes_no_figure(void **state)
{
	struct count lines[2];

	(void)state;
	for (int turn = 0; turn < 2; turn++) {
		struct report *reports[3];
		uint32_t seed = 5;

		evidence_init(&evidence, &arena);
		for (int i = 0; i < 3; i++)
			reports[turn ? 2 - i : i] = add_report("r");
		for (int i = 0; i < 300; i++) {
			uint32_t n = next_number(&seed);

			add_line(reports[n % 3], n % 2 ? "src/a.c" : "src/b.c", 1 + n / 7 % 90,
				n & 64);
		}
		assert_int_equal(0, seal());
		lines[turn] = coverage_count(&evidence.coverage, METRIC_LINES);
	}
	assert_true(lines[0].covered > 0 && lines[0].covered < lines[0].total);
	assert_memory_equal(&lines[0], &lines[1], sizeof(*lines));
}

static void evidence__one_unmatched_path_cannot_be_judged(void **state)
{
	struct report *r = add_report("one.info");

	(void)state;
	add_line(r, "src/a.c", 1, true);
	add_line(r, "gen/x.c", 1, true);
	assert_int_equal(-1, seal());
	assert_int_equal(EXIT_EVIDENCE, diags.status);
	assert_string_equal(
		"one.info:0:0: 'gen/x.c' is not in the judged tree: a new file is judged once git has"
		" it, a generated one is taken out in project.json: \"paths\": { \"exclude\": [\"gen/x.c\"] }"
		" [report-unmatched]\n",
		said());
}

static void evidence__as_many_unmatched_paths_as_allowed_are_notes(void **state)
{
	struct report *one = add_report("one.info"), *two = add_report("two.info");

	(void)state;
	rules.max_unmatched = 3;
	add_line(one, "src/a.c", 1, true);
	add_line(one, "gen/x.c", 1, true);
	add_line(one, "gen/y.c", 1, true);
	add_line(two, "src/b.c", 1, true);
	add_line(two, "gen/z.c", 1, true);
	assert_int_equal(0, seal());
	assert_int_equal(3, diags.count[DIAG_DOUBT]);
	assert_int_equal(TRUST_DEGRADED, one->trust);
	assert_int_equal(TRUST_DEGRADED, two->trust);
	assert_int_equal(1, one->note_count);
	assert_non_null(strstr(text_of_str(one->notes[0]), "'gen/x.c' is not in the judged tree"));
	assert_true(str_ends(one->notes[0], STR(", and 1 more like it")));
	assert_lines(2, 2);
}

static void evidence__the_limit_of_unmatched_paths_is_that_of_all_reports(void **state)
{
	(void)state;
	rules.max_unmatched = 1;
	add_line(add_report("one.info"), "gen/x.c", 1, true);
	add_line(add_report("two.info"), "gen/y.c", 1, true);
	assert_int_equal(-1, seal());
	assert_int_equal(0, diags.count[DIAG_DOUBT]);
	assert_int_equal(2, diags.count[DIAG_ERROR]);
	assert_str("one.info", diags.first->at.file);
	assert_str("two.info", diags.last->at.file);
}

static void evidence__external_files_are_noted_once_and_do_not_degrade(void **state)
{
	struct report *r = add_report("one.info");

	(void)state;
	add_line(r, "/ci/src/a.c", 1, true);
	add_line(r, "/ci/src/b.c", 1, true);
	add_line(r, "/usr/include/c.h", 1, true);
	add_line(r, "/usr/include/d.h", 1, true);
	assert_int_equal(0, seal());
	assert_string_equal("one.info:0:0: 2 files outside the project left out, such as"
			    " /usr/include/c.h [report-external]\n",
		said());
	assert_ptr_equal(DIAG(REPORT_EXTERNAL), diags.first->kind);
	assert_int_equal(TRUST_EXACT, r->trust);
	assert_int_equal(1, r->note_count);
	assert_lines(2, 2);
}

static void evidence__excluded_files_count_nowhere(void **state)
{
	struct report *r = add_report("one.info");
	const char *why;

	(void)state;
	assert_int_equal(0, globs_add(&rules.exclude, &arena, STR("**/b.c"), &why));
	add_line(r, "src/a.c", 1, true);
	add_line(r, "src/b.c", 1, false);
	add_line(r, "gen/b.c", 1, false);
	assert_int_equal(0, seal());
	assert_string_equal("", said());
	assert_lines(1, 1);
}

static void evidence__an_error_from_before_does_not_fail_the_seal(void **state)
{
	(void)state;
	diag_at(&diags, DIAG(REPORT_EMPTY), (struct place){ 0 }, "nothing in it");
	add_line(add_report("one.info"), "src/a.c", 1, true);
	assert_int_equal(0, seal());
	assert_lines(1, 1);
}

static void evidence__the_same_report_is_known_by_its_bytes(void **state)
{
	struct report *one = add_report("a.info"), *two = add_report("b.info");
	struct report *again = add_report("copy-of-a.info");

	(void)state;
	memcpy(again->sha256, one->sha256, sizeof(one->sha256));
	assert_ptr_equal(one, evidence_same(&evidence, again));
	assert_null(evidence_same(&evidence, two));
	again->bytes++;
	assert_null(evidence_same(&evidence, again));
	evidence_drop_last(&evidence);
	assert_int_equal(2, evidence.report_count);
	assert_ptr_equal(two, evidence.reports[1]);
}

static void evidence__the_same_coverage_twice_doubles_nothing(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		struct report *r = add_report("one.info");

		add_line(r, "src/a.c", 1, true);
		add_line(r, "src/a.c", 2, false);
	}
	assert_int_equal(0, seal());
	assert_lines(1, 2);
}

static void evidence__notes_and_doubts_become_the_reports_with_their_place(void **state)
{
	struct report *r = add_report("one.info");
	struct place third = { .file = STR("one.info"), .line = 3, .column = 1 };

	(void)state;
	diag_at(&diags, DIAG(LCOV_TOTALS), (struct place){ 0 }, "LF differs");
	report_take_notes(r, &arena, &diags);
	assert_int_equal(TRUST_EXACT, r->trust);
	assert_str("LF differs", r->notes[0]);

	diags = (struct diags){ .arena = &arena };
	for (int i = 0; i < 3; i++)
		diag_at(&diags, DIAG(LCOV_NEGATIVE), third, "negative count");
	diag_at(&diags, DIAG(LCOV_CUT), third, "cut off");
	report_take_notes(r, &arena, &diags);
	assert_int_equal(TRUST_DEGRADED, r->trust);
	assert_int_equal(2, r->note_count);
	assert_str("negative count (line 3), and 2 more like it", r->notes[1]);
	assert_int_equal(4, diags.count[DIAG_DOUBT] + diags.count[DIAG_ERROR]);
}

static void evidence__counts_only_is_not_made_better_by_a_doubt(void **state)
{
	struct report *r = add_report("one.info");

	(void)state;
	r->trust = TRUST_COUNTS_ONLY;
	diag_at(&diags, DIAG(LCOV_NEGATIVE), (struct place){ 0 }, "negative count");
	report_take_notes(r, &arena, &diags);
	assert_int_equal(TRUST_COUNTS_ONLY, r->trust);
	assert_string_equal("counts only", trust_names[r->trust]);
}

static void evidence__tests_keep_their_order_and_get_their_files(void **state)
{
	struct report *one = add_report("one.xml"), *two = add_report("two.xml");

	(void)state;
	add_test(one, "tests.test_a.TestA", "", "x");
	add_test(one, "other", "gone.py", "y");
	add_test(two, "tests.test_a.TestA", "", "x");
	add_test(two, "tests.test_a.TestA", "", "z");
	assert_int_equal(0, seal());
	assert_int_equal(3, evidence.tests.n);
	assert_str("tests/test_a.py", evidence.tests.v[0].file);
	assert_str("", evidence.tests.v[1].file);
	assert_str("y", evidence.tests.v[1].name);
	assert_str("tests/test_a.py", evidence.tests.v[2].file);
	assert_str("gone.py", one->tests.v[1].file);
}

static void evidence__a_join_without_a_repository_leaves_paths_as_they_are(void **state)
{
	struct report *one = add_report("one.info"), *two = add_report("two.info");

	(void)state;
	add_line(one, "/ci/src/a.c", 1, true);
	add_line(two, "/ci/src/a.c", 2, false);
	add_line(two, "src/a.c", 1, false);
	add_test(two, "s", "", "x");
	report_count(one);
	report_count(two);
	evidence_join(&evidence, one);
	evidence_join(&evidence, two);
	evidence_joined(&evidence);
	assert_int_equal(2, coverage_files(&evidence.coverage));
	assert_lines(1, 3);
	assert_int_equal(1, evidence.tests.n);
	assert_str("", evidence.tests.v[0].file);
}

static void evidence__a_report_of_which_nothing_is_judged_is_empty(void **state)
{
	const char *why;

	(void)state;
	assert_int_equal(0, globs_add(&rules.exclude, &arena, STR("src/**"), &why));
	add_line(add_report("one.info"), "src/a.c", 1, true);
	add_test(add_report("two.xml"), "s", "", "x");
	assert_int_equal(-1, seal());
	assert_string_equal(
		"one.info:0:0: nothing of this report is judged: all its files are excluded"
		" or outside the project [report-empty]\n",
		said());
	assert_int_equal(EXIT_EVIDENCE, diags.status);
}

static void evidence__a_file_knows_what_its_reports_measured(void **state)
{
	struct report *one = add_report("one.info"), *two = add_report("two.info");
	struct hits branch = { 0 };

	(void)state;
	add_line(one, "src/a.c", 1, true);
	add_line(one, "src/b.c", 1, true);
	put_outcome(&branch, &branch.branches, 1, "0", "0", 0);
	unite_hits(&two->coverage, "src/b.c", &branch);
	assert_int_equal(0, seal());
	assert_int_equal(
		1u << METRIC_LINES, coverage_find(&evidence.coverage, STR("src/a.c"))->measured);
	assert_int_equal(1u << METRIC_LINES | 1u << METRIC_BRANCHES,
		coverage_find(&evidence.coverage, STR("src/b.c"))->measured);
}

static void evidence__a_few_generated_files_are_each_told_with_their_mend(void **state)
{
	struct report *r = add_report("one.info");

	(void)state;
	add_line(r, "gen/x.c", 1, true);
	add_line(r, "gen/y.c", 1, true);
	assert_int_equal(-1, seal());
	assert_int_equal(2, diags.count[DIAG_ERROR]);
	assert_non_null(strstr(diags.last->text.p, "\"exclude\": [\"gen/y.c\"]"));
}

static void evidence__a_report_of_another_project_is_told_once(void **state)
{
	struct report *r = add_report("one.info");

	(void)state;
	for (uint32_t i = 0; i <= DIAG_KEPT; i++)
		add_line(r, arena_printf(&arena, "other/%u.c", i).p, 1, true);
	assert_int_equal(-1, seal());
	assert_int_equal(1, diags.count[DIAG_ERROR]);
	assert_non_null(strstr(diags.last->text.p, "none of its 21 files"));
}

int main(void)
{
#define IN_EVIDENCE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		IN_EVIDENCE(evidence__of_all_reports_is_joined_by_path),
		IN_EVIDENCE(evidence__order_of_reports_changes_no_figure),
		IN_EVIDENCE(evidence__one_unmatched_path_cannot_be_judged),
		IN_EVIDENCE(evidence__as_many_unmatched_paths_as_allowed_are_notes),
		IN_EVIDENCE(evidence__the_limit_of_unmatched_paths_is_that_of_all_reports),
		IN_EVIDENCE(evidence__external_files_are_noted_once_and_do_not_degrade),
		IN_EVIDENCE(evidence__excluded_files_count_nowhere),
		IN_EVIDENCE(evidence__an_error_from_before_does_not_fail_the_seal),
		IN_EVIDENCE(evidence__the_same_report_is_known_by_its_bytes),
		IN_EVIDENCE(evidence__the_same_coverage_twice_doubles_nothing),
		IN_EVIDENCE(evidence__notes_and_doubts_become_the_reports_with_their_place),
		IN_EVIDENCE(evidence__counts_only_is_not_made_better_by_a_doubt),
		IN_EVIDENCE(evidence__tests_keep_their_order_and_get_their_files),
		IN_EVIDENCE(evidence__a_join_without_a_repository_leaves_paths_as_they_are),
		IN_EVIDENCE(evidence__a_report_of_which_nothing_is_judged_is_empty),
		IN_EVIDENCE(evidence__a_file_knows_what_its_reports_measured),
		IN_EVIDENCE(evidence__a_few_generated_files_are_each_told_with_their_mend),
		IN_EVIDENCE(evidence__a_report_of_another_project_is_told_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
