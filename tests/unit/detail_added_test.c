#include "gate/model/detail.h"
#include "tests/unit/check.h"
#include "tests/unit/coverage_fixture.h"

static struct line_range ranges[] = { { 2, 5 }, { 8, 8 }, { 10, 14 } };
static struct patch_file file = { .ranges = ranges, .n = 3, .lines = 10 };

/* Every run, "2-5 8 ", by what `covered` says of the lines from 1 on: '+', '-', or ' ' for no code. */
static const char *runs(const char *covered)
{
	struct buf scratch = { 0 }, out = { 0 };
	struct hits hits = { 0 };
	struct file_coverage coverage = { 0 };
	struct file_detail detail = { .patch = &file, .coverage = covered ? &coverage : NULL };
	struct added_cursor at = { 0 };
	struct added_run run;

	for (uint32_t i = 0; covered && covered[i]; i++) {
		if (covered[i] != ' ')
			put_line(&hits, i + 1, covered[i] == '+');
	}
	hits_settle(&hits);
	coverage.lines = lines_of(&scratch, &arena, &hits.lines);
	buf_puts(&out, "");
	while (detail_next_added(&detail, &at, &run))
		buf_printf(&out, run.range.first == run.range.last ? "%u " : "%u-%u ",
			run.range.first, run.range.last);
	hits_release(&hits);
	buf_release(&scratch);
	return text_and_release(&arena, &out);
}

static void detail_added__runs_of_uncovered_lines_stay_inside_the_ranges(void **state)
{
	(void)state;
	assert_string_equal("2-5 8 10-14 ", runs("--------------------"));
	assert_string_equal("2-4 11 13 ", runs("+- -+--+-+-+- -"));
	assert_string_equal("", runs("+++++++++++++++"));
	assert_string_equal("", runs(""));
	assert_string_equal("", runs("-    -- -     -"));
}

static void detail_added__of_a_file_that_no_report_knows_every_added_line_is_uncovered(void **state)
{
	(void)state;
	assert_string_equal("2-5 8 10-14 ", runs(NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(detail_added__runs_of_uncovered_lines_stay_inside_the_ranges),
		CHECK(detail_added__of_a_file_that_no_report_knows_every_added_line_is_uncovered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
