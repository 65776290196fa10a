#include "tests/unit/check.h"

#include "tests/unit/coverage_fixture.h"

/* The hits as keys; they are empty after it. */
static struct keys keys_from(struct hits *h)
{
	struct keys_writer w = { 0 };
	struct keys keys;

	hits_settle(h);
	keys = functions_keys(&w, &arena, &h->functions);
	keys_release(&w);
	hits_release(h);
	return keys;
}

static const char *shown(const struct keys *keys)
{
	struct buf out = { 0 };

	show_functions(&out, keys);
	return text_and_release(&arena, &out);
}

static void assert_same_bytes(const struct keys *a, const struct keys *b)
{
	assert_int_equal(a->n, b->n);
	assert_int_equal(a->size, b->size);
	if (a->n)
		assert_memory_equal(a->bytes, b->bytes, a->size + (a->n + 7) / 8);
}

/* A name of the bytes and the length that are asked for: long ones share long starts. */
static struct str some_name(uint32_t *seed)
{
	static const char *const styles[] = { "ab", "_Z9", "a:<", "\x01\xff\n" };
	static const size_t lengths[] = { 1, 2, 3, 4, 5, 8, 60, 254, 255, 256, 257, 300, 1000 };
	const char *style = styles[next_number(seed) % 4];
	size_t n = lengths[next_number(seed) % 13];
	char *p = arena_alloc(&arena, n);

	for (size_t i = 0; i < n; i++)
		p[i] = style[i + 3 < n ? 0 : next_number(seed) % strlen(style)];
	if (next_number(seed) % 16 == 0)
		p[0] = '\0';
	return (struct str){ p, n };
}

static void put_some(struct hits *h, struct hits *all, uint32_t *seed)
{
	for (uint32_t n = next_number(seed) % 40; n > 0; n--) {
		struct str name = some_name(seed);
		uint32_t line = next_number(seed) % 3 ? next_number(seed) % 5 : 10000000;
		uint64_t count = next_number(seed) % 2;

		put_function(h, name, line, count);
		if (all)
			put_function(all, name, line, count);
	}
}

/* What settled hits say, without keys. */
static const char *shown_hits(const struct hits *h)
{
	struct buf out = { 0 };

	for (size_t i = 0; i < h->functions.n; i++) {
		const struct function_hits *f = &h->functions.v[i];

		buf_printf(&out, "%u:", f->line);
		show_name(&out, f->name);
		buf_puts(&out, f->count ? "+ " : " ");
	}
	return text_and_release(&arena, &out);
}

static void functions__come_back_from_their_keys(void **state)
{
	uint32_t seed = 21;

	(void)state;
	for (int round = 0; round < 300; round++) {
		struct hits h = { 0 };
		struct keys keys, copy = { 0 };
		const char *wanted;

		put_some(&h, NULL, &seed);
		hits_settle(&h);
		wanted = shown_hits(&h);
		keys = keys_from(&h);
		assert_string_equal(wanted, shown(&keys));
		functions_unite(&copy, &arena, &keys);
		assert_same_bytes(&keys, &copy);
		functions_unite(&copy, &arena, &(struct keys){ 0 });
		assert_same_bytes(&keys, &copy);
		arena_reset(&arena);
	}
}

static void functions__a_union_is_that_of_the_records_in_any_order(void **state)
{
	uint32_t seed = 22;

	(void)state;
	for (int round = 0; round < 200; round++) {
		struct hits all = { 0 };
		struct keys parts[3], whole;

		for (int i = 0; i < 3; i++) {
			struct hits h = { 0 };

			put_some(&h, &all, &seed);
			parts[i] = keys_from(&h);
		}
		whole = keys_from(&all);
		for (int first = 0; first < 3; first++) {
			struct keys into = keys_copy(&parts[first], &arena);

			functions_unite(&into, &arena, &parts[(first + 2) % 3]);
			functions_unite(&into, &arena, &parts[(first + 1) % 3]);
			assert_string_equal(shown(&whole), shown(&into));
			assert_same_bytes(&whole, &into);
		}
		arena_reset(&arena);
	}
}

