/* Blockers: what keeps tests from passing, those first that unblock most of the plan. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "policies/blockers.h"
#include "policies/judge.h"

static struct arena arena;
static struct policies policies;
static struct evidence evidence;
static struct diags diags;
static struct verdict verdict;
static struct names tree;

static int set_up(void **state)
{
	(void)state;
	policies = (struct policies){ .arena = &arena, .folder = STR("policies") };
	diags = (struct diags){ .arena = &arena };
	tree = (struct names){ .arena = &arena };
	evidence_init(&evidence, &arena);
	evidence_report(&evidence, STR(""), STR("a.xml"));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	policies_release(&policies);
	arena_release(&arena);
	return 0;
}

static void project(const char *members)
{
	struct str text = arena_printf(&arena, "{ \"version\": 1 %s }", members);

	assert_int_equal(0, policy_parse(&policies, text, STR("project.json"), &diags));
}

static void area(const char *name, const char *members)
{
	struct str text = arena_printf(&arena,
		"{ \"area\": \"%s\", \"sources\": [\"%s/**\"], \"tests\": { \"files\": [\"%s/**\"] }, %s }",
		name, name, name, members);

	assert_int_equal(
		0, policy_parse(&policies, text, arena_printf(&arena, "%s.json", name), &diags));
}

static struct test *add(const char *file, const char *name, enum test_state state)
{
	struct report *r = evidence.reports[evidence.report_count - 1];
	struct test *t = ARENA_PUSH(&arena, r->tests.v, r->tests.n, r->tests.cap);

	*t = (struct test){ .file = str_of(file), .name = str_of(name), .state = state };
	return t;
}

static void with_cause(struct test *t, enum cause_kind kind, const char *what)
{
	struct cause *cause = arena_alloc(&arena, sizeof(*cause));

	*cause = (struct cause){ kind, str_of(what) };
	t->cause = cause;
}

static void failing(const char *file, const char *name, enum cause_kind kind, const char *what)
{
	with_cause(add(file, name, TEST_FAILING), kind, what);
}

static void blocked(const char *file, const char *name, enum cause_kind kind, const char *what)
{
	with_cause(add(file, name, TEST_BLOCKED), kind, what);
}

static void module(const char *file, const char *what)
{
	struct test *t = add(file, file, TEST_BLOCKED);

	with_cause(t, CAUSE_MISSING_MODULE, what);
	t->module = true;
}

static void judge_all(void)
{
	const struct path_rules none = { 0 };

	evidence_resolve(&evidence, &none);
	assert_int_equal(0, evidence_seal(&evidence, &diags));
	verdict = (struct verdict){ 0 };
	judge(&verdict, &policies, &(struct grounds){ &evidence, tree.n ? &tree : NULL, NULL },
		&arena);
}

static const struct blocker *blocker(size_t of_area, size_t i)
{
	assert_true(of_area < verdict.area_count);
	assert_true(i < verdict.areas[of_area].blocker_count);
	return &verdict.areas[of_area].blockers[i];
}

static void assert_text(const char *wanted, struct str got)
{
	assert_string_equal(wanted, arena_str(&arena, got).p);
}

static void assert_blocker(const struct blocker *b, const char *text, uint64_t tests,
	uint64_t not_started, uint64_t planned)
{
	assert_text(text, b->text);
	assert_int_equal(tests, b->tests);
	assert_int_equal(not_started, b->blocked);
	assert_int_equal(planned, b->planned);
}

static void blockers__one_cause_in_several_files_and_reports_is_one(void **state)
{
	(void)state;
	project("");
	module("t/b.py", "app.user");
	module("t/a.py", "app.user");
	evidence_report(&evidence, STR(""), STR("b.xml"));
	module("t/c.py", "app.user");
	failing("t/d.py", "x", CAUSE_MISSING_MODULE, "app.user");
	judge_all();
	assert_int_equal(1, verdict.areas[0].blocker_count);
	assert_blocker(blocker(0, 0), "No module named 'app.user'", 4, 3, 0);
	assert_int_equal(4, blocker(0, 0)->file_count);
	assert_text("t/a.py", blocker(0, 0)->files[0]);
	assert_text("t/d.py", blocker(0, 0)->files[3]);
	assert_text("t/a.py", blocker(0, 0)->first.file);
	assert_text("t/a.py", blocker(0, 0)->first_test.id);
}

static void blockers__a_module_stands_for_the_tests_that_are_known_of_its_file(void **state)
{
	(void)state;
	project("");
	module("t/a.py", "app.user");
	add("t/a.py", "two", TEST_NOT_RUN)->line = 9;
	add("t/a.py", "one", TEST_NOT_RUN)->line = 5;
	add("t/b.py", "other", TEST_NOT_RUN);
	judge_all();
	assert_blocker(blocker(0, 0), "No module named 'app.user'", 2, 2, 0);
	assert_int_equal(5, blocker(0, 0)->first.line);
	assert_text("t/a.py::one", blocker(0, 0)->first_test.id);
	assert_int_equal(3, verdict.areas[0].tests.not_run_count);
	assert_text("t/a.py::one", verdict.areas[0].tests.not_run[0]);
}

static void blockers__tests_that_are_blocked_by_their_module_are_not_counted_twice(void **state)
{
	(void)state;
	project("");
	module("t/a.py", "app.user");
	blocked("t/a.py", "one", CAUSE_MISSING_MODULE, "app.user");
	blocked("t/a.py", "two", CAUSE_MISSING_MODULE, "app.user");
	judge_all();
	assert_int_equal(1, verdict.areas[0].blocker_count);
	assert_blocker(blocker(0, 0), "No module named 'app.user'", 2, 2, 0);
}

static void blockers__a_module_without_a_file_counts_one(void **state)
{
	(void)state;
	project("");
	add("", "x", TEST_PASSING);
	module("", "app.user");
	judge_all();
	assert_blocker(blocker(0, 0), "No module named 'app.user'", 1, 1, 0);
	assert_int_equal(0, blocker(0, 0)->file_count);
}

static void blockers__what_unblocks_most_planned_tests_comes_first(void **state)
{
	(void)state;
	project("");
	area("t",
		"\"plan\": { \"planned\": [\"t/a.py::a\", \"t/a.py::b\", \"t/b.py::c\", \"t/c.py::d\"] }");
	for (int i = 0; i < 9; i++)
		failing("t/many.py", arena_printf(&arena, "m%d", i).p, CAUSE_TIMEOUT, "");
	failing("t/a.py", "a", CAUSE_REFUSED_CONNECTION, "db:5432");
	failing("t/a.py", "b", CAUSE_REFUSED_CONNECTION, "db:5432");
	failing("t/b.py", "c", CAUSE_CRASH, "SIGSEGV");
	failing("t/d.py", "e", CAUSE_SYNTAX_ERROR, "");
	failing("t/d.py", "f", CAUSE_MISSING_EXECUTABLE, "redis");
	for (int i = 0; i < 30; i++)
		failing("t/c.py", arena_printf(&arena, "d[%d]", i).p, CAUSE_ASSERTION, "N == N");
	judge_all();
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(6, verdict.areas[i].blocker_count);
		assert_blocker(blocker(i, 0), "connection refused: db:5432", 2, 0, 2);
		assert_blocker(blocker(i, 1), "crashed: SIGSEGV", 1, 0, 1);
		assert_blocker(blocker(i, 2), "timed out", 9, 0, 0);
		assert_blocker(blocker(i, 3), "no executable 'redis'", 1, 0, 0);
		assert_blocker(blocker(i, 4), "syntax or build error", 1, 0, 0);
		assert_blocker(blocker(i, 5), "assertion failed: N == N", 30, 0, 30);
	}
}

static void blockers__planned_tests_of_a_file_that_is_not_loaded_are_behind_it(void **state)
{
	(void)state;
	project("");
	area("t", "\"plan\": { \"planned\": [\"t/a.py::b\", \"t/a.py::K::a\", \"t/z.py::c\"] }");
	module("t/a.py", "app");
	judge_all();
	assert_blocker(blocker(1, 0), "No module named 'app'", 2, 2, 2);
	assert_blocker(blocker(0, 0), "No module named 'app'", 2, 2, 2);
	assert_text("t/a.py::K::a", blocker(1, 0)->first_test.id);
}

/* Where the tests of the file are known, one that is planned and not among them is not written. */
static void blockers__what_nobody_has_written_is_behind_nothing(void **state)
{
	(void)state;
	project("");
	area("t", "\"plan\": { \"planned\": [\"t/a.py::a\", \"t/a.py::b\"] }");
	module("t/a.py", "app");
	add("t/a.py", "a", TEST_NOT_RUN);
	judge_all();
	assert_blocker(blocker(1, 0), "No module named 'app'", 1, 1, 1);
}

