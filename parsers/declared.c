#include "parsers/declared.h"

#include <string.h>

#include "gate/base/buf.h"
#include "gate/base/path.h"
#include "gate/base/utf8.h"
#include "parsers/declared_shapes.h"

/* How each framework declares tests. What a row does not see is told beside its scanner. */
/* clang-format off */
static const struct scanner scanners[FRAMEWORK_KINDS] = {
	[FRAMEWORK_PYTEST] = { scan_pytest, &python_syntax, ".py" },
	[FRAMEWORK_JEST] = { scan_titles, &js_syntax, ".js .jsx .ts .tsx .mjs .cjs .mts .cts" },
	[FRAMEWORK_VITEST] = { scan_titles, &js_syntax, ".js .jsx .ts .tsx .mjs .cjs .mts .cts" },
	[FRAMEWORK_MOCHA] = { scan_titles, &js_syntax, ".js .jsx .ts .tsx .mjs .cjs .mts .cts" },
	[FRAMEWORK_NODE] = { scan_titles, &js_syntax, ".js .jsx .ts .tsx .mjs .cjs .mts .cts" },
	[FRAMEWORK_PLAYWRIGHT] = { scan_titles, &js_syntax, ".js .jsx .ts .tsx .mjs .cjs .mts .cts" },
	[FRAMEWORK_GO] = { scan_go, &go_syntax, "_test.go" },
	[FRAMEWORK_GTEST] = { scan_macros, &c_syntax, ".cc .cpp .cxx .C .c++ .h .hpp .hh .inc", gtest_macros },
	[FRAMEWORK_CATCH2] = { scan_macros, &c_syntax, ".cc .cpp .cxx .C .c++ .h .hpp .hh .inc", catch2_macros },
	[FRAMEWORK_DOCTEST] = { scan_macros, &c_syntax, ".cc .cpp .cxx .C .c++ .h .hpp .hh .inc", doctest_macros },
	/* a struct CMUnitTest written out, and macros of one's own, are not seen */
	[FRAMEWORK_CMOCKA] = { scan_macros, &c_syntax, ".c .h .inc", cmocka_macros },
	[FRAMEWORK_CRITERION] = { scan_macros, &c_syntax, ".c .h .cc .cpp .cxx .inc", criterion_macros },
	[FRAMEWORK_CHECK] = { scan_macros, &c_syntax, ".c .h .cc .cpp .cxx .inc", check_macros },
	/* what a loop or gtest_discover_tests() adds is not seen */
	[FRAMEWORK_CTEST] = { scan_ctest, &cmake_syntax, "CMakeLists.txt .cmake" },
	[FRAMEWORK_JUNIT] = { scan_marks, &java_syntax, ".java .kt .scala .groovy", &junit_marks },
	[FRAMEWORK_TESTNG] = { scan_marks, &java_syntax, ".java .kt .scala .groovy", &testng_marks },
	/* examples without a text, such as it { is_expected.to ... }, are not seen */
	[FRAMEWORK_RSPEC] = { scan_rspec, &ruby_syntax, "_spec.rb" },
	[FRAMEWORK_PHPUNIT] = { scan_marks, &php_syntax, ".php", &phpunit_marks },
	[FRAMEWORK_CARGO] = { scan_marks, &rust_syntax, ".rs", &cargo_marks },
	[FRAMEWORK_BATS] = { scan_bats, NULL, ".bats" },
	[FRAMEWORK_ROBOT] = { scan_robot, NULL, ".robot" },
	[FRAMEWORK_DOTNET] = { scan_marks, &csharp_syntax, ".cs", &dotnet_marks },
	[FRAMEWORK_PATTERN] = { scan_pattern },
};
/* clang-format on */

bool declared_may_be_in(const struct framework *f, struct str path)
{
	const char *names = scanners[f->kind].names;
	struct str rest = str_of(names ? names : "");

	if (!scanners[f->kind].scan)
		return false;
	while (rest.n) {
		if (str_ends(path, str_cut(&rest, ' ')))
			return true;
	}
	return !names;
}

