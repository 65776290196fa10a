#include "tests/unit/file_fixture.h"

#include <fcntl.h>
#include <time.h>

#include "gate/base/stream.h"

static struct stream *open_stream(const char *name)
{
	struct stream *s = stream_open(at(name), &diags, &bad);

	assert_non_null(s);
	return s;
}

/* All that is left, asked for in pieces of so many bytes. */
static struct str read_pieces(struct stream *s, size_t piece)
{
	struct buf out = { 0 };
	struct str text;
	size_t got;

	while ((got = stream_read(s, buf_room(&out, piece), piece)))
		out.n += got;
	text = arena_str(&arena, buf_str(&out));
	buf_release(&out);
	return text;
}

static int close_stream(struct stream *s)
{
	return stream_close(s, NULL, &diags, &bad);
}

/* Closing fails with these words about the file. */
static void assert_failed(struct stream *s, const char *name, const char *what)
{
	assert_int_equal(-1, close_stream(s));
	assert_string_equal(
		arena_printf(&arena, "%s:0:0: %s [bad-file]\n", at(name), what).p, said());
}

/* Bytes of which no two pieces look the same. */
static struct str some_bytes(size_t n)
{
	char *p = arena_alloc(&arena, n + 1);
	uint32_t seed = 5;

	for (size_t i = 0; i < n; i++)
		p[i] = (char)('a' + next_number(&seed) % 26);
	return (struct str){ p, n };
}

static const size_t pieces[] = { 1, 7, 4095, 4096, 4097, 100000, 1000000 };
enum { PIECES = sizeof(pieces) / sizeof(*pieces) };

static void stream__memory_comes_in_pieces_of_any_size(void **state)
{
	struct str bytes = some_bytes(200000);

	(void)state;
	for (size_t i = 0; i < PIECES; i++) {
		struct stream *s = stream_of(bytes);

		assert_true(str_eq(bytes, read_pieces(s, pieces[i])));
		assert_false(stream_failed(s));
		assert_int_equal(0, stream_read(s, (char[1]){ 0 }, 1));
		assert_int_equal(0, close_stream(s));
	}
}

static void stream__memory_of_nothing_ends_at_once(void **state)
{
	struct stream *s = stream_of((struct str){ 0 });

	(void)state;
	assert_int_equal(0, stream_peek(s, 10).n);
	assert_int_equal(0, read_pieces(s, 10).n);
	assert_int_equal(0, close_stream(s));
}

static void stream__a_file_comes_in_pieces_with_its_digest(void **state)
{
	struct str bytes = some_bytes(200000);
	char wanted[SHA256_HEX + 1], digest[SHA256_HEX + 1];

	(void)state;
	assert_int_equal(0, put("f", bytes));
	sha256_hex(bytes, wanted);
	for (size_t i = 0; i < PIECES; i++) {
		struct stream *s = open_stream("f");

		stream_digest(s);
		stream_peek(s, i * 500);
		assert_true(str_eq(bytes, read_pieces(s, pieces[i])));
		assert_int_equal(200000, stream_bytes(s));
		assert_int_equal(0, stream_close(s, digest, &diags, &bad));
		assert_string_equal(wanted, digest);
	}
}

static void stream__what_was_peeked_at_is_read_still(void **state)
{
	struct str bytes = some_bytes(20000);

	(void)state;
	assert_int_equal(0, put("f", bytes));
	sh("gzip -nc f >f.gz");
	for (size_t first = 0; first < 5000; first += 263) {
		struct stream *all[] = { stream_of(bytes), open_stream("f"), open_stream("f.gz") };

		for (size_t i = 0; i < 3; i++) {
			struct stream *s = all[i];
			size_t peek = (first + i * 1000) % STREAM_PEEK_MAX;
			struct str head = stream_peek(s, peek), rest;
			char *start = arena_alloc(&arena, first + 1);

			assert_true(str_eq((struct str){ bytes.p, peek }, head));
			assert_int_equal(first, stream_read(s, start, first));
			assert_memory_equal(bytes.p, start, first);
			head = stream_peek(s, STREAM_PEEK_MAX);
			assert_int_equal(STREAM_PEEK_MAX, head.n);
			assert_memory_equal(bytes.p + first, head.p, head.n);
			rest = read_pieces(s, 777);
			assert_true(str_eq(str_skip(bytes, first), rest));
			assert_int_equal(0, stream_peek(s, 1).n);
			assert_int_equal(0, close_stream(s));
		}
	}
}

