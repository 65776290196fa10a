/* What looks like a test and is none, and what is one and does not look like it. */
#include "tests/unit/declared_fixture.h"

static void declared__python_is_read_by_statement_and_indentation(void **state)
{
	(void)state;
	assert_declared("3 test_a\n"
			"6 TestA | test_b\n"
			"8 TestA.TestB | test_c\n"
			"13 CaseD | test_d\n"
			"15 test_g\n"
			"20 test_h\n",
		"pytest", "t/test_x.py",
		"'''def test_doc():\n"
		"def test_doc2(): '''\n"
		"async def test_a(x=[\n"
		"def_test]):  def test_inner(): pass\n"
		"class TestA:\n"
		"    def test_b(self): s = 'def test_s():'\n"
		"    class TestB(object):\n"
		"\tdef test_c(self): pass\n"
		"class Helper:\n"
		"    def test_e(self): pass\n"
		"# def test_f(): pass\n"
		"class CaseD(unittest.TestCase):\n"
		"    def test_d(self): pass\n"
		"if True:\n"
		"    def test_g(): pass\n"
		"@pytest.fixture(scope='x',\n"
		"  name='y')\n"
		"def test_data(): pass\n"
		"@parametrize('n', [1, 2])\n"
		"def test_h(n):\n"
		"    def test_nested(): pass\n");
	assert_declared("", "pytest", "t/helper.py", "def test_a(): pass\n");
	assert_declared("", "pytest", "t/test_x.txt", "def test_a(): pass\n");
}

static void declared__javascript_titles_are_strings_of_calls(void **state)
{
	(void)state;
	assert_declared("2 a | b\n3 a | c's\n4 a | adds %i ...\n5 a | t ${n} ...\n8 d\n9 e${} ...\n"
			"11 ${} | f ...\n13 later\n14 table $x ...\n",
		"jest", "a.test.ts",
		"describe('a', () => {\n"
		"  it(\"b\", () => { if (/it('x')/.test('y')) t.test('sub', f); });\n"
		"  test.only('c\\'s', () => { `${`test('q', 1)`}`; });\n"
		"  it.each([[1, 2], ['it(']])('adds %i', (a) => {});\n"
		"  xit(`t ${n}`, f)\n"
		"});\n"
		"// it('no')\n"
		"/* it('no') */ fit('d')\n"
		"test('e' + n, f); test(name, f); test.step('no', f); test.use('no');\n"
		"describe(Foo, function () {\n"
		"  it('f', f);\n"
		"});\n"
		"test.todo('later');\n"
		"test.each`\n  x\n`('table $x', f);\n");
}

static void declared__c_tests_are_calls_outside_of_comments(void **state)
{
	(void)state;
	assert_declared("1 A | B\n9 A | DISABLED_C\n11 D | E\n", "gtest", "a.cc",
		"TEST(A, B) { const char *s = \"TEST(X, Y)\"; char c = '\"'; }\n"
		"// TEST(A, no)\n"
		"/* TEST(A, no) */\n"
		"#if 0\n"
		"TEST(A, no) {}\n"
		"#endif\n"
		"#define MINE(x) \\\n"
		"  TEST(A, x)\n"
		"TEST_F(A,\n"
		"  DISABLED_C) { R\"(TEST(A, raw))\"; int n = 1'000; }\n"
		"TYPED_TEST(D, E) {}\n");
	assert_declared("5 live\n", "cmocka", "a.c",
		"#if 0\n"
		"# if X\n# endif\n"
		"#else\n"
		"cmocka_unit_test(live),\n"
		"#endif\n");
	assert_declared("1 one two\n2 fixed\n3 Scenario: s\n", "catch2", "a.cpp",
		"TEST_CASE(\"one\" \" two\", \"[tag]\") {}\n"
		"TEST_CASE_METHOD(Fixture, \"fixed\") {}\n"
		"SCENARIO(\"s\") {}\n");
	assert_declared("1 a.b/c\n3 old\n", "ctest", "CMakeLists.txt",
		"add_test(NAME a.b/c COMMAND x)\n"
		"add_test(NAME t/${name} COMMAND x) # add_test(NAME no)\n"
		"ADD_TEST(old x)\n");
}

