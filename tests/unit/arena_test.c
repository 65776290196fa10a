#include "tests/unit/check.h"

#include <stdalign.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gate/exit.h"

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_ASAN 1
#endif
#endif

#ifdef UNDER_ASAN
#include <sanitizer/asan_interface.h>
#define POISONED(p) __asan_address_is_poisoned(p)
#else
#define POISONED(p) ((void)(p), skip(), 0)
#endif

static bool is_zero(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (p[i])
			return false;
	}
	return true;
}

static void arena__memory_is_cleared_also_after_a_reset(void **state)
{
	char *p;

	(void)state;
	for (int round = 0; round < 3; round++) {
		p = arena_alloc(&arena, 5000);
		assert_true(is_zero(p, 5000));
		memset(p, 'x', 5000);
		arena_reset(&arena);
	}
}

static void arena__memory_is_aligned_for_any_object(void **state)
{
	(void)state;
	for (size_t n = 0; n < 200; n++) {
		char *p = arena_alloc(&arena, n);

		assert_int_equal(0, (uintptr_t)p % alignof(max_align_t));
		memset(p, 'x', n);
	}
}

static void arena__no_bytes_have_a_place_of_their_own(void **state)
{
	char *a, *b;

	(void)state;
	a = arena_alloc(&arena, 0);
	b = arena_alloc(&arena, 0);
	assert_non_null(a);
	assert_ptr_not_equal(a, b);
}

static void arena__the_latest_allocation_grows_in_place_and_cleared(void **state)
{
	char *p = arena_alloc(&arena, 3), *grown;

	(void)state;
	memcpy(p, "abc", 3);
	grown = arena_resize(&arena, p, 3, 1000);
	assert_ptr_equal(p, grown);
	assert_memory_equal("abc", grown, 3);
	assert_true(is_zero(grown + 3, 997));
	memset(arena_alloc(&arena, 10), 'x', 10);
	assert_true(is_zero(grown + 3, 997));
}

static void arena__an_older_allocation_grows_by_a_copy(void **state)
{
	char *p = arena_alloc(&arena, 3), *behind = arena_alloc(&arena, 3), *grown;

	(void)state;
	memcpy(p, "abc", 3);
	memcpy(behind, "def", 3);
	grown = arena_resize(&arena, p, 3, 100);
	assert_ptr_not_equal(p, grown);
	assert_memory_equal("abc", grown, 3);
	assert_true(is_zero(grown + 3, 97));
	assert_memory_equal("def", behind, 3);
}

static void arena__growing_past_the_block_keeps_the_bytes(void **state)
{
	size_t n = 60 * 1024;
	char *p = arena_alloc(&arena, n), *grown;

	(void)state;
	memset(p, 'x', n);
	grown = arena_resize(&arena, p, n, 20 * n);
	assert_int_equal('x', grown[n - 1]);
	assert_true(is_zero(grown + n, 19 * n));
}

static void arena__growing_to_less_changes_nothing(void **state)
{
	char *p = arena_alloc(&arena, 10);

	(void)state;
	p[9] = 'x';
	assert_ptr_equal(p, arena_resize(&arena, p, 10, 4));
	assert_int_equal('x', p[9]);
	assert_non_null(arena_resize(&arena, NULL, 0, 8));
}

static void arena__pushed_items_stay_and_start_cleared(void **state)
{
	struct {
		uint64_t *v;
		size_t n, cap;
	} list = { 0 };

	(void)state;
	for (uint64_t i = 0; i < 100000; i++) {
		uint64_t *item = ARENA_PUSH(&arena, list.v, list.n, list.cap);

		assert_true(*item == 0);
		*item = i + 1;
		if (i % 1000 == 0)
			arena_alloc(
				&arena, 1); /* in the way, so that both ways of growing are seen */
	}
	for (uint64_t i = 0; i < list.n; i++)
		assert_true(list.v[i] == i + 1);
}

static void arena__a_copied_string_has_a_nul_byte_behind_it(void **state)
{
	struct str s = arena_str(&arena, STR("a\0b"));

	(void)state;
	assert_int_equal(3, s.n);
	assert_memory_equal("a\0b\0", s.p, 4);
	s = arena_str(&arena, (struct str){ 0 });
	assert_int_equal(0, s.n);
	assert_string_equal("", s.p);
}

static void arena__printed_text_may_be_longer_than_a_block(void **state)
{
	struct str s = arena_printf(&arena, "%200000d|%s", 7, "end");

	(void)state;
	assert_int_equal(200004, s.n);
	assert_string_equal("7|end", s.p + s.n - 5);
}

static void arena__a_reset_keeps_one_block_and_release_keeps_none(void **state)
{
	size_t held;

	(void)state;
	for (int i = 0; i < 100; i++)
		arena_alloc(&arena, 50000);
	held = arena.bytes;
	arena_reset(&arena);
	assert_true(arena.bytes > 0 && arena.bytes < held);
	arena_release(&arena);
	assert_int_equal(0, arena.bytes);
	assert_null(arena.last);
	arena_reset(&arena);
	arena_release(&arena);
}

