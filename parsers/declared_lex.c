#include "parsers/declared_lex.h"

#include <string.h>

bool token_is(const struct token *t, char sign)
{
	return t->kind == TOKEN_SIGN && t->text.p[0] == sign;
}

bool token_is_word(const struct token *t, const char *word)
{
	return t->kind == TOKEN_WORD && t->text.p[0] == word[0] && str_eq(t->text, str_of(word));
}

bool in_words(const char *words, struct str word)
{
	struct str rest = str_of(words);

	while (rest.n) {
		if (str_eq(str_cut(&rest, ' '), word))
			return true;
	}
	return false;
}

/* Of the syntax that was last in use: most files of a run are of one. */
enum byte_class { IN_WORD = 1, QUOTE = 2 };
static unsigned char classes[256];

static bool in_word(const struct syntax *syntax, char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		c == '_' || (unsigned char)c >= 0x80 ||
		(syntax->word && c && strchr(syntax->word, c));
}

bool lex_is_word(char c)
{
	return classes[(unsigned char)c] & IN_WORD;
}

bool lex_is_in(const char *set, char c)
{
	return set && c && strchr(set, c);
}

bool lex_is_at(const struct lexer *l, const char *what)
{
	size_t n = strlen(what);

	return l->text.n - l->at >= n && !memcmp(l->text.p + l->at, what, n);
}

static void classify(const struct syntax *syntax)
{
	for (int i = 0; i < 256; i++) {
		char c = (char)i;

		classes[i] = in_word(syntax, c) ? IN_WORD : 0;
		if (lex_is_in(syntax->quotes, c) || lex_is_in(syntax->long_quotes, c))
			classes[i] |= QUOTE;
	}
}

void lexer_start(struct lexer *l, const struct syntax *syntax, struct str text)
{
	static const struct syntax *last;

	if (last != syntax)
		classify(syntax);
	last = syntax;
	*l = (struct lexer){ .syntax = syntax, .text = text, .line = 1, .fresh = true };
	if (str_starts(text, STR("\xef\xbb\xbf")))
		l->at = l->line_start = 3;
}

char lex_peek(const struct lexer *l, size_t ahead)
{
	return l->text.n - l->at > ahead ? l->text.p[l->at + ahead] : '\0';
}

/* Goes on by so many bytes, which may hold line ends. */
void lex_go_on(struct lexer *l, size_t n)
{
	size_t end = l->text.n - l->at < n ? l->text.n : l->at + n;

	for (; l->at < end; l->at++) {
		if (l->text.p[l->at] == '\n') {
			l->line++;
			l->line_start = l->at + 1;
			l->fresh = true;
		}
	}
}

static void to_line_end(struct lexer *l)
{
	const char *end = memchr(l->text.p + l->at, '\n', l->text.n - l->at);

	l->at = end ? (size_t)(end - l->text.p) : l->text.n;
}

static void skip_comment(struct lexer *l)
{
	unsigned deep = 1;

	lex_go_on(l, strlen(l->syntax->open));
	while (l->at < l->text.n && deep) {
		if (lex_is_at(l, l->syntax->end)) {
			deep--;
			lex_go_on(l, strlen(l->syntax->end));
		} else {
			deep += l->syntax->nested && lex_is_at(l, l->syntax->open);
			lex_go_on(l, 1);
		}
	}
}

/* To the end of a line of the preprocessor, which a backslash makes longer. */
static void skip_directive(struct lexer *l)
{
	for (;;) {
		to_line_end(l);
		if (l->at == l->text.n || l->at == 0)
			return;
		if (l->text.p[l->at - 1] != '\\' &&
			!(l->text.p[l->at - 1] == '\r' && l->at > 1 &&
				l->text.p[l->at - 2] == '\\'))
			return;
		lex_go_on(l, 1);
	}
}

static struct str directive_of(const struct lexer *l)
{
	struct str line = { l->text.p + l->at + 1, l->text.n - l->at - 1 };

	line = str_trim((struct str){ line.p, str_index(line, '\n') });
	return line;
}

/* From #if 0 to the line that ends it. */
static void skip_dead(struct lexer *l)
{
	unsigned deep = 0;

	while (l->at < l->text.n) {
		struct str line = { l->text.p + l->at, l->text.n - l->at };
		struct str word;

		line = str_trim((struct str){ line.p, str_index(line, '\n') });
		word = str_starts(line, STR("#")) ? str_trim(str_skip(line, 1)) : STR("");
		if (str_starts(word, STR("if")))
			deep++;
		else if (str_starts(word, STR("endif")))
			deep--;
		else if (deep == 1 && str_starts(word, STR("el")))
			deep = 0;
		to_line_end(l);
		if (!deep)
			return;
		lex_go_on(l, 1);
	}
}

