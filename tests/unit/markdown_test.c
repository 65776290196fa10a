/* The page of Markdown: what fits, what goes first, what is counted; and what its parts say. */
#include "tests/unit/verdict_fixture.h"

#include "gate/base/utf8.h"
#include "gate/model/progress.h"
#include "reporters/markdown_page.h"

static const struct page_words always = { 0 };
static const struct page_words causes = { "Causes", "cause", "causes", "test", "tests", 0 };
static const struct page_words few = { "Causes", "cause", "causes", NULL, NULL, 2 };

static const char *printed(struct page *p, size_t most)
{
	buf_truncate(&out, 0);
	page_print(p, most, &out);
	page_release(p);
	return out.p;
}

static void rows(struct page *p, enum keep keep, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		buf_printf(page_row(p, keep, 3), "- row %u of %d\n", i, (int)keep);
}

static void page__a_block_without_rows_is_not_there(void **state)
{
	struct page p = { 0 };

	(void)state;
	buf_puts(page_block(&p, &always), "# title\n");
	buf_puts(page_block(&p, &causes), "head\n");
	assert_string_equal("# title\n", printed(&p, 0));
}

static void page__blocks_of_one_section_share_its_heading(void **state)
{
	struct page p = { 0 };

	(void)state;
	buf_puts(page_block(&p, &always), "# title\n");
	page_block(&p, &causes);
	rows(&p, KEEP_REST, 1);
	page_block(&p, &causes);
	rows(&p, KEEP_REST, 1);
	assert_string_equal(
		"# title\n\n## Causes\n\n- row 0 of 3\n\n- row 0 of 3\n", printed(&p, 0));
}

static void page__what_is_not_shown_is_counted(void **state)
{
	struct page p = { 0 };

	(void)state;
	page_block(&p, &causes);
	rows(&p, KEEP_REST, 1);
	page_more(&p, 1, 7);
	page_block(&p, &few);
	rows(&p, KEEP_REST, 4);
	assert_has(printed(&p, 0), "\n1 more cause: 7 tests.\n");
	assert_has(out.p, "- row 1 of 3\n\n2 more causes.\n");
	assert_has_not(out.p, "Cut at");
}

static void page__what_is_worth_least_goes_first(void **state)
{
	struct page p = { 0 };

	(void)state;
	buf_puts(page_block(&p, &always), "# title\n");
	buf_puts(page_block(&p, &causes), "head\n");
	rows(&p, KEEP_REST, 30);
	rows(&p, KEEP_BROKEN, 10);
	assert_has(printed(&p, 700), "- row 9 of 0\n");
	assert_has_not(out.p, "row 29 of 3");
	assert_has(out.p, "more causes: ");
	assert_has(out.p, "\nCut at 700 bytes: `--out json` has the rest.\n");
	assert_true(out.n <= 700);
}

static void page__no_limit_is_ever_passed(void **state)
{
	(void)state;
	for (size_t most = 400; most < 3000; most += 7) {
		struct page p = { 0 };

		buf_puts(page_block(&p, &always), "# title\n");
		for (int i = 0; i < 5; i++) {
			buf_puts(page_block(&p, &causes), "| a |\n| - |\n");
			rows(&p, (enum keep)(i % KEEPS), 40);
		}
		printed(&p, most);
		if (out.n > most)
			fail_msg("%zu bytes of %zu", out.n, most);
		assert_has(out.p, "Cut at");
	}
}

static void page__a_row_that_never_fits_does_not_stop_the_others(void **state)
{
	struct page p = { 0 };

	(void)state;
	page_block(&p, &causes);
	buf_repeat(page_row(&p, KEEP_BROKEN, 1), 'x', 5000);
	rows(&p, KEEP_REST, 2);
	assert_has(printed(&p, 1000), "- row 1 of 3\n");
	assert_has(out.p, "1 more cause: 1 test.");
}

static void markdown__a_verdict_without_areas_is_a_page(void **state)
{
	(void)state;
	verdict = (struct verdict){ .tool = STR("areagate"), .policies = STR("p") };
	assert_has(written(&markdown_reporter, &verdict), "# Progress: on target; gate open\n");
	assert_has_not(out.p, "## Areas");
	assert_has_not(out.p, "## Next steps");
	assert_has(out.p, "- judged by areagate\n");
}

static void markdown__the_same_verdict_is_the_same_page(void **state)
{
	struct str first;

	(void)state;
	first = arena_str(&arena, str_of(written(&markdown_reporter, &verdict)));
	assert_string_equal(first.p, written(&markdown_reporter, &verdict));
}

