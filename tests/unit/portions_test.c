#include "tests/unit/check.h"

#include "parsers/portions.h"

#define LAST "end_of_record"

/* What portions of a text must be: all of it, in order, cut behind units and lines. */
struct cutter {
	struct buf all; /* the portions one behind the other */
	size_t count, units, too_long;
	bool went_on; /* the portion before is of the same unit */
	uint64_t index;
};

static void check_edges(struct cutter *c, const struct portion *p, bool is_last)
{
	assert_true(p->n <= PORTION_BYTES);
	for (size_t i = 0; i < PORTION_SLACK; i++)
		assert_int_equal('\0', p->p[p->n + i]);
	if (c->went_on)
		assert_int_equal(c->index, p->index);
	else
		assert_int_equal(c->units++, p->index);
	if (p->continues || !is_last)
		assert_true(p->too_long || (p->n && p->p[p->n - 1] == '\n'));
}

/* The line before the end of a unit starts with what ends one. */
static void check_last_line(const struct portion *p)
{
	size_t start = p->n - 1;

	while (start && p->p[start - 1] != '\n')
		start--;
	assert_memory_equal(LAST, p->p + start, strlen(LAST));
}

/* Streams of texts; what their portions are marked with is the text. */
struct texts {
	struct portions_feed feed;
	const struct str *v;
	struct stream *streams[8];
	size_t n, next;
};

static struct stream *next_text(struct portions_feed *feed, void **of)
{
	struct texts *t = (struct texts *)feed;

	if (t->next == t->n)
		return NULL;
	t->streams[t->next] = stream_of(t->v[t->next]);
	*of = (void *)&t->v[t->next];
	return t->streams[t->next++];
}

static void close_texts(struct texts *t)
{
	assert_int_equal(t->n, t->next);
	for (size_t i = 0; i < t->n; i++)
		assert_int_equal(0, stream_close(t->streams[i], NULL, &diags, NULL));
}

/* Portions of the text, by one worker. */
static struct cutter cut_text(struct str text)
{
	struct texts texts = { .feed.next = next_text, .v = &text, .n = 1 };
	struct cutter c = { 0 };
	struct portion p = { 0 };
	struct portions all;

	portions_start(&all, &texts.feed, STR(LAST));
	while (portions_next(&all, &p)) {
		assert_ptr_equal(&text, p.of);
		assert_int_equal(!all.in, p.is_last);
		check_edges(&c, &p, p.is_last);
		if (!p.continues && !p.is_last)
			check_last_line(&p);
		buf_add(&c.all, (struct str){ p.p, p.n });
		c.count++;
		c.too_long += p.too_long;
		c.went_on = p.continues;
		c.index = p.index;
	}
	assert_false(portions_next(&all, &p));
	assert_false(c.went_on);
	portion_release(&p);
	portions_end(&all);
	close_texts(&texts);
	return c;
}

static struct cutter cut_whole(struct str text)
{
	struct cutter c = cut_text(text);

	assert_int_equal(text.n, c.all.n);
	if (text.n)
		assert_memory_equal(text.p, c.all.p, text.n);
	assert_int_equal(0, c.too_long);
	buf_release(&c.all);
	return c;
}

static struct str text_of(struct buf *b)
{
	struct str text = arena_str(&arena, buf_str(b));

	buf_release(b);
	return text;
}

static void put_lines(struct buf *b, size_t bytes)
{
	for (size_t i = 0; i < bytes / 10; i++)
		buf_puts(b, "DA:12,345\n");
}

static void portions__small_texts_are_one(void **state)
{
	static const char *const texts[] = { "\n", "x", "x\n", LAST, LAST "\n", "\n" LAST "\n",
		"SF:a\nDA:1,1\n" LAST "\nSF:b\n" LAST "\n", LAST "\r\n", "\n\n\n", "TN:\nSF:cut" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_int_equal(1, cut_whole(str_of(texts[i])).count);
	cut_whole(STR(""));
	cut_whole(STR("a\0b\n\0" LAST "\n"));
}

static void portions__end_behind_the_last_whole_unit(void **state)
{
	struct buf b = { 0 };
	struct cutter c;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		buf_printf(&b, "SF:%d.c\n", i);
		put_lines(&b, (size_t)i % 7 * 100);
		buf_puts(&b, i % 2 ? LAST "\n" : LAST " \r\n");
	}
	c = cut_whole(text_of(&b));
	assert_true(c.count > 3);
	assert_int_equal(c.count, c.units);
}

static void portions__a_larger_unit_comes_in_several(void **state)
{
	struct buf b = { 0 };
	struct cutter c;

	(void)state;
	for (int i = 0; i < 4; i++) {
		buf_puts(&b, "SF:small\nDA:1,1\n" LAST "\nSF:large\n");
		put_lines(&b, (size_t)PORTION_BYTES * 5 / 2);
		buf_puts(&b, LAST "\n");
	}
	c = cut_whole(text_of(&b));
	assert_true(c.count > 8);
	assert_true(c.units < c.count);
	assert_true(c.units >= 4);
}

static void portions__without_any_unit_are_one_unit(void **state)
{
	struct buf b = { 0 };
	struct cutter c;

	(void)state;
	put_lines(&b, (size_t)PORTION_BYTES * 3);
	c = cut_whole(text_of(&b));
	assert_true(c.count >= 3);
	assert_int_equal(1, c.units);
}

