#include "reporters/escape.h"
#include "reporters/symbol.h"

/* Not as &quot; and the like: these are the same in every parser, XML's too. */
static void put(struct buf *out, struct symbol c, struct str rest, bool start)
{
	switch (c.code) {
	case '<':
		buf_puts(out, "&lt;");
		break;
	case '>':
		buf_puts(out, "&gt;");
		break;
	case '&':
		buf_puts(out, "&amp;");
		break;
	case '"':
		buf_puts(out, "&#34;");
		break;
	case '\'':
		buf_puts(out, "&#39;");
		break;
	default:
		/* A page may be printed into the log of a job. */
		if (symbol_starts_command(c, rest, start))
			buf_printf(out, "&#%d;", (int)c.code);
		else
			symbol_show(out, c);
	}
}

void escape_html(struct buf *out, struct str s)
{
	bool start = true; /* nothing but white space so far */

	while (s.n) {
		struct symbol c = symbol_next(&s);

		if (c.code == '\n')
			buf_puts(out, "\\n");
		else if (c.code == '\t')
			buf_puts(out, "\\t");
		else
			put(out, c, s, start);
		start = start && symbol_space(c);
	}
}

/* How much of the front is itself: most of a source is. */
static size_t plain(struct str s)
{
	size_t n = 0;

	while (n < s.n &&
		((s.p[n] >= '(' && s.p[n] <= '9') || (s.p[n] >= '@' && s.p[n] <= '~') ||
			s.p[n] == ' ' || s.p[n] == '\t' || s.p[n] == ';' || s.p[n] == '='))
		n++;
	return n;
}

void escape_html_source(struct buf *out, struct str s)
{
	bool start = true;

	while (s.n) {
		struct str front = { s.p, plain(s) };

		buf_add(out, front);
		start = start && !str_trim(front).n;
		s = str_skip(s, front.n);
		if (s.n) {
			struct symbol c = symbol_next(&s);

			put(out, c, s, start);
			start = start && symbol_space(c);
		}
	}
}
