#include "parsers/xml_source.h"

#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"
#include "gate/base/utf8.h"
#include "gate/model/diagnostics.h"
#include "parsers/xml.h"

enum {
	WINDOW_MIN = 64 * 1024,
	UTF8_PER_BYTE = 3, /* at most, of any encoding that is not UTF-8 */
};

/* clang-format off */
static const struct {
	const char *name;
	enum xml_encoding is;
} encodings[] = {
	{ "UTF-8", XML_UTF8 },
	{ "UTF8", XML_UTF8 },
	{ "US-ASCII", XML_UTF8 },
	{ "ASCII", XML_UTF8 },
	/* Without a byte order mark these were read as bytes, so that the declaration is wrong. */
	{ "UTF-16", XML_UTF8 },
	{ "UTF-16LE", XML_UTF8 },
	{ "UTF-16BE", XML_UTF8 },
	{ "ISO-8859-1", XML_LATIN1 },
	{ "ISO_8859-1", XML_LATIN1 },
	{ "ISO8859-1", XML_LATIN1 },
	{ "latin1", XML_LATIN1 },
	{ "latin-1", XML_LATIN1 },
	{ "ISO-8859-15", XML_LATIN9 },
	{ "ISO_8859-15", XML_LATIN9 },
	{ "ISO8859-15", XML_LATIN9 },
	{ "csISO885915", XML_LATIN9 },
	{ "latin9", XML_LATIN9 },
	{ "latin-9", XML_LATIN9 },
	{ "windows-1252", XML_WINDOWS_1252 },
	{ "cp1252", XML_WINDOWS_1252 },
	{ "cswindows1252", XML_WINDOWS_1252 },
};
/* clang-format on */

/* In these a byte below 128 may be a part of something else. */
static bool is_not_like_ascii(struct str name)
{
	static const char *const starts[] = { "UTF-7", "UTF-32", "UCS-", "ISO-10646", "EBCDIC",
		"IBM", "CP037", "ISO-2022", "HZ-" };

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
		struct str start = str_of(starts[i]);

		if (name.n >= start.n && str_eq_nocase((struct str){ name.p, start.n }, start))
			return true;
	}
	return false;
}

static int by_name(struct xml_source *s, struct str name, struct place at, struct diags *d)
{
	for (size_t i = 0; i < sizeof(encodings) / sizeof(*encodings); i++) {
		if (str_eq_nocase(name, str_of(encodings[i].name))) {
			s->encoding = encodings[i].is;
			return 0;
		}
	}
	if (is_not_like_ascii(name))
		return diag_at(d, DIAG(XML_SYNTAX), at,
			"the encoding '" STR_FMT "' is not read: write the report in UTF-8",
			STR_ARG(diag_shown(name)));
	return diag_at(d, DIAG(XML_MENDED), at,
		"the encoding '" STR_FMT "' is read as UTF-8: what is not ASCII may be lost",
		STR_ARG(diag_shown(name)));
}

static void take(struct xml_source *s, size_t bytes)
{
	char mark[4];

	stream_read(s->in, mark, bytes);
}

static bool declares_encoding(struct str head)
{
	head.n = str_index(head, '>');
	return str_starts(head, STR("<?xml")) && str_has(head, STR("encoding"));
}

int xml_source_start(struct xml_source *s, struct str path, struct diags *d)
{
	struct place at = { .file = path, .line = 1 };
	struct str head = stream_peek(s->in, 1024), name;

	s->room_bytes = WINDOW_MIN;
	s->p = s->end = s->room = memory_get(s->room_bytes + 1);
	*s->end = '\0';
	if (str_starts(head, STR("\xff\xfe")) || str_starts(head, STR("<\0?\0"))) {
		s->encoding = XML_UTF16_LE;
		take(s, head.p[0] == '<' ? 0 : 2);
		return 0;
	}
	if (str_starts(head, STR("\xfe\xff")) || str_starts(head, STR("\0<\0?"))) {
		s->encoding = XML_UTF16_BE;
		take(s, head.p[0] == '\0' ? 0 : 2);
		return 0;
	}
	if (str_starts(head, STR("\xef\xbb\xbf"))) {
		take(s, 3);
		return 0;
	}
	name = xml_encoding(head);
	if (name.n)
		return by_name(s, name, at, d);
	if (declares_encoding(head))
		return diag_at(d, DIAG(XML_MENDED), at,
			"the declared encoding has no name: it is read as UTF-8");
	return 0;
}

void xml_source_release(struct xml_source *s)
{
	free(s->room);
}

