#include <string.h>

#include "gate/base/path.h"
#include "parsers/cause_row.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_hex_digit(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80);
}

static bool has_digit(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (is_digit(s.p[i]))
			return true;
	}
	return false;
}

/* Do the letters follow the form: 'd' a digit, 'h' a hexadecimal one, else themselves? */
static bool has_form(struct str s, const char *form)
{
	size_t n = strlen(form);

	if (s.n < n)
		return false;
	for (size_t i = 0; i < n; i++) {
		bool good = form[i] == 'd' ? is_digit(s.p[i])
			: form[i] == 'h'   ? is_hex_digit(s.p[i])
					   : s.p[i] == form[i];

		if (!good)
			return false;
	}
	return true;
}

static bool is_number(struct str s)
{
	size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+'), unit = 0;

	if (i >= s.n || !is_digit(s.p[i]))
		return false;
	while (i < s.n && (is_digit(s.p[i]) || strchr(".,:_", s.p[i])) && s.p[i])
		i++;
	/* 5ms, 1e-07, 80%, 0x1f is hexadecimal */
	while (i + unit < s.n && (is_letter(s.p[i + unit]) || strchr("%-+", s.p[i + unit])))
		unit++;
	return i + unit == s.n ? unit <= 3
			       : has_form(str_skip(s, i), "e-dd") || has_form(str_skip(s, i), "ed");
}

static bool is_hex(struct str s)
{
	bool prefix = str_starts(s, STR("0x")) || str_starts(s, STR("0X"));
	size_t n = 0;

	if (prefix)
		s = str_skip(s, 2);
	while (n < s.n && is_hex_digit(s.p[n]))
		n++;
	return n == s.n && (prefix ? n > 0 : n >= 8 && has_digit(s));
}

/* What stands for a word that differs from test to test; empty if it is one like all. */
static struct str stand_in(struct str s, bool words)
{
	if (has_form(s, "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh") && s.n == 36)
		return STR("UUID");
	if (has_form(s, "dddd-dd-dd") || has_form(s, "dd:dd:dd"))
		return STR("TIME");
	if (is_hex(s) && !(is_number(s) && s.n < 8))
		return is_number(s) ? STR("N") : STR("HEX");
	if (is_number(s))
		return STR("N");
	if ((path_is_absolute(s) || str_starts(s, STR("./")) || str_starts(s, STR("../")) ||
		    str_has(s, STR("://"))) &&
		s.n > 2 && s.p[1] != '/' && (!words || has_digit(s)))
		return STR("PATH");
	return STR("");
}

/* A word up to a blank, a quote, or a sign that ends or joins words. */
static size_t word_bytes(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] && !strchr(" \t\r\n\"'`()[]{}<>=;|*", s.p[n]))
		n++;
	while (n > 1 && strchr(".,:!?", s.p[n - 1]))
		n--;
	return n;
}

/* The quote's length with both signs, or 0 if it never ends. */
static size_t quote_bytes(struct str s)
{
	for (size_t i = 1; i < s.n && i < 2 * CAUSE_WHAT_BYTES_MAX; i++) {
		if (s.p[i] == '\\')
			i++;
		else if (s.p[i] == s.p[0] || (s.p[0] == '`' && s.p[i] == '\''))
			return i + 1;
	}
	return 0;
}

static void add_quote(struct cause_what *w, struct str quote, bool words)
{
	struct str sign = { quote.p, 1 };

	if (words && quote.n <= 60 && !has_digit(quote) && str_index(quote, ' ') == quote.n) {
		cause_add(w, quote);
		return;
	}
	cause_add(w, sign);
	cause_add(w, STR("..."));
	cause_add(w, sign);
}

/* expected:<x> but was:<y> */
static size_t angle_bytes(struct str s)
{
	for (size_t i = 2; i < s.n; i++) {
		if (s.p[i] == '>' && (i + 1 == s.n || str_starts(str_skip(s, i), STR("> but was"))))
			return i + 1;
	}
	return 0;
}

/* Takes what the text starts with; returns how much of it. */
static size_t add_next(struct cause_what *w, struct str s, char before, bool words)
{
	size_t n;
	struct str word, other;

	if (strchr("\"'`", s.p[0]) && s.p[0] && !is_letter(before) && !is_digit(before)) {
		n = quote_bytes(s);
		add_quote(w, (struct str){ s.p, n ? n : s.n }, words && n);
		return n ? n : s.n;
	}
	if (str_starts(s, STR(":<")) && angle_bytes(s)) {
		cause_add(w, STR(":<...>"));
		return angle_bytes(s);
	}
	n = word_bytes(s);
	word = (struct str){ s.p, n ? n : 1 };
	other = n ? stand_in(word, words) : STR("");
	cause_add(w, other.n ? other : word);
	return word.n;
}

