/* Allocations that have a block of their own, and bytes that share one. */
#include "tests/unit/check.h"

/* Packed: one behind the other, and not what was there is cleared. */
static void arena__bytes_alone_are_packed(void **state)
{
	char *first = arena_bytes(&arena, 3), *second = arena_bytes(&arena, 5), *object;

	(void)state;
	memcpy(first, "abc", 3);
	memcpy(second, "defgh", 5);
	assert_ptr_equal(first + 3, second);
	assert_memory_equal("abcdefgh", first, 8);
	object = arena_alloc(&arena, 1);
	assert_int_equal(0, (uintptr_t)object % _Alignof(max_align_t));
	assert_true(object >= second + 5);
	assert_memory_equal("abcdefgh", first, 8);
}

enum { LARGE = 1024 * 1024 };

/* What is held goes down when a large one goes; small ones stay where they are. */
static void arena__a_large_allocation_can_go_early(void **state)
{
	char *small = arena_alloc(&arena, 8), *large[3];
	size_t before;

	(void)state;
	memcpy(small, "1234567", 8);
	before = arena.bytes;
	for (int i = 0; i < 3; i++) {
		large[i] = arena_alloc(&arena, LARGE);
		memset(large[i], 'a' + i, LARGE);
	}
	assert_true(arena.bytes >= before + 3 * LARGE);
	arena_drop(&arena, large[1], LARGE);
	assert_int_equal('a', large[0][LARGE - 1]);
	assert_int_equal('c', large[2][0]);
	arena_drop(&arena, large[2], LARGE);
	arena_drop(&arena, large[0], LARGE);
	assert_int_equal(before, arena.bytes);
	arena_drop(&arena, small, 8);
	assert_int_equal(before, arena.bytes);
	assert_string_equal("1234567", small);
	assert_ptr_equal(small + _Alignof(max_align_t), arena_alloc(&arena, 8));
}

static void arena__a_large_allocation_that_comes_first_can_go(void **state)
{
	char *large = arena_bytes(&arena, LARGE), *small;

	(void)state;
	large[LARGE - 1] = 'x';
	arena_drop(&arena, large, LARGE);
	assert_int_equal(0, arena.bytes);
	small = arena_alloc(&arena, 8);
	large = arena_alloc(&arena, LARGE);
	assert_int_equal(0, small[7] + large[0] + large[LARGE - 1]);
	arena_reset(&arena);
	assert_true(arena.bytes < LARGE);
}

static void arena__a_large_allocation_grows_without_what_stands_behind_it(void **state)
{
	char *large = arena_alloc(&arena, LARGE), *other = arena_alloc(&arena, LARGE);

	(void)state;
	memset(large, 'x', LARGE);
	memset(other, 'y', LARGE);
	large = arena_resize(&arena, large, LARGE, 3 * LARGE);
	assert_int_equal('x', large[LARGE - 1]);
	assert_int_equal(0, large[LARGE] + large[3 * LARGE - 1]);
	assert_int_equal('y', other[0]);
	assert_int_equal('y', other[LARGE - 1]);
	arena_drop(&arena, other, LARGE);
	arena_drop(&arena, large, 3 * LARGE);
	assert_int_equal(0, arena.bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(arena__bytes_alone_are_packed),
		CHECK(arena__a_large_allocation_can_go_early),
		CHECK(arena__a_large_allocation_that_comes_first_can_go),
		CHECK(arena__a_large_allocation_grows_without_what_stands_behind_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
