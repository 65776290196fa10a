#include "parsers/declared_shapes.h"

enum { ARGUMENTS_MAX = 4 };

const struct macro gtest_macros[] = {
	{ "TEST", 0, 1 },
	{ "TEST_F", 0, 1 },
	{ "TEST_P", 0, 1 },
	{ "TYPED_TEST", 0, 1 },
	{ "TYPED_TEST_P", 0, 1 },
	{ "GTEST_TEST", 0, 1 },
	{ 0 },
};

const struct macro catch2_macros[] = {
	{ "TEST_CASE", -1, 0 },
	{ "TEST_CASE_METHOD", -1, 1 },
	{ "TEMPLATE_TEST_CASE", -1, 0 },
	{ "TEMPLATE_TEST_CASE_SIG", -1, 0 },
	{ "TEMPLATE_TEST_CASE_METHOD", -1, 1 },
	{ "TEMPLATE_PRODUCT_TEST_CASE", -1, 0 },
	{ "TEMPLATE_LIST_TEST_CASE", -1, 0 },
	{ "METHOD_AS_TEST_CASE", -1, 1 },
	{ "SCENARIO", -1, 0, "Scenario: " },
	{ "SCENARIO_METHOD", -1, 1, "Scenario: " },
	{ 0 },
};

const struct macro doctest_macros[] = {
	{ "TEST_CASE", -1, 0 },
	{ "TEST_CASE_FIXTURE", -1, 1 },
	{ "TEST_CASE_TEMPLATE", -1, 0 },
	{ "TEST_CASE_TEMPLATE_DEFINE", -1, 0 },
	{ "SCENARIO", -1, 0, "  Scenario: " },
	{ 0 },
};

const struct macro cmocka_macros[] = {
	{ "cmocka_unit_test", -1, 0 },
	{ "cmocka_unit_test_setup", -1, 0 },
	{ "cmocka_unit_test_teardown", -1, 0 },
	{ "cmocka_unit_test_setup_teardown", -1, 0 },
	{ "cmocka_unit_test_prestate", -1, 0 },
	{ "cmocka_unit_test_prestate_setup_teardown", -1, 0 },
	{ 0 },
};

const struct macro criterion_macros[] = {
	{ "Test", 0, 1 },
	{ "ParameterizedTest", 1, 2 },
	{ "Theory", 1, 2 },
	{ 0 },
};

const struct macro check_macros[] = {
	{ "START_TEST", -1, 0 },
	{ 0 },
};

/* The arguments of a call: the last word of each, or its string, whose parts are joined. */
struct arguments {
	struct str v[ARGUMENTS_MAX];
	bool string[ARGUMENTS_MAX];
	size_t n;
};

static void take(struct scan *s, struct arguments *a, const struct token *t)
{
	struct str *into;

	if (a->n >= ARGUMENTS_MAX)
		return;
	into = &a->v[a->n];
	if (t->kind == TOKEN_STRING) {
		*into = a->string[a->n] ? scan_join(s, *into, "", scan_unquote(s, t))
					: scan_unquote(s, t);
		a->string[a->n] = true;
	} else if (t->kind == TOKEN_WORD && !a->string[a->n]) {
		*into = t->text; /* behind a string: "name" * doctest::skip() */
	}
}

/* At the opening bracket. False where it does not close. */
static bool read_arguments(struct scan *s, struct lexer *l, struct arguments *a)
{
	size_t deep = 1;

	while (lexer_next(l)) {
		if (token_is(&l->token, '(') || token_is(&l->token, '{'))
			deep++;
		else if ((token_is(&l->token, ')') || token_is(&l->token, '}')) && --deep == 0)
			return true;
		else if (token_is(&l->token, ',') && deep == 1)
			a->n++;
		else if (deep == 1)
			take(s, a, &l->token);
	}
	return false;
}

static const struct macro *find_macro(const struct macro *m, struct str word)
{
	for (; m->word; m++) {
		if (m->word[0] == word.p[0] && str_eq(word, str_of(m->word)))
			return m;
	}
	return NULL;
}

void scan_macros(struct scan *s)
{
	const struct macro *m;
	struct lexer l;

	lexer_start(&l, s->scanner->syntax, s->text);
	while (lexer_next(&l)) {
		struct arguments a = { 0 };
		uint32_t line = l.token.line;

		m = l.token.kind == TOKEN_WORD ? find_macro(s->scanner->shape, l.token.text) : NULL;
		if (!m || !lexer_next(&l) || !token_is(&l.token, '('))
			continue;
		if (!read_arguments(s, &l, &a))
			return;
		if (a.v[m->name].n)
			scan_add(s, m->suite < 0 ? STR("") : a.v[m->suite],
				scan_join(s, str_of(m->before ? m->before : ""), "", a.v[m->name]),
				line);
	}
}

/* add_test(NAME x COMMAND ...), and the older add_test(x ...). A name with a variable is no name yet. */
void scan_ctest(struct scan *s)
{
	struct lexer l;

	lexer_start(&l, s->scanner->syntax, s->text);
	while (lexer_next(&l)) {
		uint32_t line = l.token.line;

		if (l.token.kind != TOKEN_WORD || !str_eq_nocase(l.token.text, STR("add_test")))
			continue;
		if (!lexer_next(&l) || !token_is(&l.token, '(') || !lexer_next(&l))
			continue;
		if (token_is_word(&l.token, "NAME") && !lexer_next(&l))
			return;
		if (l.token.text.n && l.token.kind != TOKEN_SIGN &&
			str_index(l.token.text, '$') == l.token.text.n)
			scan_add(s, STR(""), scan_unquote(s, &l.token), line);
	}
}
