/* Tests of reports whose files are gone, against a real repository. */
#include "tests/unit/repo_fixture.h"

#include "gate/outliving.h"

static struct evidence evidence;
static struct workplace place;
static struct policies policies;
static struct policy both[2]; /* the project and one area */

/* A repository with a.c and src/b.c; the area has all tests. */
static struct report *start(enum framework_kind framework)
{
	struct report *r;
	const char *why;

	make_repository(at("r"));
	open_repository(at("r"));
	place = (struct workplace){ .arena = &arena, .repo = repo, .tree = { .arena = &arena } };
	assert_int_equal(0, workplace_revision(&place, "HEAD", true, &diags));
	evidence_init(&evidence, &arena);
	both[1] = (struct policy){ .framework = { .kind = framework } };
	assert_int_equal(0, globs_add(&both[1].tests, &arena, STR("**"), &why));
	policies = (struct policies){ .v = both, .n = 2 };
	r = evidence_report(&evidence, STR(""), STR("r.xml"));
	r->producer = STR("pytest");
	return r;
}

static void add_test(struct report *r, const char *suite, const char *file)
{
	*ARENA_PUSH(&arena, r->tests.v, r->tests.n, r->tests.cap) =
		(struct test){ .suite = str_of(suite), .name = STR("x"), .file = str_of(file) };
}

static void tell(void)
{
	outliving_tell(&evidence, &policies, &place, &diags);
	globs_release(&both[1].tests);
}

static void outliving__tests_make_a_doubt_of_their_report(void **state)
{
	struct report *r;

	(void)state;
	r = start(FRAMEWORK_PYTEST);
	add_test(r, "", "src/b.c");
	add_test(r, "", "src/gone.c");
	add_test(r, "tests.gone.TestA", "");
	tell();
	assert_said(DIAG(TESTS_GONE),
		"2 of its tests are of a file that is not in the judged tree,"
		" such as 'src/gone.c': run the tests again");
	assert_int_equal(TRUST_DEGRADED, r->trust);
}

static void outliving__tests_are_none_where_the_file_may_be_named_otherwise(void **state)
{
	struct report *r;

	(void)state;
	r = start(FRAMEWORK_GTEST);
	add_test(r, "", "./src/../a.c");
	add_test(r, "", "b.c");
	add_test(r, "", "/ci/src/gone.c");
	add_test(r, "", "ci/src/b.c");
	add_test(r, "tests.gone.TestA", "");
	tell();
	assert_null(diags.first);
	assert_int_equal(TRUST_EXACT, r->trust);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(outliving__tests_make_a_doubt_of_their_report),
		SCRATCH_TEST(outliving__tests_are_none_where_the_file_may_be_named_otherwise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
