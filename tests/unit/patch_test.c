#include "gate/model/patch.h"
#include "tests/unit/check.h"
#include "tests/unit/coverage_fixture.h"

static struct line_range ranges[] = { { 2, 5 }, { 8, 8 }, { 10, 14 } };
static struct patch_file file = { .ranges = ranges, .n = 3 };

/* Every run, "2-5 8 ", by what `covered` says of the lines from 1 on: '+', '-', or ' ' for no code. */
static const char *runs(const char *covered)
{
	struct buf scratch = { 0 }, out = { 0 };
	struct hits hits = { 0 };
	struct line_range r = { 0 };
	struct lines lines;

	for (uint32_t i = 0; covered && covered[i]; i++) {
		if (covered[i] != ' ')
			put_line(&hits, i + 1, covered[i] == '+');
	}
	hits_settle(&hits);
	lines = lines_of(&scratch, &arena, &hits.lines);
	buf_puts(&out, "");
	while (patch_next_uncovered(&file, covered ? &lines : NULL, r.last + 1, &r))
		buf_printf(&out, r.first == r.last ? "%u " : "%u-%u ", r.first, r.last);
	hits_release(&hits);
	buf_release(&scratch);
	return text_and_release(&arena, &out);
}

static void patch__runs_of_uncovered_lines_stay_inside_the_ranges(void **state)
{
	(void)state;
	assert_string_equal("2-5 8 10-14 ", runs("--------------------"));
	assert_string_equal("2-4 11 13-14 ", runs("+- -+--+-+-+- -"));
	assert_string_equal("", runs("+++++++++++++++"));
	assert_string_equal("", runs(""));
	assert_string_equal("", runs("-    -- -     -"));
}

static void patch__of_a_file_that_no_report_knows_every_added_line_is_uncovered(void **state)
{
	(void)state;
	assert_string_equal("2-5 8 10-14 ", runs(NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(patch__runs_of_uncovered_lines_stay_inside_the_ranges),
		CHECK(patch__of_a_file_that_no_report_knows_every_added_line_is_uncovered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
