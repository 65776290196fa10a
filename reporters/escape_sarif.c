#include "reporters/escape.h"

#include "reporters/symbol.h"

static bool is_bracket(char c)
{
	return c == '[' || c == ']' || c == '\\';
}

/* How many bytes at the front stand for themselves. */
static size_t plain(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= ' ' && s.p[n] <= '~' && !is_bracket(s.p[n]))
		n++;
	return n;
}

/* A line end as a space, what is hidden as it is shown. */
static void put_symbol(struct buf *out, struct symbol c)
{
	if (symbol_blank(c))
		buf_byte(out, ' ');
	else
		symbol_show(out, c);
}

void escape_text(struct buf *out, struct str s)
{
	while (s.n) {
		size_t n = plain(s);

		buf_add(out, (struct str){ s.p, n });
		s = str_skip(s, n);
		if (s.n)
			put_symbol(out, symbol_next(&s));
	}
}

void escape_sarif(struct buf *out, struct str s)
{
	struct buf text = { 0 };
	struct str rest;

	escape_text(&text, s);
	for (rest = buf_str(&text); rest.n;) {
		size_t n = plain(rest);

		buf_add(out, (struct str){ rest.p, n });
		rest = str_skip(rest, n);
		if (!rest.n)
			break;
		/* Not all that is no plain ASCII is a bracket: the first byte of a letter is none. */
		if (is_bracket(rest.p[0]))
			buf_byte(out, '\\');
		buf_byte(out, rest.p[0]);
		rest = str_skip(rest, 1);
	}
	buf_release(&text);
}

static bool is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '-' && c <= '9') ||
		c == '_' || c == '~';
}

void escape_uri(struct buf *out, struct str s)
{
	/* One slash in front is the top of a disk, two are a host. */
	if (str_starts(s, STR("/"))) {
		buf_puts(out, "%2F");
		s = str_skip(s, 1);
	}
	while (s.n) {
		size_t n = 0;

		while (n < s.n && is_unreserved(s.p[n]))
			n++;
		buf_add(out, (struct str){ s.p, n });
		s = str_skip(s, n);
		if (!s.n)
			break;
		buf_printf(out, "%%%02X", (unsigned)(unsigned char)s.p[0]);
		s = str_skip(s, 1);
	}
}
