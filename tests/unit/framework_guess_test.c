/* Frameworks by what test files look like. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "parsers/framework_guess.h"

static const struct {
	const char *path, *text, *manifest;
	enum framework_kind kind;
} samples[] = {
	{ "test_a.py", "def test_a(): pass\n", "", FRAMEWORK_PYTEST },
	{ "test_a.py", "x = 1\n", "", FRAMEWORK_NONE },
	{ "a.test.js", "test('a', () => {});\n", "", FRAMEWORK_JEST },
	{ "a.test.js", "it('a', () => {});\n", "{ \"mocha\": \"^10\" }", FRAMEWORK_MOCHA },
	{ "a.test.js", "it('a', () => {});\n", "{ \"vitest\": \"^3\" }", FRAMEWORK_VITEST },
	{ "a.test.js", "import { it } from 'vitest';\nit('a', () => {});\n",
		"{ \"jest\": \"^30\" }", FRAMEWORK_VITEST },
	{ "a.test.mjs", "import test from 'node:test';\ntest('a', () => {});\n", "",
		FRAMEWORK_NODE },
	{ "a.spec.ts", "import { test } from '@playwright/test';\ntest('a', async () => {});\n",
		"{ \"jest\": \"^30\" }", FRAMEWORK_PLAYWRIGHT },
	{ "a_test.go", "package a\nfunc TestA(t *testing.T) {}\n", "", FRAMEWORK_GO },
	{ "a_test.cc", "#include <gtest/gtest.h>\nTEST(A, B) {}\n", "", FRAMEWORK_GTEST },
	{ "a_test.cc", "#include <catch2/catch_test_macros.hpp>\nTEST_CASE(\"a\") {}\n", "",
		FRAMEWORK_CATCH2 },
	{ "a_test.cc", "#include <doctest/doctest.h>\nTEST_CASE(\"a\") {}\n", "",
		FRAMEWORK_DOCTEST },
	{ "a_test.c", "#include <cmocka.h>\nint main(void) { cmocka_unit_test(a); }\n", "",
		FRAMEWORK_CMOCKA },
	{ "a_test.c", "#include <criterion/criterion.h>\nTest(a, b) {}\n", "",
		FRAMEWORK_CRITERION },
	{ "a_test.c", "#include <check.h>\nSTART_TEST(a) {}\n", "", FRAMEWORK_CHECK },
	{ "a_test.c", "int main(void) { return 0; }\n", "", FRAMEWORK_NONE },
	{ "ATest.java", "import org.junit.Test;\nclass A { @Test void a() {} }\n", "",
		FRAMEWORK_JUNIT },
	{ "ATest.java",
		"import org.testng.annotations.Test;\nclass A { @Test public void a() {} }\n", "",
		FRAMEWORK_TESTNG },
	{ "a_spec.rb", "describe 'a' do\n  it 'b' do\n  end\nend\n", "", FRAMEWORK_RSPEC },
	{ "ATest.php", "<?php class ATest extends TestCase { public function testA() {} }\n", "",
		FRAMEWORK_PHPUNIT },
	{ "tests/a.rs", "#[test]\nfn a() {}\n", "", FRAMEWORK_CARGO },
	{ "a.bats", "@test \"a\" {\n}\n", "", FRAMEWORK_BATS },
	{ "a.robot", "*** Test Cases ***\nFirst\n    Log    x\n", "", FRAMEWORK_ROBOT },
	{ "ATests.cs",
		"namespace S;\npublic class A\n{\n    [Fact]\n    public void B()\n    {\n    }\n}\n",
		"", FRAMEWORK_DOTNET },
};

static void samples_are_of_their_framework(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct framework_votes votes = { 0 };

		framework_vote(&votes, str_of(samples[i].path), str_of(samples[i].text),
			str_of(samples[i].manifest));
		if (framework_elected(&votes) != samples[i].kind)
			fail_msg("%s: %s is of %d", samples[i].path, samples[i].text,
				framework_elected(&votes));
	}
}

static void most_files_decide(void **state)
{
	struct framework_votes votes = { 0 };

	(void)state;
	assert_int_equal(FRAMEWORK_NONE, framework_elected(&votes));
	for (int i = 0; i < 3; i++)
		framework_vote(
			&votes, STR("a_test.go"), STR("func TestA(t *testing.T) {}\n"), STR(""));
	framework_vote(&votes, STR("test_a.py"), STR("def test_a(): pass\n"), STR(""));
	assert_int_equal(FRAMEWORK_GO, framework_elected(&votes));
}

static void commands_name_the_folder(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_string_equal(
		"pytest tests/a", framework_command(FRAMEWORK_PYTEST, STR("tests/a"), &arena).p);
	assert_int_equal(6, framework_command(FRAMEWORK_PYTEST, STR(""), &arena).n);
	assert_string_equal("go test ./...", framework_command(FRAMEWORK_GO, STR("a"), &arena).p);
	assert_int_equal(0, framework_command(FRAMEWORK_CMOCKA, STR("a"), &arena).n);
	assert_non_null(framework_recipe(FRAMEWORK_CMOCKA));
	assert_null(framework_recipe(FRAMEWORK_NONE));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(samples_are_of_their_framework),
		cmocka_unit_test(most_files_decide),
		cmocka_unit_test(commands_name_the_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
