#include "tests/unit/check.h"

#include "gate/model/keys.h"

static struct keys_writer writer;

static int tear_down(void **state)
{
	keys_release(&writer);
	writer = (struct keys_writer){ 0 };
	return check_tear_down(state);
}

/* A key a byte; its bit is set where `bits` has a plus. */
static struct keys keys_of(const char *keys, const char *bits)
{
	size_t n = strlen(keys);

	assert_int_equal(n, strlen(bits));
	keys_start(&writer, n);
	for (size_t i = 0; i < n; i++) {
		unsigned char *p = keys_room(&writer, 1);

		*p = (unsigned char)keys[i];
		keys_wrote(&writer, p + 1);
		keys_set(&writer, i, bits[i] == '+');
	}
	return keys_end(&writer, &arena);
}

static const char *bits_of(const struct keys *k)
{
	char *bits = arena_alloc(&arena, k->n + 1);

	for (size_t i = 0; i < k->n; i++)
		bits[i] = keys_bit(k, i) ? '+' : '-';
	return bits;
}

static void keys__none_are_no_memory(void **state)
{
	struct keys none = keys_of("", ""), copy = keys_copy(&none, &arena);

	(void)state;
	assert_int_equal(0, none.n + none.size);
	assert_int_equal(0, keys_count(&none).total);
	assert_true(keys_unite(&none, &copy));
}

static void keys__every_length_of_a_bitmap_is_counted(void **state)
{
	char keys[201] = "", bits[201] = "";

	(void)state;
	for (size_t n = 1; n <= 200; n++) {
		struct keys k;

		memset(keys, 'k', n);
		memset(bits, '+', n);
		k = keys_of(keys, bits);
		assert_int_equal(n, keys_count(&k).covered);
		assert_int_equal(n, keys_count(&k).total);
		memset(bits, '-', n);
		bits[n - 1] = '+';
		k = keys_of(keys, bits);
		assert_int_equal(1, keys_count(&k).covered);
		assert_string_equal(bits, bits_of(&k));
	}
}

static void keys__the_same_ones_get_the_bits_of_both(void **state)
{
	struct keys a = keys_of("abcdefghij", "+-+-------"),
		    b = keys_of("abcdefghij", "--++-----+");

	(void)state;
	assert_true(keys_unite(&a, &b));
	assert_string_equal("+-++-----+", bits_of(&a));
	assert_string_equal("--++-----+", bits_of(&b));
	assert_true(keys_unite(&a, &a));
	assert_string_equal("+-++-----+", bits_of(&a));
}

static void keys__other_ones_stay_as_they_are(void **state)
{
	struct keys a = keys_of("abc", "+--"), other = keys_of("abd", "-++");
	struct keys more = keys_of("abcd", "++++"), none = keys_of("", "");

	(void)state;
	assert_false(keys_unite(&a, &other));
	assert_false(keys_unite(&a, &more));
	assert_false(keys_unite(&a, &none));
	assert_false(keys_unite(&none, &a));
	assert_string_equal("+--", bits_of(&a));
}

static void keys__a_copy_has_bits_of_its_own(void **state)
{
	struct keys a = keys_of("abc", "+--"), b = keys_of("abc", "--+");
	struct keys copy = keys_copy(&a, &arena);

	(void)state;
	assert_true(keys_unite(&a, &b));
	assert_string_equal("+-+", bits_of(&a));
	assert_string_equal("+--", bits_of(&copy));
}

static void keys__a_writer_starts_anew(void **state)
{
	struct keys k;

	(void)state;
	keys_of("abcdefghijklmnop", "++++++++++++++++");
	k = keys_of("xy", "-+");
	assert_int_equal(2, k.size);
	assert_string_equal("-+", bits_of(&k));
	assert_int_equal('x', k.bytes[0]);
}

static void keys__numbers_come_back_from_their_bytes(void **state)
{
	static const struct {
		uint32_t number;
		long bytes;
	} rows[] = { { 0, 1 }, { 1, 1 }, { 127, 1 }, { 128, 2 }, { 16383, 2 }, { 16384, 3 },
		{ 2097151, 3 }, { 2097152, 4 }, { 268435455, 4 }, { 268435456, 5 },
		{ 2147483648, 5 }, { UINT32_MAX, VARINT_MAX } };
	unsigned char bytes[VARINT_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const unsigned char *end = varint_put(bytes, rows[i].number);
		uint32_t number;

		assert_int_equal(rows[i].bytes, end - bytes);
		assert_ptr_equal(end, varint_get(bytes, &number));
		assert_int_equal(rows[i].number, number);
	}
}

int main(void)
{
#define WITH_WRITER(test) cmocka_unit_test_setup_teardown(test, check_set_up, tear_down)
	const struct CMUnitTest tests[] = {
		WITH_WRITER(keys__none_are_no_memory),
		WITH_WRITER(keys__every_length_of_a_bitmap_is_counted),
		WITH_WRITER(keys__the_same_ones_get_the_bits_of_both),
		WITH_WRITER(keys__other_ones_stay_as_they_are),
		WITH_WRITER(keys__a_copy_has_bits_of_its_own),
		WITH_WRITER(keys__a_writer_starts_anew),
		WITH_WRITER(keys__numbers_come_back_from_their_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
