#include "tests/unit/check.h"

#include "tests/unit/coverage_fixture.h"

static struct keys_writer writer;

static int tear_down(void **state)
{
	keys_release(&writer);
	writer = (struct keys_writer){ 0 };
	return check_tear_down(state);
}

static struct hits new_hits(void)
{
	return (struct hits){ .words = { .arena = &arena } };
}

static void add(struct hits *h, uint32_t line, const char *group, const char *index, bool taken)
{
	put_outcome(h, &h->branches, line, group, index, taken);
}

/* The hits as keys; they are empty after it. */
static struct keys keys_from(struct hits *h)
{
	struct keys keys;

	hits_settle(h);
	keys = outcomes_keys(&writer, &arena, &h->branches, &h->words);
	hits_release(h);
	return keys;
}

static const char *shown(const struct keys *keys)
{
	struct buf out = { 0 };

	show_outcomes(&out, keys);
	return text_and_release(&arena, &out);
}

/* What settled hits say, without keys. */
static const char *shown_hits(const struct hits *h)
{
	struct buf out = { 0 };

	for (size_t i = 0; i < h->branches.n; i++) {
		const struct outcome_hits *o = &h->branches.v[i];
		uint32_t parts[] = { o->group, o->index };

		buf_printf(&out, "%u", o->line);
		for (int j = 0; j < 2; j++) {
			struct str word = STR("");

			if (parts[j] & HITS_TOKEN_IS_WORD)
				word = h->words.v[parts[j] & ~HITS_TOKEN_IS_WORD];
			if (parts[j] & HITS_TOKEN_IS_WORD)
				buf_printf(&out, ":'" STR_FMT "'", STR_ARG(word));
			else
				buf_printf(&out, ":%u", parts[j]);
		}
		buf_puts(&out, o->count ? "+ " : " ");
	}
	return text_and_release(&arena, &out);
}

static void assert_same_bytes(const struct keys *a, const struct keys *b)
{
	assert_int_equal(a->n, b->n);
	assert_int_equal(a->size, b->size);
	if (a->n)
		assert_memory_equal(a->bytes, b->bytes, a->size + (a->n + 7) / 8);
}

static const char *some_part(uint32_t *seed)
{
	static const char *const parts[] = { "0", "1", "2", "3", "4", "63", "64", "127", "128",
		"8191", "8192", "1048575", "1048576", "134217727", "134217728", "2147483646",
		"2147483647", "2147483648", "007", "x > 1", "jump to line 7, or not", "", "\xff",
		"x", "None" };
	uint32_t n = next_number(seed);

	/* Mostly small, as compilers make them. */
	return parts[n % 4 ? n / 4 % 5 : n / 4 % (sizeof(parts) / sizeof(*parts))];
}

static uint32_t some_line(uint32_t *seed, uint32_t line)
{
	static const uint32_t steps[] = { 0, 0, 0, 1, 1, 2, 60, 252, 253, 254, 255, 256, 300, 16383,
		16384 };

	line += steps[next_number(seed) % (sizeof(steps) / sizeof(*steps))];
	return line > 10000000 ? 1 : line;
}

static void add_some(struct hits *h, struct hits *all, uint32_t *seed)
{
	uint32_t n = next_number(seed) % 80, line = next_number(seed) % 3;

	for (; n > 0; n--) {
		const char *group = some_part(seed), *index = some_part(seed);
		bool taken = next_number(seed) % 2;

		line = some_line(seed, line);
		add(h, line, group, index, taken);
		if (all)
			add(all, line, group, index, taken);
	}
}

static void outcomes__come_back_from_their_keys(void **state)
{
	uint32_t seed = 11;

	(void)state;
	for (int round = 0; round < 1000; round++) {
		struct hits h = new_hits();
		const char *wanted;
		struct count count;
		struct keys keys;

		add_some(&h, NULL, &seed);
		hits_settle(&h);
		wanted = shown_hits(&h);
		count = hits_count(&h, METRIC_BRANCHES);
		keys = keys_from(&h);
		assert_string_equal(wanted, shown(&keys));
		assert_int_equal(count.total, keys_count(&keys).total);
		assert_int_equal(count.covered, keys_count(&keys).covered);
		arena_reset(&arena);
	}
}

