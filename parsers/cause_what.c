#include <string.h>

#include "gate/base/path.h"
#include "gate/base/utf8.h"
#include "parsers/cause_row.h"

void cause_add(struct cause_what *w, struct str s)
{
	s = utf8_cut(s, sizeof(w->p) - w->n);
	if (s.n)
		memcpy(w->p + w->n, s.p, s.n);
	w->n += s.n;
}

struct str cause_str(const struct cause_what *w)
{
	return (struct str){ w->p, w->n };
}

static size_t digits(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n;
}

struct str cause_leading_file(struct str line)
{
	struct str s = str_trim(line), file;
	size_t drive = s.n > 2 && s.p[1] == ':' && (s.p[2] == '\\' || s.p[2] == '/') ? 2 : 0;

	for (size_t i = drive; i < s.n; i++) {
		if (s.p[i] == ':' || s.p[i] == '(') {
			file = (struct str){ s.p, i };
			return digits(str_skip(s, i + 1)) && path_extension(file).n ? file
										    : STR("");
		}
		if (strchr(" \t\"'`,;<>", s.p[i]))
			break;
	}
	return STR("");
}

/* The last `File "x"` before the match, as Python writes it. */
static struct str python_file(const struct cause_match *m)
{
	struct str before = m->text, file = STR("");

	before.n = (size_t)(m->line.p + m->at - m->text.p);
	for (; before.n; before = str_skip(before, 1)) {
		before = str_skip(before, str_index(before, 'F'));
		if (str_starts(before, STR("File \""))) {
			file = str_skip(before, sizeof("File \"") - 1);
			file.n = str_index(file, '"');
		}
	}
	return file;
}

/* PHP: "... in /src/a.php on line 3"; Babel: "/src/a.js: Unexpected token (1:2)". */
static struct str named_file(const struct cause_match *m)
{
	struct str rest = str_skip(m->line, m->end), word;
	bool after_in = false;

	while (rest.n) {
		word = str_cut(&rest, ' ');
		if (str_ends(word, STR(":")))
			word.n--;
		if (after_in || (str_starts(word, STR("/")) && path_is_source(word)))
			return path_is_source(word) ? word : STR("");
		after_in = str_eq(word, STR("in"));
	}
	return STR("");
}

static bool take_file(struct cause_what *w, const struct cause_match *m)
{
	struct str file = python_file(m);

	if (!file.n)
		file = named_file(m);
	if (!file.n)
		file = cause_leading_file(m->line);
	cause_add(w, file);
	return true;
}

static bool take_before(struct cause_what *w, const struct cause_match *m)
{
	size_t end = m->at, start;

	while (end && strchr("'\"`", m->line.p[end - 1]))
		end--;
	for (start = end; start && !strchr(" \t'\"`", m->line.p[start - 1]); start--)
		;
	cause_add(w, (struct str){ m->line.p + start, end - start });
	return w->n > 0;
}

/* Where Node tells who wanted the module, below the message. */
static struct str require_stack(struct str text)
{
	static const char head[] = "Require stack:\n- ";
	struct str rest = text, line;

	for (size_t i = 0; i < text.n; i++) {
		rest = str_skip(text, i);
		if (rest.p[0] == 'R' && str_starts(rest, STR("Require stack:"))) {
			rest = str_skip(rest, sizeof(head) - 1);
			return str_line(&rest, &line) ? line : STR("");
		}
	}
	return STR("");
}

/* What a module may be written with or without. */
static struct str without_ending(struct str module)
{
	static const char *const endings[] = { ".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts",
		".tsx" };
	struct str ending = path_extension(module);

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		if (str_eq(ending, str_of(endings[i])))
			module.n -= ending.n;
	}
	return module;
}