/* What is no character becomes no UTF-8, so that it is told. */
enum { NO_CHARACTER = 0xff };

static char *put_latin1(char *to, unsigned char c)
{
	return utf8_put(to, c);
}

/* ISO-8859-15 differs from latin1 in eight places. */
static char *put_latin9(char *to, unsigned char c)
{
	static const uint16_t from_0xa4[] = { [0] = 0x20ac,
		[0xa6 - 0xa4] = 0x160,
		[0xa8 - 0xa4] = 0x161,
		[0xb4 - 0xa4] = 0x17d,
		[0xb8 - 0xa4] = 0x17e,
		[0xbc - 0xa4] = 0x152,
		[0xbd - 0xa4] = 0x153,
		[0xbe - 0xa4] = 0x178 };

	if (c < 0xa4 || c > 0xbe || !from_0xa4[c - 0xa4])
		return utf8_put(to, c);
	return utf8_put(to, from_0xa4[c - 0xa4]);
}

/* What windows-1252 has where latin1 has control characters; 0: nothing. */
static char *put_windows_1252(char *to, unsigned char c)
{
	static const uint16_t from_0x80[32] = { 0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020,
		0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0, 0, 0x2018, 0x2019, 0x201c,
		0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e,
		0x178 };

	if (c < 0x80 || c >= 0xa0)
		return utf8_put(to, c);
	if (from_0x80[c - 0x80])
		return utf8_put(to, from_0x80[c - 0x80]);
	*to = (char)NO_CHARACTER;
	return to + 1;
}

static char *put_bytes(const struct xml_source *s, char *to, const unsigned char *from, size_t n)
{
	static char *(*const put[])(char *to, unsigned char c) = {
		[XML_LATIN1] = put_latin1,
		[XML_LATIN9] = put_latin9,
		[XML_WINDOWS_1252] = put_windows_1252,
	};

	for (size_t i = 0; i < n; i++)
		to = put[s->encoding](to, from[i]);
	return to;
}

static uint32_t unit(const struct xml_source *s, const unsigned char *p)
{
	return s->encoding == XML_UTF16_LE ? p[0] | (uint32_t)p[1] << 8
					   : p[1] | (uint32_t)p[0] << 8;
}

/* Keeps the start of a character for the next time. Half a pair becomes what is no UTF-8, either. */
static char *put_utf16(struct xml_source *s, char *to, const unsigned char *from, size_t n)
{
	const unsigned char *end = from + n;

	while (end - from >= 2) {
		uint32_t code = unit(s, from), low;

		if (code >= 0xd800 && code < 0xdc00) {
			if (end - from < 4)
				break;
			low = unit(s, from + 2);
			if (low >= 0xdc00 && low < 0xe000) {
				code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
				from += 2;
			}
		}
		to = utf8_put(to, code);
		from += 2;
	}
	s->raw_bytes = (size_t)(end - from);
	memcpy(s->raw, from, s->raw_bytes);
	return to;
}

/* Reads into the end of the free room, so that what comes of it never gets there before it is read. */
static void convert(struct xml_source *s, size_t room)
{
	size_t chunk = room / (UTF8_PER_BYTE + 1), n = s->raw_bytes;
	char *from = s->end + room - chunk;

	memcpy(from, s->raw, n);
	n += stream_read(s->in, from + n, chunk - n);
	s->ended = n < chunk;
	if (s->encoding >= XML_UTF16_LE)
		s->end = put_utf16(s, s->end, (const unsigned char *)from, n);
	else
		s->end = put_bytes(s, s->end, (const unsigned char *)from, n);
	if (s->ended && s->raw_bytes)
		*s->end++ = (char)NO_CHARACTER; /* the last one is cut off */
}

static void make_room(struct xml_source *s)
{
	size_t n = (size_t)(s->end - s->p), cap = s->room_bytes;

	memmove(s->room, s->p, n);
	if (cap - n < cap / 2) {
		s->room_bytes *= 2;
		s->room = memory_resize(s->room, s->room_bytes + 1);
	}
	s->p = s->room;
	s->end = s->p + n;
}

bool xml_source_more(struct xml_source *s, size_t most)
{
	size_t n;

	if (s->ended || (size_t)(s->end - s->p) >= most)
		return false;
	make_room(s);
	n = (size_t)(s->room + s->room_bytes - s->end);
	if (s->encoding == XML_UTF8) {
		size_t got = stream_read(s->in, s->end, n);

		s->ended = got < n;
		s->end += got;
	} else {
		convert(s, n);
	}
	*s->end = '\0';
	return true;
}