/* What keys must cost, by the header: one byte for a run as compilers make them. */
static void outcomes__every_boundary_of_a_key_has_its_size(void **state)
{
	static const struct {
		uint32_t line;
		const char *group, *index;
		uint32_t bytes; /* with the one byte of line 5, group 0, index 0 */
	} rows[] = {
		{ 5, "0", "1", 1 },           /* the run goes on */
		{ 5, "1", "0", 2 },           /* the next group */
		{ 5, "2", "0", 6 },           /* the one after it */
		{ 5, "0", "2", 6 },           /* an index is left out */
		{ 6, "0", "0", 2 },           /* the next line */
		{ 6, "0", "1", 6 },           /* of the next line, not the first */
		{ 6, "1", "0", 6 },           /* ... in another group */
		{ 35, "0", "0", 2 },          /* 30 lines further */
		{ 36, "0", "0", 6 },          /* 31 lines further */
		{ 5, "0", "63", 6 },          /* twice the number in one byte */
		{ 5, "0", "64", 7 },          /* in two */
		{ 5, "0", "2147483647", 10 }, /* in five, the largest number */
		{ 5, "0", "2147483648", 16 }, /* text */
		{ 5, "0", "", 6 },            /* text without a letter */
		{ 5, "x", "0", 7 },           /* text as group */
		{ 10000000, "0", "0", 9 },    /* far away */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct hits h = new_hits();
		const char *wanted;
		struct keys keys;

		add(&h, 5, "0", "0", false);
		add(&h, rows[i].line, rows[i].group, rows[i].index, true);
		hits_settle(&h);
		wanted = shown_hits(&h);
		keys = keys_from(&h);
		assert_string_equal(wanted, shown(&keys));
		if (keys.size != rows[i].bytes)
			fail_msg("row %zu: %u bytes", i, keys.size);
	}
}

static void outcomes__a_run_of_any_length_comes_back(void **state)
{
	static const uint32_t lengths[] = { 1, 7, 8, 9, 10, 63, 64, 127, 128, 129, 130, 16384,
		16385, 16386 };

	(void)state;
	for (size_t i = 0; i < sizeof(lengths) / sizeof(*lengths); i++) {
		uint32_t n = lengths[i], longer = n > 16384 ? 6 : n > 128 ? 5 : 4;
		struct hits h = new_hits();
		const char *wanted;
		struct keys keys;

		for (uint32_t j = 0; j < n; j++)
			hits_outcome(&h, &h.branches,
				(struct outcome_hits){ .line = 3, .index = j, .count = j % 3 });
		put_outcome(&h, &h.branches, 4, "0", "0", 1);
		hits_settle(&h);
		wanted = shown_hits(&h);
		keys = keys_from(&h);
		assert_string_equal(wanted, shown(&keys));
		assert_int_equal(2 + (n > 8 ? longer : 0), keys.size);
	}
}

/* Runs of two sets meet, overlap, and fill each other's gaps. */
static void outcomes__runs_unite_to_those_of_one_set(void **state)
{
	uint32_t seed = 13;

	(void)state;
	for (int round = 0; round < 500; round++) {
		struct hits parts[3] = { new_hits(), new_hits(), new_hits() };
		uint32_t share = 1 + next_number(&seed) % 4;
		struct keys keys[3];

		for (uint32_t i = 0; i < 300; i++) {
			struct outcome_hits o = { .line = 1 + i / 100, .group = i / 40 % 2 };
			uint32_t n = next_number(&seed) % (share + 2);

			o.index = i % 40;
			o.count = next_number(&seed) % 2;
			if (n > 2)
				continue;
			hits_outcome(&parts[2], &parts[2].branches, o);
			hits_outcome(&parts[n % 2], &parts[n % 2].branches, o);
		}
		for (int i = 0; i < 3; i++)
			keys[i] = keys_from(&parts[i]);
		outcomes_unite(&keys[0], &arena, &keys[1]);
		assert_same_bytes(&keys[2], &keys[0]);
		assert_string_equal(shown(&keys[2]), shown(&keys[0]));
		arena_reset(&arena);
	}
}

static void outcomes__a_text_is_followed_by_any(void **state)
{
	struct hits h = new_hits();
	const char *wanted;
	struct keys keys;

	(void)state;
	add(&h, 1, "x", "0", true);
	add(&h, 1, "x", "1", true);
	add(&h, 1, "x", "7", false);
	add(&h, 1, "x", "y", true);
	add(&h, 1, "y", "0", true);
	add(&h, 2, "0", "0", false);
	add(&h, 2, "0", "z", true);
	add(&h, 2, "1", "0", true);
	hits_settle(&h);
	wanted = shown_hits(&h);
	keys = keys_from(&h);
	assert_string_equal(wanted, shown(&keys));
	assert_string_equal(
		"1:'x':0+ 1:'x':1+ 1:'x':7 1:'x':'y'+ 1:'y':0+ 2:0:0 2:0:'z'+ 2:1:0+ ", wanted);
}

