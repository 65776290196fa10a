/* What parsers of Markdown make of encoded text: the cells of a row, what is active, a code span. */
#ifndef TESTS_MARKDOWN_MODEL_H
#define TESTS_MARKDOWN_MODEL_H

#include <string.h>

#include "gate/base/buf.h"

#define BREAK "\xe2\x80\x8b" /* U+200B: ours, and nobody else's */

/* As cmark-gfm splits a row: a bar after a backslash is text. */
static inline unsigned cells_by_neighbour(struct str row)
{
	unsigned bars = 0;

	for (size_t i = 0; i < row.n; i++)
		bars += row.p[i] == '|' && (i == 0 || row.p[i - 1] != '\\');
	return bars - 1;
}

/* As marked does: a bar after an odd number of backslashes is text. */
static inline unsigned cells_by_parity(struct str row)
{
	unsigned bars = 0, backslashes = 0;

	for (size_t i = 0; i < row.n; i++) {
		bars += row.p[i] == '|' && backslashes % 2 == 0;
		backslashes = row.p[i] == '\\' ? backslashes + 1 : 0;
	}
	return bars - 1;
}

static inline const char *check_cell(struct str out)
{
	struct buf row = { 0 };
	const char *wrong = NULL;

	buf_puts(&row, "|a|");
	buf_add(&row, out);
	buf_puts(&row, "|b|");
	if (cells_by_neighbour(buf_str(&row)) != 3 || cells_by_parity(buf_str(&row)) != 3)
		wrong = "another number of cells in a row";
	buf_release(&row);
	return wrong;
}

/* How much of the front is inert though it looks active; 0 if none. */
static inline size_t inert_length(struct str s)
{
	static const char *const whole[] = { "&amp;", "&lt;", "&gt;", "&#92;", "<span>$</span>",
		"@" BREAK, "\\#" BREAK };

	for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++) {
		if (str_starts(s, str_of(whole[i])))
			return strlen(whole[i]);
	}
	return s.n > 1 && s.p[0] == '\\' && s.p[1] != '#' && strchr("`*_[]~!|-+=:.)xu", s.p[1]) ? 2
												: 0;
}

static inline const char *check_markdown(struct str out)
{
	size_t digits = 0;

	if (str_has(out, STR("://")) || str_has(out, STR("www.")))
		return "a link";
	if (out.n && strchr(" -+=:", out.p[0]))
		return "a block of Markdown at the start";
	while (digits < out.n && out.p[digits] >= '0' && out.p[digits] <= '9')
		digits++;
	if (digits && digits < out.n && strchr(".)", out.p[digits]) &&
		(digits + 1 == out.n || strchr(" \t\n", out.p[digits + 1])))
		return "a numbered list";
	for (struct str rest = out; rest.n;) {
		size_t skip = inert_length(rest);

		if (!skip && strchr("\\`*_[]<>#@~$|&!", rest.p[0]))
			return "an active character of Markdown";
		rest = str_skip(rest, skip ? skip : 1);
	}
	return check_cell(out);
}

static inline size_t backticks(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] == '`')
		n++;
	return n;
}

/* The span ends at the first run that is as long as the fence, which must be the last thing. */
static inline const char *check_code(struct str out)
{
	size_t fence = backticks(out), i;

	if (!out.n)
		return NULL;
	if (!fence)
		return "no fence";
	for (i = fence; i < out.n; i++) {
		size_t run = backticks(str_skip(out, i));

		if (run == fence)
			break;
		i += run;
	}
	if (i + fence != out.n)
		return "the fence closes elsewhere than at the end";
	for (i = 0; i < out.n; i++) {
		if ((out.p[i] == '@' || out.p[i] == '#') &&
			!str_starts(str_skip(out, i + 1), STR(BREAK)))
			return "a mention or reference";
	}
	return check_cell(out);
}

#endif
