#include "gate/base/utf8.h"
#include "parsers/cause.h"
#include "parsers/parser.h"

/*
 * pytest --collect-only -q: an id a line (path::Class::name[parameters]), perhaps the errors of modules
 * that could not be collected, and a line that counts both.
 */
enum { MESSAGE_BYTES_MAX = 500 };

struct listing {
	struct report *into;
	bool errors, summary; /* their sections began */
	uint64_t listed, failed;
	struct str module, message, text; /* whose error is being told */
	struct causes causes;
	bool counted;
};

/* "12 tests collected, 2 errors in 0.18s", "no tests collected in 0.01s" */
static bool is_count(struct str line)
{
	bool counts = line.n && line.p[0] >= '0' && line.p[0] <= '9';

	return ((counts &&
			(str_has(line, STR(" tests collected")) ||
				str_has(line, STR(" test collected")))) ||
		       str_starts(line, STR("no tests collected"))) &&
		str_has(line, STR(" in ")) && str_ends(line, STR("s"));
}

/* JSON may quote an id, all of it on one line. */
static bool is_id(struct str line)
{
	struct str path = { line.p, 0 };

	if (str_starts(line, STR("{")))
		return false;
	while (path.n < line.n && !str_starts(str_skip(line, path.n), STR("::")))
		path.n++;
	return path.n < line.n && path.n && str_ends(path, STR(".py")) &&
		str_index(path, ' ') == path.n && !str_ends(line, STR("::"));
}

static bool sniff(struct str head)
{
	struct str line;

	while (str_line(&head, &line)) {
		line = str_trim(line);
		if (is_id(line) || is_count(line))
			return true;
		/* Errors come alone where nothing else was collected. */
		if (line.n && !str_starts(line, STR("=")) && !str_starts(line, STR("_")) &&
			!str_starts(line, STR("no tests")))
			return false;
		if (str_starts(line, STR("_")) && str_has(line, STR(" ERROR collecting ")))
			return true;
	}
	return false;
}

/* tests/test_a.py and TestA as JUnit has them: tests.test_a.TestA. */
static struct str dotted(struct arena *a, struct str path, struct str classes)
{
	struct str module = { path.p, path.n - 3 }, part, copy;
	struct buf out = { 0 };

	while (module.n) {
		part = str_cut(&module, '/');
		if (buf_str(&out).n)
			buf_byte(&out, '.');
		buf_add(&out, part);
	}
	while (classes.n) {
		part = str_cut(&classes, ':');
		if (part.n) {
			buf_byte(&out, '.');
			buf_add(&out, part);
		}
	}
	copy = arena_str(a, buf_str(&out));
	buf_release(&out);
	return copy;
}

static struct test *add(struct listing *l)
{
	struct report *r = l->into;

	return ARENA_PUSH(r->arena, r->tests.v, r->tests.n, r->tests.cap);
}

/* Parameters may hold colons of their own. */
static void add_id(struct listing *l, struct str line)
{
	struct arena *a = l->into->arena;
	struct str path = { line.p, 0 }, rest, classes;
	size_t bracket, name = 0;
	struct test *t = add(l);

	while (!str_starts(str_skip(line, path.n), STR("::")))
		path.n++;
	rest = str_skip(line, path.n + 2);
	bracket = str_index(rest, '[');
	for (size_t i = 0; i + 1 < bracket; i++) {
		if (rest.p[i] == ':' && rest.p[i + 1] == ':')
			name = i + 2;
	}
	classes = (struct str){ rest.p, name };
	*t = (struct test){ .suite = dotted(a, path, classes),
		.name = arena_str(a, str_skip(rest, name)),
		.file = arena_str(a, path),
		.state = TEST_NOT_RUN };
	l->listed++;
}

static void end_error(struct listing *l)
{
	struct arena *a = l->into->arena;
	struct cause_text said = { .message = l->message, .text = l->text };
	struct test *t;

	if (!l->module.n)
		return;
	t = add(l);
	*t = (struct test){ .file = arena_str(a, l->module),
		.message = arena_str(a, utf8_cut(l->message, MESSAGE_BYTES_MAX)),
		.cause = causes_find(&l->causes, &said),
		.state = TEST_BLOCKED,
		.errored = true,
		.module = true };
	t->suite = t->name = l->module.n > 3 && str_ends(l->module, STR(".py"))
		? dotted(a, l->module, STR(""))
		: t->file;
	l->module = STR("");
	l->failed++;
}

/* ___ ERROR collecting tests/test_a.py ___ */
static bool is_title(struct str line, struct str *module)
{
	static const char words[] = " ERROR collecting ";

	if (!str_starts(line, STR("_")))
		return false;
	while (line.n && line.p[0] == '_')
		line = str_skip(line, 1);
	if (!str_starts(line, str_of(words)))
		return false;
	*module = str_skip(line, sizeof(words) - 1);
	module->n = str_index(*module, ' ');
	return module->n > 0;
}

static void on_line(struct listing *l, struct str line)
{
	struct str module;

	if (is_count(line)) {
		l->counted = true;
	} else if (is_title(line, &module)) {
		end_error(l);
		l->errors = true;
		l->module = module;
		l->message = STR("");
		l->text = line;
	} else if (str_starts(line, STR("="))) {
		end_error(l);
		l->summary |= str_has(line, STR("short test summary"));
	} else if (l->errors && str_starts(line, STR("E "))) {
		/* The last line says what it is: SyntaxError, ModuleNotFoundError. */
		if (str_trim(str_skip(line, 1)).n)
			l->message = str_trim(str_skip(line, 1));
		l->text.n = (size_t)(line.p + line.n - l->text.p);
	} else if (!l->errors && !l->summary && is_id(line)) {
		add_id(l, line);
	}
}

static int parse_text(struct str text, struct str path, struct report *into, struct diags *d)
{
	struct listing l = { .into = into, .causes.names.arena = into->arena };
	struct str line;

	while (str_line(&text, &line))
		on_line(&l, line);
	end_error(&l);
	if (!l.counted)
		return diag_at(d, DIAG(PYTEST_CUT), (struct place){ .file = path },
			"the listing is cut off: its last line counts what was collected");
	if (!l.listed && !l.failed)
		return diag_at(d, DIAG(JUNIT_EMPTY), (struct place){ .file = path },
			"no test is listed: check what pytest selects");
	return 0;
}

static int parse(struct input in, struct report *into, struct diags *d)
{
	struct buf all = { 0 };
	int result = -1;

	if (stream_read_all(in.stream, &all) == 0)
		result = parse_text(buf_str(&all), in.path, into, d);
	into->producer = STR("pytest");
	buf_release(&all);
	return result;
}

const struct parser pytest_listing_parser = {
	.name = "pytest-listing",
	.about = "pytest --collect-only -q",
	.sniff = sniff,
	.parse = parse,
};