/* "./x" wanted by "src/a.test.js" is "src/x"; the name of a package stays. */
static void take_relative(struct cause_what *w, const struct cause_match *m, bool in_folder)
{
	struct str module = m->capture[0], from = m->capture[1];
	bool relative = str_starts(module, STR("./")) || str_starts(module, STR("../"));
	char room[3 * CAUSE_WHAT_BYTES_MAX];
	struct arena scratch = { 0 };
	struct str whole = { room, 0 };

	if (!relative && !path_is_absolute(module)) {
		cause_add(w, module);
		return;
	}
	if (!from.n)
		from = require_stack(m->text);
	if (!relative || !from.n) {
		cause_add(w, without_ending(module));
		return;
	}
	if (!in_folder)
		from.n -= path_base(from).n;
	from = utf8_cut(from, CAUSE_WHAT_BYTES_MAX);
	memcpy(room, from.p, from.n);
	room[from.n] = '/';
	memcpy(room + from.n + 1, module.p, module.n);
	whole.n = from.n + 1 + module.n;
	/* A file at the top has no folder; what starts with a slash has one. */
	if (!from.n)
		whole = str_skip(whole, 1);
	cause_add(w, without_ending(path_tidy(&scratch, whole)));
	arena_release(&scratch);
}

static bool take_dotted(struct cause_what *w, const struct cause_match *m)
{
	cause_add(w, m->capture[0]);
	for (size_t i = 0; i < w->n; i++)
		w->p[i] = w->p[i] == '/' ? '.' : w->p[i];
	return true;
}

static bool take_program(struct cause_what *w, const struct cause_match *m)
{
	struct str name = m->capture[0];

	if (str_index(name, '.') < name.n || str_index(name, '/') < name.n ||
		str_index(name, ' ') < name.n)
		return false;
	cause_add(w, name);
	return true;
}

static bool take_shape(struct cause_what *w, const struct cause_match *m)
{
	struct str rest = str_skip(m->line, m->end);

	if (str_ends(rest, STR("\"")))
		rest.n--;
	cause_shape(w, rest, true);
	return true;
}

static bool take_member(struct cause_what *w, const struct cause_match *m)
{
	cause_add(w, m->capture[1]);
	cause_add(w, STR("."));
	cause_add(w, m->capture[0]);
	return true;
}

static bool take_named(struct cause_what *w, const struct cause_match *m)
{
	cause_add(w, str_of(m->row->word));
	cause_add(w, STR(" '"));
	cause_add(w, m->capture[0]);
	cause_add(w, STR("'"));
	return true;
}

static bool take_capture(struct cause_what *w, const struct cause_match *m)
{
	struct str s = m->capture[0];

	/* Where a program was looked for differs from machine to machine. */
	cause_add(w, m->row->kind == CAUSE_MISSING_EXECUTABLE ? path_base(s) : s);
	return w->n > 0;
}

bool cause_take(struct cause_what *w, const struct cause_match *m)
{
	switch (m->row->how) {
	case HOW_NAMED:
		return take_named(w, m);
	case HOW_MEMBER:
		return take_member(w, m);
	case HOW_RELATIVE:
	case HOW_IN_FOLDER:
		take_relative(w, m, m->row->how == HOW_IN_FOLDER);
		return w->n > 0;
	case HOW_DOTTED:
		return take_dotted(w, m);
	case HOW_BEFORE:
		return take_before(w, m);
	case HOW_PROGRAM:
		return take_program(w, m);
	case HOW_ADDRESS:
		cause_address(w, m->capture[0], m->capture[1]);
		return true;
	case HOW_FILE:
		return take_file(w, m);
	case HOW_FILE_HERE:
		cause_add(w, cause_leading_file(m->line));
		return w->n > 0;
	case HOW_SHAPE:
		return take_shape(w, m);
	case HOW_HOST:
		if (cause_host(w, m))
			return true;
		break;
	case HOW_CAPTURE:
		return take_capture(w, m);
	case HOW_NOTHING:
		break;
	}
	if (m->row->word)
		cause_add(w, str_of(m->row->word));
	return true;
}