static void portions__of_every_size_around_their_own_are_whole(void **state)
{
	(void)state;
	for (int times = 1; times <= 2; times++) {
		for (int more = -30; more <= 30; more++) {
			size_t n = (size_t)(PORTION_BYTES * times + more);
			struct buf b = { 0 };
			struct str text;

			for (size_t i = 0; b.n < n; i++)
				buf_puts(&b, i % 100 == 99 ? LAST "\n" : "DA:1,1\n");
			text = text_of(&b);
			cut_whole((struct str){ text.p, n });
			arena_reset(&arena);
		}
	}
}

static void portions__of_exactly_their_size_are_full(void **state)
{
	struct buf b = { 0 };
	struct cutter c;

	(void)state;
	put_lines(&b, PORTION_BYTES - 20);
	while (b.n < PORTION_BYTES - strlen(LAST "\n"))
		buf_byte(&b, '\n');
	buf_puts(&b, LAST "\n");
	assert_int_equal(PORTION_BYTES, b.n);
	put_lines(&b, 100);
	c = cut_whole(text_of(&b));
	assert_int_equal(2, c.count);
	assert_int_equal(2, c.units);
}

/* A line of PORTION_BYTES, LF included, is not too long; one byte more is. */
static void portions__the_longest_line_is_as_long_as_a_portion(void **state)
{
	(void)state;
	for (size_t more = 0; more < 3; more++) {
		struct buf b = { 0 };
		struct str text;
		struct cutter c;

		buf_repeat(&b, 'x', PORTION_BYTES - 1 + more);
		buf_puts(&b, "\nDA:1,1\n" LAST "\n");
		text = text_of(&b);
		if (!more) {
			cut_whole(text);
			continue;
		}
		c = cut_text(text);
		assert_int_equal(1, c.too_long);
		assert_true(str_ends(buf_str(&c.all), STR("xDA:1,1\n" LAST "\n")));
		buf_release(&c.all);
	}
}

static void portions__the_rest_of_a_line_that_is_too_long_is_left_out(void **state)
{
	static const size_t lengths[] = { 1, PORTION_BYTES, PORTION_BYTES * 2 - 1,
		PORTION_BYTES * 3 };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct buf b = { 0 };
		struct cutter c;

		buf_puts(&b, "SF:a\n");
		for (int j = 0; j < 2; j++) {
			buf_repeat(&b, 'x', PORTION_BYTES + lengths[i]);
			buf_puts(&b, "\nDA:2,1\n" LAST "\n");
		}
		c = cut_text(text_of(&b));
		assert_int_equal(2, c.too_long);
		assert_true(str_starts(buf_str(&c.all), STR("SF:a\nxxx")));
		assert_true(str_ends(buf_str(&c.all), STR("xDA:2,1\n" LAST "\n")));
		assert_int_equal(5 + 2 * (PORTION_BYTES + strlen("DA:2,1\n" LAST "\n")), c.all.n);
		buf_release(&c.all);
	}
}

static void portions__a_text_that_ends_in_a_line_too_long_ends(void **state)
{
	struct buf b = { 0 };
	struct cutter c;

	(void)state;
	buf_puts(&b, "SF:a\n" LAST "\n");
	buf_repeat(&b, 'x', PORTION_BYTES * 2);
	c = cut_text(text_of(&b));
	assert_int_equal(1, c.too_long);
	buf_release(&c.all);
}

/* Also where the one before ends in a line that is too long, or has nothing. */
static void portions__of_one_stream_after_the_other_are_its_own(void **state)
{
	struct buf b = { 0 };
	struct str v[] = { STR("SF:a\n" LAST "\n"), STR(""), STR("SF:cut"), STR(""),
		STR("SF:b\n") };
	struct texts texts = { .feed.next = next_text, .v = v, .n = 5 };
	struct portion p = { 0 };
	struct portions all;
	size_t lasts = 0;

	(void)state;
	buf_repeat(&b, 'x', PORTION_BYTES * 2);
	v[3] = text_of(&b);
	portions_start(&all, &texts.feed, STR(LAST));
	for (uint64_t index = 0; portions_next(&all, &p); index += !p.continues) {
		const struct str *text = p.of;

		assert_int_equal(index, p.index);
		assert_true(text == &v[lasts]);
		if (text != &v[3])
			assert_true(str_eq(*text, (struct str){ p.p, p.n }));
		lasts += p.is_last;
	}
	assert_int_equal(5, lasts);
	portion_release(&p);
	portions_end(&all);
	close_texts(&texts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CHECK(portions__small_texts_are_one),
		CHECK(portions__end_behind_the_last_whole_unit),
		CHECK(portions__a_larger_unit_comes_in_several),
		CHECK(portions__without_any_unit_are_one_unit),
		CHECK(portions__of_every_size_around_their_own_are_whole),
		CHECK(portions__of_exactly_their_size_are_full),
		CHECK(portions__the_longest_line_is_as_long_as_a_portion),
		CHECK(portions__the_rest_of_a_line_that_is_too_long_is_left_out),
		CHECK(portions__a_text_that_ends_in_a_line_too_long_ends),
		CHECK(portions__of_one_stream_after_the_other_are_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
