/* A source, line by line, with what a report and the patch say of each. */
#include "tests/unit/check.h"

#include "gate/model/source_cursor.h"
#include "tests/unit/coverage_fixture.h"

static struct coverage coverage;
static struct line_range added = { 2, 3 };
static struct patch_file patch;

/* "1 covered; 2 uncovered added; 3 -" */
static const char *told(const struct file_detail *file)
{
	static const char *const words[] = { "-", "uncovered", "covered" };
	struct source_cursor s = source_cursor_of(file);
	struct buf out = { 0 };

	buf_puts(&out, "");
	while (source_cursor_next(&s)) {
		buf_printf(&out, "%s%u %s%s", s.at.number > 1 ? "; " : "", s.at.number,
			s.at.partly ? "partly" : words[s.at.state], s.at.added ? " added" : "");
		if (s.at.partly)
			buf_printf(&out, " %u/%u", s.at.taken, s.at.branches);
	}
	return text_and_release(&arena, &out);
}

static int set_up(void **state)
{
	coverage_init(&coverage, &arena);
	patch = (struct patch_file){ .ranges = &added, .n = 1, .lines = 2 };
	return check_set_up(state);
}

static const struct file_coverage *measured(void)
{
	struct hits hits = { 0 };

	put_line(&hits, 1, 1);
	put_line(&hits, 2, 0);
	put_line(&hits, 4, 7);
	put_outcome(&hits, &hits.branches, 1, "0", "0", 1);
	put_outcome(&hits, &hits.branches, 1, "0", "1", 1);
	put_outcome(&hits, &hits.branches, 4, "0", "0", 1);
	put_outcome(&hits, &hits.branches, 4, "0", "1", 0);
	put_outcome(&hits, &hits.branches, 4, "1", "0", 0);
	unite_hits(&coverage, "a.c", &hits);
	return file_of(&coverage, "a.c");
}

static void cursor__a_line_is_what_its_report_says(void **state)
{
	struct file_detail file = { .coverage = measured(), .source = STR("a\nb\nc\nd\ne\n") };

	(void)state;
	assert_string_equal("1 covered; 2 uncovered; 3 -; 4 partly 1/3; 5 -", told(&file));
}

static void cursor__the_patch_says_what_was_added(void **state)
{
	struct file_detail file = {
		.coverage = measured(), .patch = &patch, .source = STR("a\r\nb\r\nc")
	};

	(void)state;
	assert_string_equal("1 covered; 2 uncovered added; 3 - added", told(&file));
}

static void cursor__of_a_file_in_no_report_each_added_line_may_be_code(void **state)
{
	struct file_detail file = { .patch = &patch, .source = STR("a\nb\n \t\nd\n") };

	(void)state;
	assert_string_equal("1 -; 2 uncovered added; 3 - added; 4 -", told(&file));
}

static void cursor__a_source_without_lines_has_none(void **state)
{
	struct file_detail file = { .coverage = measured(), .source = STR("") };

	(void)state;
	assert_string_equal("", told(&file));
}

static void detail__added_lines_are_counted_as_the_judge_does(void **state)
{
	struct file_detail file = { .coverage = measured(), .patch = &patch };
	struct count count = file_detail_added(&file);

	(void)state;
	assert_int_equal(0, count.covered);
	assert_int_equal(1, count.total);
	assert_int_equal(1, file_detail_uncovered(&file));
	file.coverage = NULL;
	patch.blank = 1;
	assert_int_equal(1, file_detail_added(&file).total);
	assert_int_equal(0, file_detail_uncovered(&file));
	file.patch = NULL;
	assert_int_equal(0, file_detail_added(&file).total);
}

static void detail__a_file_is_found_by_its_path(void **state)
{
	struct file_detail files[] = { { .path = STR("a") }, { .path = STR("b/c") },
		{ .path = STR("d") } };
	struct detail detail = { .files = files, .file_count = 3 };

	(void)state;
	for (size_t i = 0; i < 3; i++)
		assert_ptr_equal(&files[i], detail_file(&detail, files[i].path));
	assert_null(detail_file(&detail, STR("b")));
	assert_null(detail_file(&(struct detail){ 0 }, STR("a")));
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, check_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(cursor__a_line_is_what_its_report_says),
		CASE(cursor__the_patch_says_what_was_added),
		CASE(cursor__of_a_file_in_no_report_each_added_line_may_be_code),
		CASE(cursor__a_source_without_lines_has_none),
		CASE(detail__added_lines_are_counted_as_the_judge_does),
		CASE(detail__a_file_is_found_by_its_path),
	};

	return cmocka_run_group_tests_name("source_cursor", tests, NULL, NULL);
}
