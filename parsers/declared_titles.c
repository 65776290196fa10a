#include "parsers/declared_scan.h"

enum { GROUPS_MAX = 64 };

/* Blocks with a title that are open: of JavaScript by their bracket, of Ruby by their column. */
struct groups {
	struct {
		struct str suite; /* with those around it */
		uint32_t at;
	} v[GROUPS_MAX];
	size_t n;
};

static struct str suite_of(const struct groups *g)
{
	return g->n ? g->v[g->n - 1].suite : STR("");
}

static void open_group(struct scan *s, struct groups *g, struct str title, uint32_t at)
{
	struct str suite = scan_join(s, suite_of(g), " ", title);

	if (g->n < GROUPS_MAX) {
		g->v[g->n].suite = suite;
		g->v[g->n++].at = at;
	}
}

static const char tests[] = "test it specify xit xtest xspecify fit ftest";
static const char blocks[] = "describe context suite xdescribe xcontext fdescribe fcontext";
static const char modifiers[] =
	"only skip todo each concurrent sequential failing fails fail fixme "
	"slow serial parallel shuffle runIf skipIf for";
static const char with_arguments[] = "each runIf skipIf for";

struct javascript {
	struct scan *scan;
	struct lexer l;
	struct groups groups;
	uint32_t deep; /* brackets that are open */
};

static bool next(struct javascript *j)
{
	if (!lexer_next(&j->l))
		return false;
	if (token_is(&j->l.token, '(')) {
		j->deep++;
	} else if (token_is(&j->l.token, ')') && j->deep) {
		j->deep--;
		while (j->groups.n && j->groups.v[j->groups.n - 1].at > j->deep)
			j->groups.n--;
	}
	return true;
}

/* At what each(), runIf() and the like are given: brackets, or a string of backticks. */
static bool skip_arguments(struct javascript *j)
{
	uint32_t deep = j->deep;

	if (j->l.token.kind == TOKEN_STRING)
		return next(j);
	if (!token_is(&j->l.token, '('))
		return false;
	while (next(j)) {
		if (j->deep < deep)
			return next(j);
	}
	return false;
}

/* Behind the word: .skip.each(...) and the like. False if it declares nothing. */
static bool read_modifiers(struct javascript *j, bool *block)
{
	bool more = next(j);

	while (more && token_is(&j->l.token, '.')) {
		bool arguments;

		if (!next(j) || j->l.token.kind != TOKEN_WORD)
			return false;
		if (token_is_word(&j->l.token, "describe"))
			*block = true;
		else if (!in_words(modifiers, j->l.token.text))
			return false;
		arguments = in_words(with_arguments, j->l.token.text);
		more = next(j) && (!arguments || skip_arguments(j));
	}
	return more && token_is(&j->l.token, '(');
}

/* What is added to a string, or stands in place of one, is known when it runs. */
static bool read_title(struct javascript *j, bool block, struct str *title)
{
	bool string;

	if (!next(j))
		return false;
	string = j->l.token.kind == TOKEN_STRING && j->l.token.quote != '/';
	*title = string ? scan_unquote(j->scan, &j->l.token) : STR("${}");
	if (!string)
		return block && j->l.token.kind == TOKEN_WORD &&
			!in_words("function async", j->l.token.text);
	if (!next(j))
		return false;
	if (!token_is(&j->l.token, ',') && !token_is(&j->l.token, ')'))
		*title = scan_join(j->scan, *title, "", STR("${}"));
	return true;
}

static void on_word(struct javascript *j)
{
	bool block = in_words(blocks, j->l.token.text);
	uint32_t line = j->l.token.line, deep;
	struct str title, suite;

	if (!block && !in_words(tests, j->l.token.text))
		return;
	/* A member of something else: /x/.test('abc'), t.test('part'). */
	if (token_is(&j->l.last, '.') || !read_modifiers(j, &block))
		return;
	deep = j->deep;
	suite = suite_of(&j->groups);
	if (!read_title(j, block, &title))
		return;
	if (!block)
		scan_add(j->scan, suite, title, line);
	else if (j->deep >= deep)
		open_group(j->scan, &j->groups, title, deep);
}

void scan_titles(struct scan *s)
{
	struct javascript j = { .scan = s };

	lexer_start(&j.l, s->scanner->syntax, s->text);
	while (next(&j)) {
		if (j.l.token.kind == TOKEN_WORD)
			on_word(&j);
	}
}

static bool is_group(const struct lexer *l)
{
	return in_words("describe context feature xdescribe xcontext fdescribe fcontext "
			"example_group shared_examples shared_context",
		l->token.text);
}

/* RSpec.describe Stock, "counting" do; the words of a class are taken as they stand. */
static struct str read_group(struct scan *s, struct lexer *l)
{
	struct str title = STR("");
	uint32_t line = l->token.line;

	while (lexer_next(l) && l->token.line == line && !token_is_word(&l->token, "do") &&
		!token_is(&l->token, '{')) {
		if (l->token.kind == TOKEN_STRING)
			title = scan_join(s, title, " ", scan_unquote(s, &l->token));
		else if (l->token.kind == TOKEN_WORD && !str_starts(l->token.text, STR(":")) &&
			!str_ends(l->token.text, STR(":")))
			title = scan_join(s, title, " ", l->token.text);
	}
	return title;
}

/*
 * A group ends where a line starts that is no deeper: Ruby's own ends cannot be told apart without
 * knowing all of its grammar.
 */
void scan_rspec(struct scan *s)
{
	struct groups groups = { 0 };
	struct lexer l;
	bool more;

	lexer_start(&l, s->scanner->syntax, s->text);
	more = lexer_next(&l);
	while (more) {
		uint32_t line = l.token.line, column = l.token.column;

		while (l.token.first && groups.n && groups.v[groups.n - 1].at >= column)
			groups.n--;
		if (!l.token.first || l.token.kind != TOKEN_WORD) {
			more = lexer_next(&l);
			continue;
		}
		if (token_is_word(&l.token, "RSpec") && lexer_next(&l))
			lexer_next(&l);
		if (is_group(&l)) {
			open_group(s, &groups, read_group(s, &l), column);
			more = l.at < l.text.n;
		} else if (
			in_words(
				"it specify example scenario xit xspecify xexample fit fspecify its",
				l.token.text)) {
			more = lexer_next(&l);
			if (more && token_is(&l.token, '('))
				more = lexer_next(&l);
			if (more && l.token.kind == TOKEN_STRING && l.token.quote != '/')
				scan_add(s, suite_of(&groups), scan_unquote(s, &l.token), line);
		} else {
			more = lexer_next(&l);
		}
	}
}
