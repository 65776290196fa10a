#include "reporters/escape.h"

#include "gate/base/utf8.h"
#include "reporters/symbol.h"

void escape_terminal(struct buf *out, struct str s)
{
	bool start = true; /* nothing but white space so far */

	while (s.n) {
		struct symbol c = symbol_next(&s);

		if (c.code == '\n')
			buf_puts(out, "\\n");
		else if (c.code == '\t')
			buf_puts(out, "\\t");
		else
			symbol_show(out, c);
		if (symbol_starts_command(c, s, start))
			buf_puts(out, ZERO_WIDTH_SPACE);
		start = start && symbol_space(c);
	}
}

unsigned escape_terminal_columns(struct str s)
{
	struct buf shown = { 0 };
	struct str rest;
	unsigned columns = 0;

	escape_terminal(&shown, s);
	for (rest = buf_str(&shown); rest.n;)
		columns += utf8_columns(utf8_next(&rest));
	buf_release(&shown);
	return columns;
}

void escape_note(struct buf *out, struct str s)
{
	if (str_starts(s, STR("{")))
		buf_puts(out, ZERO_WIDTH_SPACE);
	escape_terminal(out, s);
}

static void json_code(struct buf *out, int32_t code)
{
	unsigned above = (unsigned)code - 0x10000;

	if (code < 0x10000)
		buf_printf(out, "\\u%04x", (unsigned)code);
	else
		buf_printf(out, "\\u%04x\\u%04x", 0xd800 + (above >> 10), 0xdc00 + (above & 0x3ff));
}

/* How many bytes at the front stand for themselves, whatever comes after them. */
static size_t json_plain(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= ' ' && s.p[n] <= '~' && s.p[n] != '"' && s.p[n] != '\\' &&
		s.p[n] != '#')
		n++;
	return n;
}

void escape_json(struct buf *out, struct str s)
{
	buf_byte(out, '"');
	while (true) {
		size_t plain = json_plain(s);
		struct symbol c;

		buf_add(out, (struct str){ s.p, plain });
		s = str_skip(s, plain);
		if (!s.n)
			break;
		c = symbol_next(&s);
		if (c.code == '"' || c.code == '\\')
			buf_printf(out, "\\%c", (char)c.code);
		else if (c.code == '\n')
			buf_puts(out, "\\n");
		else if (c.code == '\t')
			buf_puts(out, "\\t");
		else if (c.code <= 0)
			/* Many readers refuse \u0000 or cut the string there; our own does too. */
			buf_puts(out, "\xef\xbf\xbd");
		else if (symbol_hidden(c) || symbol_starts_command(c, s, false))
			/* The same string to a parser, and nothing to the log it is printed in. */
			json_code(out, c.code);
		else
			buf_add(out, c.bytes);
	}
	buf_byte(out, '"');
}
