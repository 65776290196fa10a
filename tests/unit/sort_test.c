#include "tests/unit/check.h"

#include "gate/base/sort.h"

static int by_text(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* As qsort() puts them. */
static void check_sorted(const struct str *texts, size_t n)
{
	struct sort_item *items = calloc(2 * n + 1, sizeof(*items));
	struct str *wanted = calloc(n + 1, sizeof(*wanted));

	assert_true(items && wanted);
	for (size_t i = 0; i < n; i++) {
		wanted[i] = texts[i];
		items[i] = (struct sort_item){ .text = texts[i], .index = (uint32_t)i };
	}
	qsort(wanted, n, sizeof(*wanted), by_text);
	sort_texts(items, items + n, n);
	for (size_t i = 0; i < n; i++) {
		if (!str_eq(wanted[i], items[i].text))
			fail_msg("%zu of %zu is '" STR_FMT "'", i, n, STR_ARG(items[i].text));
		assert_ptr_equal(texts[items[i].index].p, items[i].text.p);
	}
	free(items);
	free(wanted);
}

static void sort__texts_of_any_lengths_and_shared_starts(void **state)
{
	static const char *const parts[] = { "a", "ab", "_ZN6engine5cache", "b", "Ev", "\xff",
		"12345678", "" };
	static struct str texts[300];
	uint32_t seed = 5;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		size_t n = next_number(&seed) % (round % 20 ? 40 : 300);

		for (size_t i = 0; i < n; i++) {
			struct buf b = { 0 };

			for (uint32_t k = next_number(&seed) % 5; k > 0; k--)
				buf_puts(&b, parts[next_number(&seed) % 8]);
			texts[i] = arena_str(&arena, buf_str(&b));
			buf_release(&b);
		}
		check_sorted(texts, n);
		arena_reset(&arena);
	}
}

static void sort__texts_with_nul_bytes_come_behind_those_that_end_there(void **state)
{
	static const struct str texts[] = { { "a\0\0\0\0\0\0\0\0\0b", 11 }, { "a\0b", 3 },
		{ "a\0", 2 }, { "a", 1 }, { "", 0 }, { "a\0\0\0\0\0\0\0\0\0", 10 }, { "a\0", 2 } };

	(void)state;
	for (size_t n = 0; n <= sizeof(texts) / sizeof(*texts); n++)
		check_sorted(texts, n);
}

/* Each is the start of the next: what is left to sort shrinks by one at each step. */
static void sort__a_chain_of_starts_does_not_nest(void **state)
{
	enum { N = 20000 };
	static char letters[8 * N];
	static struct str texts[N];

	(void)state;
	memset(letters, 'x', sizeof(letters));
	for (size_t i = 0; i < 1000; i++)
		texts[i] = (struct str){ letters, 8 * (999 - i) };
	check_sorted(texts, 1000);
	for (size_t i = 0; i < N; i++)
		texts[i] = (struct str){ letters + i % 7, 5 };
	check_sorted(texts, N);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(sort__texts_of_any_lengths_and_shared_starts),
		CHECK(sort__texts_with_nul_bytes_come_behind_those_that_end_there),
		CHECK(sort__a_chain_of_starts_does_not_nest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
