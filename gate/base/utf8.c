#include "gate/base/utf8.h"

int32_t utf8_next(struct str *s)
{
	const unsigned char *p = (const unsigned char *)s->p;
	unsigned length = p[0] < 0x80 ? 1 : p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	int32_t code = p[0];

	if (length == 1) {
		*s = str_skip(*s, 1);
		return code;
	}
	if (length == 0 || p[0] > 0xf4 || s->n < length)
		goto bad;
	code &= 0x7f >> length;
	for (unsigned i = 1; i < length; i++) {
		if ((p[i] & 0xc0) != 0x80)
			goto bad;
		code = code << 6 | (p[i] & 0x3f);
	}
	if ((length == 3 && (code < 0x800 || (code >= 0xd800 && code <= 0xdfff))) ||
		(length == 4 && (code < 0x10000 || code > 0x10ffff)))
		goto bad;
	*s = str_skip(*s, length);
	return code;
bad:
	*s = str_skip(*s, 1);
	return -1;
}

size_t utf8_valid(struct str s)
{
	size_t all = s.n;

	while (s.n) {
		size_t before = s.n;

		if (utf8_next(&s) < 0)
			return all - before;
	}
	return all;
}

struct str utf8_cut(struct str s, size_t most)
{
	enum { TAIL_MAX = 3 }; /* of the bytes of a character, all but the first */
	size_t n = most;

	if (s.n <= most)
		return s;
	while (n && most - n < TAIL_MAX && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	return (struct str){ s.p, ((unsigned char)s.p[n] & 0xc0) == 0x80 ? most : n };
}

/* The ranges that matter in names and paths (Unicode 15, EastAsianWidth W and F; Mn in common use). */
static const struct {
	int32_t first, last;
	unsigned columns;
} widths[] = {
	{ 0x0300, 0x036f, 0 },
	{ 0x1100, 0x115f, 2 },
	{ 0x200b, 0x200f, 0 },
	{ 0x2060, 0x2064, 0 },
	{ 0x231a, 0x231b, 2 },
	{ 0x23e9, 0x23ec, 2 },
	{ 0x23f0, 0x23f0, 2 },
	{ 0x23f3, 0x23f3, 2 },
	{ 0x26a1, 0x26a1, 2 },
	{ 0x26aa, 0x26ab, 2 },
	{ 0x26d4, 0x26d4, 2 },
	{ 0x2705, 0x2705, 2 },
	{ 0x2728, 0x2728, 2 },
	{ 0x274c, 0x274c, 2 },
	{ 0x274e, 0x274e, 2 },
	{ 0x2753, 0x2755, 2 },
	{ 0x2757, 0x2757, 2 },
	{ 0x2795, 0x2797, 2 },
	{ 0x2b50, 0x2b50, 2 },
	{ 0x2e80, 0x303e, 2 },
	{ 0x3041, 0x33ff, 2 },
	{ 0x3400, 0x4dbf, 2 },
	{ 0x4e00, 0x9fff, 2 },
	{ 0xa000, 0xa4cf, 2 },
	{ 0xac00, 0xd7a3, 2 },
	{ 0xf900, 0xfaff, 2 },
	{ 0xfe00, 0xfe0f, 0 },
	{ 0xfe30, 0xfe6f, 2 },
	{ 0xff00, 0xff60, 2 },
	{ 0xffe0, 0xffe6, 2 },
	{ 0x1f300, 0x1f64f, 2 },
	{ 0x1f680, 0x1f6c5, 2 },
	{ 0x1f7e0, 0x1f7eb, 2 },
	{ 0x1f900, 0x1faff, 2 },
	{ 0x20000, 0x3fffd, 2 },
};

unsigned utf8_columns(int32_t code)
{
	for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++) {
		if (code >= widths[i].first && code <= widths[i].last)
			return widths[i].columns;
	}
	return 1;
}

char *utf8_put(char *p, uint32_t code)
{
	if (code < 0x80) {
		*p++ = (char)code;
	} else if (code < 0x800) {
		*p++ = (char)(0xc0 | code >> 6);
		*p++ = (char)(0x80 | (code & 0x3f));
	} else if (code < 0x10000) {
		*p++ = (char)(0xe0 | code >> 12);
		*p++ = (char)(0x80 | (code >> 6 & 0x3f));
		*p++ = (char)(0x80 | (code & 0x3f));
	} else {
		*p++ = (char)(0xf0 | code >> 18);
		*p++ = (char)(0x80 | (code >> 12 & 0x3f));
		*p++ = (char)(0x80 | (code >> 6 & 0x3f));
		*p++ = (char)(0x80 | (code & 0x3f));
	}
	return p;
}
