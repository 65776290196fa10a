/* What of the reports that are there a change lets go, by the files that both manifests name. */
#include "tests/unit/sides_fixture.h"

#define REPORT(name, path, rest) "{ \"name\": \"" name "\", \"path\": \"" path "\"" rest " }"
#define ANY "\"plan\": { \"max_failed\": 0, \"matrix\": \"any\" }"

static struct file_list there;

static int set_up(void **state)
{
	static const char *const files[] = { "b/a.xml", "b/b.xml", "b/c.info", "b/d.info" };

	(void)state;
	begin_test();
	there = (struct file_list){ 0 };
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		*ARENA_PUSH(&arena, there.v, there.n, there.cap) = str_of(files[i]);
	return 0;
}

static void project(struct policies *p, const char *reports, const char *rest)
{
	struct str text =
		arena_printf(&arena, "{ \"version\": 1, \"reports\": [%s], %s }", reports, rest);

	assert_int_equal(0, policy_parse(p, text, STR("project.json"), &diags));
}

static struct file_list *named(const struct policies *p)
{
	struct file_list *all = arena_alloc(&arena, p->report_count * sizeof(*all));

	for (size_t i = 0; i < p->report_count; i++) {
		for (size_t j = 0; j < there.n; j++) {
			if (globs_match(&p->reports[i].glob, there.v[j]))
				*ARENA_PUSH(&arena, all[i].v, all[i].n, all[i].cap) = there.v[j];
		}
	}
	return all;
}

static void compare(const char *of_base, const char *of_head, const char *rest)
{
	struct sides sides = { .head = &head, .base = &base, .evidence = &evidence, .tree = &tree };

	begin();
	project(&base, of_base, rest);
	project(&head, of_head, rest);
	sides.base_files = named(&base);
	sides.head_files = named(&head);
	policies_compare(&sides);
}

static void assert_none(const char *of_base, const char *of_head)
{
	compare(of_base, of_head, "\"title\": \"P\"");
	if (head.loosened_count)
		fail_msg("'%s' is told", head.loosened[0].say.p);
}

/* All that is told. */
static void assert_told(const char *say, const char *of_base, const char *of_head)
{
	compare(of_base, of_head, "\"title\": \"P\"");
	assert_int_equal(1, head.loosened_count);
	assert_string_equal(say, head.loosened[0].say.p);
}

static void files__that_are_not_read_any_more_are_told(void **state)
{
	(void)state;
	assert_told("report 'x' leaves out 1 file, such as b/b.xml", REPORT("x", "b/*.xml", ""),
		REPORT("x", "b/a.xml", ""));
	assert_told("report 'x' leaves out 1 file, such as b/a.xml", REPORT("x", "b/*.xml", ""),
		REPORT("y", "b/[b-z].xml", ""));
	assert_told("report 'x' leaves out 2 files, such as b/a.xml", REPORT("x", "b/*.xml", ""),
		REPORT("x", "b/*.info", ""));
	assert_told("report 'x' taken out of the manifest", REPORT("x", "b/*.xml", ""),
		REPORT("y", "b/*.info", ""));
}

static void files__that_are_read_under_other_names_are_not(void **state)
{
	(void)state;
	assert_none(REPORT("x", "b/*.xml", ""), REPORT("y", "*/?.xml", ""));
	assert_none(REPORT("x", "b/a.xml", ""), REPORT("x", "b/*.xml", ""));
	assert_none(REPORT("x", "b/*.xml", ""),
		REPORT("y", "b/a.xml", "") ", " REPORT("z", "b/b.xml", ""));
	assert_none(REPORT("x", "b/a.xml", "") ", " REPORT("y", "b/b.xml", ""),
		REPORT("y", "b/a.xml", "") ", " REPORT("x", "b/b.xml", ""));
}

static void entry__that_nothing_needs_any_more_is_told(void **state)
{
	(void)state;
	assert_told("report 'x' taken out of the manifest",
		REPORT("x", "b/a.xml", "") ", " REPORT("y", "b/*.xml", ""),
		REPORT("y", "b/*.xml", ""));
	assert_told("report 'x' names none of the files that it did",
		REPORT("x", "b/a.xml", "") ", " REPORT("y", "b/*.xml", ""),
		REPORT("x", "b/b.xml", "") ", " REPORT("y", "b/*.xml", ""));
}