static void blockers__a_plan_of_a_number_has_room_for_any_test(void **state)
{
	(void)state;
	project("");
	area("t", "\"plan\": { \"planned\": 2 }");
	failing("t/a.py", "a", CAUSE_TIMEOUT, "");
	failing("t/a.py", "b", CAUSE_TIMEOUT, "");
	failing("t/a.py", "c", CAUSE_TIMEOUT, "");
	judge_all();
	assert_blocker(blocker(1, 0), "timed out", 3, 0, 2);
	assert_blocker(blocker(0, 0), "timed out", 3, 0, 2);
}

static void blockers__areas_have_their_own(void **state)
{
	(void)state;
	project("");
	area("t", "\"plan\": { \"planned\": 2 }");
	area("u", "\"plan\": { \"planned\": 2 }");
	failing("t/a.py", "a", CAUSE_TIMEOUT, "");
	failing("u/a.py", "b", CAUSE_TIMEOUT, "");
	failing("u/a.py", "c", CAUSE_CRASH, "");
	failing("v.py", "d", CAUSE_CRASH, "");
	judge_all();
	assert_int_equal(2, verdict.areas[0].blocker_count);
	assert_int_equal(1, verdict.areas[1].blocker_count);
	assert_int_equal(2, verdict.areas[2].blocker_count);
	assert_blocker(blocker(0, 0), "timed out", 2, 0, 2);
	assert_blocker(blocker(0, 1), "crashed", 2, 0, 1);
}

