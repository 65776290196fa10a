/* What SARIF and GitLab's code quality are made of: which issues there are, in which order, called what. */
#include "tests/unit/verdict_fixture.h"

#include "gate/base/json.h"
#include "reporters/related.h"

static struct issues issues;
static struct detail detail;
static struct file_detail files[2];
static struct file_coverage covered;
static struct patch_file patches[2];
static struct line_range ranges[2];

static int set_up_files(void **state)
{
	static struct buf scratch;
	struct line_hits hits[12];
	struct line_list list = { .v = hits, .n = 12 };

	set_up(state);
	/* 1 and 4 are covered, 8 to 10 hold no code */
	list.n = 0;
	for (uint32_t i = 1; i <= 12; i++) {
		if (i < 8 || i > 10)
			hits[list.n++] = (struct line_hits){ .line = i, .count = i == 1 || i == 4 };
	}
	covered = (struct file_coverage){ .path = STR("a.c"),
		.lines = lines_of(&scratch, &arena, &list) };
	buf_release(&scratch);
	ranges[0] = (struct line_range){ 1, 5 };
	ranges[1] = (struct line_range){ 7, 9 };
	patches[0] =
		(struct patch_file){ .path = STR("a.c"), .ranges = ranges, .n = 2, .lines = 8 };
	patches[1] =
		(struct patch_file){ .path = STR("new.c"), .ranges = ranges, .n = 1, .lines = 5 };
	files[0] = (struct file_detail){ STR("a.c"), 1, &covered, &patches[0] };
	files[1] = (struct file_detail){ STR("new.c"), 0, NULL, &patches[1] };
	detail = (struct detail){ .files = files, .file_count = 2, .has_patch = true };
	verdict.detail = &detail;
	return 0;
}

static int tear_down_files(void **state)
{
	issues_release(&issues);
	return tear_down(state);
}

static void collect(void)
{
	issues_release(&issues);
	issues_of(&issues, &verdict);
}

static const char *said(size_t i)
{
	assert_true(i < issues.n);
	buf_truncate(&out, 0);
	issue_say(&issues, &issues.v[i], &out);
	return out.p;
}

static struct str id_of(size_t i)
{
	char id[SHA256_HEX + 1];

	issue_id(&issues, &issues.v[i], STR(""), id);
	return arena_str(&arena, str_of(id));
}

static void issues__what_closes_the_gate_comes_first(void **state)
{
	(void)state;
	collect();
	assert_int_equal(7, issues.n);
	assert_string_equal("workers: no report has branches", said(0));
	assert_string_equal("project: 13 more lines to 85 %", said(1));
	assert_int_equal(ISSUE_NO_DATA, issues.v[0].level);
	assert_int_equal(ISSUE_ERROR, issues.v[1].level);
	assert_string_equal("No module named 'workers.tasks': 7 tests, 6 of them cannot start, 5"
			    " planned; create the module or fix the import",
		said(2));
	assert_string_equal("5 added lines of a file that no coverage report knows", said(3));
	assert_string_equal("workers: 2 added lines are not covered", said(4));
	assert_string_equal("workers: 1 added line is not covered", said(5));
	assert_int_equal(5, issues.v[5].lines.first);
	assert_int_equal(7, issues.v[6].lines.first);
	assert_int_equal(7, issues.v[6].lines.last);
}

static void issues__places_are_errors_where_their_rule_is_broken(void **state)
{
	(void)state;
	findings[2].rule = STR("patch.lines.target");
	collect();
	assert_int_equal(ISSUE_ADDED, issues.v[2].kind);
	assert_int_equal(ISSUE_ERROR, issues.v[2].level);
	assert_true(str_eq(STR("a.c"), issues.v[2].path));
	assert_int_equal(ISSUE_NOTE, issues.v[5].level);
	findings[0].rule = STR("plan.max_failed");
	collect();
	assert_int_equal(ISSUE_TESTS, issues.v[2].kind);
	assert_int_equal(ISSUE_ERROR, issues.v[2].level);
	findings[0].outcome = findings[2].outcome = RULE_INFORMED;
	collect();
	for (size_t i = 0; i < issues.n; i++)
		assert_int_equal(ISSUE_NOTE, issues.v[i].level);
	assert_string_equal("project: 13 more lines to 85 % (not enforced)", said(0));
}

static void issues__no_path_is_outside_of_the_repository(void **state)
{
	static const char *const outside[] = { "", "/etc/passwd", "../x", "a/../../x", "C:\\x" };

	(void)state;
	for (size_t i = 0; i < sizeof(outside) / sizeof(outside[0]); i++)
		assert_true(
			str_eq(STR("policies/phase1"), issue_path(&verdict, str_of(outside[i]))));
	assert_true(str_eq(STR("a/..b/c"), issue_path(&verdict, STR("a/..b/c"))));
	verdict.policies = STR("/srv/policies");
	assert_true(str_eq(STR("."), issue_path(&verdict, STR("../x"))));
}

static void issues__a_cause_without_a_file_stands_at_its_rule(void **state)
{
	(void)state;
	blockers[0].first.file = STR("");
	findings[0].rule = STR("plan.passing");
	collect();
	assert_true(str_eq(STR("policies/project.json"), issues.v[2].path));
	assert_int_equal(9, issues.v[2].lines.first);
}

static void ids__stay_when_lines_and_figures_change(void **state)
{
	struct str before[7];

	(void)state;
	collect();
	for (size_t i = 0; i < 7; i++)
		before[i] = id_of(i);
	findings[0].at.line = 33;
	findings[0].say = STR("14 more lines to 85 %");
	blockers[0].first.line = 9;
	blockers[0].tests = 8;
	ranges[0] = (struct line_range){ 2, 6 };
	collect();
	for (size_t i = 0; i < 7; i++)
		assert_true(str_eq(before[i], id_of(i)));
}

