#include "tests/unit/check.h"

#include "policies/blockers.h"

static void blocker_mend__it_says_what_to_do(void **state)
{
	static const struct {
		struct cause cause;
		const char *mend;
	} rows[] = {
		{ { CAUSE_MISSING_MODULE, { "app.models.user", 15 } },
			"create the module or fix the import" },
		{ { CAUSE_MISSING_MODULE, { "src/models/user", 15 } },
			"create the module or fix the import" },
		{ { CAUSE_MISSING_MODULE, { "./user", 6 } },
			"create the module or fix the import" },
		{ { CAUSE_MISSING_MODULE, { "yaml", 4 } }, "install 'yaml' or fix the import" },
		{ { CAUSE_MISSING_MODULE, { "", 0 } },
			"install what is missing or fix the import" },
		{ { CAUSE_MISSING_EXECUTABLE, { "redis", 5 } },
			"build or install redis, or put it on PATH" },
		{ { CAUSE_REFUSED_CONNECTION, { "localhost:5432", 14 } },
			"start the service on localhost:5432 or skip these tests" },
		{ { CAUSE_SYNTAX_ERROR, { "a.py", 4 } }, "mend the first error in a.py" },
	};

	struct names tree = { .arena = &arena };

	(void)state;
	names_add(&tree, STR("app/__init__.py"));
	names_add(&tree, STR("web/src/index.ts"));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_str(rows[i].mend, blocker_mend(&rows[i].cause, &tree, &arena));
	assert_str("create or install the module, or fix the import",
		blocker_mend(&rows[3].cause, NULL, &arena));
	for (int kind = 0; kind < CAUSE_KINDS; kind++) {
		struct cause bare = { (enum cause_kind)kind, STR("") };

		assert_true(blocker_mend(&bare, &tree, &arena).n > 0);
		assert_true(cause_say(&bare, &arena).n > 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(blocker_mend__it_says_what_to_do),
	};

	return cmocka_run_group_tests_name("blocker_mend", tests, NULL, NULL);
}