static void blockers__what_gives_no_reason_is_one_of_them(void **state)
{
	(void)state;
	project("");
	add("t/a.py", "a", TEST_FAILING);
	add("t/b.py", "b", TEST_FAILING);
	add("t/c.py", "c", TEST_PASSING);
	add("t/c.py", "d", TEST_SKIPPED);
	judge_all();
	assert_int_equal(1, verdict.areas[0].blocker_count);
	assert_blocker(blocker(0, 0), "the report does not say why", 2, 0, 0);
}

static void blockers__an_interrupted_session_is_told(void **state)
{
	(void)state;
	project("");
	evidence.reports[0]->interrupted = true;
	module("t/a.py", "app");
	evidence_report(&evidence, STR(""), STR("b.xml"));
	add("t/c.py", "c", TEST_PASSING);
	add("t/b.py", "one", TEST_NOT_RUN);
	add("t/b.py", "two", TEST_NOT_RUN);
	judge_all();
	assert_int_equal(2, verdict.areas[0].blocker_count);
	assert_blocker(blocker(0, 0), "the session was interrupted", 2, 2, 0);
	assert_text("a.xml", blocker(0, 0)->first.file);
	assert_text("run pytest with --continue-on-collection-errors", blocker(0, 0)->mend);
}

static void blockers__paths_of_other_machines_are_told_as_the_tree_has_them(void **state)
{
	(void)state;
	project("");
	names_add(&tree, STR("web/src/user.test.js"));
	names_add(&tree, STR("t/broken.py"));
	failing("web/src/user.test.js", "a", CAUSE_MISSING_MODULE, "/build/x/web/src/user");
	failing("web/src/user.test.js", "b", CAUSE_MISSING_MODULE, "/home/y/web/src/user");
	failing("web/src/user.test.js", "c", CAUSE_MISSING_MODULE, "web/src/user");
	failing("t/broken.py", "d", CAUSE_SYNTAX_ERROR, "/build/x/t/broken.py");
	failing("t/broken.py", "e", CAUSE_SYNTAX_ERROR, "/usr/lib/other.py");
	judge_all();
	assert_int_equal(3, verdict.areas[0].blocker_count);
	assert_blocker(blocker(0, 0), "No module named 'web/src/user'", 3, 0, 0);
	assert_blocker(blocker(0, 1), "syntax or build error in '/usr/lib/other.py'", 1, 0, 0);
	assert_blocker(blocker(0, 2), "syntax or build error in 't/broken.py'", 1, 0, 0);
}