static void ids__are_never_shared(void **state)
{
	struct blocker twins[3] = { blockers[0], blockers[0], blockers[0] };

	(void)state;
	twins[1].text = STR("No module named 'workers.tasks2'");
	twins[2].text = STR("No module named 'workers.tasks31'");
	areas[0].blockers = twins;
	areas[0].blocker_count = 3;
	findings[1] = findings[0];
	collect();
	assert_int_equal(10, issues.n);
	for (size_t i = 0; i < issues.n; i++) {
		for (size_t j = 0; j < i; j++)
			assert_false(str_eq(id_of(i), id_of(j)));
	}
}

static void ids__differ_by_path_area_and_verdict(void **state)
{
	char a[SHA256_HEX + 1], b[SHA256_HEX + 1];
	struct issue other;

	(void)state;
	collect();
	issue_id(&issues, &issues.v[4], STR(""), a);
	issue_id(&issues, &issues.v[4], STR("nightly"), b);
	assert_string_not_equal(a, b);
	other = issues.v[4];
	other.path = STR("b.c");
	issue_id(&issues, &other, STR(""), b);
	assert_string_not_equal(a, b);
	other = issues.v[4];
	other.area = 0;
	issue_id(&issues, &other, STR(""), b);
	assert_string_not_equal(a, b);
}

static void added__of_a_file_too_large_to_be_compared_is_said_once(void **state)
{
	struct line_range all = { 1, LINE_MAX_NUMBER };

	(void)state;
	patches[1] = (struct patch_file){
		.path = STR("new.c"), .ranges = &all, .n = 1, .too_large = true
	};
	collect();
	assert_string_equal(
		"too large to be compared: every line counts as added and uncovered", said(6));
	assert_int_equal(1, issues.v[6].lines.last);
}

static void related__longest_runs_are_linked_and_the_others_follow(void **state)
{
	struct related r = { 0 };

	(void)state;
	areas[0].uncovered =
		(struct uncovered_list){ .v = { { STR("a.c"), { 5, 12 } } }, .n = 1, .more = 4 };
	collect();
	related_of(&r, &verdict, &issues.v[1]);
	assert_int_equal(2, r.n);
	assert_int_equal(1, r.linked);
	assert_int_equal(2, r.v[1].range.first);
	assert_int_equal(3, r.v[1].range.last);
	buf_truncate(&out, 0);
	related_say(&r, &out);
	assert_string_equal(". Longest uncovered: [a.c:5-12](1) and 4 more", out.p);
}

static void related__files_of_a_cause_are_there_but_the_first(void **state)
{
	struct related r = { 0 };

	(void)state;
	collect();
	related_of(&r, &verdict, &issues.v[2]);
	buf_truncate(&out, 0);
	related_say(&r, &out);
	assert_string_equal(". Also in [tests/workers/test_send.py](1) and 3 more", out.p);
}

static void random_bytes(struct str *into, uint64_t *random)
{
	static const char active[] = "[]\\\"#:%/\n\x1b";
	char bytes[16];

	for (size_t i = 0; i < sizeof(bytes); i++) {
		*random ^= *random << 13;
		*random ^= *random >> 7;
		*random ^= *random << 17;
		bytes[i] = *random & 0x100 ? active[(*random >> 9) % (sizeof(active) - 1)]
					   : (char)*random;
	}
	*into = arena_str(&arena, (struct str){ bytes, sizeof(bytes) });
}

static void assert_json(const struct reporter *reporter)
{
	struct diags d = { .arena = &arena };

	written(reporter, &verdict);
	assert_non_null(json_parse(
		&arena, buf_str(&out), (struct place){ 0 }, JSON_STRICT, &d, DIAG(RECORD_BAD)));
}

static void outputs__are_json_whatever_strangers_wrote(void **state)
{
	uint64_t random = 0x2545f4914f6cdd1d;

	(void)state;
	areas[0].uncovered = (struct uncovered_list){ .v = { { .range = { 1, 2 } } }, .n = 1 };
	for (int i = 0; i < 300; i++) {
		struct str *const texts[] = { &areas[1].name, &findings[0].rule, &findings[0].say,
			&findings[0].at.file, &findings[0].got, &blockers[0].text,
			&blockers[0].first.file, &blocker_files[1], &verdict.tool, &verdict.job,
			&reports[1].path, &files[0].path, &areas[0].uncovered.v[0].path,
			&verdict.policies };

		for (size_t k = 0; k < sizeof(texts) / sizeof(texts[0]); k++)
			random_bytes(texts[k], &random);
		assert_json(&sarif_reporter);
		assert_json(&gitlab_reporter);
	}
}

#define ISSUES_TEST(test) cmocka_unit_test_setup_teardown(test, set_up_files, tear_down_files)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ISSUES_TEST(issues__what_closes_the_gate_comes_first),
		ISSUES_TEST(issues__places_are_errors_where_their_rule_is_broken),
		ISSUES_TEST(issues__no_path_is_outside_of_the_repository),
		ISSUES_TEST(issues__a_cause_without_a_file_stands_at_its_rule),
		ISSUES_TEST(ids__stay_when_lines_and_figures_change),
		ISSUES_TEST(ids__are_never_shared),
		ISSUES_TEST(ids__differ_by_path_area_and_verdict),
		ISSUES_TEST(added__of_a_file_too_large_to_be_compared_is_said_once),
		ISSUES_TEST(related__longest_runs_are_linked_and_the_others_follow),
		ISSUES_TEST(related__files_of_a_cause_are_there_but_the_first),
		ISSUES_TEST(outputs__are_json_whatever_strangers_wrote),
	};

	return cmocka_run_group_tests_name("issues", tests, NULL, NULL);
}
