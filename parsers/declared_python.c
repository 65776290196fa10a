#include "gate/base/path.h"
#include "parsers/declared_scan.h"

enum { SCOPES_MAX = 64 };

/* A class or a function whose block is open. */
struct scope {
	struct str suite; /* with the names around it, of a class that pytest looks into */
	uint32_t column;
	bool tests; /* it is such a class */
};

struct python {
	struct scan *scan;
	struct lexer l;
	struct scope scopes[SCOPES_MAX];
	size_t n;
	unsigned brackets; /* that are open: a line in them is no statement */
	bool fixture;      /* a decorator said so */
};

static bool next(struct python *p)
{
	if (!lexer_next(&p->l))
		return false;
	if (p->l.token.kind == TOKEN_SIGN) {
		char c = p->l.token.text.p[0];

		if (c == '(' || c == '[' || c == '{')
			p->brackets++;
		else if ((c == ')' || c == ']' || c == '}') && p->brackets)
			p->brackets--;
	}
	return true;
}

static struct str suite_of(const struct python *p)
{
	return p->n ? p->scopes[p->n - 1].suite : STR("");
}

static void open_scope(struct python *p, struct str name, uint32_t column, bool tests)
{
	struct str suite = tests ? scan_join(p->scan, suite_of(p), ".", name) : STR("");

	if (p->n < SCOPES_MAX)
		p->scopes[p->n++] = (struct scope){ suite, column, tests };
}

static bool may_hold_tests(const struct python *p)
{
	return !p->n || p->scopes[p->n - 1].tests;
}

/* class Name(Base, ...): those of unittest may have any name. */
static bool on_class(struct python *p, uint32_t column)
{
	struct str name;
	bool tests;

	if (!next(p) || p->l.token.kind != TOKEN_WORD)
		return true;
	name = p->l.token.text;
	tests = str_starts(name, STR("Test"));
	while (next(p) && !p->l.token.first && !token_is(&p->l.token, ':'))
		tests |=
			p->l.token.kind == TOKEN_WORD && str_ends(p->l.token.text, STR("TestCase"));
	open_scope(p, name, column, tests && may_hold_tests(p));
	return !p->l.token.first;
}

static void on_function(struct python *p, uint32_t column)
{
	uint32_t line = p->l.token.line;

	if (!next(p) || p->l.token.kind != TOKEN_WORD)
		return;
	if (str_starts(p->l.token.text, STR("test")) && !p->fixture && may_hold_tests(p))
		scan_add(p->scan, suite_of(p), p->l.token.text, line);
	p->fixture = false;
	open_scope(p, p->l.token.text, column, false);
}

static void on_decorator(struct python *p)
{
	uint32_t line = p->l.token.line;

	while (next(p) && p->l.token.line == line && !token_is(&p->l.token, '('))
		p->fixture |=
			p->l.token.kind == TOKEN_WORD && str_has(p->l.token.text, STR("fixture"));
}

/* A statement starts with the current token. False if the next one is current already. */
static bool on_statement(struct python *p)
{
	uint32_t column = p->l.token.column;

	while (p->n && p->scopes[p->n - 1].column >= column)
		p->n--;
	if (token_is(&p->l.token, '@')) {
		on_decorator(p);
		return !p->l.token.first;
	}
	if (token_is_word(&p->l.token, "class"))
		return on_class(p, column);
	if (token_is_word(&p->l.token, "async") && !next(p))
		return true;
	if (token_is_word(&p->l.token, "def"))
		on_function(p, column);
	return true;
}

/* pytest looks into such files only, unless its own configuration says otherwise. */
static bool is_module(struct str path)
{
	struct str name = path_base(path);

	return str_starts(name, STR("test_")) || str_ends(name, STR("_test.py")) ||
		str_eq(name, STR("tests.py"));
}

void scan_pytest(struct scan *s)
{
	struct python p = { .scan = s };
	bool more;

	if (!is_module(s->path))
		return;
	lexer_start(&p.l, s->scanner->syntax, s->text);
	more = next(&p);
	while (more && p.l.token.kind != TOKEN_END) {
		/* The bracket itself may be the first of its line. */
		bool inside =
			p.brackets > (token_is(&p.l.token, '(') || token_is(&p.l.token, '[') ||
					     token_is(&p.l.token, '{'));

		if (!p.l.token.first || inside || on_statement(&p))
			more = next(&p);
	}
}