static void declared__marked_methods_have_their_classes(void **state)
{
	(void)state;
	assert_declared("3 a\n4 b\n6 Inner | c\n8 with blanks\n", "junit", "x/FooTest.java",
		"class FooTest {\n"
		"  // @Test void no() {}\n"
		"  @Test(timeout = 5) @Tag(\"x\") public void a() throws E { call(); }\n"
		"  @org.junit.jupiter.api.Test void b() {}\n"
		"  void helper() {} class Inner { @ParameterizedTest @ValueSource(ints = { 1 })\n"
		"    void c(int n) {}\n"
		"  }\n"
		"  @Test fun `with blanks`() {}\n"
		"}\n");
	assert_declared("3 testOld\n", "junit", "OldTest.java",
		"class OldTest extends TestCase {\n"
		"  int n = testNot();\n"
		"  public void testOld() { testNot(); }\n"
		"  private void testHidden() {}\n"
		"}\n");
}

static void declared__marked_functions_are_found(void **state)
{
	(void)state;
	assert_declared("4 tests | works\n6 tests | later\n", "cargo", "src/lib.rs",
		"fn life<'a>(x: &'a str) -> char { 'b' }\n"
		"#[cfg(test)]\n"
		"mod tests {\n"
		"  #[test] fn works() { r#\"#[test] fn no() {}\"#; }\n"
		"  #[tokio::test(flavor = \"x\")]\n"
		"  async fn later() {}\n"
		"  fn helper() {} /* /* #[test] */ fn no() {} */\n"
		"}\n");
	assert_declared("3 testA\n4 marked\n6 told\n", "phpunit", "FooTest.php",
		"<?php # function testNo() {}\n"
		"final class FooTest extends TestCase {\n"
		"  public function testA(): void { $f = function testB() {}; }\n"
		"  #[Test, Group('x')] public function marked() {}\n"
		"  /** @test */\n"
		"  public function told() {}\n"
		"  private function testHidden() {}\n"
		"  /** @testdox no */ public function helper() {}\n"
		"}\n");
	assert_declared("3 A\n4 B\n", "dotnet", "FooTest.cs",
		"namespace X {\n"
		"class FooTest {\n"
		"  [Fact] public void A() { var x = new[] { 1 }; }\n"
		"  [Theory, InlineData(1)] public async Task B(int n) {}\n"
		"  public void Helper() {}\n"
		"} }\n");
	assert_declared("1 TestA\n5 FuzzD\n", "go", "x_test.go",
		"func TestA(t *testing.T) { func() {}() }\n"
		"func Testify(t *testing.T) {}\n"
		"func TestMain(m *testing.M) {}\n"
		"// func TestB(t *testing.T) {}\n"
		"func FuzzD(f *testing.F) { s := `\nfunc TestC(t *testing.T) {}\n` }\n");
}

static void declared__titles_of_ruby_bats_and_robot_are_found(void **state)
{
	(void)state;
	assert_declared(
		"2 Stock when empty | counts\n4 Stock when empty deep | b\n7 Stock when empty | c\n",
		"rspec", "stock_spec.rb",
		"RSpec.describe Stock, \"when empty\" do\n"
		"  it(\"counts\") { x =~ /it \"no\"/ }\n"
		"  context \"deep\" do\n"
		"    it 'b' do\n"
		"    end\n"
		"  end\n"
		"  xit \"c\" # it \"no\"\n"
		"=begin\n  it \"no\"\n=end\n"
		"end\n");
	assert_declared("1 a \"b\"\n3 c\n", "bats", "x.bats",
		"@test \"a \\\"b\\\"\" {\n# @test \"no\" {\n  @test 'c' { # {\n@test \"no\"\n");
	assert_declared("4 Counts Things\n8 Other\n", "robot", "x.robot",
		"*** Settings ***\nLibrary  X\n*** Test Cases ***\nCounts Things\n  Log  x\n# no\n"
		"...  no\nOther    [Tags]  x\n*** Keywords ***\nNo\n");
}

