#include <string.h>

#include "parsers/declared_lex.h"

/* Bytes of code that strings of backticks hold may hold such strings again. */
enum { BRACED_DEEP_MAX = 8 };

/* Behind the opening quotes: goes to the closing ones, and gives what is between. */
static struct str up_to(struct lexer *l, const char *end, bool escapes)
{
	size_t from = l->at, n;

	while (l->at < l->text.n && !lex_is_at(l, end))
		lex_go_on(l, escapes && l->text.p[l->at] == '\\' ? 2 : 1);
	n = l->at - from;
	lex_go_on(l, strlen(end));
	return (struct str){ l->text.p + from, n };
}

/* The code in ${}: its brackets, strings and strings of backticks within. */
static void skip_braced(struct lexer *l, unsigned deep)
{
	unsigned open = 0;

	for (; l->at < l->text.n; lex_go_on(l, 1)) {
		char c = l->text.p[l->at];

		if (c == '\\') {
			lex_go_on(l, 1);
		} else if (c == '`' && deep < BRACED_DEEP_MAX) {
			for (lex_go_on(l, 1); l->at < l->text.n && lex_peek(l, 0) != '`';
				lex_go_on(l, 1)) {
				if (lex_peek(l, 0) == '\\')
					lex_go_on(l, 1);
				else if (lex_is_at(l, "${"))
					skip_braced(l, deep + 1);
			}
		} else if (c == '{') {
			open++;
		} else if (c == '}' && --open == 0) {
			return;
		}
	}
}

struct str lex_string(struct lexer *l, char quote)
{
	const struct syntax *s = l->syntax;
	const char triple[] = { quote, quote, quote, '\0' }, once[] = { quote, '\0' };
	size_t from;

	if (s->triple && lex_is_at(l, triple)) {
		lex_go_on(l, 3);
		return up_to(l, triple, true);
	}
	lex_go_on(l, 1);
	from = l->at;
	if (!lex_is_in(s->quotes, quote) && !(s->braced && quote == '`'))
		return up_to(l, once, true);
	while (l->at < l->text.n && lex_peek(l, 0) != quote) {
		if (lex_peek(l, 0) == '\n' && lex_is_in(s->quotes, quote))
			return (struct str){ l->text.p + from, l->at - from };
		if (s->braced && quote == '`' && lex_is_at(l, "${"))
			skip_braced(l, 0);
		lex_go_on(l, lex_peek(l, 0) == '\\' ? 2 : 1);
	}
	lex_go_on(l, 1);
	return (struct str){ l->text.p + from, l->at - from - (l->at > from) };
}

/* R"x(...)x" and r#"..."#: behind the word. False if it is none. */
bool lex_raw(struct lexer *l, struct token *t)
{
	char end[20] = { 0 };
	size_t n = 0;
	bool cpp = lex_peek(l, 0) == '"' && str_ends(t->text, STR("R")) && t->text.n <= 3;

	if (!cpp && !str_eq(t->text, STR("r")) && !str_eq(t->text, STR("br")))
		return false;
	if (cpp) {
		end[0] = ')';
		for (n = 1; n < 18 && lex_peek(l, n) && lex_peek(l, n) != '('; n++)
			end[n] = lex_peek(l, n);
		end[n] = '"';
		n++;
	} else {
		while (n < 16 && lex_peek(l, n) == '#')
			n++;
		if (lex_peek(l, n) != '"')
			return false;
		end[0] = '"';
		memset(end + 1, '#', n);
		n++;
	}
	lex_go_on(l, n);
	*t = (struct token){ TOKEN_STRING, up_to(l, end, false), t->line, t->column, t->first,
		'"' };
	return true;
}

void lex_skip_expression(struct lexer *l)
{
	bool in_class = false;

	for (lex_go_on(l, 1); l->at < l->text.n && lex_peek(l, 0) != '\n'; lex_go_on(l, 1)) {
		char c = lex_peek(l, 0);

		if (c == '\\')
			lex_go_on(l, 1);
		else if (c == '[')
			in_class = true;
		else if (c == ']')
			in_class = false;
		else if (c == '/' && !in_class)
			break;
	}
	lex_go_on(l, lex_peek(l, 0) == '/');
}

/* A slash behind a value divides. */
bool lex_may_start_expression(const struct token *before)
{
	if (before->kind == TOKEN_SIGN)
		return !strchr(")]}", before->text.p[0]);
	return before->kind == TOKEN_END ||
		(before->kind == TOKEN_WORD &&
			in_words("return typeof case in of if and or not unless when match",
				before->text));
}