static void functions__names_that_share_more_than_255_bytes_are_told_apart(void **state)
{
	static const size_t shared[] = { 254, 255, 256, 257, 1000 };
	struct hits h = { 0 };
	struct keys keys;
	struct function_cursor c = { 0 };

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		char *p = arena_alloc(&arena, shared[i] + 1);

		memset(p, 'a', shared[i]);
		p[shared[i]] = 'x';
		put_function(&h, (struct str){ p, shared[i] }, 1, 0);
		put_function(&h, (struct str){ p, shared[i] + 1 }, 1, i % 2);
	}
	keys = keys_from(&h);
	assert_int_equal(10, keys.n);
	c.keys = &keys;
	for (size_t i = 0; i < 10; i++) {
		bool ends_in_x;

		assert_true(next_function(&c));
		ends_in_x = c.name[c.name_bytes - 1] == 'x';
		assert_int_equal(shared[ends_in_x ? 9 - i : i], c.name_bytes - ends_in_x);
		for (size_t j = 0; j + ends_in_x < c.name_bytes; j++)
			assert_int_equal('a', c.name[j]);
	}
	assert_false(next_function(&c));
	free(c.name);
}

static void functions__every_byte_and_every_length_of_a_name_is_kept(void **state)
{
	char name[40];

	(void)state;
	for (int byte = 0; byte < 256; byte++) {
		struct hits h = { 0 };
		struct keys keys;
		const char *wanted;

		for (size_t n = 1; n < sizeof(name); n++) {
			memset(name, 'k', sizeof(name));
			name[n / 2] = (char)byte;
			put_function(&h, arena_str(&arena, (struct str){ name, n }), 7, n % 2);
		}
		hits_settle(&h);
		wanted = shown_hits(&h);
		keys = keys_from(&h);
		assert_int_equal(39, keys.n);
		assert_string_equal(wanted, shown(&keys));
		arena_reset(&arena);
	}
}

static void functions__a_name_of_nothing_is_a_name(void **state)
{
	struct hits h = { 0 };
	struct keys keys;

	(void)state;
	put_function(&h, STR(""), 3, 1);
	put_function(&h, STR("a"), 4, 0);
	keys = keys_from(&h);
	assert_string_equal("3:+ 4:a ", shown(&keys));
}

static void functions__keep_their_first_line_and_are_called_if_they_ever_were(void **state)
{
	static const uint32_t lines[] = { 9, 0, 4, 7 };
	struct keys into = { 0 };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct hits h = { 0 };
		struct keys keys;

		put_function(&h, STR("f"), lines[i], i == 2);
		put_function(&h, STR("g"), 1, 0);
		keys = keys_from(&h);
		functions_unite(&into, &arena, &keys);
	}
	assert_string_equal("4:f+ 1:g ", shown(&into));
	assert_int_equal(1, keys_count(&into).covered);
}

/* Letters of C names take six bits: the point of the encoding. */
static void functions__names_of_letters_take_less_than_their_bytes(void **state)
{
	struct hits h = { 0 };
	struct keys keys;

	(void)state;
	put_function(&h, STR("abcdefghABCDEFGH0123456789_zZ__x"), 1, 0);
	keys = keys_from(&h);
	assert_int_equal(1 + 1 + 32 * 6 / 8 + 1, keys.size);
	assert_string_equal("1:abcdefghABCDEFGH0123456789_zZ__x ", shown(&keys));
}

static void functions__those_that_start_in_ranges_are_counted(void **state)
{
	static const struct line_range ranges[] = { { 2, 3 }, { 7, 7 }, { 9, 20 } };
	static const char *const names[] = { "b", "a", "d", "c", "e" };
	struct hits h = { 0 };
	struct keys keys;
	struct count c;

	(void)state;
	for (uint32_t i = 0; i < 5; i++)
		hits_function(
			&h, (struct function_hits){ i % 2, str_of(names[i]), 2 * i + 1, true });
	keys = keys_from(&h);
	c = functions_count_in(&keys, ranges, 3);
	assert_int_equal(3, c.total); /* on lines 3, 7 and 9 */
	assert_int_equal(2, c.covered);
	assert_int_equal(0, functions_count_in(&keys, ranges, 0).total);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(functions__come_back_from_their_keys),
		CHECK(functions__a_union_is_that_of_the_records_in_any_order),
		CHECK(functions__names_that_share_more_than_255_bytes_are_told_apart),
		CHECK(functions__every_byte_and_every_length_of_a_name_is_kept),
		CHECK(functions__a_name_of_nothing_is_a_name),
		CHECK(functions__keep_their_first_line_and_are_called_if_they_ever_were),
		CHECK(functions__names_of_letters_take_less_than_their_bytes),
		CHECK(functions__those_that_start_in_ranges_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
