/*
 * For tests of parsers/xml.c: the events of a scan, as text.
 */
#ifndef TESTS_XML_FIXTURE_H
#define TESTS_XML_FIXTURE_H

#include "tests/unit/parse_fixture.h"

#include "parsers/xml.h"

static struct buf seen; /* the events: <name line a=v>text</name> */
static size_t text_bytes;
static bool quiet; /* only count text */

static inline void on_start(void *user, const struct xml_element *e)
{
	(void)user;
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
	if (!quiet)
		buf_printf(&seen, "</" STR_FMT ">", STR_ARG(name));
}

static inline void on_text(void *user, struct str piece)
{
	(void)user;
	text_bytes += piece.n;
	if (!quiet)
		buf_add(&seen, piece);
}

static const struct xml_events events = { NULL, on_start, on_end, on_text };

static inline int scan_bytes(struct str bytes)
{
	buf_truncate(&seen, 0);
	text_bytes = 0;
	return xml_scan(bytes, STR("report.xml"), &events, &diags);
}

static inline int scan(const char *text)
{
	return scan_bytes(str_of(text));
}

static inline int forget(void **state)
{
	buf_release(&seen);
	quiet = false;
	return tear_down(state);
}

static inline void refuse(
	const struct diag_kind *kind, uint32_t line, const char *what, struct str bytes)
{
	assert_int_equal(-1, scan_bytes(bytes));
	assert_int_equal(1, diags.count[DIAG_ERROR]);
	assert_said(kind, line, what);
	diags = (struct diags){ .arena = &arena };
}

static inline void pieces(const char *before, const char *after, size_t bytes)
{
	struct buf text = { 0 };

	quiet = true;
	buf_puts(&text, before);
	buf_repeat(&text, 'x', bytes);
	buf_puts(&text, after);
	scan_bytes(buf_str(&text));
	buf_release(&text);
}

#define XML_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, forget)

#endif
