/* The trail of records: what is taken of each, what neighbours are, how a narrow window shows it. */
#include "tests/unit/verdict_fixture.h"

#include "gate/base/json.h"
#include "reporters/log.h"

static struct trail trail;

static int start(void **state)
{
	set_up(state);
	look = (struct look){ 0 };
	trail = (struct trail){ .arena = &arena, .area = STR("project") };
	return 0;
}

static void add(const char *job, uint64_t covered, uint64_t total)
{
	struct trail_record r = { .commit = STR(COMMIT), .time = 1767603600, .verdict = &verdict };

	verdict.job = str_of(job);
	areas[0].coverage[METRIC_LINES].count = (struct count){ covered, total };
	trail_add(&trail, &r, STR("a subject that is rather long for a narrow window"));
}

static const char *shown(void (*print)(const struct trail *, const struct look *, struct buf *))
{
	buf_truncate(&out, 0);
	print(&trail, &look, &out);
	return out.p;
}

static const char *change(size_t i)
{
	struct buf text = { 0 };
	const char *copy;

	log_change(&trail, &trail.v[i], &text);
	copy = arena_str(&arena, buf_str(&text)).p;
	buf_release(&text);
	return copy;
}

static void trail__a_change_is_within_one_job(void **state)
{
	(void)state;
	add("linux", 90, 100);
	add("mac", 10, 100);
	add("linux", 80, 100);
	assert_string_equal("+10.00", change(0));
	assert_string_equal("", change(1));
	assert_string_equal("", change(2));
	assert_true(trail_is_newest(&trail, &trail.v[1]));
	assert_false(trail_is_newest(&trail, &trail.v[2]));
}

static void trail__nothing_to_cover_is_no_change(void **state)
{
	(void)state;
	add("", 90, 100);
	add("", 0, 0);
	add("", 80, 100);
	assert_string_equal("", change(0));
	assert_string_equal("", change(1));
	assert_has_not(shown(log_terminal), "between");
}

static void trail__another_folder_of_policies_is_another_series(void **state)
{
	(void)state;
	add("", 90, 100);
	verdict.policies = STR("elsewhere");
	add("", 80, 100);
	assert_string_equal("", change(0));
}

static void trail__an_area_that_is_not_known_is_empty(void **state)
{
	(void)state;
	trail.area = STR("nobody");
	add("", 90, 100);
	assert_false(trail.v[0].has_area);
	assert_has(shown(log_json), "\"lines\": null");
}

static void log__two_points_make_no_line(void **state)
{
	(void)state;
	add("", 90, 100);
	add("", 80, 100);
	assert_has_not(shown(log_terminal), "between");
	add("", 85, 100);
	assert_has(shown(log_terminal), "  lines ▄▁█ between 80.00 % and 90.00 %\n");
}

static size_t widest(const char *text)
{
	struct str rest = str_of(text), line;
	size_t most = 0;

	while (str_line(&rest, &line))
		most = line.n > most ? line.n : most;
	return most;
}

static void log__a_narrow_window_keeps_commit_gate_and_lines(void **state)
{
	(void)state;
	add("", 90, 100);
	add("", 80, 100);
	for (look.columns = 60; look.columns < 160; look.columns++) {
		if (widest(shown(log_terminal)) > look.columns + 2) /* "…" has three bytes */
			fail_msg("at %u:\n%s", look.columns, out.p);
		assert_has(out.p, "90.00 %");
		assert_has(out.p, "111111111111");
	}
	look.columns = 100;
	assert_has(shown(log_terminal), "a subject that is");
}

static void log__a_subject_is_cut_at_a_character(void **state)
{
	(void)state;
	buf_truncate(&out, 0);
	log_cut(&out, STR("\xc3\xa4\xc3\xb6\xc3\xbc"), 3);
	assert_string_equal("\xc3\xa4\xc3\xb6\xc3\xbc", out.p);
	buf_truncate(&out, 0);
	log_cut(&out, STR("\xc3\xa4\xc3\xb6\xc3\xbcx"), 3);
	assert_string_equal("\xc3\xa4\xc3\xb6…", out.p);
	buf_truncate(&out, 0);
	log_cut(&out, STR("ab"), 1);
	assert_string_equal("…", out.p);
	buf_truncate(&out, 0);
	log_cut(&out, STR("\xe4\xbd\xa0\xe5\xa5\xbd"), 3); /* two columns each */
	assert_string_equal("\xe4\xbd\xa0…", out.p);
}

static void log__the_json_is_json(void **state)
{
	struct diags said = { .arena = &arena };

	(void)state;
	add("a \"job\"", 90, 100);
	trail.walk = (struct trail_walk){ .commits = 3, .without = 2, .last = STR(COMMIT) };
	assert_non_null(json_parse(&arena, str_of(shown(log_json)), (struct place){ 0 },
		JSON_STRICT, &said, DIAG(RECORD_BAD)));
}

static void log__why_it_ended_is_told(void **state)
{
	(void)state;
	add("", 90, 100);
	trail.walk = (struct trail_walk){
		.commits = 10000, .without = 1, .unread = 2, .end = TRAIL_MANY, .last = STR(TREE)
	};
	assert_has(shown(log_terminal),
		"\n1 commit without a record\n2 commits with no record that this version can read\n"
		"stopped at 222222222222: no more than 10000 commits are looked at\n");
	trail.walk = (struct trail_walk){ .end = TRAIL_ENOUGH };
	assert_has_not(shown(log_terminal), "stopped");
}

int main(void)
{
#define LOG_TEST(test) cmocka_unit_test_setup_teardown(test, start, tear_down)
	const struct CMUnitTest tests[] = {
		LOG_TEST(trail__a_change_is_within_one_job),
		LOG_TEST(trail__nothing_to_cover_is_no_change),
		LOG_TEST(trail__another_folder_of_policies_is_another_series),
		LOG_TEST(trail__an_area_that_is_not_known_is_empty),
		LOG_TEST(log__two_points_make_no_line),
		LOG_TEST(log__a_narrow_window_keeps_commit_gate_and_lines),
		LOG_TEST(log__a_subject_is_cut_at_a_character),
		LOG_TEST(log__the_json_is_json),
		LOG_TEST(log__why_it_ended_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
