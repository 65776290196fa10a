#include "gate/model/declared_match.h"

#include <string.h>

#include "gate/base/buf.h"
#include "gate/base/path.h"

/* vitest and Playwright put a sign between the titles of blocks. */
static struct str without_signs(struct arena *a, struct str name)
{
	static const char *const signs[] = { " > ", " \xe2\x80\xba " };
	struct buf out = { 0 };
	struct str copy;

	if (!str_has(name, str_of(signs[0])) && !str_has(name, str_of(signs[1])))
		return name;
	while (name.n) {
		for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
			if (str_starts(name, str_of(signs[i])))
				name = str_skip(name, strlen(signs[i]) - 1);
		}
		buf_byte(&out, name.p[0]);
		name = str_skip(name, 1);
	}
	copy = arena_str(a, buf_str(&out));
	buf_release(&out);
	return copy;
}

/* name[1], name(int), name(int)[1], name with data set "one" */
static struct str without_parameters(struct str name)
{
	static const char data_set[] = " with data set ";

	for (size_t i = 0; i < 2; i++) {
		if (str_ends(name, STR("]")) && str_index(name, '[') > 0)
			name.n = str_index(name, '[');
		else if (str_ends(name, STR(")")) && str_index(name, '(') > 0)
			name.n = str_index(name, '(');
	}
	for (size_t i = 1; str_has(name, str_of(data_set)) && i < name.n; i++) {
		if (str_starts(str_skip(name, i), str_of(data_set)))
			name.n = i;
	}
	return name;
}

size_t declared_spellings(struct arena *a, const struct test *t, struct spelling *out)
{
	struct str name = without_parameters(t->name), rest = name, tail;
	size_t n = 0, slash = str_index(name, '/');

	out[n++] = (struct spelling){ t->suite, without_signs(a, t->name) };
	if (name.n < t->name.n)
		out[n++] = (struct spelling){ t->suite, without_signs(a, name) };
	tail = str_cut_last(&rest, ':');
	if (str_ends(rest, STR(":"))) { /* Rust: tests::works */
		rest.n--;
		out[n++] = (struct spelling){ arena_printf(a, STR_FMT "::" STR_FMT,
						      STR_ARG(t->suite), STR_ARG(rest)),
			tail };
	}
	if (slash < name.n) /* GoogleTest: IsEven/0; Go: TestTable/one */
		out[n++] = (struct spelling){ t->suite, { name.p, slash } };
	return n;
}

static bool is_in_xml(char c)
{
	return (unsigned char)c >= ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The reader of reports replaces each of them by U+FFFD. */
static struct str in_xml(struct arena *a, struct str s)
{
	struct buf out = { 0 };
	struct str copy;
	size_t n = 0;

	while (n < s.n && is_in_xml(s.p[n]))
		n++;
	if (n == s.n)
		return s;
	for (size_t i = 0; i < s.n; i++)
		buf_add(&out, is_in_xml(s.p[i]) ? (struct str){ s.p + i, 1 } : STR("\xef\xbf\xbd"));
	copy = arena_str(a, buf_str(&out));
	buf_release(&out);
	return copy;
}

struct declared declared_in_xml(struct arena *a, const struct declared *d)
{
	struct declared shown = *d;

	shown.suite = in_xml(a, d->suite);
	shown.name = in_xml(a, d->name);
	return shown;
}

struct str declared_title(struct arena *a, const struct declared *d)
{
	if (!d->suite.n)
		return d->name;
	return arena_printf(a, STR_FMT " " STR_FMT, STR_ARG(d->suite), STR_ARG(d->name));
}

static struct str stem_of(struct str path)
{
	return (struct str){ path.p, path.n - path_extension(path).n };
}

bool declared_in_file(const struct declared *d, struct str file)
{
	struct str stem = stem_of(d->file), below;

	/* Without a tree a dotted suite stands for its file: tests/test_a or tests/test_a/TestA. */
	return str_eq(file, d->file) || str_eq(file, stem) || path_below(file, stem, &below);
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		c == '_' || (unsigned char)c >= 0x80;
}

/* Where `part` stands in `whole` as words of its own, for the last time; whole.n if nowhere. */
static size_t find_part(struct str whole, struct str part)
{
	for (size_t i = whole.n; part.n && i-- > 0;) {
		size_t end = i + part.n;

		if (end > whole.n || whole.p[i] != part.p[0])
			continue;
		if (!memcmp(whole.p + i, part.p, part.n) && (!i || !is_letter(whole.p[i - 1])) &&
			(end == whole.n || !is_letter(whole.p[end])))
			return i;
	}
	return whole.n;
}

struct str declared_class(struct str suite, struct str file, bool *names_file)
{
	struct str stem = path_base(stem_of(file)), rest;
	size_t at = find_part(suite, stem);

	*names_file = str_ends(suite, file) || at < suite.n;
	if (!*names_file)
		return suite;
	if (str_ends(suite, file))
		return STR("");
	rest = str_skip(suite, at + stem.n);
	while (rest.n && !is_letter(rest.p[0]))
		rest = str_skip(rest, 1);
	return rest;
}

bool declared_in_suite(const struct declared *d, struct str suite, struct str name, bool *both)
{
	bool names_file;
	struct str class = declared_class(suite, d->file, &names_file);

	if (both)
		*both = true;
	/* A suite may have the name of its file. */
	if (find_part(suite, d->suite) < suite.n)
		return true;
	if (str_eq(class, name))
		class = STR("");
	if (both)
		*both = class.n && d->suite.n;
	if (!class.n)
		return !d->suite.n || !names_file;
	return !d->suite.n && !names_file;
}

/* How many bytes the hole at the start takes; 0 if there is none. */
static size_t hole_of(struct str s)
{
	size_t n = 1;

	if ((unsigned char)s.p[0] < ' ')
		return 1;
	if (s.n < 2 || s.p[1] == ' ')
		return 0;
	if (s.p[0] == '%')
		return 2;
	if (s.p[0] != '$')
		return 0;
	if (s.p[1] == '{') {
		n = str_index(s, '}');
		return n < s.n ? n + 1 : n;
	}
	while (n < s.n && (is_letter(s.p[n]) || s.p[n] == '.'))
		n++;
	return n > 1 ? n : 0;
}

bool declared_like(struct str template, struct str text)
{
	struct str again = { 0 }, from = { 0 }; /* behind the last hole, and what was tried there */
	bool holed = false;

	while (text.n || template.n) {
		size_t hole = template.n ? hole_of(template) : 0;

		if (hole) {
			template = again = str_skip(template, hole);
			from = text;
			holed = true;
		} else if (template.n && text.n && template.p[0] == text.p[0]) {
			template = str_skip(template, 1);
			text = str_skip(text, 1);
		} else if (holed && from.n) {
			from = text = str_skip(from, 1);
			template = again;
		} else {
			return false;
		}
	}
	return true;
}
