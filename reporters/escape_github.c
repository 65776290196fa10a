/*
 * GitHub Actions: a line "::error file=a.c,line=3::message" that a job prints, to stdout or to stderr, is
 * a command to its runner.
 */
#include "gate/base/utf8.h"
#include "reporters/escape.h"
#include "reporters/symbol.h"

/* One line after all, since its ends are coded afterwards; cut as the runner would cut it. */
static void show(struct buf *out, struct str s)
{
	enum { BYTES_MAX = 4096 }; /* its limit is so many characters, which are no fewer */
	static const struct str more = { "...", 3 };

	while (s.n) {
		struct symbol c = symbol_next(&s);

		if (symbol_blank(c))
			buf_add(out, c.bytes);
		else
			symbol_show(out, c);
		/* Inside of a command "::" starts none, but "##[" may be looked for anywhere. */
		if (symbol_starts_command(c, s, false))
			buf_puts(out, ZERO_WIDTH_SPACE);
		if (out->n > BYTES_MAX) {
			buf_truncate(out, utf8_cut(buf_str(out), BYTES_MAX - more.n).n);
			buf_add(out, more);
			return;
		}
	}
}

/* What ends a part of the command for the runner; NULL for others. */
static const char *coded(char c, bool property)
{
	switch (c) {
	case '%':
		return "%25";
	case '\r':
		return "%0D";
	case '\n':
		return "%0A";
	case ':':
		return property ? "%3A" : NULL;
	case ',':
		return property ? "%2C" : NULL;
	default:
		return NULL;
	}
}

static void escape(struct buf *out, struct str s, bool property)
{
	struct buf shown = { 0 };

	show(&shown, s);
	for (size_t i = 0; i < shown.n; i++) {
		const char *instead = coded(shown.p[i], property);

		if (instead)
			buf_puts(out, instead);
		else
			buf_byte(out, shown.p[i]);
	}
	buf_release(&shown);
}

void escape_github_data(struct buf *out, struct str s)
{
	escape(out, s, false);
}

void escape_github_property(struct buf *out, struct str s)
{
	escape(out, s, true);
}

void escape_runner(struct buf *out, struct str text)
{
	bool start = true; /* of a line: nothing but what may be trimmed so far */

	while (text.n) {
		struct symbol c = symbol_next(&text);

		buf_add(out, c.bytes);
		if (symbol_starts_command(c, text, start))
			buf_puts(out, ZERO_WIDTH_SPACE);
		start = c.code == '\n' || c.code == '\r' ||
			(start && (symbol_space(c) || symbol_hidden(c)));
	}
}
