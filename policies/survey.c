#include "policies/survey.h"

#include <stdlib.h>

#include "gate/base/path.h"
#include "gate/base/utf8.h"
#include "policies/convention.h"
#include "policies/survey_parts.h"

enum { FOLDERS_DEEP_MAX = 24, FILES_ENOUGH = 5, NAME_MAX_BYTES = 60 };

/* Files right in a folder and in those below it, sorted, so that each folder is one run. */
struct run_of_files {
	const struct str *v;
	size_t n;
};

void text_list_add(struct text_list *list, struct str text, struct arena *a)
{
	for (size_t i = 0; i < list->n; i++) {
		if (str_eq(list->v[i], text))
			return;
	}
	*ARENA_PUSH(a, list->v, list->n, list->cap) = text;
}

static bool has_name(const struct proposal *p, struct str name)
{
	for (size_t i = 0; i < p->n; i++) {
		if (str_eq_nocase(p->v[i].name, name))
			return true;
	}
	return str_eq_nocase(name, STR("project"));
}

/* Letters of U+00C0 to U+017F without their accents, as far as that leaves one to be read. */
static const char latin[] = "AAAAAAACEEEEIIIIDNOOOOO-OUUUUYTsaaaaaaaceeeeiiiidnooooo-ouuuuyty"
			    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlL"
			    "lLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

enum { LATIN_FIRST = 0xc0 };

/* The character that stands for the code point in a name; '-' if there is none. */
static char plain_of(int32_t code)
{
	bool good = (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
		(code >= '0' && code <= '9') || code == '_';
	bool accented = code >= LATIN_FIRST && code < LATIN_FIRST + (int32_t)sizeof(latin) - 1;

	return good ? (char)code : accented ? latin[code - LATIN_FIRST] : '-';
}

/* What the name of an area, and of its file, may have. Empty where nothing is left. */
static struct str plain(struct str text, struct arena *a)
{
	char *p = arena_alloc(a, text.n + 1);
	size_t n = 0;

	while (text.n && n < NAME_MAX_BYTES) {
		char c = plain_of(utf8_next(&text));

		if (c != '-' || (n && p[n - 1] != '-'))
			p[n++] = c;
	}
	while (n && p[n - 1] == '-')
		n--;
	return (struct str){ p, n };
}

/* Letters that nothing stands for. */
static bool is_lossy(struct str text)
{
	while (text.n) {
		int32_t code = utf8_next(&text);

		if (code < 0 || (code >= 0x80 && plain_of(code) == '-'))
			return true;
	}
	return false;
}

static bool is_ascii(struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		if ((unsigned char)text.p[i] >= 0x80)
			return false;
	}
	return true;
}

/* The folder's name, or more of its path where that is taken. */
static struct str free_name(const struct proposal *p, struct str folder, struct str usual)
{
	struct str base = plain(folder.n ? path_base(folder) : usual, p->arena), name = base;

	if (!base.n)
		name = base = STR("area");
	else if (has_name(p, base) && !is_lossy(path_base(folder)))
		name = plain(folder, p->arena);
	for (int i = 2; has_name(p, name); i++)
		name = arena_printf(p->arena, STR_FMT "-%d", STR_ARG(base), i);
	return name;
}

static struct proposed_area *add_area(struct survey *s, struct str folder, struct str usual)
{
	struct proposal *p = s->proposal;
	struct str name = free_name(p, folder, usual), called = path_base(folder);
	struct proposed_area *area = ARENA_PUSH(p->arena, p->v, p->n, p->cap);

	area->name = name;
	area->folder = folder;
	area->renamed = is_lossy(called);
	if (!is_ascii(called) && utf8_valid(called) == called.n)
		area->title = called;
	return area;
}

static void add_folder(
	struct survey *s, struct proposed_area *area, struct str folder, size_t files)
{
	struct arena *a = s->proposal->arena;

	text_list_add(&area->sources,
		arena_printf(a, STR_FMT "/**", STR_ARG(convention_glob(folder, a))), a);
	area->files += files;
}

/* Those right in a folder, by their extensions: what joins them later is theirs as well. */
static void add_direct(struct survey *s, struct proposed_area *area, struct str path)
{
	struct arena *a = s->proposal->arena;
	struct str folder = { path.p, path.n - path_base(path).n };

	text_list_add(&area->sources,
		arena_printf(a, STR_FMT "*" STR_FMT, STR_ARG(convention_glob(folder, a)),
			STR_ARG(path_extension(path))),
		a);
	area->files++;
}

