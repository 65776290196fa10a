#include "tests/unit/check.h"

#include "tests/unit/coverage_fixture.h"

static struct hits hits;

static int set_up(void **state)
{
	hits = (struct hits){ .words = { .arena = &arena } };
	return check_set_up(state);
}

static int tear_down(void **state)
{
	hits_release(&hits);
	return check_tear_down(state);
}

/* Of the hits, which are empty after it. */
static struct provenance *provenance_from(void)
{
	struct provenance *p;

	hits_settle(&hits);
	p = provenance_of(&arena, &hits);
	hits_reset(&hits, &arena);
	return p;
}

static struct provenance *of_version(const char *version)
{
	hits.version = str_of(version);
	return provenance_from();
}

static void assert_same(const struct provenance *a, const struct provenance *b)
{
	assert_true(!a == !b);
	if (!a)
		return;
	assert_true(str_eq(a->version, b->version));
	assert_int_equal(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		assert_int_equal(a->v[i].line, b->v[i].line);
		assert_int_equal(a->v[i].hash, b->v[i].hash);
	}
}

static void provenance__of_nothing_said_is_none(void **state)
{
	struct provenance *none = NULL;

	(void)state;
	assert_null(provenance_from());
	put_line(&hits, 1, 1);
	assert_null(provenance_from());
	assert_int_equal(0, provenance_unite(&none, &arena, NULL));
	assert_null(none);
}

static void provenance__lines_without_a_checksum_are_left_out(void **state)
{
	struct provenance *p;

	(void)state;
	put_sum(&hits, 9, 1, "aaa");
	put_line(&hits, 5, 1);
	put_sum(&hits, 2, 0, "bbb");
	put_sum(&hits, 7, 0, "aaa");
	p = provenance_from();
	assert_int_equal(3, p->n);
	assert_int_equal(2, p->v[0].line);
	assert_int_equal(7, p->v[1].line);
	assert_int_equal(9, p->v[2].line);
	assert_int_equal(p->v[1].hash, p->v[2].hash);
	assert_int_not_equal(p->v[0].hash, p->v[1].hash);
	assert_int_equal(0, p->version.n);
}

static void provenance__a_checksum_is_the_same_among_other_words(void **state)
{
	struct provenance *a, *b;

	(void)state;
	put_sum(&hits, 1, 1, "rL0Y20zC+Fzt72VPzMSk2A");
	a = provenance_from();
	names_add(&hits.words, STR("in the way"));
	put_sum(&hits, 1, 1, "rL0Y20zC+Fzt72VPzMSk2A");
	put_sum(&hits, 2, 1, "aaa");
	b = provenance_from();
	assert_int_equal(a->v[0].hash, b->v[0].hash);
}

static void provenance__lines_with_another_checksum_are_counted(void **state)
{
	struct provenance *into = NULL, *one, *two;

	(void)state;
	put_sum(&hits, 1, 1, "aaa");
	put_sum(&hits, 2, 1, "bbb");
	put_sum(&hits, 3, 1, "ccc");
	one = provenance_from();
	put_sum(&hits, 2, 1, "xxx");
	put_sum(&hits, 3, 1, "ccc");
	put_sum(&hits, 4, 1, "ddd");
	two = provenance_from();
	assert_int_equal(0, provenance_unite(&into, &arena, one));
	assert_int_equal(0, provenance_unite(&into, &arena, one));
	assert_int_equal(0, provenance_unite(&into, &arena, NULL));
	assert_same(one, into);
	assert_int_equal(1, provenance_unite(&into, &arena, two));
	assert_int_equal(4, into->n);
}

static void provenance__another_version_is_counted_and_none_is_not(void **state)
{
	struct provenance *into = NULL, *sum;

	(void)state;
	put_sum(&hits, 1, 1, "aaa");
	sum = provenance_from();
	assert_int_equal(0, provenance_unite(&into, &arena, sum));
	assert_int_equal(0, provenance_unite(&into, &arena, of_version("2")));
	assert_int_equal(0, provenance_unite(&into, &arena, of_version("2")));
	assert_int_equal(0, provenance_unite(&into, &arena, sum));
	assert_int_equal(1, provenance_unite(&into, &arena, of_version("1")));
	assert_str("1", into->version);
	assert_int_equal(1, provenance_unite(&into, &arena, of_version("3")));
	assert_str("1", into->version);
	assert_int_equal(1, into->n);
}

static void provenance__a_union_in_any_order_is_the_same(void **state)
{
	static const char *const words[] = { "a", "b", "c", "d" };
	static const int orders[6][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 },
		{ 2, 0, 1 }, { 2, 1, 0 } };
	uint32_t seed = 31;

	(void)state;
	for (int round = 0; round < 300; round++) {
		struct provenance *parts[3], *first = NULL;

		for (int i = 0; i < 3; i++) {
			for (uint32_t n = next_number(&seed) % 10; n > 0; n--)
				put_sum(&hits, n + next_number(&seed) % 2 * 20, 1,
					words[next_number(&seed) % 4]);
			if (next_number(&seed) % 2)
				hits.version = str_of(words[next_number(&seed) % 4]);
			parts[i] = provenance_from();
		}
		for (int i = 0; i < 6; i++) {
			struct provenance *into = NULL;

			for (int j = 0; j < 3; j++)
				provenance_unite(&into, &arena, parts[orders[i][j]]);
			if (i == 0)
				first = into;
			assert_same(first, into);
		}
	}
}

int main(void)
{
#define WITH_HITS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		WITH_HITS(provenance__of_nothing_said_is_none),
		WITH_HITS(provenance__lines_without_a_checksum_are_left_out),
		WITH_HITS(provenance__a_checksum_is_the_same_among_other_words),
		WITH_HITS(provenance__lines_with_another_checksum_are_counted),
		WITH_HITS(provenance__another_version_is_counted_and_none_is_not),
		WITH_HITS(provenance__a_union_in_any_order_is_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
