/*
 * The parts of the scanner for declared tests. Only the declared*.c files include this.
 *
 * Languages are read as tokens: comments are left out, and strings are one token each, so that nothing
 * in them is taken for a test. Each family of frameworks looks for its own shape in them.
 */
#ifndef PARSERS_DECLARED_SCAN_H
#define PARSERS_DECLARED_SCAN_H

#include "parsers/declared.h"

struct syntax {
	const char *line[2];     /* what starts a comment up to the end of the line */
	const char *open, *end;  /* of a comment over lines */
	bool nested;             /* which may hold others */
	const char *quotes;      /* of strings that end with their line, if not before */
	const char *long_quotes; /* of strings that may go over lines */
	const char *word;        /* bytes of words beside letters, digits and '_' */
	bool triple;             /* three of a quote start a string over lines */
	bool raw;                /* R"x()x" of C++, r#""# of Rust */
	bool lifetimes;          /* 'a is no string: Rust */
	bool braced;             /* ${} in a string of backticks holds code */
	bool regex;              /* a slash may start an expression */
	bool directives;         /* lines of # are the preprocessor's; #if 0 is a comment */
	bool documents;          /* comments over lines are tokens: PHP */
};

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_STRING, TOKEN_SIGN, TOKEN_DOCUMENT };

struct token {
	enum token_kind kind;
	struct str text;       /* of a string: what is between the quotes, as it stands */
	uint32_t line, column; /* column: from 0, tabs to the next multiple of 8 */
	bool first;            /* of its line */
	char quote;            /* of a string */
};

struct lexer {
	const struct syntax *syntax;
	struct str text;
	size_t at;
	size_t line_start;
	uint32_t line;
	bool fresh;         /* nothing of the line was seen */
	struct token last;  /* before the current one */
	struct token token; /* the current one */
};

void lexer_start(struct lexer *l, const struct syntax *syntax, struct str text);

/* Takes the next token; false at the end. */
bool lexer_next(struct lexer *l);

bool token_is(const struct token *t, char sign);
bool token_is_word(const struct token *t, const char *word);

/* Is the word in a list such as "it test specify"? */
bool in_words(const char *words, struct str word);

/* The current token opens a bracket: goes to the one that closes it. False at the end of the text. */
bool lexer_skip_brackets(struct lexer *l);

/* One file being scanned. */
struct scan {
	const struct framework *framework;
	const struct scanner *scanner;
	struct str text, path;
	struct declared_tests *into;
	struct arena *arena;
	bool gave_up;
};

/* How one framework declares tests. */
struct scanner {
	void (*scan)(struct scan *s);
	const struct syntax *syntax;
	const char *names; /* endings of files that may have tests; NULL: any */
	const void *shape; /* the family's own table */
};

/* A test, with copies of its texts. */
void scan_add(struct scan *s, struct str suite, struct str name, uint32_t line);

/* The value of a string: \n, \x41 and the like resolved. `open` is set where it holds a hole. */
struct str scan_unquote(struct scan *s, const struct token *t);

/*
 * "outer inner"; either may be empty. What is longer than SCAN_JOINED_BYTES_MAX is cut: tests and blocks
 * repeat what is around them, and a few long names would take all memory.
 */
#define SCAN_JOINED_BYTES_MAX 1000u
struct str scan_join(struct scan *s, struct str outer, const char *between, struct str inner);

extern const struct syntax c_syntax, cmake_syntax, go_syntax, java_syntax, js_syntax, php_syntax,
	python_syntax, ruby_syntax, rust_syntax, csharp_syntax;

void scan_macros(struct scan *s);
void scan_ctest(struct scan *s);
void scan_titles(struct scan *s);
void scan_rspec(struct scan *s);
void scan_marks(struct scan *s);
void scan_go(struct scan *s);
void scan_pytest(struct scan *s);
void scan_bats(struct scan *s);
void scan_robot(struct scan *s);
void scan_pattern(struct scan *s);

#endif
