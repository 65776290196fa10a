/* What GitHub Actions is told: annotations, outputs, a comment. */
#include "tests/unit/verdict_fixture.h"

#include "reporters/github.h"

static struct line_range added[] = { { 1, 3 }, { 7, 8 } };
static struct patch_file patches[14];
static struct file_detail files[14];
static struct detail detail;

/* So many files that no report knows, of which the i-th has i added lines. */
static void add_files(size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t lines = (uint32_t)i + 1;

		patches[i] = (struct patch_file){
			.ranges = arena_alloc(&arena, sizeof(added[0])), .n = 1, .lines = lines
		};
		patches[i].ranges[0] = (struct line_range){ 1, lines };
		files[i] = (struct file_detail){ .path = arena_printf(&arena, "src/%02zu.c", i),
			.area = 1,
			.patch = &patches[i] };
	}
	detail = (struct detail){ .files = files, .file_count = n, .has_patch = true };
	verdict.detail = &detail;
}

static const char *annotated(void)
{
	return written(&github_reporter, &verdict);
}

static size_t lines_with(const char *text, const char *start)
{
	struct str rest = str_of(text), line;
	size_t n = 0;

	while (str_line(&rest, &line))
		n += str_starts(line, str_of(start));
	return n;
}

static void github__a_broken_rule_is_an_error_at_its_limit(void **state)
{
	(void)state;
	add_files(0);
	assert_has(annotated(),
		"::error file=policies/project.json,line=9,col=16,title=project coverage.lines.target"
		"::13 more lines to 85 %25\n");
	assert_has(
		out.p, "::error title=workers coverage.branches.target::no report has branches\n");
	assert_has_not(out.p, "baseline of 65.5");
}

static void github__what_was_lenient_is_a_notice(void **state)
{
	(void)state;
	add_files(0);
	findings[0].outcome = RULE_WAIVED;
	findings[2].outcome = RULE_INFORMED;
	assert_has(annotated(), "::notice file=policies/project.json,line=9,");
	assert_has(out.p, "::notice title=workers coverage.branches.target::not enforced: no ");
	assert_int_equal(0, lines_with(out.p, "::error file=policies"));
}

static void github__what_blocks_tests_is_told_at_its_first_place(void **state)
{
	(void)state;
	add_files(0);
	assert_has(annotated(),
		"::error file=tests/workers/test_retry.py,line=4,title=7 tests%2C 6 of them cannot start%2C"
		" 5 planned::No module named 'workers.tasks'%0Acreate the module or fix the import%0Ain"
		" tests/workers/test_retry.py:4, tests/workers/test_send.py and 3 more files\n");
	blockers[0].first.line = 0;
	assert_has(annotated(), "::error title=7 tests");
	verdict.gate = GATE_OPEN;
	assert_has(annotated(), "::warning title=7 tests");
}

static void github__added_lines_without_a_test_are_warnings(void **state)
{
	(void)state;
	add_files(1);
	patches[0].ranges = added;
	patches[0].n = 2;
	assert_has(annotated(),
		"::warning file=src/00.c,line=1,endLine=3,title=workers added lines::no report knows this"
		" file: what was added counts as uncovered\n"
		"::warning file=src/00.c,line=7,endLine=8,");
	findings[0].rule = STR("patch.lines.target");
	assert_has(annotated(), "line=1,endLine=3,title=workers patch.lines.target::");
	patches[0].lines = patches[0].blank = 5;
	assert_int_equal(0, lines_with(annotated(), "::warning"));
}

static void github__ten_of_a_kind_are_shown_and_the_others_counted(void **state)
{
	(void)state;
	add_files(14);
	assert_int_equal(10, lines_with(annotated(), "::warning "));
	assert_has(out.p, "file=src/13.c,");
	assert_has(out.p, "file=src/04.c,");
	assert_has_not(out.p, "file=src/03.c,");
	assert_has(out.p,
		"::notice title=areagate::4 more warnings, since GitHub shows 10 of a kind:");
	areas[0].blockers_more = 20;
	assert_has(annotated(), "::20 more errors, 4 more warnings, since ");
}

static void github__what_is_no_path_of_the_repository_is_told_in_the_text(void **state)
{
	(void)state;
	add_files(0);
	findings[0].at.file = STR("4ac0da8:policies/project.json");
	assert_has(annotated(),
		"::error title=project coverage.lines.target::4ac0da8:policies/project.json:9: 13 more");
	findings[0].at.file = STR("/srv/policies/project.json");
	assert_has(annotated(), "target::/srv/policies/project.json:9: 13 more");
	findings[0].at.file = STR("../project.json");
	assert_has(annotated(), "target::../project.json:9: 13 more");
}

