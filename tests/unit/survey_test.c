/* Areas that trees show: which folders, and whose tests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "gate/base/buf.h"
#include "policies/survey.h"

static struct arena arena;
static struct proposal proposal;

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void add_list(struct buf *out, const struct text_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		buf_printf(out, " " STR_FMT, STR_ARG(list->v[i]));
}

/* Paths apart by blanks; "x9" at the end of one stands for nine of it. */
static const char *areas(const char *paths)
{
	struct names tree = { .arena = &arena };
	struct str rest = str_of(paths), said;
	struct buf out = { 0 };

	while (rest.n)
		names_add(&tree, str_cut(&rest, ' '));
	proposal = (struct proposal){ .arena = &arena };
	survey_tree(&proposal, &tree);
	for (size_t i = 0; i < proposal.n; i++) {
		const struct proposed_area *a = &proposal.v[i];

		buf_printf(&out, STR_FMT ":", STR_ARG(a->name));
		add_list(&out, &a->sources);
		buf_puts(&out, a->tests.n ? " |" : "");
		add_list(&out, &a->tests);
		buf_puts(&out, "\n");
	}
	said = arena_str(&arena, buf_str(&out));
	buf_release(&out);
	return said.p;
}

static void a_flat_repository_is_one_area(void **state)
{
	(void)state;
	assert_string_equal(
		"main: *.c *.h !test_*.c | test_*.c\n", areas("README.md add.c add.h test_add.c"));
}

static void a_repository_without_sources_has_no_area(void **state)
{
	(void)state;
	assert_string_equal("", areas("README.md docs/a.md tests/test_a.py"));
	assert_string_equal("", areas(""));
}

static void packages_are_areas_however_small(void **state)
{
	(void)state;
	assert_string_equal("web: apps/web/**\n"
			    "a: packages/a/** !packages/a/**/*.test.ts | packages/a/**/*.test.ts\n"
			    "b: packages/b/** !packages/b/__tests__/** | packages/b/__tests__/**\n",
		areas("packages/a/src/x.ts packages/a/src/x.test.ts packages/b/i.js"
		      " packages/b/__tests__/i.js apps/web/m.ts"));
}

static void folders_that_wrap_are_looked_into(void **state)
{
	(void)state;
	assert_string_equal("cart: src/main/java/com/acme/cart/** | src/test/**\n"
			    "mail: src/main/java/com/acme/mail/**\n",
		areas("src/main/java/com/acme/cart/Cart.java src/main/java/com/acme/mail/Mail.java"
		      " src/test/java/com/acme/CartTest.java"));
	assert_string_equal("src: src/**\n", areas("src/a.c src/b.c"));
}

static void tests_go_to_the_area_that_a_folder_is_named_like(void **state)
{
	(void)state;
	assert_string_equal("api: shop/api/** | tests/unit/api/**\n"
			    "db: shop/db/** | tests/** !tests/unit/api/**\n",
		areas("shop/api/get.py shop/db/query.py tests/unit/api/test_x.py"
		      " tests/unit/test_query.py"));
}

static void tests_that_no_name_tells_go_to_the_largest(void **state)
{
	(void)state;
	assert_string_equal(
		"a: a/**\nb: b/** | t/tests/**\n", areas("a/1.c b/2.c b/3.c t/tests/all.c"));
	assert_true(proposal.v[1].others);
}

static void what_is_small_is_left_together(void **state)
{
	(void)state;
	assert_string_equal("big: big/**\nrest: *.py tools/**\n",
		areas("big/1.c big/2.c big/3.c big/4.c big/5.c big/6.c big/7.c big/8.c big/9.c"
		      " tools/x.c setup.py conf.py big/a.c"));
}

static void code_of_others_is_no_area(void **state)
{
	(void)state;
	assert_string_equal("src: src/**\n", areas("src/a.c vendor/x/y.c web/node_modules/z.js"));
	assert_int_equal(2, proposal.foreign.n);
	assert_string_equal("vendor/**", proposal.foreign.v[0].p);
	assert_string_equal("web/node_modules/**", proposal.foreign.v[1].p);
	assert_string_equal("a: a/** | tests/**\n", areas("a/b.c tests/vendor/x.c"));
	assert_int_equal(0, proposal.foreign.n);
	assert_string_equal("a: a/**\n", areas("a/b.c vendor/tests/x.c"));
	assert_int_equal(1, proposal.foreign.n);
}

static void names_of_areas_are_plain_and_their_own(void **state)
{
	(void)state;
	assert_string_equal("packages-project: packages/project/**\n"
			    "web: packages/web/**\n"
			    "b: services/\\[b]/**\n"
			    "services-web: services/web/**\n",
		areas("packages/project/a.c packages/web/a.c services/web/a.c services/[b]/a.c"));
}

static void there_are_not_too_many_areas(void **state)
{
	struct buf paths = { 0 };

	(void)state;
	for (int i = 0; i < 2 * SURVEY_AREAS_MAX; i++)
		buf_printf(&paths, "%spackages/p%03d/a.c", i ? " " : "", i);
	(void)areas(paths.p);
	buf_release(&paths);
	assert_int_equal(SURVEY_AREAS_MAX + 1, proposal.n);
	assert_int_equal(SURVEY_AREAS_MAX, proposal.v[SURVEY_AREAS_MAX].sources.n);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_flat_repository_is_one_area, tear_down),
		cmocka_unit_test_teardown(a_repository_without_sources_has_no_area, tear_down),
		cmocka_unit_test_teardown(packages_are_areas_however_small, tear_down),
		cmocka_unit_test_teardown(folders_that_wrap_are_looked_into, tear_down),
		cmocka_unit_test_teardown(
			tests_go_to_the_area_that_a_folder_is_named_like, tear_down),
		cmocka_unit_test_teardown(tests_that_no_name_tells_go_to_the_largest, tear_down),
		cmocka_unit_test_teardown(what_is_small_is_left_together, tear_down),
		cmocka_unit_test_teardown(code_of_others_is_no_area, tear_down),
		cmocka_unit_test_teardown(names_of_areas_are_plain_and_their_own, tear_down),
		cmocka_unit_test_teardown(there_are_not_too_many_areas, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
