/*
 * For tests of parsers/xml.c: the events of a scan, as text.
 */
#ifndef TESTS_XML_FIXTURE_H
#define TESTS_XML_FIXTURE_H

#include "tests/unit/parse_fixture.h"

#include <pthread.h>
#include <unistd.h>

#include "parsers/xml.h"

static struct buf seen; /* the events: <name line a=v>text</name> */
static size_t text_bytes, starts, ends;
static bool quiet;    /* only count */
static bool unwanted; /* no text is asked for */
static bool comments; /* are asked for, too */

static inline void on_start(void *user, const struct xml_element *e)
{
	(void)user;
	assert_int_equal(starts - ends, e->depth);
	starts++;
	if (quiet)
		return;
	buf_printf(&seen, "<" STR_FMT " %u", STR_ARG(e->name), e->at.line);
	for (size_t i = 0; i < e->attribute_count; i++)
		buf_printf(&seen, " " STR_FMT "=" STR_FMT, STR_ARG(e->attributes[i].name),
			STR_ARG(e->attributes[i].value));
	buf_puts(&seen, ">");
}

static inline void on_end(void *user, struct str name)
{
	(void)user;
	ends++;
	assert_true(ends <= starts);
	if (!quiet)
		buf_printf(&seen, "</" STR_FMT ">", STR_ARG(name));
}

static inline void on_text(void *user, struct str piece)
{
	(void)user;
	assert_false(unwanted);
	assert_true(piece.n > 0);
	text_bytes += piece.n;
	if (!quiet)
		buf_add(&seen, piece);
}

static inline void on_comment(void *user, struct str text, struct place at)
{
	(void)user;
	buf_printf(&seen, "<!--%u" STR_FMT "-->", at.line, STR_ARG(text));
}

static inline int scan_stream(struct stream *in)
{
	struct xml_events events = {
		.start = on_start, .end = on_end, .text = on_text, .wants_text = !unwanted
	};
	int result;

	events.comment = comments ? on_comment : NULL;
	buf_truncate(&seen, 0);
	text_bytes = starts = ends = 0;
	result = xml_scan(in, STR("report.xml"), &events, &diags);
	return stream_close(in, NULL, &diags, DIAG(REPORT_FILE)) < 0 ? -1 : result;
}

static inline int scan_bytes(struct str bytes)
{
	return scan_stream(stream_of(bytes));
}

static inline int scan(const char *text)
{
	return scan_bytes(str_of(text));
}

/* --- through a pipe --------------------------------------------------------------------------- */

/* `before`, `middle` so many times, and `after`: as if it were made while it is read. */
struct flow {
	struct str before, middle, after;
	size_t times;
	int fd;
};

static inline void put(int fd, struct str s)
{
	while (s.n) {
		ssize_t n = write(fd, s.p, s.n);

		if (n <= 0)
			return;
		s = str_skip(s, (size_t)n);
	}
}

static inline void *write_flow(void *user)
{
	const struct flow *f = user;

	put(f->fd, f->before);
	for (size_t i = 0; i < f->times; i++)
		put(f->fd, f->middle);
	put(f->fd, f->after);
	close(f->fd);
	return NULL;
}

static inline int scan_flow(struct flow f)
{
	int ends_of[2], result;
	char path[32];
	pthread_t writer;
	struct stream *in;

	assert_int_equal(0, pipe(ends_of));
	snprintf(path, sizeof(path), "/dev/fd/%d", ends_of[0]);
	in = stream_open(path, &diags, DIAG(REPORT_FILE));
	assert_non_null(in);
	f.fd = ends_of[1];
	assert_int_equal(0, pthread_create(&writer, NULL, write_flow, &f));
	result = scan_stream(in);
	/* What is left is taken, so that a writer that was not read to its end ends too. */
	if (result < 0) {
		char rest[4096];

		while (read(ends_of[0], rest, sizeof(rest)) > 0)
			;
	}
	pthread_join(writer, NULL);
	close(ends_of[0]);
	return result;
}

/* --- what came of it -------------------------------------------------------------------------- */

static inline int forget(void **state)
{
	buf_release(&seen);
	quiet = unwanted = comments = false;
	return tear_down(state);
}

static inline void forget_diags(void)
{
	diags = (struct diags){ .arena = &arena };
}

static inline void refuse(
	const struct diag_kind *kind, uint32_t line, const char *what, struct str bytes)
{
	assert_int_equal(-1, scan_bytes(bytes));
	assert_int_equal(1, diags.count[DIAG_ERROR]);
	assert_said(kind, line, what);
	forget_diags();
}

/* Well-formed, and read like this. */
static inline void read_as(const char *events, struct str bytes)
{
	assert_int_equal(0, scan_bytes(bytes));
	assert_str(events, buf_str(&seen));
	assert_silent();
}

/* `before`, so many x, and `after`. */
static inline int pieces(const char *before, const char *after, size_t bytes)
{
	struct buf text = { 0 };
	int result;

	quiet = true;
	buf_puts(&text, before);
	buf_repeat(&text, 'x', bytes);
	buf_puts(&text, after);
	result = scan_bytes(buf_str(&text));
	buf_release(&text);
	return result;
}

/* ASCII as UTF-16. */
static inline void add_wide(struct buf *to, const char *text, bool big_endian)
{
	for (const char *p = text; *p; p++) {
		buf_byte(to, big_endian ? '\0' : *p);
		buf_byte(to, big_endian ? *p : '\0');
	}
}

#define XML_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, forget)

#endif
