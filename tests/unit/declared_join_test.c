/* Declared tests join those of reports: nothing twice, nothing lost, nothing run that was not. */
#include "tests/unit/check.h"

#include "gate/model/declared.h"

static struct tests tests;
static struct declared_tests declared;

static int set_up(void **state)
{
	tests = (struct tests){ 0 };
	declared = (struct declared_tests){ 0 };
	return check_set_up(state);
}

static struct test *reported(const char *suite, const char *file, const char *name)
{
	struct test *t = ARENA_PUSH(&arena, tests.v, tests.n, tests.cap);

	t->suite = str_of(suite);
	t->file = str_of(file);
	t->name = str_of(name);
	return t;
}

static struct declared *declare(const char *suite, const char *file, const char *name)
{
	struct declared *d = ARENA_PUSH(&arena, declared.v, declared.n, declared.cap);

	*d = (struct declared){
		.suite = str_of(suite), .file = str_of(file), .name = str_of(name)
	};
	d->line = (uint32_t)declared.n;
	return d;
}

/* "file:line suite | name state", one a line. */
static void assert_joined(const char *expected)
{
	struct buf out = { 0 };
	const char *text;
	size_t before = tests.n;

	declared_join(&tests, &declared, &arena);
	assert_true(tests.n >= before);
	for (size_t i = 0; i < tests.n; i++) {
		const struct test *t = &tests.v[i];

		buf_printf(&out, STR_FMT ":%u " STR_FMT " | " STR_FMT " %s%s\n", STR_ARG(t->file),
			t->line, STR_ARG(t->suite), STR_ARG(t->name), test_state_names[t->state],
			t->unreported ? "" : " reported");
	}
	text = arena_str(&arena, buf_str(&out)).p;
	buf_release(&out);
	assert_string_equal(expected, text);
}

static void join__a_reported_test_gets_its_line_and_one_that_is_not_did_not_run(void **state)
{
	(void)state;
	reported("tests.test_a.TestA", "tests/test_a.py", "test_one[1]");
	reported("tests.test_a.TestA", "tests/test_a.py", "test_one[2]");
	reported("tests.test_a", "tests/test_a.py", "test_two");
	declare("TestA", "tests/test_a.py", "test_one");
	declare("TestA", "tests/test_a.py", "test_two");
	declare("TestB", "tests/test_a.py", "test_one");
	declare("", "tests/test_a.py", "test_two");
	declare("", "tests/test_b.py", "test_two");
	declare("", "tests/test_b.py", "test_two");
	assert_joined("tests/test_a.py:1 tests.test_a.TestA | test_one[1] passing reported\n"
		      "tests/test_a.py:1 tests.test_a.TestA | test_one[2] passing reported\n"
		      "tests/test_a.py:4 tests.test_a | test_two passing reported\n"
		      "tests/test_a.py:2 TestA | test_two not_run\n"
		      "tests/test_a.py:3 TestB | test_one not_run\n"
		      "tests/test_b.py:5  | test_two not_run\n");
}

static void join__knows_the_spellings_of_each_runner(void **state)
{
	(void)state;
	reported("Small/Even", "", "IsEven/0");
	reported("app::bin", "", "net::tests::works");
	reported("example.com/app/stock", "", "TestTable/two_more");
	reported("shop.StockTest", "src/StockTest.java", "amount(int)[1]");
	reported("Tests.StockTest", "t/StockTest.php", "testAmount with data set \"one\"");
	reported("a.test.js", "a.test.js", "database > stores");
	reported("./spec/x", "spec/x_spec.rb", "stock behind a hook finds");
	reported("adds 1 and 2", "a.test.js", "adds 1 and 2");
	reported("ok", "", "ok");
	declare("Even", "even.cc", "IsEven");
	declare("tests", "src/net.rs", "works");
	declare("stock", "stock/x_test.go", "TestTable");
	declare("", "src/StockTest.java", "amount");
	declare("", "t/StockTest.php", "testAmount");
	declare("database", "a.test.js", "stores");
	declare("stock behind a hook", "spec/x_spec.rb", "finds");
	declare("", "a.test.js", "adds %i and ${b}")->open = true;
	declare("", "CMakeLists.txt", "ok");
	assert_joined(
		"even.cc:1 Small/Even | IsEven/0 passing reported\n"
		"src/net.rs:2 app::bin | net::tests::works passing reported\n"
		"stock/x_test.go:3 example.com/app/stock | TestTable/two_more passing reported\n"
		"src/StockTest.java:4 shop.StockTest | amount(int)[1] passing reported\n"
		"t/StockTest.php:5 Tests.StockTest | testAmount with data set \"one\" passing reported\n"
		"a.test.js:6 a.test.js | database > stores passing reported\n"
		"spec/x_spec.rb:7 ./spec/x | stock behind a hook finds passing reported\n"
		"a.test.js:8 adds 1 and 2 | adds 1 and 2 passing reported\n"
		":9 ok | ok passing reported\n");
}

