#include "tests/unit/check.h"

#include "gate/model/function_find.h"

static struct hits hits;
static struct function_find find;

static int set_up(void **state)
{
	hits = (struct hits){ 0 };
	hits_reset(&hits, &arena);
	find = (struct function_find){ 0 };
	return check_set_up(state);
}

static int tear_down(void **state)
{
	hits_release(&hits);
	function_find_release(&find);
	return check_tear_down(state);
}

#define FIND(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

static struct str name(unsigned i)
{
	struct buf b = { 0 };
	struct str s;

	buf_printf(&b, i % 2 ? "f%u" : "_ZN6engine5cache%uinsert_rangeEv", i);
	s = arena_str(&arena, buf_str(&b));
	buf_release(&b);
	return s;
}

static void declare(unsigned i)
{
	hits_function(&hits, (struct function_hits){ 0, name(i), i + 1, true });
}

static const struct function_hits *found(struct str text)
{
	return function_find(&find, &hits.functions, text);
}

static void find__names_are_found_in_any_order(void **state)
{
	enum { N = 3000 };

	(void)state;
	for (unsigned i = 0; i < N; i++)
		declare(i);
	for (unsigned i = 0; i < N; i++) {
		unsigned k = i * 1231 % N;
		const struct function_hits *f = found(name(k));

		assert_non_null(f);
		assert_int_equal(k + 1, f->line);
	}
	assert_null(found(STR("f")));
}

static void find__a_list_that_grows_is_known_to_its_end(void **state)
{
	(void)state;
	assert_null(found(STR("f1")));
	declare(1);
	assert_int_equal(2, found(name(1))->line);
	declare(2);
	declare(3);
	assert_int_equal(4, found(name(3))->line);
	assert_int_equal(3, found(name(2))->line);
	assert_int_equal(4, found(name(3))->line);
}

static void find__a_list_that_became_another_one_says_nothing_of_the_old(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 600; i++)
		declare(i);
	assert_non_null(found(name(300)));
	hits_reset(&hits, &arena);
	function_find_reset(&find);
	declare(7);
	assert_null(found(name(300)));
	assert_int_equal(8, found(name(7))->line);
	/* ... even without being told. */
	hits_reset(&hits, &arena);
	assert_null(found(name(7)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIND(find__names_are_found_in_any_order),
		FIND(find__a_list_that_grows_is_known_to_its_end),
		FIND(find__a_list_that_became_another_one_says_nothing_of_the_old),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
