#include "tests/unit/check.h"

#include "gate/model/line_sets.h"
#include "tests/unit/coverage_fixture.h"

static struct coverage coverage;

static int set_up(void **state)
{
	check_set_up(state);
	coverage_init(&coverage, &arena);
	return 0;
}

/* '.', '-' and '+', a letter a line. */
static void add_file(const char *path, const char *letters)
{
	struct hits hits = { 0 };

	for (uint32_t i = 0; letters[i]; i++) {
		if (letters[i] != '.')
			put_line(&hits, i + 1, letters[i] == '+');
	}
	unite_hits(&coverage, path, &hits);
}

static struct str written(void)
{
	struct buf b = { 0 };
	struct str text;

	coverage_sort(&coverage);
	line_sets_write(&b, &coverage);
	text = arena_str(&arena, buf_str(&b));
	buf_release(&b);
	return text;
}

/* Letter by letter again. */
static struct str spelled(struct str runs)
{
	static const char letters[] = ".-+";
	struct line_run run = { 0 };
	struct buf b = { 0 };
	struct str text;
	int found;

	while ((found = line_run_next(&runs, &run)) > 0) {
		assert_int_equal(b.n + 1, run.range.first);
		buf_repeat(&b, letters[run.state], run.range.last + 1 - run.range.first);
	}
	assert_int_equal(0, found);
	text = arena_str(&arena, buf_str(&b));
	buf_release(&b);
	return text;
}

static void line_sets__lines_are_written_as_runs(void **state)
{
	(void)state;
	add_file("gate/run.c", "............+++.--");
	add_file("gate/base/str.c", "+");
	add_file("gate/none.c", ".");
	assert_string_equal("0gate/base/str.c~n+|5run.c~n12.3+.2-|", written().p);
}

static void line_sets__random_lines_come_back(void **state)
{
	static const char kinds[] = "..--++++";
	char letters[400];
	struct str expected[30], text;
	struct line_sets sets = { 0 };
	uint32_t seed = 7;
	size_t n = 0;

	(void)state;
	for (; n < 30; n++) {
		size_t length = 1 + next_number(&seed) % 398;

		for (size_t i = 0; i < length;) {
			size_t run = 1 + next_number(&seed) % 9;
			char kind = kinds[next_number(&seed) % (sizeof(kinds) - 1)];

			for (; run && i < length; run--)
				letters[i++] = kind;
		}
		letters[length - 1] = '+';
		letters[length] = '\0';
		add_file(arena_printf(&arena, "s/%02zu%s", n, n % 3 ? "/1\n2.c" : ".c").p, letters);
		expected[n] = arena_str(&arena, str_of(letters));
	}
	text = written();
	sets.roster.left = text;
	for (size_t i = 0; i < n; i++) {
		assert_true(line_sets_next(&sets));
		assert_true(str_eq(sets.path, coverage.files[i].path));
		assert_string_equal(expected[i].p, spelled(sets.runs).p);
	}
	assert_false(line_sets_next(&sets));
	assert_false(sets.roster.broken);
	line_sets_end(&sets);
}

static void line_sets__the_last_line_there_can_be_costs_no_more_than_another(void **state)
{
	struct hits hits = { 0 };
	struct str text, runs = STR("");
	struct line_sets sets = { 0 };
	struct line_run run = { 0 };

	(void)state;
	put_line(&hits, LINE_MAX_NUMBER, 1);
	unite_hits(&coverage, "a.c", &hits);
	text = written();
	assert_string_equal("0a.c~n9999999.+|", text.p);
	sets.roster.left = text;
	assert_true(line_sets_next(&sets));
	runs = sets.runs;
	assert_int_equal(1, line_run_next(&runs, &run));
	assert_int_equal(1, line_run_next(&runs, &run));
	assert_int_equal(LINE_MAX_NUMBER, run.range.last);
	line_sets_end(&sets);
}

static void line_sets__what_are_no_runs_is_told(void **state)
{
	static const char *const bad[] = { "3", "x", "3x", "0+", "99999999999999999999+",
		"10000001+", "9999999.2+", " +" };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct str runs = str_of(bad[i]);
		struct line_run run = { 0 };
		int found;

		while ((found = line_run_next(&runs, &run)) > 0)
			;
		assert_int_equal(-1, found);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			line_sets__lines_are_written_as_runs, set_up, check_tear_down),
		cmocka_unit_test_setup_teardown(
			line_sets__random_lines_come_back, set_up, check_tear_down),
		cmocka_unit_test_setup_teardown(
			line_sets__the_last_line_there_can_be_costs_no_more_than_another, set_up,
			check_tear_down),
		cmocka_unit_test_setup_teardown(
			line_sets__what_are_no_runs_is_told, set_up, check_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
