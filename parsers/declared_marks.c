#include <string.h>

#include "gate/base/path.h"
#include "parsers/declared_shapes.h"

enum { SCOPES_MAX = 32 };

/* TestNG's mark on a class, which makes tests of its methods, is not known. */
const struct marks testng_marks = { .words = "Test",
	.sign = '@',
	.scopes = "class interface object record enum",
	.in_class = true,
	.between = "$" };
/* JUnit 3 has no marks, but a base. */
const struct marks junit_marks = {
	.words = "Test ParameterizedTest RepeatedTest TestFactory TestTemplate Property",
	.sign = '@',
	.scopes = "class interface object record enum",
	.in_class = true,
	.prefix = "test",
	.behind = "void",
	.base = "TestCase",
	.between = "$"
};
const struct marks phpunit_marks = { .words = "Test",
	.sign = '#',
	.scopes = "class trait",
	.function = "function",
	.in_class = true,
	.prefix = "test",
	.between = "$" };
/* What a macro_rules! writes is not known. */
const struct marks cargo_marks = { .words = "test rstest test_case quickcheck wasm_bindgen_test",
	.sign = '#',
	.scopes = "mod",
	.function = "fn",
	.between = "::" };
const struct marks dotnet_marks = {
	.words = "Fact Theory Test TestCase TestCaseSource TestMethod DataTestMethod FactAttribute "
		 "TheoryAttribute TestAttribute TestMethodAttribute",
	.sign = '[',
	.scopes = "class struct record",
	.in_class = true,
	.between = "+"
};

struct block {
	struct str name;
	struct str suite; /* with the names around it */
	size_t deep;      /* braces around what is in it */
	bool prefixed;    /* its methods may need no mark */
};

struct marked {
	struct scan *scan;
	const struct marks *marks;
	struct lexer l;
	struct block blocks[SCOPES_MAX], pending; /* pending: named, but not yet open */
	size_t n, deep;
	bool marked, hidden;
};

static void forget(struct marked *m)
{
	m->marked = m->hidden = false;
}

/* The last part of Attributes\Test. */
static struct str last_part(struct str word)
{
	struct str rest = word;

	return str_cut_last(&rest, '\\');
}

/* In the brackets of #[a, b(c)] and [a, b(c)]: names of the first level, without their arguments. */
static void read_attributes(struct marked *m)
{
	size_t deep = 0;

	do {
		if (token_is(&m->l.token, '[') || token_is(&m->l.token, '('))
			deep++;
		else if (token_is(&m->l.token, ')'))
			deep--;
		else if (token_is(&m->l.token, ']') && --deep == 0)
			return;
		else if (deep == 1 && m->l.token.kind == TOKEN_WORD)
			m->marked |= in_words(m->marks->words, last_part(m->l.token.text));
	} while (lexer_next(&m->l));
}

/* @org.junit.Test(expected = ...): false if the token behind it is current already. */
static bool read_annotation(struct marked *m)
{
	struct str name = STR("");

	while (lexer_next(&m->l)) {
		if (m->l.token.kind == TOKEN_WORD && (!name.n || token_is(&m->l.last, '.')))
			name = m->l.token.text;
		else if (!token_is(&m->l.token, '.'))
			break;
	}
	m->marked |= in_words(m->marks->words, name);
	if (!token_is(&m->l.token, '('))
		return false;
	lexer_skip_brackets(&m->l);
	return true;
}

static struct str suite_of(const struct marked *m)
{
	return m->n ? m->blocks[m->n - 1].suite : STR("");
}

/* The class that a file is named for goes without saying. */
static struct str suite_within(const struct marked *m, struct str name)
{
	struct str stem = path_base(m->scan->path);

	stem.n -= path_extension(stem).n;
	return !m->n && str_eq(name, stem)
		? STR("")
		: scan_join(m->scan, suite_of(m), m->marks->between, name);
}

static void open_block(struct marked *m)
{
	m->deep++;
	forget(m);
	if (m->pending.name.n && m->n < SCOPES_MAX) {
		m->pending.deep = m->deep;
		m->pending.suite = suite_within(m, m->pending.name);
		m->blocks[m->n++] = m->pending;
	}
	m->pending = (struct block){ 0 };
}

static void close_block(struct marked *m)
{
	forget(m);
	while (m->n && m->blocks[m->n - 1].deep >= m->deep)
		m->n--;
	if (m->deep)
		m->deep--;
}

static void found(struct marked *m, const struct token *name, const struct token *behind)
{
	const struct marks *marks = m->marks;
	const struct block *in = m->n ? &m->blocks[m->n - 1] : NULL;
	bool is = m->marked;

	if (marks->in_class && (!in || in->deep != m->deep))
		return;
	if (!is && marks->prefix && in && in->prefixed && !m->hidden)
		is = str_starts(name->text, str_of(marks->prefix)) &&
			(!marks->behind || token_is_word(behind, marks->behind));
	if (is)
		scan_add(m->scan, suite_of(m), name->text, name->line);
	forget(m);
}