static void declared__a_pattern_of_the_policy_names_suite_and_test(void **state)
{
	struct pattern_mistake m;
	struct framework f = { .kind = FRAMEWORK_PATTERN };

	(void)state;
	f.pattern = pattern_of_regex(STR("^check (?:in (?<suite>\\w+) )?(?<name>\\w+)"), &m);
	assert_non_null(f.pattern);
	assert_string_equal("1 a\n3 net | b\n",
		declared_in(f, STR("check a\nchec k\r\ncheck in net b"), "any.thing"));
	pattern_free(f.pattern);
	f.pattern = pattern_of_regex(STR("^t (\\w+)"), &m);
	assert_string_equal("1 x\n", declared_in(f, STR("t x"), "any.thing"));
	pattern_free(f.pattern);
}

static void declared__a_pattern_that_takes_ages_gives_up(void **state)
{
	struct pattern_mistake m;
	struct framework f = { .kind = FRAMEWORK_PATTERN };
	struct declared_tests all = { 0 };
	char text[4000];

	(void)state;
	f.pattern = pattern_of_regex(STR("((a+)+)+$"), &m);
	memset(text, 'a', sizeof(text));
	for (size_t i = 99; i < sizeof(text); i += 100) {
		text[i - 1] = 'b';
		text[i] = '\n';
	}
	assert_false(declared_find(&f, (struct str){ text, sizeof(text) }, STR("x"), &all, &arena));
	assert_false(declared_find(&f, (struct str){ text, 99 }, STR("x"), &all, &arena));
	pattern_free(f.pattern);
}

/* Each test has the names of all that is around it: long ones would be there a thousand times. */
static void assert_little_memory(const char *framework, const char *path, struct buf *text)
{
	struct framework f = { .kind = kind_of(framework) };
	struct declared_tests all = { 0 };
	size_t before = arena.bytes;

	assert_true(declared_find(&f, buf_str(text), str_of(path), &all, &arena));
	assert_int_equal(1000, all.n);
	assert_true(all.v[0].suite.n == 1000);
	assert_true(arena.bytes - before < 1000000);
	buf_truncate(text, 0);
}

static void declared__long_names_take_little_memory(void **state)
{
	struct buf text = { 0 };

	(void)state;
	for (int i = 0; i < 30; i++) {
		buf_repeat(&text, ' ', (size_t)i);
		buf_puts(&text, "class Test");
		buf_repeat(&text, 'a', 1000);
		buf_puts(&text, ":\n");
	}
	for (int i = 0; i < 1000; i++)
		buf_puts(&text, "                              def test_a(): pass\n");
	assert_little_memory("pytest", "test_x.py", &text);
	for (int i = 0; i < 30; i++) {
		buf_puts(&text, "mod ");
		buf_repeat(&text, 'a', 1000);
		buf_puts(&text, " {\n");
	}
	for (int i = 0; i < 1000; i++)
		buf_puts(&text, "#[test] fn a() {}\n");
	assert_little_memory("cargo", "x.rs", &text);
	buf_release(&text);
}

static void declared__nothing_is_in_what_is_no_text(void **state)
{
	(void)state;
	for (int i = FRAMEWORK_NONE + 1; i < FRAMEWORK_PATTERN; i++)
		assert_declared("", framework_names[i], "CMakeLists.txt", "");
	assert_string_equal("",
		declared_in((struct framework){ .kind = FRAMEWORK_PYTEST },
			STR("def test_a(): pass\n\0"), "test_a.py"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(declared__python_is_read_by_statement_and_indentation),
		CHECK(declared__javascript_titles_are_strings_of_calls),
		CHECK(declared__c_tests_are_calls_outside_of_comments),
		CHECK(declared__marked_methods_have_their_classes),
		CHECK(declared__marked_functions_are_found),
		CHECK(declared__titles_of_ruby_bats_and_robot_are_found),
		CHECK(declared__a_pattern_of_the_policy_names_suite_and_test),
		CHECK(declared__a_pattern_that_takes_ages_gives_up),
		CHECK(declared__long_names_take_little_memory),
		CHECK(declared__nothing_is_in_what_is_no_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
