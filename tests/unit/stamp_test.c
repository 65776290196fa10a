#include "tests/unit/check.h"

#include "gate/exit.h"
#include "reporters/stamp.h"

static struct stamp stamp;

static int parse(const char *text)
{
	return stamp_parse(&stamp, &arena, str_of(text), STR("r.info.areagate"), &diags);
}

static bool matters(const void *user, struct str path)
{
	return user && str_eq(path, str_of(user));
}

/* Of what is tracked. */
static bool file_states_same(const struct file_states *a, const struct file_states *b)
{
	return stamp_fits(&(struct stamp){ .changed = *a }, b, matters, NULL);
}

static void stamp__is_read_as_it_was_written(void **state)
{
	struct stamp s = { STR("areagate 1"), STR("abc"), STR("c0"), STR("f0"),
		{ .paths = { .arena = &arena } }, { .paths = { .arena = &arena } } };
	struct buf text = { 0 };

	(void)state;
	file_states_add(&s.changed, STR("a \"b\".c"), STR("12"));
	file_states_add(&s.changed, STR("gone.c"), STR(""));
	file_states_add(&s.untracked, STR("new.c"), STR("34"));
	stamp_print(&s, &text);
	assert_int_equal(0, parse(arena_str(&arena, buf_str(&text)).p));
	buf_release(&text);
	assert_str("areagate 1", stamp.tool);
	assert_str("abc", stamp.sha256);
	assert_str("c0", stamp.commit);
	assert_str("f0", stamp.tree);
	assert_true(file_states_same(&s.changed, &stamp.changed));
	assert_true(file_states_same(&s.untracked, &stamp.untracked));
	assert_str("34", *stamp_find(&stamp, STR("new.c")));
	assert_str("", *stamp_find(&stamp, STR("gone.c")));
	assert_null(stamp_find(&stamp, STR("a.c")));
}

static void stamp__every_prefix_is_refused(void **state)
{
	static const char whole[] =
		"{\"schema\":\"areagate/stamp/1\",\"tool\":\"t\",\"sha256\":\"a\",\"commit\":\"c\","
		"\"tree\":\"f\",\"dirty\":true,\"changed\":[{\"path\":\"p\",\"blob\":null}],"
		"\"untracked\":[]}";

	(void)state;
	assert_int_equal(0, parse(whole));
	for (size_t n = 0; n < sizeof(whole) - 1; n++)
		assert_int_equal(-1, parse(arena_str(&arena, (struct str){ whole, n }).p));
}

static void stamp__of_a_newer_areagate_is_refused_by_name(void **state)
{
	(void)state;
	assert_int_equal(-1, parse("{\"schema\":\"areagate/stamp/2\"}"));
	assert_int_equal(EXIT_EVIDENCE, diags.status);
	assert_string_equal("r.info.areagate:1:1: is of a newer areagate ('areagate/stamp/2'): use"
			    " that one here as well [stamp-bad]\n",
		said());
}

static void states__are_the_same_in_any_order(void **state)
{
	struct file_states a = { .paths = { .arena = &arena } }, b = a;

	(void)state;
	assert_true(file_states_same(&a, &b));
	file_states_add(&a, STR("x"), STR("1"));
	assert_false(file_states_same(&a, &b));
	assert_false(file_states_same(&b, &a));
	file_states_add(&b, STR("y"), STR(""));
	file_states_add(&b, STR("x"), STR("1"));
	file_states_add(&a, STR("y"), STR(""));
	assert_true(file_states_same(&a, &b));
	file_states_add(&b, STR("y"), STR("2"));
	assert_false(file_states_same(&a, &b));
	assert_null(file_states_find(&a, STR("z")));
}

static void stamp__fits_with_new_files_that_are_there_or_do_not_matter(void **state)
{
	struct file_states since = { .paths = { .arena = &arena } };
	struct stamp s = { .changed = since, .untracked = since };

	(void)state;
	file_states_add(&s.untracked, STR("new.c"), STR("1"));
	file_states_add(&s.untracked, STR("core"), STR("2"));
	assert_true(stamp_fits(&s, &since, matters, NULL));
	assert_false(stamp_fits(&s, &since, matters, "new.c"));
	file_states_add(&since, STR("new.c"), STR("1"));
	assert_true(stamp_fits(&s, &since, matters, "new.c"));
	file_states_add(&since, STR("new.c"), STR("3"));
	assert_false(stamp_fits(&s, &since, matters, NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(stamp__is_read_as_it_was_written),
		CHECK(stamp__every_prefix_is_refused),
		CHECK(stamp__of_a_newer_areagate_is_refused_by_name),
		CHECK(states__are_the_same_in_any_order),
		CHECK(stamp__fits_with_new_files_that_are_there_or_do_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
