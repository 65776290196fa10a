#include "reporters/escape.h"

#include "reporters/symbol.h"

static const char *entity_of(int32_t code)
{
	switch (code) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case 0xfffe:
	case 0xffff:
		return "\xef\xbf\xbd"; /* no XML has them, whatever stands for them */
	default:
		return NULL;
	}
}

void escape_xml(struct buf *out, struct str s)
{
	bool start = true;

	while (s.n) {
		struct symbol c = symbol_next(&s);
		const char *entity = entity_of(c.code);

		if (symbol_blank(c))
			buf_byte(out, ' ');
		else if (entity)
			buf_puts(out, entity);
		else if (symbol_starts_command(c, s, start))
			/* The same text to a parser, and nothing to the log it is printed in. */
			buf_printf(out, "&#%d;", (int)c.code);
		else
			symbol_show(out, c);
		start = start && (symbol_space(c) || symbol_blank(c));
	}
}