static void arena__what_was_reset_is_poisoned(void **state)
{
	char *p = arena_alloc(&arena, 64);

	(void)state;
	assert_false(POISONED(p));
	arena_reset(&arena);
	assert_true(POISONED(p));
	assert_true(POISONED(p + 63));
}

static void arena__the_byte_behind_an_allocation_is_poisoned(void **state)
{
	char *p = arena_alloc(&arena, 13);

	(void)state;
	arena_alloc(&arena, 13);
	assert_false(POISONED(p + 12));
	assert_true(POISONED(p + 13));
	p = arena_resize(&arena, arena_alloc(&arena, 3), 3, 21);
	assert_false(POISONED(p + 20));
	assert_true(POISONED(p + 21));
}

static void buf__starts_empty_and_ends_with_a_nul_byte(void **state)
{
	struct buf b = { 0 };

	(void)state;
	assert_int_equal(0, buf_str(&b).n);
	buf_byte(&b, 'a');
	buf_add(&b, STR("b\0c"));
	buf_puts(&b, "d");
	buf_printf(&b, "%d%s", 12, "e");
	buf_repeat(&b, '-', 3);
	assert_int_equal(11, b.n);
	assert_memory_equal("ab\0cd12e---", b.p, 12);
	buf_release(&b);
	assert_null(b.p);
	assert_int_equal(0, b.n + b.cap);
}

static void buf__grows_over_every_edge(void **state)
{
	struct buf b = { 0 };

	(void)state;
	for (int i = 0; i < 5000; i++) {
		buf_printf(&b, "%c", 'a' + i % 26);
		assert_int_equal('\0', b.p[b.n]);
		assert_true(b.n < b.cap);
	}
	buf_printf(&b, "%70000s", "z");
	assert_int_equal(75000, b.n);
	assert_int_equal('z', b.p[74999]);
	buf_release(&b);
}

static void buf__nothing_added_is_still_a_string(void **state)
{
	struct buf b = { 0 };

	(void)state;
	buf_add(&b, (struct str){ 0 });
	buf_repeat(&b, 'x', 0);
	buf_printf(&b, "%s", "");
	assert_string_equal("", b.p);
	buf_release(&b);
}

static void buf__truncating_only_ever_shortens(void **state)
{
	struct buf b = { 0 };

	(void)state;
	buf_truncate(&b, 0);
	buf_truncate(&b, 5);
	assert_int_equal(0, b.n);
	buf_puts(&b, "abc");
	buf_truncate(&b, 4);
	assert_string_equal("abc", b.p);
	buf_truncate(&b, 1);
	assert_string_equal("a", b.p);
	buf_release(&b);
}

static void over_the_buffer(void)
{
	struct buf b = { 0 };

	buf_byte(&b, 'x');
	buf_repeat(&b, 'x', BUF_MAX_BYTES);
}

static void over_the_arena(void)
{
	arena_alloc(&arena, SIZE_MAX - 7);
}

/* The exit status and the first of what the child says on stderr. */
static int status_of(void (*run)(void), char *text, size_t size)
{
	int ends[2], status;
	ssize_t n;
	pid_t child;

	assert_int_equal(0, pipe(ends));
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		run();
		_exit(EXIT_OPEN);
	}
	close(ends[1]);
	n = read(ends[0], text, size - 1);
	text[n > 0 ? n : 0] = '\0';
	close(ends[0]);
	assert_int_equal(child, waitpid(child, &status, 0));
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void memory__too_much_ends_the_process_as_missing_evidence(void **state)
{
	char text[200];

	(void)state;
	assert_int_equal(EXIT_EVIDENCE, status_of(over_the_buffer, text, sizeof(text)));
	assert_string_equal("areagate: error: out of memory, nothing was judged\n", text);
	assert_int_equal(EXIT_EVIDENCE, status_of(over_the_arena, text, sizeof(text)));
	assert_string_equal("areagate: error: out of memory, nothing was judged\n", text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(arena__memory_is_cleared_also_after_a_reset),
		CHECK(arena__memory_is_aligned_for_any_object),
		CHECK(arena__no_bytes_have_a_place_of_their_own),
		CHECK(arena__the_latest_allocation_grows_in_place_and_cleared),
		CHECK(arena__an_older_allocation_grows_by_a_copy),
		CHECK(arena__growing_past_the_block_keeps_the_bytes),
		CHECK(arena__growing_to_less_changes_nothing),
		CHECK(arena__pushed_items_stay_and_start_cleared),
		CHECK(arena__a_copied_string_has_a_nul_byte_behind_it),
		CHECK(arena__printed_text_may_be_longer_than_a_block),
		CHECK(arena__a_reset_keeps_one_block_and_release_keeps_none),
		CHECK(arena__what_was_reset_is_poisoned),
		CHECK(arena__the_byte_behind_an_allocation_is_poisoned),
		CHECK(buf__starts_empty_and_ends_with_a_nul_byte),
		CHECK(buf__grows_over_every_edge),
		CHECK(buf__nothing_added_is_still_a_string),
		CHECK(buf__truncating_only_ever_shortens),
		CHECK(memory__too_much_ends_the_process_as_missing_evidence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
