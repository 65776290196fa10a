#include "tests/unit/check.h"

#include "gate/base/glob.h"
#include "policies/convention.h"

static const char *anywhere(const char *path)
{
	return text_of_str(convention_tests_anywhere(str_of(path), &arena));
}

static bool takes(const char *glob, const char *path)
{
	struct globs globs = { 0 };
	const char *why;
	bool result;

	assert_int_equal(0, globs_add(&globs, &arena, str_of(glob), &why));
	result = globs_match(&globs, str_of(path));
	globs_release(&globs);
	return result;
}

static void convention__tests_are_called_alike_wherever_they_are(void **state)
{
	(void)state;
	assert_string_equal("**/tests/**", anywhere("tests/a.py"));
	assert_string_equal("**/tests/**", anywhere("web/tests/unit/test_a.py"));
	assert_string_equal("**/test_*.py", anywhere("pay/test_fees.py"));
	assert_string_equal("**/*.test.js", anywhere("fees.test.js"));
	assert_string_equal("\\[x].py", anywhere("[x].py"));
}

static void convention__what_is_called_as_tests_are_takes_only_tests(void **state)
{
	static const char *const paths[] = { "tests/a.py", "web/tests/b/c.py", "spec/a_spec.rb",
		"pay/test_fees.py", "fees.test.js", "a/FeesTest.java", "a/__tests__/x.ts",
		"src/latest_news.py", "contests/a.py", "attest.py", "src/specs.py",
		"a/Testing.java" };

	(void)state;
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct str path = str_of(paths[i]);

		if (!convention_is_test(path))
			continue;
		for (size_t j = 0; j < sizeof(paths) / sizeof(paths[0]); j++) {
			bool taken = takes(anywhere(paths[i]), paths[j]);

			assert_true(!taken || convention_is_test(str_of(paths[j])));
			assert_true(taken || i != j);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(convention__tests_are_called_alike_wherever_they_are),
		CHECK(convention__what_is_called_as_tests_are_takes_only_tests),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