/* class Name extends Base: false if the token behind it is current already. */
static bool read_scope(struct marked *m)
{
	if (!lexer_next(&m->l) || m->l.token.kind != TOKEN_WORD)
		return false;
	m->pending = (struct block){ .name = m->l.token.text, .prefixed = !m->marks->base };
	forget(m);
	return true;
}

/* False if the token behind it is current already. */
static bool on_word(struct marked *m)
{
	struct token name = m->l.token, behind = m->l.last;

	if (m->pending.name.n && m->marks->base && str_ends(name.text, str_of(m->marks->base)))
		m->pending.prefixed = true;
	if (in_words("private protected", name.text))
		m->hidden = true;
	if (in_words(m->marks->scopes, name.text) && !token_is(&behind, '.') &&
		!token_is(&behind, ':'))
		return read_scope(m);
	if (m->marks->function) {
		if (!token_is_word(&name, m->marks->function))
			return true;
		while (lexer_next(&m->l) && token_is(&m->l.token, '&'))
			continue;
		if (m->l.token.kind == TOKEN_WORD)
			found(m, &m->l.token, &behind);
		return m->l.token.kind == TOKEN_WORD;
	}
	if (!lexer_next(&m->l))
		return false;
	if (token_is(&m->l.token, '('))
		found(m, &name, &behind);
	return false;
}

static bool on_sign(struct marked *m)
{
	char sign = m->l.token.text.p[0];

	if (sign == m->marks->sign && sign == '@')
		return read_annotation(m);
	if (sign == m->marks->sign && sign == '#') {
		if (!lexer_next(&m->l) || !token_is(&m->l.token, '['))
			return false;
		read_attributes(m);
	} else if (sign == m->marks->sign && m->l.token.first) {
		read_attributes(m);
	} else if (sign == '{') {
		open_block(m);
	} else if (sign == '}') {
		close_block(m);
	} else if (sign == ';') {
		forget(m);
		m->pending = (struct block){ 0 };
	}
	return true;
}

/* PHPUnit's @test in the comment before a method. */
static bool is_document_of_test(struct str text)
{
	while (text.n) {
		struct str word;

		str_cut(&text, '@');
		word = (struct str){ text.p, text.n < 4 ? text.n : 4 };
		if (str_eq(word, STR("test")) && text.n > 4 && strchr(" \t\r\n*", text.p[4]))
			return true;
	}
	return false;
}

void scan_marks(struct scan *s)
{
	struct marked m = { .scan = s, .marks = s->scanner->shape };
	bool more;

	lexer_start(&m.l, s->scanner->syntax, s->text);
	more = lexer_next(&m.l);
	while (more && m.l.token.kind != TOKEN_END) {
		bool taken = true;

		if (m.l.token.kind == TOKEN_WORD ||
			(m.l.token.kind == TOKEN_STRING && m.l.token.quote == '`'))
			taken = on_word(&m);
		else if (m.l.token.kind == TOKEN_SIGN)
			taken = on_sign(&m);
		else if (m.l.token.kind == TOKEN_DOCUMENT)
			m.marked |= is_document_of_test(m.l.token.text);
		if (taken)
			more = lexer_next(&m.l);
	}
}

/* TestX, but not Testx; TestMain takes another parameter. */
static bool is_go_test(struct str name)
{
	struct str rest = str_skip(name, 4);

	if (!str_starts(name, STR("Test")) && !str_starts(name, STR("Fuzz")))
		return false;
	return !rest.n || !(rest.p[0] >= 'a' && rest.p[0] <= 'z');
}

/* (t *testing.T) or (f *testing.F) */
static bool takes_test(struct lexer *l)
{
	bool type = false;

	if (!lexer_next(l) || !token_is(&l->token, '('))
		return false;
	while (lexer_next(l) && !token_is(&l->token, ')'))
		type = token_is(&l->last, '.') &&
			(token_is_word(&l->token, "T") || token_is_word(&l->token, "F"));
	return type;
}

/* A package is a folder, whose name is the suite. Examples are left out: only those with output run. */
void scan_go(struct scan *s)
{
	struct str folder = s->path;
	struct lexer l;
	size_t deep = 0;

	str_cut_last(&folder, '/');
	folder = path_base(folder);
	lexer_start(&l, s->scanner->syntax, s->text);
	while (lexer_next(&l)) {
		struct token name;

		if (token_is(&l.token, '{'))
			deep++;
		else if (token_is(&l.token, '}') && deep)
			deep--;
		if (deep || !token_is_word(&l.token, "func") || !lexer_next(&l))
			continue;
		name = l.token;
		if (name.kind == TOKEN_WORD && is_go_test(name.text) && takes_test(&l))
			scan_add(s, folder, name.text, name.line);
	}
}