static void markdown__a_novel_is_cut_between_characters(void **state)
{
	struct buf novel = { 0 };

	(void)state;
	for (int i = 0; i < 2000; i++)
		buf_puts(&novel, "漢");
	areas[1].title = blockers[0].text = missing[0] = buf_str(&novel);
	written(&markdown_reporter, &verdict);
	assert_true(out.n < 20000);
	assert_int_equal(out.n, utf8_valid(buf_str(&out)));
	assert_has(out.p, "漢…");
	buf_release(&novel);
}

static void markdown__ten_thousand_rules_end_before_the_limit(void **state)
{
	struct finding *many = arena_alloc(&arena, 10000 * sizeof(*many));

	(void)state;
	for (size_t i = 0; i < 10000; i++)
		many[i] = findings[i % 3];
	verdict.findings = many;
	verdict.finding_count = 10000;
	look.most_bytes = 65536;
	written(&markdown_reporter, &verdict);
	look.most_bytes = 0;
	assert_true(out.n <= 65536 && out.n > 60000);
	assert_has(out.p, "more rules.\n");
	assert_has(out.p, "## Evidence");
}

static void markdown__planned_tests_of_a_file_that_cannot_be_loaded_are_blocked(void **state)
{
	(void)state;
	assert_has_not(written(&markdown_reporter, &verdict), "## Missing");
	missing[0] = STR("tests/elsewhere.py::test_x");
	assert_has(written(&markdown_reporter, &verdict),
		"- Background: `tests/elsewhere.py::test_x`");
	assert_has(out.p, "Write 1 planned test of Background (+1 created)");
}

static void markdown__a_trend_ends_with_what_is_now(void **state)
{
	struct trail trails[2] = { { .arena = &arena, .area = STR("project") },
		{ .arena = &arena, .area = STR("workers") } };
	struct progress progress = { .trails = trails };
	struct trail_record record = { .commit = STR(COMMIT), .verdict = &verdict };

	(void)state;
	verdict.progress = &progress;
	assert_has_not(written(&markdown_reporter, &verdict), "Trend");
	areas[0].coverage[METRIC_LINES].count.covered = 100;
	trail_add(&trails[0], &record, STR(""));
	areas[0].coverage[METRIC_LINES].count.covered = 412;
	assert_has(written(&markdown_reporter, &verdict), "| Trend |");
	assert_has(out.p, "| ▁█ |");
}

static void markdown__a_record_without_held_rules_does_not_count_them(void **state)
{
	(void)state;
	assert_has(written(&markdown_reporter, &verdict), "**1 of 3 rules is broken**.\n");
	verdict.left_out = LEFT_OUT_HELD;
	assert_has(written(&markdown_reporter, &verdict), "**1 rule is broken**.\n");
}

static void markdown__what_did_not_change_is_not_told(void **state)
{
	struct verdict before = verdict;

	(void)state;
	verdict.baseline = (struct baseline){ .record = &before, .commit = STR(COMMIT) };
	assert_has(written(&markdown_reporter, &verdict),
		"## Since the baseline\n\nNothing has changed: no figure, no rule, no cause.\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VERDICT_TEST(page__a_block_without_rows_is_not_there),
		VERDICT_TEST(page__blocks_of_one_section_share_its_heading),
		VERDICT_TEST(page__what_is_not_shown_is_counted),
		VERDICT_TEST(page__what_is_worth_least_goes_first),
		VERDICT_TEST(page__no_limit_is_ever_passed),
		VERDICT_TEST(page__a_row_that_never_fits_does_not_stop_the_others),
		VERDICT_TEST(markdown__a_verdict_without_areas_is_a_page),
		VERDICT_TEST(markdown__the_same_verdict_is_the_same_page),
		VERDICT_TEST(markdown__a_novel_is_cut_between_characters),
		VERDICT_TEST(markdown__ten_thousand_rules_end_before_the_limit),
		VERDICT_TEST(markdown__planned_tests_of_a_file_that_cannot_be_loaded_are_blocked),
		VERDICT_TEST(markdown__a_trend_ends_with_what_is_now),
		VERDICT_TEST(markdown__a_record_without_held_rules_does_not_count_them),
		VERDICT_TEST(markdown__what_did_not_change_is_not_told),
	};

	return cmocka_run_group_tests_name("markdown", tests, NULL, NULL);
}