static void stream__gzip_members_are_inflated_and_digested_as_packed(void **state)
{
	char wanted[SHA256_HEX + 1], digest[SHA256_HEX + 1];
	struct stat st;

	(void)state;
	sh("seq 1 50000 >plain; : >none"
	   "; { head -c 9 plain | gzip -n; gzip -nc none; tail -c +10 plain | gzip -9; } >f.gz");
	sh("sha256sum <f.gz | head -c 64 >sum");
	memcpy(wanted, content("sum"), sizeof(wanted));
	assert_int_equal(0, stat(at("f.gz"), &st));
	for (size_t i = 0; i < PIECES; i++) {
		struct stream *s = open_stream("f.gz");

		stream_digest(s);
		assert_string_equal(content("plain"), read_pieces(s, pieces[i]).p);
		assert_int_equal(st.st_size, stream_bytes(s));
		assert_int_equal(0, stream_close(s, digest, &diags, &bad));
		assert_string_equal(wanted, digest);
	}
}

static void stream__cut_gzip_fails_and_gives_nothing_more(void **state)
{
	struct stream *s;

	(void)state;
	sh("seq 1 50000 | gzip -nc | head -c 50000 >f.gz");
	s = open_stream("f.gz");
	assert_true(read_pieces(s, 1000).n > 50000);
	assert_true(stream_failed(s));
	assert_int_equal(0, stream_read(s, (char[1]){ 0 }, 1));
	assert_failed(s, "f.gz", "the gzip data is cut off");
}

static void stream__all_that_is_left_is_one_text(void **state)
{
	static const size_t sizes[] = { 0, 1, 65535, 65536, 65537, 300000 };

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		struct str bytes = some_bytes(sizes[i]);
		struct stream *s = stream_of(bytes);
		struct buf out = { 0 };
		char first;

		buf_puts(&out, "before ");
		if (sizes[i])
			assert_int_equal(1, stream_read(s, &first, 1));
		assert_int_equal(0, stream_read_all(s, &out));
		assert_int_equal('\0', out.p[out.n]);
		assert_true(str_eq(str_skip(bytes, 1), str_skip(buf_str(&out), strlen("before "))));
		assert_int_equal(0, close_stream(s));
		buf_release(&out);
	}
}

static void stream__a_pipe_that_is_written_slowly_is_read_whole(void **state)
{
	struct stream *s;

	(void)state;
	sh("mkfifo p; { printf 'one '; sleep 0.2; printf 'two '; sleep 1.5; printf three; } >p &");
	s = open_stream("p");
	stream_digest(s);
	assert_string_equal("one two three", read_pieces(s, 1000).p);
	assert_int_equal(13, stream_bytes(s));
	assert_int_equal(0, close_stream(s));
	assert_string_equal("", said());
}

static void stream__a_pipe_larger_than_its_room_is_read_whole(void **state)
{
	struct stream *s;
	struct str all;

	(void)state;
	sh("mkfifo p; seq 1 200000 >plain; cat plain >p & gzip -nc plain >plain.gz");
	s = open_stream("p");
	all = read_pieces(s, 100000);
	assert_int_equal(1288895, all.n);
	assert_true(str_ends(all, STR("\n199999\n200000\n")));
	assert_int_equal(0, close_stream(s));
	sh("cat plain.gz >p &");
	s = open_stream("p");
	assert_int_equal(1288895, read_pieces(s, 100000).n);
	assert_int_equal(0, close_stream(s));
}

static void stream__a_writer_that_comes_late_is_waited_for(void **state)
{
	struct stream *s;

	(void)state;
	sh("mkfifo p; { sleep 0.3; printf late >p; } &");
	s = open_stream("p");
	assert_string_equal("late", read_pieces(s, 1000).p);
	assert_int_equal(0, close_stream(s));
}

/* That somebody has opened it is as good as bytes: they may take their time. */
static void stream__a_writer_that_comes_and_waits_is_waited_for(void **state)
{
	struct stream *s;

	(void)state;
	sh("mkfifo p; { sleep 0.3; { sleep 1.7; printf slow; } >p; } &");
	s = open_stream("p");
	assert_string_equal("slow", read_pieces(s, 1000).p);
	assert_int_equal(0, close_stream(s));
}

static void stream__a_writer_that_leaves_at_once_ends_the_pipe(void **state)
{
	struct stream *s;

	(void)state;
	sh("mkfifo p; { exec 3>p; sleep 0.2; } &");
	s = open_stream("p");
	sh("sleep 0.1");
	assert_int_equal(0, read_pieces(s, 1000).n);
	assert_false(stream_failed(s));
	assert_int_equal(0, close_stream(s));
}

static void stream__a_pipe_without_a_writer_is_given_up_after_a_second(void **state)
{
	struct stream *s;
	time_t start = time(NULL);

	(void)state;
	sh("mkfifo p");
	s = open_stream("p");
	assert_int_equal(0, stream_peek(s, 10).n);
	assert_true(stream_failed(s));
	assert_true(time(NULL) - start < 10);
	assert_failed(s, "p", "is a pipe that nobody writes to");
}