static void github__of_a_record_only_rules_are_told(void **state)
{
	(void)state;
	verdict.detail = NULL;
	assert_has(annotated(), "::notice title=areagate::a record has no lines: of it only rules");
}

static void github__a_long_message_is_cut_as_the_runner_would_cut_it(void **state)
{
	struct buf text = { 0 };
	struct str rest, line;

	(void)state;
	add_files(0);
	for (int i = 0; i < 5000; i++)
		buf_puts(&text, "\xc3\xbc");
	findings[0].say = buf_str(&text);
	rest = str_of(annotated());
	while (str_line(&rest, &line) && !str_starts(line, STR("::error file=policies/project")))
		;
	line = str_skip(line, str_last_index(line, ':') + 1);
	assert_true(line.n <= 4096 && line.n > 4090);
	assert_true(str_ends(line, STR("\xc3\xbc...")));
	buf_release(&text);
}

static void outputs__are_numbers_ids_and_words_of_ours(void **state)
{
	(void)state;
	areas[0].patch[METRIC_LINES] = (struct area_coverage){ .known = true, .count = { 2, 3 } };
	buf_truncate(&out, 0);
	github_outputs(&verdict, &out);
	assert_string_equal("gate=closed\nexit=1\nrules=3\nbroken=1\nno-data=1\n"
			    "coverage=82\nlines-covered=412\nlines-total=500\n"
			    "patch-coverage=66\npatch-lines-covered=2\npatch-lines-total=3\n"
			    "commit=" COMMIT "\nbase=\nbaseline=\n",
		out.p);
}

static void comment__its_marker_is_the_same_whatever_the_order_of_areas(void **state)
{
	struct str first, second;
	struct area_verdict swap = areas[0];
	const char *text = written(&comment_reporter, &verdict);

	(void)state;
	assert_has(text, "<!-- areagate:comment job=unit areas=");
	first = arena_str(&arena, (struct str){ text, str_index(str_of(text), '\n') });
	areas[0] = areas[1];
	areas[1] = swap;
	text = written(&comment_reporter, &verdict);
	second = (struct str){ text, str_index(str_of(text), '\n') };
	assert_true(str_eq(first, second));
	verdict.job = STR("a--> b");
	assert_has(written(&comment_reporter, &verdict), "job=a%2d%2d%3e%20b areas=");
	areas[0].name = STR("other");
	text = written(&comment_reporter, &verdict);
	assert_false(str_has(str_of(text), str_skip(first, 40)));
}

static void comment__is_cut_at_a_row_and_says_so(void **state)
{
	enum { MANY = 2000 };
	struct finding *many = arena_alloc(&arena, MANY * sizeof(*many));

	(void)state;
	for (size_t i = 0; i < MANY; i++) {
		many[i] = findings[0];
		many[i].say = STR("one of so many that no comment has room for all of them");
	}
	verdict.findings = many;
	verdict.finding_count = MANY;
	written(&comment_reporter, &verdict);
	assert_true(out.n <= 65536);
	assert_has(out.p, "\nCut at ");
	assert_has(out.p, " more ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VERDICT_TEST(github__a_broken_rule_is_an_error_at_its_limit),
		VERDICT_TEST(github__what_was_lenient_is_a_notice),
		VERDICT_TEST(github__what_blocks_tests_is_told_at_its_first_place),
		VERDICT_TEST(github__added_lines_without_a_test_are_warnings),
		VERDICT_TEST(github__ten_of_a_kind_are_shown_and_the_others_counted),
		VERDICT_TEST(github__what_is_no_path_of_the_repository_is_told_in_the_text),
		VERDICT_TEST(github__of_a_record_only_rules_are_told),
		VERDICT_TEST(github__a_long_message_is_cut_as_the_runner_would_cut_it),
		VERDICT_TEST(outputs__are_numbers_ids_and_words_of_ours),
		VERDICT_TEST(comment__its_marker_is_the_same_whatever_the_order_of_areas),
		VERDICT_TEST(comment__is_cut_at_a_row_and_says_so),
	};

	return cmocka_run_group_tests_name("github", tests, NULL, NULL);
}