/* "AssertionError [ERR_ASSERTION]: 2 == 3": what is asserted counts, not by which class. */
static struct str without_class(struct str line)
{
	struct str rest = line, name = str_cut(&rest, ':'), word = name;

	if (!rest.n || rest.p[0] != ' ')
		return line;
	word.n = str_index(word, ' ');
	if (word.n < name.n && str_index(name, '[') != word.n + 1)
		return line;
	return str_has(word, STR("Assert")) || str_has(word, STR("ComparisonFailure"))
		? str_trim(rest)
		: line;
}

static struct str without_place(struct str line)
{
	struct str file = cause_leading_file(line), rest;
	size_t n;

	if (!file.n)
		return line;
	rest = str_skip(str_trim(line), file.n);
	for (n = 0; n < rest.n && (is_digit(rest.p[n]) || strchr(":(),", rest.p[n])); n++)
		;
	rest = str_trim(str_skip(rest, n));
	return rest.n ? rest : line;
}

void cause_shape(struct cause_what *w, struct str line, bool words)
{
	struct str rest = without_class(without_place(str_trim(line)));
	char before = ' ';

	while (rest.n && w->n < sizeof(w->p) - 4) {
		size_t n = 0;

		while (n < rest.n && strchr(" \t\r\n", rest.p[n]) && rest.p[n])
			n++;
		if (n)
			cause_add(w, STR(" "));
		else
			n = add_next(w, rest, before, words);
		before = rest.p[n - 1];
		rest = str_skip(rest, n);
	}
}

/* Says no more than that something failed. */
static bool is_empty_talk(struct str line)
{
	static const char *const talk[] = { "", "collection failure", "failed", "failure", "error",
		"exception", "test failed", "the test failed", "build error",
		"failed:", "test suite failed to run", "\xE2\x97\x8F test suite failed to run" };

	for (size_t i = 0; i < sizeof(talk) / sizeof(talk[0]); i++) {
		if (str_eq_nocase(line, str_of(talk[i])))
			return true;
	}
	return str_starts(line, STR("(in test file ")) ||
		str_starts(line, STR("[Error: test failed]")) || str_starts(line, STR("=== ")) ||
		str_starts(line, STR("--- ")) ||
		(str_starts(line, STR("thread '")) && str_has(line, STR(" panicked at "))) ||
		(str_has(line, STR("::")) && str_index(line, ' ') == line.n);
}

/* Of what pytest marks, the last that is no continuation. */
static struct str marked_line(struct str text)
{
	struct str rest = text, line, found = STR("");

	while (str_line(&rest, &line)) {
		if (str_starts(line, STR("E   ")) && line.n > 4 && line.p[4] != ' ')
			found = str_trim(str_skip(line, 4));
	}
	return found;
}

struct str cause_telling_line(const struct cause_text *t)
{
	struct str rest = t->text, line, first = STR("");

	if (!is_empty_talk(t->message))
		return t->message;
	line = marked_line(t->text);
	if (line.n)
		return line;
	while (str_line(&rest, &line)) {
		line = str_trim(line);
		if (!is_empty_talk(line) && !str_eq(line, t->message))
			return line;
		if (!first.n)
			first = line;
	}
	return t->message.n ? t->message : first.n ? first : t->type;
}

static bool is_class_of_assertions(struct str name)
{
	return str_has(name, STR("Assert")) || str_has(name, STR("Expectation")) ||
		str_has(name, STR("ComparisonFailure")) || str_starts(name, STR("CHECK")) ||
		str_starts(name, STR("REQUIRE")) || str_starts(name, STR("expect.")) ||
		str_eq(name, STR("assert"));
}

bool cause_is_assertion(struct str type, struct str line)
{
	static const char *const starts[] = { "assert ", "assertion ", "Assertion ", "expect(",
		"Expected ", "expected ", "expected:", "Error: expect(",
		"Expected: ", "Failed asserting", "Value of: ", "Assert.",
		"Failure/Error: expect" };
	struct str name = without_place(line);

	/* Robot: whatever fails there is an AssertionError. */
	if (str_starts(line, STR("Parent suite setup failed")))
		return false;
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
		if (str_starts(name, str_of(starts[i])))
			return true;
	}
	name.n = str_index(name, ':');
	name.n = str_index(name, ' ');
	return is_class_of_assertions(type) || is_class_of_assertions(name);
}
