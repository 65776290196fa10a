#include "tests/unit/check.h"

#include "gate/model/roster.h"
#include "tests/unit/coverage_fixture.h"

static struct str written(const struct str *ids, size_t n)
{
	struct buf b = { 0 };
	struct str text;

	roster_write(&b, ids, n);
	text = arena_str(&arena, buf_str(&b));
	buf_release(&b);
	return text;
}

static void assert_back(const struct str *ids, size_t n)
{
	struct roster r = { .left = written(ids, n) };

	for (size_t i = 0; i < n; i++) {
		assert_true(roster_next(&r));
		assert_int_equal(ids[i].n, r.id.n);
		if (r.id.n)
			assert_memory_equal(ids[i].p, r.id.p, r.id.n);
	}
	assert_false(roster_next(&r));
	assert_false(r.broken);
	roster_end(&r);
}

static void roster__ids_come_back_from_their_text(void **state)
{
	static const struct str ids[] = { { "", 0 }, { "1", 1 }, { "10", 2 }, { "t/a.py::one", 11 },
		{ "t/a.py::one|two", 15 }, { "t/a.py::one~b", 13 }, { "t/a.py::on\ne", 12 },
		{ "t/\xc3\xa4", 4 }, { "t/\xc3\xa9", 4 } };

	(void)state;
	assert_back(ids, 9);
	assert_back(ids, 0);
	assert_string_equal("0t/\xc3\xa4|2\xc3\xa9|", written(ids + 7, 2).p);
	assert_string_equal("0~1|1~0|", written(ids + 1, 2).p);
}

static void roster__random_ids_come_back(void **state)
{
	static const char letters[] = "ab|~\n0123:/";
	uint32_t seed = 3;

	(void)state;
	for (int round = 0; round < 300; round++) {
		struct str ids[40];
		size_t n = 0;

		for (; n < 40; n++) {
			size_t length = next_number(&seed) % 12;
			char *p = arena_bytes(&arena, length + 1);

			for (size_t i = 0; i < length; i++)
				p[i] = letters[next_number(&seed) % (sizeof(letters) - 1)];
			ids[n] = (struct str){ p, length };
		}
		qsort(ids, n, sizeof(*ids), str_cmp_qsort);
		assert_back(ids, n);
	}
}

static void roster__what_is_none_is_told(void **state)
{
	static const char *const texts[] = { "x|", "5abc|", "0abc", "0a|2b|",
		"99999999999999999999a|", "0a~", "|" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct roster r = { .left = str_of(texts[i]) };

		while (roster_next(&r))
			;
		assert_true(r.broken);
		roster_end(&r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(roster__ids_come_back_from_their_text),
		CHECK(roster__random_ids_come_back),
		CHECK(roster__what_is_none_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