bool declared_find(const struct framework *f, struct str text, struct str path,
	struct declared_tests *into, struct arena *a)
{
	struct scan s = { .framework = f,
		.scanner = &scanners[f->kind],
		.text = text,
		.into = into,
		.arena = a };

	/* Tests of other kinds of files may look alike. Zero bytes are in no source. */
	if (!declared_may_be_in(f, path) || memchr(text.p ? text.p : "", '\0', text.n))
		return true;
	s.path = arena_str(a, path);
	s.scanner->scan(&s);
	return !s.gave_up;
}

static bool has_hole(struct str name)
{
	for (size_t i = 0; i < name.n; i++) {
		if ((unsigned char)name.p[i] < ' ' ||
			((name.p[i] == '%' || name.p[i] == '$') && i + 1 < name.n &&
				name.p[i + 1] != ' '))
			return true;
	}
	return false;
}

void scan_add(struct scan *s, struct str suite, struct str name, uint32_t line)
{
	struct declared_tests *all = s->into;
	const struct declared *before = all->n ? &all->v[all->n - 1] : NULL;
	bool same = before && str_eq(before->suite, suite);

	if (!name.n)
		return; /* it(""): no report can name it */
	*ARENA_PUSH(s->arena, all->v, all->n, all->cap) = (struct declared){
		.suite = same ? all->v[all->n - 2].suite : arena_str(s->arena, suite),
		.name = arena_str(s->arena, name),
		.file = s->path,
		.line = line,
		.open = has_hole(name) || has_hole(suite),
	};
}

struct str scan_join(struct scan *s, struct str outer, const char *between, struct str inner)
{
	const size_t most = SCAN_JOINED_BYTES_MAX;

	if (!inner.n || outer.n >= most)
		return outer;
	if (outer.n + inner.n > most)
		inner = utf8_cut(inner, most - outer.n);
	if (!outer.n)
		return inner;
	return arena_printf(
		s->arena, STR_FMT "%s" STR_FMT, STR_ARG(outer), between, STR_ARG(inner));
}

static int digit(char c)
{
	const char *digits = "0123456789abcdef", *at;

	at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c) : NULL;
	return at ? (int)(at - digits) : -1;
}

static void add_code(struct buf *out, uint32_t code)
{
	if (code < 0x80) {
		buf_byte(out, (char)code);
	} else if (code < 0x800) {
		buf_byte(out, (char)(0xc0 | code >> 6));
		buf_byte(out, (char)(0x80 | (code & 0x3f)));
	} else {
		buf_byte(out, (char)(0xe0 | (code >> 12 & 0xf)));
		buf_byte(out, (char)(0x80 | (code >> 6 & 0x3f)));
		buf_byte(out, (char)(0x80 | (code & 0x3f)));
	}
}

/* Behind the backslash; takes what belongs to it. */
static void add_escaped(struct buf *out, struct str *rest)
{
	static const char from[] = "ntreab0", to[] = "\n\t\r\x1b\a\b";
	char c = rest->p[0];
	const char *at = strchr(from, c);
	size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : 0, n = 0;
	uint32_t code = 0;

	*rest = str_skip(*rest, 1);
	while (n < digits && n < rest->n && digit(rest->p[n]) >= 0)
		code = code << 4 | (uint32_t)digit(rest->p[n++]);
	if (digits && n == digits)
		add_code(out, code);
	else if (!digits && at && *at)
		buf_byte(out, to[at - from]);
	else if (!digits)
		buf_byte(out, c);
	if (digits && n == digits)
		*rest = str_skip(*rest, n);
}

struct str scan_unquote(struct scan *s, const struct token *t)
{
	struct str rest = t->text, value;
	struct buf out = { 0 };

	if (str_index(rest, '\\') == rest.n)
		return rest;
	while (rest.n) {
		char c = rest.p[0];

		rest = str_skip(rest, 1);
		if (c == '\\' && rest.n)
			add_escaped(&out, &rest);
		else
			buf_byte(&out, c);
	}
	value = arena_str(s->arena, buf_str(&out));
	buf_release(&out);
	return value;
}
