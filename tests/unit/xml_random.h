/*
 * Well-formed XML at random, the same in every run, in several encodings; and damage to it.
 */
#ifndef TESTS_XML_RANDOM_H
#define TESTS_XML_RANDOM_H

#include "tests/unit/parse_fixture.h"

static uint32_t seed;
static struct buf doc;
static uint32_t most; /* the greatest character that the encoding has */

static inline uint32_t below(uint32_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed % n;
}

static inline bool one_in(uint32_t n)
{
	return below(n) == 0;
}

#define ONE_OF(list) ((list)[below(sizeof(list) / sizeof(*(list)))])

static inline void put_code(uint32_t code)
{
	char p[4];

	buf_add(&doc, (struct str){ p, (size_t)(utf8_put(p, code) - p) });
}

static inline void put_blanks(uint32_t at_least)
{
	static const char *const blanks[] = { " ", "\n", "\t", "\r\n", "  ", " \r" };

	for (uint32_t i = 0; i < at_least + !below(4); i++)
		buf_puts(&doc, ONE_OF(blanks));
}

static inline void put_reference_to(uint32_t code)
{
	switch (below(7)) {
	case 0:
		buf_puts(&doc, "&#x0D;");
		break;
	case 1:
		buf_puts(&doc, "&#10;");
		break;
	case 2:
		buf_printf(&doc, "&#%09u;", code);
		break;
	case 3:
		buf_printf(&doc, "&#x%08x;", code);
		break;
	case 4:
		buf_printf(&doc, "&#x%X;", code);
		break;
	default:
		buf_printf(&doc, "&#%u;", code);
	}
}

/* Characters of each length, next to the borders of what is allowed. */
static inline uint32_t some_code(void)
{
	static const uint32_t edges[] = { 0x7f, 0x80, 0x85, 0x9f, 0xa0, 0xe9, 0xff, 0x100, 0x7ff,
		0x800, 0x2028, 0xd7ff, 0xe000, 0xfeff, 0xfffd, 0x10000, 0x1f600, 0xffffe, 0x10fffd,
		0x10ffff };
	uint32_t code = ONE_OF(edges);

	if (code > most || (most == 0xff && code >= 0x7f && code < 0xa0))
		return 'e';
	return code;
}

