/*
 * What the two halves of the lexer share: declared_lex.c has blanks, comments and words, and
 * declared_string.c what stands between quotes.
 */
#ifndef PARSERS_DECLARED_LEX_H
#define PARSERS_DECLARED_LEX_H

#include "parsers/declared_scan.h"

bool lex_is_word(char c);
bool lex_is_in(const char *set, char c);
bool lex_is_at(const struct lexer *l, const char *what);

/* The byte so far ahead, or NUL. */
char lex_peek(const struct lexer *l, size_t ahead);

/* Goes on by so many bytes, which may hold line ends. */
void lex_go_on(struct lexer *l, size_t n);

/* At a quote: what is between it and the next. */
struct str lex_string(struct lexer *l, char quote);

/* R"x(...)x" and r#"..."#: behind the word, which becomes the string. False if it is none. */
bool lex_raw(struct lexer *l, struct token *t);

/* An expression between slashes; a slash behind a value divides. */
void lex_skip_expression(struct lexer *l);
bool lex_may_start_expression(const struct token *before);

#endif