static void entry__whose_file_is_written_elsewhere_keeps_its_name(void **state)
{
	(void)state;
	assert_none(REPORT("x", "old.xml", ""), REPORT("x", "b/a.xml", ""));
	assert_told("report 'x' taken out of the manifest", REPORT("x", "old.xml", ""),
		REPORT("y", "b/a.xml", ""));
	assert_told("report 'x' names only files of other reports",
		REPORT("x", "old.xml", "") ", " REPORT("y", "b/*.xml", ""),
		REPORT("x", "b/b.xml", "") ", " REPORT("y", "b/a.xml", ""));
	assert_told("report 'x' names only files of other reports",
		REPORT("x", "old.xml", "") ", " REPORT("y", "b/a.xml", ""),
		REPORT("x", "b/b.xml", "") ", " REPORT("y", "b/*.xml", ""));
}

static void minimum__is_kept_by_what_reads_no_more(void **state)
{
	const char *of_base = REPORT("x", "b/*.info", ", \"min_lines\": 9");

	(void)state;
	assert_none(of_base, REPORT("y", "b/[cd].info", ", \"min_lines\": 10"));
	assert_none(of_base,
		REPORT("y", "b/c.info", ", \"min_lines\": 9") ", " REPORT("z", "b/d.info", ""));
	assert_told("min_lines of report 'x' lowered from 9 to 8", of_base,
		REPORT("y", "b/c.info", ", \"min_lines\": 8") ", " REPORT("x", "b/d.info", ""));
	assert_told("min_lines of report 'x' is of 2 more files, such as b/a.xml", of_base,
		REPORT("x", "b/*", ", \"min_lines\": 9"));
	assert_told("min_lines of report 'x' lowered from 9 to 0", of_base,
		REPORT("x", "b/a.xml", ", \"min_lines\": 9") ", " REPORT("y", "b/*.info", ""));
	assert_told("min_lines of report 'x' lowered from 9 to 3",
		REPORT("x", "old.info", ", \"min_lines\": 9"),
		REPORT("x", "b/c.info", ", \"min_lines\": 3"));
}

static void assert_split(const char *first, const char *of_base, const char *of_head)
{
	compare(of_base, of_head, ANY);
	assert_int_equal(first ? 1 : 0, head.loosened_count);
	if (first)
		assert_string_equal(
			arena_printf(&arena,
				"labels split reports that were of one job, such as %s: one that"
				" passes is enough for 'project'",
				first)
				.p,
			head.loosened[0].say.p);
}

static void labels__that_make_jobs_of_one_are_told(void **state)
{
	const char *none = REPORT("x", "b/*.xml", ""),
		   *each = REPORT("x", "b/*.xml", ", \"label\": \"{file}\"");

	(void)state;
	assert_split("b/a.xml", none, each);
	assert_split("b/a.xml", none,
		REPORT("x", "b/a.xml", "") ", " REPORT("y", "b/b.xml", ", \"label\": \"y\""));
	assert_split("b/b.xml", none,
		REPORT("x", "b/*.xml", "") ", " REPORT("y", "b/b.xml", ", \"label\": \"y\""));
	assert_split("b/b.xml", none,
		REPORT("x", "b/*.xml", "") ", " REPORT("y", "b/b.xml",
			", \"label\": \"y\"") ", " REPORT("z", "b/[b].xml", ", \"label\": \"y\""));
	assert_split(NULL, none, REPORT("x", "b/*.xml", ", \"label\": \"y\""));
	assert_split(NULL, each, REPORT("x", "b/*.xml", ", \"label\": \"on {file}\""));
	assert_split(NULL, each, none);
	assert_none(none, each);
}

static void labels__of_what_has_no_tests_do_not_matter(void **state)
{
	(void)state;
	evidence_report(&evidence, STR("x"), STR("b/a.xml"));
	assert_split(NULL, REPORT("x", "b/*.xml", ""),
		REPORT("x", "b/*.xml", ", \"label\": \"{file}\""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			files__that_are_not_read_any_more_are_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			files__that_are_read_under_other_names_are_not, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			entry__that_nothing_needs_any_more_is_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			entry__whose_file_is_written_elsewhere_keeps_its_name, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			minimum__is_kept_by_what_reads_no_more, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			labels__that_make_jobs_of_one_are_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			labels__of_what_has_no_tests_do_not_matter, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