/* One thing that text and attributes may have; not a quote, and not a ]. */
static inline void put_any(void)
{
	static const char *const named[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&apos;" };
	static const char *const ends[] = { "\n", "\r", "\r\n", "\t", "\r\r\n" };
	static const char *const words[] = { "test ", "x=y;", "-- ", "?> ", "/>", "#", "a.b:c", ";",
		"1 > 0" };

	switch (below(6)) {
	case 0:
		put_code(some_code());
		break;
	case 1:
		put_reference_to(one_in(2) ? some_code() : 33 + below(90));
		break;
	case 2:
		buf_puts(&doc, ONE_OF(named));
		break;
	case 3:
		buf_puts(&doc, ONE_OF(ends));
		break;
	default:
		buf_puts(&doc, ONE_OF(words));
	}
}

static inline void put_attributes(uint32_t n)
{
	static const char *const names[] = { "name", "p:name", "q:name", "time", "a", "b-c", "d.e",
		"q:f", "_g", "xml:lang", "xmlns:r", "xmlns", "file", "h1" };
	uint32_t first = below(14);

	for (uint32_t i = 0; i < n; i++) {
		char quote = one_in(2) ? '"' : '\'';

		put_blanks(1);
		buf_puts(&doc, names[(first + i) % 14]);
		put_blanks(0);
		buf_puts(&doc, "=");
		put_blanks(0);
		buf_byte(&doc, quote);
		/* What a namespace is called is nothing that we read, but libxml2 does. */
		if (str_starts(str_of(names[(first + i) % 14]), STR("xmlns")))
			buf_puts(&doc, "urn:r");
		else
			for (uint32_t k = below(6); k; k--)
				one_in(8) ? buf_byte(&doc, quote ^ '"' ^ '\'') : put_any();
		buf_byte(&doc, quote);
	}
}

static inline void put_cdata(void)
{
	static const char *const parts[] = { "]", "]]", "<", "&", "&amp;", "</a>", "\r\n", "\r",
		"x", "]] >", "<!--", "\"'", "\n" };

	buf_puts(&doc, "<![CDATA[");
	for (uint32_t k = below(8); k; k--) {
		if (one_in(4))
			put_code(some_code());
		else
			buf_puts(&doc, ONE_OF(parts));
		if (one_in(3))
			buf_byte(&doc, '.');
	}
	buf_puts(&doc, "]]>");
}

static inline void put_aside(void)
{
	static const char *const asides[] = { "<!---->", "<!-- <a b='> & - -\n -->", "<?p?>",
		"<?p </a> & ? > \n?>", "<!--\xc3\xa9\n]]>-->", "<?p\n\"'?>" };

	buf_puts(&doc, most < 0x100 ? "<!-- <b> -->" : ONE_OF(asides));
}

static inline void put_element(unsigned depth);

static inline void put_content(unsigned depth)
{
	for (uint32_t k = below(depth < 3 ? 9 : 5); k; k--) {
		uint32_t kind = below(8);

		if (kind < 3 && depth < 12)
			put_element(depth + 1);
		else if (kind == 3)
			put_cdata();
		else if (kind == 4)
			put_aside();
		else
			for (uint32_t i = below(8); i; i--)
				one_in(12) ? buf_puts(&doc, "]x\"'") : put_any();
	}
}

static inline void put_element(unsigned depth)
{
	static const char *const names[] = { "a", "testcase", "p:a", "q:suite", "b-1.c", "_",
		"xmlThing" };
	const char *name = ONE_OF(names);

	buf_printf(&doc, "<%s", depth ? name : "root xmlns:p='urn:p' xmlns:q=\"urn:q\"");
	put_attributes(below(5));
	put_blanks(0);
	if (depth && one_in(3)) {
		buf_puts(&doc, "/>");
		return;
	}
	buf_byte(&doc, '>');
	put_content(depth);
	buf_printf(&doc, "</%s", depth ? name : "root");
	put_blanks(0);
	buf_byte(&doc, '>');
}

static inline void make_document(const char *prolog)
{
	buf_truncate(&doc, 0);
	buf_puts(&doc, prolog);
	if (one_in(3))
		put_aside();
	put_element(0);
	put_blanks(0);
	if (one_in(3))
		put_aside();
}

/* --- in other bytes --------------------------------------------------------------------------- */

static inline void to_bytes(struct buf *out)
{
	for (struct str s = buf_str(&doc); s.n;)
		buf_byte(out, (char)utf8_next(&s));
}

static inline void put_unit(struct buf *out, uint32_t unit, bool big_endian)
{
	buf_byte(out, (char)(big_endian ? unit >> 8 : unit & 0xff));
	buf_byte(out, (char)(big_endian ? unit & 0xff : unit >> 8));
}

static inline void to_utf16(struct buf *out, bool big_endian)
{
	put_unit(out, 0xfeff, big_endian);
	for (struct str s = buf_str(&doc); s.n;) {
		uint32_t code = (uint32_t)utf8_next(&s);

		if (code >= 0x10000) {
			put_unit(out, 0xd800 + ((code - 0x10000) >> 10), big_endian);
			code = 0xdc00 + (code & 0x3ff);
		}
		put_unit(out, code, big_endian);
	}
}

/* --- damage ----------------------------------------------------------------------------------- */

static inline void damage(struct buf *b)
{
	static const char *const bits[] = { "<", ">", "&", "\"", "'", "/", "!", "=", " ", "]]>",
		"<!--", "-->", "<![CDATA[", "</", "/>", "<?", "?>", "&#", ";", "\x01", "\xff",
		"\xe2\x82", "</a>", "<a>", ":", "xmlns=", "\r", "<!", "--", "<!DOCTYPE a>" };
	size_t at = below((uint32_t)b->n + 1), n = below(one_in(3) ? 40 : 3);
	struct str rest = arena_str(&arena, str_skip(buf_str(b), at));
	const char *bit = ONE_OF(bits);

	n = n < rest.n ? n : rest.n;
	buf_truncate(b, at);
	switch (below(4)) {
	case 0: /* something is missing */
		rest = str_skip(rest, n);
		break;
	case 1: /* something is there twice */
		buf_add(b, (struct str){ rest.p, n });
		break;
	case 2:
		rest = str_skip(rest, n != 0);
		buf_puts(b, bit);
		break;
	default:
		buf_puts(b, bit);
	}
	buf_add(b, rest);
}

#endif
