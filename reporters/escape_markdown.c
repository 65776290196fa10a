#include "reporters/escape.h"

#include "reporters/symbol.h"

/* Becomes a link, whatever stands around it. */
static const struct {
	struct str text;
	size_t keep; /* how much of it comes before U+200B */
	bool number; /* only if a digit follows */
} links[] = {
	{ { "://", 3 }, 1, false },
	{ { "www.", 4 }, 3, false },
	{ { "gh-", 3 }, 2, true },
};

/* What stands for a character that is markup by itself; NULL for others. */
static const char *inert(int32_t code)
{
	switch (code) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '\\':
		/* Not "\\": table splitters disagree about what is escaped in "\\|". */
		return "&#92;";
	case '$':
		/* GitHub looks for formulas in the finished page, where "\$" is "$" again. */
		return "<span>$</span>";
	case '@':
		/* No escape stops a mention or a reference: they too are found in the page. */
		return "@" ZERO_WIDTH_SPACE;
	case '#':
		return "\\#" ZERO_WIDTH_SPACE;
	default:
		return NULL;
	}
}

static bool is_active(int32_t code)
{
	return code > 0 && code < 0x80 && str_index(STR("`*_[]~!|"), (char)code) < 8;
}

static bool is_edge(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* Four blanks in front are a code block, two at the end a line break. */
static struct str without_edges(struct str s)
{
	while (s.n && is_edge(s.p[0]))
		s = str_skip(s, 1);
	while (s.n && is_edge(s.p[s.n - 1]))
		s.n--;
	return s;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A marker of a list, an underline of a heading, a rule, or the second row of a table. */
static void line_start(struct buf *out, struct str *s)
{
	while (s->n && is_digit(s->p[0])) {
		buf_byte(out, s->p[0]);
		*s = str_skip(*s, 1);
		/* "85.40" is no marker: a blank, or the end, follows one. */
		if (s->n && (s->p[0] == '.' || s->p[0] == ')') && (s->n == 1 || is_edge(s->p[1])))
			buf_byte(out, '\\');
	}
	if (s->n && (s->p[0] == '-' || s->p[0] == '+' || s->p[0] == '=' || s->p[0] == ':'))
		buf_byte(out, '\\');
}

static bool break_link(struct buf *out, struct str *s)
{
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
		struct str text = links[i].text;

		if (s->n < text.n || !str_eq_nocase((struct str){ s->p, text.n }, text))
			continue;
		if (links[i].number && (s->n == text.n || !is_digit(s->p[text.n])))
			continue;
		buf_add(out, (struct str){ s->p, links[i].keep });
		buf_puts(out, ZERO_WIDTH_SPACE);
		*s = str_skip(*s, links[i].keep);
		return true;
	}
	return false;
}

static bool is_emoji_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
		c == '+' || c == '-';
}

/* `rest` follows a colon: is that the start of :white_check_mark: and its like? */
static bool starts_emoji(struct str rest)
{
	size_t n = 0;

	while (n < rest.n && is_emoji_letter(rest.p[n]))
		n++;
	return n > 0 && n < rest.n && rest.p[n] == ':';
}

static void text_symbol(struct buf *out, struct symbol c)
{
	const char *instead = inert(c.code);

	if (instead) {
		buf_puts(out, instead);
		return;
	}
	if (is_active(c.code))
		buf_byte(out, '\\');
	if (symbol_blank(c))
		buf_byte(out, ' ');
	else
		symbol_show(out, c);
}

void escape_markdown(struct buf *out, struct str s)
{
	bool start = true; /* nothing but white space so far */

	s = without_edges(s);
	line_start(out, &s);
	while (s.n) {
		struct symbol c;

		if (break_link(out, &s))
			continue;
		c = symbol_next(&s);
		text_symbol(out, c);
		if (c.code == ':' && (starts_emoji(s) || symbol_starts_command(c, s, start)))
			buf_puts(out, ZERO_WIDTH_SPACE);
		/* A CR or a tab has become a space. */
		start = start && (symbol_space(c) || symbol_blank(c));
	}
}

static size_t longest_run(struct str s, char c)
{
	size_t longest = 0, run = 0;

	for (size_t i = 0; i < s.n; i++) {
		run = s.p[i] == c ? run + 1 : 0;
		if (run > longest)
			longest = run;
	}
	return longest;
}

static void code_body(struct buf *out, struct str s)
{
	int32_t before = 0;

	while (s.n) {
		struct symbol c = symbol_next(&s);

		if (symbol_blank(c))
			buf_byte(out, ' ');
		else if (c.code == '|')
			/* Tables are split first, code or not, and not all see "\\|" as escaped. */
			buf_puts(out, before == '\\' ? ZERO_WIDTH_SPACE "\\|" : "\\|");
		else
			symbol_show(out, c);
		if (c.code == '@' || c.code == '#')
			buf_puts(out, ZERO_WIDTH_SPACE);
		before = c.code;
	}
}

/* One space at both ends is taken off again, unless there is nothing but spaces. */
static bool needs_padding(struct str body)
{
	char first = body.p[0], last = body.p[body.n - 1];

	return longest_run(body, ' ') < body.n &&
		(first == '`' || last == '`' || first == ' ' || last == ' ');
}

void escape_markdown_code(struct buf *out, struct str s)
{
	size_t fence = longest_run(s, '`') + 1;
	struct buf body = { 0 };
	bool padding;

	if (!s.n)
		return;
	code_body(&body, s);
	padding = needs_padding(buf_str(&body));
	buf_repeat(out, '`', fence);
	buf_repeat(out, ' ', padding);
	buf_add(out, buf_str(&body));
	buf_repeat(out, ' ', padding);
	buf_repeat(out, '`', fence);
	buf_release(&body);
}