static void outcomes__a_line_of_text_is_kept_whole(void **state)
{
	struct hits h = new_hits();
	char *text = arena_alloc(&arena, 100001);
	struct outcomes_cursor c = { 0 };
	struct keys keys;

	(void)state;
	memset(text, 'x', 100000);
	add(&h, 1, "0", text, true);
	keys = keys_from(&h);
	c.keys = &keys;
	assert_true(outcomes_next(&c));
	assert_int_equal(100000, c.at.index.text.n);
	assert_memory_equal(text, c.at.index.text.p, 100000);
	assert_false(outcomes_next(&c));
}

static void outcomes__none_are_no_bytes(void **state)
{
	struct hits h = new_hits();
	struct keys none = keys_from(&h), more;

	(void)state;
	assert_int_equal(0, none.n + none.size);
	assert_string_equal("", shown(&none));
	outcomes_unite(&none, &arena, &none);
	add(&h, 1, "0", "0", true);
	more = keys_from(&h);
	outcomes_unite(&more, &arena, &none);
	outcomes_unite(&none, &arena, &more);
	assert_same_bytes(&none, &more);
	assert_string_equal("1:0:0+ ", shown(&none));
}

static void outcomes__a_union_is_that_of_the_records_in_any_order(void **state)
{
	uint32_t seed = 12;

	(void)state;
	for (int round = 0; round < 500; round++) {
		struct hits all = new_hits(), h = new_hits();
		struct keys parts[3], whole;

		for (int i = 0; i < 3; i++) {
			add_some(&h, &all, &seed);
			parts[i] = keys_from(&h);
			h = new_hits();
		}
		whole = keys_from(&all);
		for (int first = 0; first < 3; first++) {
			struct keys into = keys_copy(&parts[first], &arena);

			outcomes_unite(&into, &arena, &parts[(first + 2) % 3]);
			outcomes_unite(&into, &arena, &parts[(first + 1) % 3]);
			assert_string_equal(shown(&whole), shown(&into));
			assert_same_bytes(&whole, &into);
		}
		arena_reset(&arena);
	}
}

static void outcomes__equal_sets_unite_in_place(void **state)
{
	struct hits h = new_hits();
	struct keys a, b;
	unsigned char *bytes;

	(void)state;
	for (int i = 0; i < 2; i++) {
		add(&h, 1, "0", "0", i);
		add(&h, 1, "0", "1", !i);
		add(&h, 4, "x", "0", false);
		*(i ? &b : &a) = keys_from(&h);
		h = new_hits();
	}
	bytes = a.bytes;
	outcomes_unite(&a, &arena, &b);
	assert_ptr_equal(bytes, a.bytes);
	assert_string_equal("1:0:0+ 1:0:1+ 4:'x':0 ", shown(&a));
	assert_string_equal("1:0:0+ 1:0:1 4:'x':0 ", shown(&b));
}

static void outcomes__those_on_lines_in_ranges_are_counted(void **state)
{
	static const struct line_range ranges[] = { { 2, 3 }, { 7, 7 }, { 9, 20 } };
	struct hits h = new_hits();
	struct keys keys;
	struct count c;

	(void)state;
	for (uint32_t line = 1; line < 12; line += 2) {
		add(&h, line, "0", "0", line > 5);
		add(&h, line, "0", "x", true);
	}
	keys = keys_from(&h);
	c = outcomes_count_in(&keys, ranges, 3);
	assert_int_equal(8, c.total); /* on lines 3, 7, 9 and 11 */
	assert_int_equal(7, c.covered);
	assert_int_equal(0, outcomes_count_in(&keys, ranges, 0).total);
}

int main(void)
{
#define WITH_WRITER(test) cmocka_unit_test_setup_teardown(test, check_set_up, tear_down)
	const struct CMUnitTest tests[] = {
		WITH_WRITER(outcomes__come_back_from_their_keys),
		WITH_WRITER(outcomes__every_boundary_of_a_key_has_its_size),
		WITH_WRITER(outcomes__a_run_of_any_length_comes_back),
		WITH_WRITER(outcomes__runs_unite_to_those_of_one_set),
		WITH_WRITER(outcomes__a_text_is_followed_by_any),
		WITH_WRITER(outcomes__a_line_of_text_is_kept_whole),
		WITH_WRITER(outcomes__none_are_no_bytes),
		WITH_WRITER(outcomes__a_union_is_that_of_the_records_in_any_order),
		WITH_WRITER(outcomes__equal_sets_unite_in_place),
		WITH_WRITER(outcomes__those_on_lines_in_ranges_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