static void join__control_characters_are_as_reports_have_them(void **state)
{
	(void)state;
	reported("", "", "an \xef\xbf\xbd[31mescape");
	reported("a\xef\xbf\xbd", "", "works");
	reported("", "", "b\xef\xbf\xbd works");
	reported("", "", "two\nlines");
	declare("", "a.test.js", "an \x1b[31mescape");
	declare("a\x07", "a.test.js", "works");
	declare("b\x01", "a.test.js", "works");
	declare("", "a.test.js", "two\nlines");
	declare("", "a.test.js", "never \x1b ran");
	assert_joined(":1  | an \xef\xbf\xbd[31mescape passing reported\n"
		      "a.test.js:2 a\xef\xbf\xbd | works passing reported\n"
		      "a.test.js:3  | b\xef\xbf\xbd works passing reported\n"
		      ":4  | two\nlines passing reported\n"
		      "a.test.js:5  | never \x1b ran not_run\n");
}

static void join__tests_of_a_module_take_the_place_of_its_record(void **state)
{
	struct test *t;

	(void)state;
	t = reported("test_a", "tests/test_a.py", "test_a");
	t->state = TEST_BLOCKED;
	t->module = t->errored = true;
	t->time_us = 7;
	t->message = STR("No module named 'x'");
	reported("test_a", "tests/test_a.py", "test_ran");
	t = reported("test_b", "tests/test_b.py", "test_b");
	t->state = TEST_SKIPPED;
	t->module = true;
	declare("", "tests/test_a.py", "test_one");
	declare("", "tests/test_a.py", "test_two");
	declare("", "tests/test_a.py", "test_ran");
	assert_joined("tests/test_a.py:3 test_a | test_ran passing reported\n"
		      "tests/test_b.py:0 test_b | test_b skipped reported\n"
		      "tests/test_a.py:1  | test_one blocked reported\n"
		      "tests/test_a.py:2  | test_two blocked reported\n");
	assert_str("No module named 'x'", tests.v[2].message);
	assert_true(tests.v[3].errored);
	assert_false(tests.v[2].module);
	assert_int_equal(7, tests.v[2].time_us);
}

static void join__a_record_stays_where_nothing_takes_its_place(void **state)
{
	struct test *t;

	(void)state;
	for (int i = 0; i < 2; i++) {
		t = reported(i ? "test_a" : "tests.test_a", "tests/test_a.py", "test_a");
		t->state = TEST_BLOCKED;
		t->module = true;
	}
	declare("", "tests/test_a.py", "test_one");
	assert_joined("tests/test_a.py:0 test_a | test_a blocked reported\n"
		      "tests/test_a.py:1  | test_one blocked reported\n");
}

static void join__a_hook_of_a_class_stands_for_its_tests_only(void **state)
{
	struct test *t;

	(void)state;
	t = reported("shop.StockTest$Inner", "src/StockTest.java", "shop.StockTest$Inner");
	t->state = TEST_BLOCKED;
	declare("", "src/StockTest.java", "outer");
	declare("Inner", "src/StockTest.java", "inner");
	assert_joined("src/StockTest.java:1  | outer not_run\n"
		      "src/StockTest.java:2 Inner | inner blocked reported\n");
}

static void join__what_is_in_several_files_keeps_none(void **state)
{
	(void)state;
	reported("net", "", "works");
	declare("net", "a.cc", "works");
	declare("net", "b.cc", "works");
	assert_joined(":0 net | works passing reported\n");
}

#define JOIN(test) cmocka_unit_test_setup_teardown(test, set_up, check_tear_down)

int main(void)
{
	const struct CMUnitTest all[] = {
		JOIN(join__a_reported_test_gets_its_line_and_one_that_is_not_did_not_run),
		JOIN(join__knows_the_spellings_of_each_runner),
		JOIN(join__control_characters_are_as_reports_have_them),
		JOIN(join__tests_of_a_module_take_the_place_of_its_record),
		JOIN(join__a_record_stays_where_nothing_takes_its_place),
		JOIN(join__a_hook_of_a_class_stands_for_its_tests_only),
		JOIN(join__what_is_in_several_files_keeps_none),
	};

	return cmocka_run_group_tests(all, NULL, NULL);
}