/* It was so many bytes when it was opened; `command` runs after a few were read. */
static void assert_change_is_seen(const char *command)
{
	struct stream *s;
	char few[10];

	diags = (struct diags){ .arena = &arena };
	sh("seq 1 100000 >f");
	s = open_stream("f");
	assert_int_equal(sizeof(few), stream_read(s, few, sizeof(few)));
	/* A clock that counts seconds would not tell the two apart. */
	sh("sleep 0.05");
	sh(command);
	read_pieces(s, 100000);
	assert_failed(s, "f", "changed while it was read: wait for what writes it");
}

static void stream__a_file_that_changes_while_it_is_read_is_refused(void **state)
{
	(void)state;
	assert_change_is_seen("seq 1 10 >>f");
	assert_change_is_seen(": >f");
	assert_change_is_seen("printf x | dd of=f bs=1 conv=notrunc status=none");
	assert_change_is_seen("head -c 100 f >g && cat g >f");
}

static void stream__a_file_that_is_replaced_is_read_as_it_was(void **state)
{
	struct stream *s;

	(void)state;
	sh("printf old >f; printf new >g");
	s = open_stream("f");
	sh("mv g f");
	assert_string_equal("old", read_pieces(s, 10).p);
	assert_int_equal(0, close_stream(s));
}

static void stream__what_cannot_be_read_is_no_stream(void **state)
{
	(void)state;
	assert_null(stream_open(at("gone"), &diags, &bad));
	assert_null(stream_open(top, &diags, &bad));
	assert_null(stream_open("/dev/zero", &diags, &bad));
	assert_int_equal(3, diags.count[DIAG_ERROR]);
	assert_str("no such file: was the step that writes it run?", diags.first->text);
	assert_str("is a folder, not a file: name the report itself", diags.first->next->text);
	assert_str("is a device or socket, not a file: name the report itself", diags.last->text);
}

struct seen {
	struct stream_watch watch;
	uint64_t bytes, all, times;
};

static void see(struct stream_watch *w, uint64_t bytes, uint64_t all)
{
	struct seen *seen = (struct seen *)w;

	assert_true(bytes > seen->bytes);
	seen->bytes = bytes;
	seen->all = all;
	seen->times++;
}

static void stream__who_watches_is_told_of_each_portion(void **state)
{
	struct seen seen = { .watch = { see } }, of_pipe = { .watch = { see } };
	struct stream *s;

	(void)state;
	sh("head -c 10000 /dev/zero >f; gzip -n f; mkfifo p; printf abc >p &");
	s = open_stream("f.gz");
	stream_watch(s, &seen.watch);
	assert_int_equal(10000, read_pieces(s, 100).n);
	assert_int_equal(0, close_stream(s));
	assert_true(seen.all > 0 && seen.all < 10000);
	assert_int_equal(seen.all, seen.bytes);
	s = open_stream("p");
	stream_watch(s, &of_pipe.watch);
	assert_int_equal(3, read_pieces(s, 100).n);
	assert_int_equal(0, close_stream(s));
	assert_int_equal(3, of_pipe.bytes);
	assert_int_equal(0, of_pipe.all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(stream__memory_comes_in_pieces_of_any_size),
		IN_FOLDER(stream__memory_of_nothing_ends_at_once),
		IN_FOLDER(stream__a_file_comes_in_pieces_with_its_digest),
		IN_FOLDER(stream__what_was_peeked_at_is_read_still),
		IN_FOLDER(stream__gzip_members_are_inflated_and_digested_as_packed),
		IN_FOLDER(stream__cut_gzip_fails_and_gives_nothing_more),
		IN_FOLDER(stream__all_that_is_left_is_one_text),
		IN_FOLDER(stream__a_pipe_that_is_written_slowly_is_read_whole),
		IN_FOLDER(stream__a_pipe_larger_than_its_room_is_read_whole),
		IN_FOLDER(stream__a_writer_that_comes_late_is_waited_for),
		IN_FOLDER(stream__a_writer_that_comes_and_waits_is_waited_for),
		IN_FOLDER(stream__a_writer_that_leaves_at_once_ends_the_pipe),
		IN_FOLDER(stream__a_pipe_without_a_writer_is_given_up_after_a_second),
		IN_FOLDER(stream__a_file_that_changes_while_it_is_read_is_refused),
		IN_FOLDER(stream__a_file_that_is_replaced_is_read_as_it_was),
		IN_FOLDER(stream__what_cannot_be_read_is_no_stream),
		IN_FOLDER(stream__who_watches_is_told_of_each_portion),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
