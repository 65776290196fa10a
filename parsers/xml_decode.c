#include "parsers/xml_decode.h"

#include <string.h>

#include "gate/base/utf8.h"

enum { REPLACEMENT = 0xfffd, REPLACEMENT_BYTES = 3 };

bool xml_is_plain(const char *p, size_t n)
{
	/* Bytes, so that a compiler looks at 16 of them at once. */
	unsigned char special = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i], printable = (unsigned char)(c - ' ');

		special |= (printable > '~' - ' ') | (c == '&') | (c == '<');
	}
	return !special;
}

static void tell(struct xml_flaw *flaw, const char *at, const char *what)
{
	if (!flaw->what)
		*flaw = (struct xml_flaw){ what, at };
}

/* A character that XML 1.0 has. */
static bool is_character(uint32_t code)
{
	if (code < ' ')
		return code == '\t' || code == '\n' || code == '\r';
	return code < 0xd800 || (code >= 0xe000 && code < 0xfffe) ||
		(code >= 0x10000 && code <= 0x10ffff);
}

static int digit_of(char c, unsigned base)
{
	int value = c >= '0' && c <= '9' ? c - '0'
		: c >= 'a' && c <= 'f'   ? c - 'a' + 10
		: c >= 'A' && c <= 'F'   ? c - 'A' + 10
					 : 99;

	return value < (int)base ? value : -1;
}

/* &#65; or &#x41; behind the &#, to the semicolon; false if it is none. */
static bool number_of(struct str s, uint32_t *code)
{
	unsigned base = s.n && s.p[0] == 'x' ? 16 : 10;

	s = str_skip(s, base == 16);
	*code = 0;
	for (size_t i = 0; i < s.n; i++) {
		int digit = digit_of(s.p[i], base);

		if (digit < 0)
			return false;
		*code = *code * base + (uint32_t)digit;
		if (*code > 0x10ffff)
			*code = 0x110000;
	}
	return s.n > 0;
}

static uint32_t named(struct str name)
{
	static const struct {
		const char *name;
		char is;
	} names[] = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' },
		{ "apos", '\'' } };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (str_eq(name, str_of(names[i].name)))
			return (uint32_t)names[i].is;
	}
	return 0;
}

/* The reference at `s`, which starts with &: how many bytes it has, or 0 if it is none. */
static size_t reference(struct str s, uint32_t *code, struct xml_flaw *flaw)
{
	enum { LONGEST = 16 };
	struct str name = str_skip(s, 1);

	if (name.n > LONGEST)
		name.n = LONGEST;
	name.n = str_index(name, ';');
	if (name.n + 1 >= s.n || s.p[name.n + 1] != ';' || !name.n)
		return 0;
	if (name.p[0] == '#') {
		if (!number_of(str_skip(name, 1), code))
			return 0;
		if (!is_character(*code)) {
			tell(flaw, s.p, "a reference to a character that XML does not have");
			*code = REPLACEMENT;
		}
		return name.n + 2;
	}
	*code = named(name);
	return *code ? name.n + 2 : 0;
}

static char *put_reference(char *p, struct str *s, struct xml_flaw *flaw)
{
	uint32_t code;
	size_t n = reference(*s, &code, flaw);

	if (!n) {
		tell(flaw, s->p, "an & that is not written as &amp;");
		code = '&';
		n = 1;
	}
	*s = str_skip(*s, n);
	return utf8_put(p, code);
}

static char *put_character(char *p, struct str *s, enum xml_piece where, struct xml_flaw *flaw)
{
	const char *at = s->p;
	int32_t code = utf8_next(s);

	if (code < 0) {
		tell(flaw, at, "bytes that are not UTF-8");
		code = REPLACEMENT;
	} else if (!is_character((uint32_t)code)) {
		tell(flaw, at, "a character that XML does not have");
		code = REPLACEMENT;
	} else if (code < ' ') {
		/* A line ends with a line feed, however it was written (2.11). */
		if (code == '\r' && s->n && *s->p == '\n')
			*s = str_skip(*s, 1);
		code = where == XML_IN_ATTRIBUTE ? ' ' : code == '\r' ? '\n' : code;
	} else if (where == XML_IN_ATTRIBUTE && code == '<') {
		tell(flaw, at, "a < that is not written as &lt;");
	}
	return utf8_put(p, (uint32_t)code);
}

struct str xml_decode(struct str raw, enum xml_piece where, struct arena *a, struct xml_flaw *flaw)
{
	struct str s = raw;
	char *start, *p;

	if (xml_is_plain(raw.p, raw.n))
		return raw;
	start = p = arena_bytes(a, raw.n * REPLACEMENT_BYTES + 1);
	while (s.n) {
		if (*s.p == '&' && where != XML_IN_CDATA)
			p = put_reference(p, &s, flaw);
		else
			p = put_character(p, &s, where, flaw);
	}
	return (struct str){ start, (size_t)(p - start) };
}