/* The files of the child folder that the first of the run lies in; none if it lies in `folder` itself. */
static size_t child_of(struct run_of_files files, struct str folder, struct str *child)
{
	size_t skip = folder.n ? folder.n + 1 : 0, n = 0;
	struct str rest = str_skip(files.v[0], skip);
	size_t slash = str_index(rest, '/');

	if (slash == rest.n)
		return 0;
	*child = (struct str){ files.v[0].p, skip + slash };
	while (n < files.n && str_starts(files.v[n], (struct str){ child->p, child->n + 1 }))
		n++;
	return n;
}

static bool is_enough(const struct survey *s, size_t files)
{
	return files >= FILES_ENOUGH || files * 10 >= s->files;
}

/* A folder that holds areas rather than being one. */
static bool is_split(const struct survey *s, struct str folder, size_t files)
{
	struct str name = path_base(folder);

	return !folder.n || convention_is_container(name) || convention_is_wrapper(name) ||
		files * 10 >= s->files * 8;
}

static void split(struct survey *s, struct str folder, struct run_of_files files, unsigned deep);

static void take_child(struct survey *s, struct str folder, struct str child,
	struct run_of_files files, unsigned deep)
{
	bool in_container = convention_is_container(path_base(folder));

	if (!in_container && is_split(s, child, files.n) && deep < FOLDERS_DEEP_MAX)
		split(s, child, files, deep + 1);
	else if (s->proposal->n < SURVEY_AREAS_MAX && (in_container || is_enough(s, files.n)))
		add_folder(s, add_area(s, child, child), child, files.n);
	else
		*ARENA_PUSH(s->proposal->arena, s->rest, s->rest_count, s->rest_cap) =
			(struct survey_rest){ child, files.n };
}

/* What no area of its own came of is one together, named by the folder. */
static void take_rest(struct survey *s, struct str folder, size_t first_rest, size_t areas)
{
	struct proposal *p = s->proposal;
	struct proposed_area *area;
	size_t files = 0;

	for (size_t i = first_rest; i < s->rest_count; i++)
		files += s->rest[i].files ? s->rest[i].files : 1;
	if (!files)
		return;
	/* A few files beside areas go to what is left over further up. */
	if (folder.n && p->n > areas && !is_enough(s, files))
		return;
	area = add_area(s, folder, p->n ? STR("rest") : STR("main"));
	if (p->n - 1 == areas && folder.n)
		add_folder(s, area, folder, files);
	else
		area->folder = STR("");
	for (size_t i = first_rest; i < s->rest_count && !area->folder.n; i++) {
		if (s->rest[i].files)
			add_folder(s, area, s->rest[i].path, s->rest[i].files);
		else
			add_direct(s, area, s->rest[i].path);
	}
	s->rest_count = first_rest;
}

static void split(struct survey *s, struct str folder, struct run_of_files files, unsigned deep)
{
	size_t first_rest = s->rest_count, areas = s->proposal->n;

	while (files.n) {
		struct str child = STR("");
		size_t n = child_of(files, folder, &child);

		if (n)
			take_child(s, folder, child, (struct run_of_files){ files.v, n }, deep);
		else
			*ARENA_PUSH(s->proposal->arena, s->rest, s->rest_count, s->rest_cap) =
				(struct survey_rest){ files.v[0], 0 };
		n = n ? n : 1;
		files = (struct run_of_files){ files.v + n, files.n - n };
	}
	take_rest(s, folder, first_rest, areas);
}

/* Sources, tests and what is of others, each sorted. */
static void sort_out(struct survey *s, const struct names *tree)
{
	struct proposal *p = s->proposal;
	struct arena *a = p->arena;

	for (size_t i = 0; i < tree->n; i++) {
		struct str path = tree->v[i], foreign = convention_foreign(path);
		struct str tests = convention_test_folder(path);
		bool source = path_is_source(path);

		/* What tests try things out on is theirs. */
		if (tests.n && tests.n < foreign.n)
			foreign = STR("");
		if (foreign.n && source)
			text_list_add(&p->foreign,
				arena_printf(
					a, STR_FMT "/**", STR_ARG(convention_glob(foreign, a))),
				a);
		else if (!foreign.n && convention_is_test(path))
			*ARENA_PUSH(a, s->tests.v, s->tests.n, s->tests.cap) = path;
		else if (!foreign.n && source)
			*ARENA_PUSH(a, s->sources.v, s->sources.n, s->sources.cap) = path;
	}
	if (s->sources.n)
		qsort(s->sources.v, s->sources.n, sizeof(*s->sources.v), str_cmp_qsort);
	if (s->tests.n)
		qsort(s->tests.v, s->tests.n, sizeof(*s->tests.v), str_cmp_qsort);
	s->files = s->sources.n;
}

void survey_tree(struct proposal *p, const struct names *tree)
{
	struct survey s = { .proposal = p };

	sort_out(&s, tree);
	split(&s, STR(""), (struct run_of_files){ s.sources.v, s.sources.n }, 0);
	survey_tests(&s);
}