static void skip_preprocessor(struct lexer *l)
{
	struct str word = directive_of(l), argument;

	if (!str_starts(word, STR("if"))) {
		skip_directive(l);
		return;
	}
	argument = str_trim(str_skip(word, 2));
	if (argument.n && argument.p != word.p + 2 &&
		(str_eq(argument, STR("0")) || str_starts(argument, STR("0 ")) ||
			str_starts(argument, STR("0/")) || str_eq(argument, STR("false"))))
		skip_dead(l);
	else
		skip_directive(l);
}

/* Blanks and comments. */
static void skip_nothing(struct lexer *l)
{
	const struct syntax *s = l->syntax;

	while (l->at < l->text.n) {
		char c = l->text.p[l->at];

		if (c == '\n' && s->open && s->open[0] == '\n' && lex_is_at(l, s->open)) {
			skip_comment(l);
			to_line_end(l);
		} else if (c == '\n') {
			lex_go_on(l, 1);
		} else if (c == ' ' || c == '\t' || c == '\r' || c == '\f') {
			l->at++;
		} else if (c == '\\' && (lex_peek(l, 1) == '\n' || lex_peek(l, 1) == '\r')) {
			lex_go_on(l, lex_peek(l, 1) == '\r' ? 3 : 2);
			l->fresh = false; /* of one line with the one before */
		} else if (s->directives && c == '#' && l->fresh) {
			skip_preprocessor(l);
		} else if (s->open && s->open[0] == c && lex_is_at(l, s->open) &&
			!(s->documents && lex_peek(l, 2) == '*')) {
			skip_comment(l);
		} else if (s->line[0][0] == c && lex_is_at(l, s->line[0])) {
			to_line_end(l);
		} else if (s->line[1] && lex_is_at(l, s->line[1]) && lex_peek(l, 1) != '[') {
			to_line_end(l);
		} else {
			return;
		}
	}
}

static uint32_t column_of(const struct lexer *l)
{
	uint32_t column = 0;

	for (size_t i = l->line_start; i < l->at; i++)
		column = l->text.p[i] == '\t' ? (column | 7) + 1 : column + 1;
	return column;
}

/* 'a of Rust, but not 'a'. */
static bool is_lifetime(const struct lexer *l)
{
	return lex_peek(l, 1) != '\\' && lex_peek(l, 2) != '\'' && lex_is_word(lex_peek(l, 1)) &&
		(unsigned char)lex_peek(l, 1) < 0x80;
}

/* 1'000 of C++. */
static bool is_separator(const struct lexer *l, size_t from)
{
	return l->syntax->directives && lex_peek(l, 0) == '\'' && l->text.p[from] >= '0' &&
		l->text.p[from] <= '9' && lex_is_word(lex_peek(l, 1));
}

static void read_word(struct lexer *l, struct token *t)
{
	size_t from = l->at;

	while (l->at < l->text.n && (lex_is_word(l->text.p[l->at]) || is_separator(l, from)))
		l->at++;
	t->kind = TOKEN_WORD;
	t->text = (struct str){ l->text.p + from, l->at - from };
	if (l->syntax->raw && (lex_peek(l, 0) == '"' || lex_peek(l, 0) == '#'))
		lex_raw(l, t);
}

static void read_token(struct lexer *l, struct token *t)
{
	const struct syntax *s = l->syntax;
	char c = l->text.p[l->at];

	if (lex_is_word(c)) {
		read_word(l, t);
		return;
	}
	if (classes[(unsigned char)c] & QUOTE || (s->lifetimes && c == '\'' && !is_lifetime(l))) {
		t->kind = TOKEN_STRING;
		t->quote = c;
		t->text = lex_string(l, c);
		return;
	}
	t->kind = TOKEN_SIGN;
	t->text = (struct str){ l->text.p + l->at, 1 };
	if (s->documents && lex_is_at(l, "/**")) {
		size_t from = l->at;

		skip_comment(l);
		t->kind = TOKEN_DOCUMENT;
		t->text = (struct str){ l->text.p + from, l->at - from };
	} else if (s->regex && c == '/' && lex_may_start_expression(&l->last)) {
		lex_skip_expression(l);
		t->kind = TOKEN_STRING;
		t->quote = '/';
	} else {
		l->at++;
	}
}

bool lexer_next(struct lexer *l)
{
	struct token *t = &l->token;

	l->last = *t;
	skip_nothing(l);
	*t = (struct token){ .line = l->line };
	if (l->at == l->text.n)
		return false;
	t->first = l->fresh;
	t->column = t->first ? column_of(l) : 0;
	l->fresh = false;
	read_token(l, t);
	return true;
}

bool lexer_skip_brackets(struct lexer *l)
{
	size_t deep = 0;

	do {
		if (l->token.kind != TOKEN_SIGN)
			continue;
		if (strchr("([{", l->token.text.p[0]))
			deep++;
		else if (strchr(")]}", l->token.text.p[0]) && --deep == 0)
			return true;
	} while (lexer_next(l));
	return false;
}