static void blockers__lists_are_bounded_and_the_rest_counted(void **state)
{
	const struct area_verdict *a;

	(void)state;
	project("");
	for (int i = 0; i < 250; i++)
		failing("t/a.py", arena_printf(&arena, "n%d", i).p, CAUSE_OTHER,
			arena_printf(&arena, "cause %03d", i).p);
	for (int i = 0; i < 70; i++)
		failing(arena_printf(&arena, "t/%02d.py", i).p, "x", CAUSE_TIMEOUT, "");
	for (int i = 0; i < 130; i++)
		add("t/b.py", arena_printf(&arena, "never%03d", i).p, TEST_NOT_RUN);
	judge_all();
	a = &verdict.areas[0];
	assert_int_equal(BLOCKERS_KEPT, a->blocker_count);
	assert_int_equal(151, a->blockers_more);
	assert_int_equal(151, a->blockers_more_tests);
	assert_blocker(blocker(0, 0), "timed out", 70, 0, 0);
	assert_int_equal(BLOCKER_FILES_KEPT, blocker(0, 0)->file_count);
	assert_int_equal(50, blocker(0, 0)->files_more);
	assert_blocker(blocker(0, 1), "cause 000", 1, 0, 0);
	assert_int_equal(NOT_RUN_KEPT, a->tests.not_run_count);
	assert_int_equal(30, a->tests.not_run_more);
}

static void blockers__no_order_of_tests_changes_them(void **state)
{
	static const char *const files[] = { "t/a.py", "t/b.py", "t/c.py" };
	struct str first = STR("");

	for (unsigned turn = 0; turn < 6; turn++) {
		struct buf out = { 0 };

		set_up(state);
		project("");
		area("t", "\"plan\": { \"planned\": [\"x1\", \"x2\", \"t/b.py::y\"] }");
		for (unsigned i = 0; i < 12; i++) {
			unsigned k = (i * 5 + turn * 7) % 12;

			if (k < 3)
				module(files[k], k ? "app" : "lib");
			else
				failing(files[k % 3], arena_printf(&arena, "x%u", k).p,
					(enum cause_kind)(CAUSE_TIMEOUT + k % 3), k % 2 ? "w" : "");
		}
		judge_all();
		for (size_t i = 0; i < verdict.areas[0].blocker_count; i++) {
			const struct blocker *b = blocker(0, i);

			buf_printf(&out, STR_FMT " %d %d %d " STR_FMT "\n", STR_ARG(b->text),
				(int)b->tests, (int)b->planned, (int)b->file_count,
				STR_ARG(b->first_test.id));
		}
		if (!turn)
			first = (struct str){ strdup(out.p), out.n };
		assert_string_equal(first.p, out.p);
		buf_release(&out);
		tear_down(state);
	}
	free((char *)first.p);
	set_up(state);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(blockers__one_cause_in_several_files_and_reports_is_one),
		TEST(blockers__a_module_stands_for_the_tests_that_are_known_of_its_file),
		TEST(blockers__tests_that_are_blocked_by_their_module_are_not_counted_twice),
		TEST(blockers__a_module_without_a_file_counts_one),
		TEST(blockers__what_unblocks_most_planned_tests_comes_first),
		TEST(blockers__planned_tests_of_a_file_that_is_not_loaded_are_behind_it),
		TEST(blockers__what_nobody_has_written_is_behind_nothing),
		TEST(blockers__a_plan_of_a_number_has_room_for_any_test),
		TEST(blockers__areas_have_their_own),
		TEST(blockers__what_gives_no_reason_is_one_of_them),
		TEST(blockers__an_interrupted_session_is_told),
		TEST(blockers__paths_of_other_machines_are_told_as_the_tree_has_them),
		TEST(blockers__lists_are_bounded_and_the_rest_counted),
		TEST(blockers__no_order_of_tests_changes_them),
	};

	return cmocka_run_group_tests_name("blockers", tests, NULL, NULL);
}
