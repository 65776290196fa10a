#include "gate/seeking.h"

#include "gate/base/file.h"
#include "gate/base/path.h"
#include "parsers/parser.h"
#include "policies/convention.h"

enum { FOLDERS_DEEP_MAX = 3, ALIKE_MAX = 3 };

static const char *const folders[] = {
	"",
	"build",
	"coverage",
	"reports",
	"test-results",
	"test-reports",
	"out",
	"target",
	"build/coverage",
	"build/reports",
	"build/test-results",
	"build/test-results/test",
	"target/surefire-reports",
	"target/failsafe-reports",
};

static const struct report_name {
	const char *start, *end;
} report_names[] = {
	{ "coverage", ".info" },
	{ "lcov", ".info" },
	{ "coverage", ".lcov" },
	{ "junit", ".xml" },
	{ "TEST-", ".xml" },
	{ "test-results", ".xml" },
	{ "test-report", ".xml" },
	{ "report", ".xml" },
	{ "", "junit.xml" },
};

enum {
	FOLDERS = sizeof(folders) / sizeof(folders[0]),
	NAMES = sizeof(report_names) / sizeof(report_names[0]),
};

static const struct report_name *name_of(struct str path)
{
	struct str base = path_base(path);

	for (int i = 0; i < NAMES; i++) {
		struct str start = str_of(report_names[i].start), end = str_of(report_names[i].end);

		if (base.n >= start.n + end.n && str_starts(base, start) && str_ends(base, end))
			return &report_names[i];
	}
	return NULL;
}

/* By its first bytes; what cannot be read is none. */
static bool is_report(struct str path, struct arena *a)
{
	struct diags ignored = { .arena = a };
	struct stream *in = stream_open(path.p, &ignored, DIAG(REPORT_FILE));
	struct input input = { path, in, 1 };
	bool known = in && parser_of(input, &ignored);

	if (in)
		(void)stream_close(in, NULL, &ignored, DIAG(REPORT_FILE));
	return known;
}

/* What is committed is a sample: a report of HEAD cannot be in it. */
static void look_into(struct text_list *into, struct str folder, const struct workplace *w)
{
	struct file_list names = { 0 };
	struct arena *a = w->arena;

	file_names(&names, a, folder.p);
	for (size_t i = 0; i < names.n; i++) {
		struct str path = arena_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(folder),
			folder.n ? "/" : "", STR_ARG(names.v[i]));

		if (name_of(path) && names_find(&w->tree, path) == NAMES_NONE &&
			!file_is_folder(path.p) && is_report(path, a))
			*ARENA_PUSH(a, into->v, into->n, into->cap) = path;
	}
}

/* The folders of the tree that are not deep, and the usual ones below each. */
static void list_folders(struct names *list, const struct names *tree, struct arena *a)
{
	struct names around = { .arena = a };

	names_add(&around, STR(""));
	for (size_t i = 0; i < tree->n; i++) {
		struct str path = tree->v[i], rest = path;

		for (int deep = 0; deep < FOLDERS_DEEP_MAX && str_index(rest, '/') < rest.n;
			deep++) {
			str_cut(&rest, '/');
			names_add(&around, (struct str){ path.p, path.n - rest.n - 1 });
		}
	}
	for (size_t i = 0; i < around.n; i++) {
		for (int j = 0; j < FOLDERS; j++) {
			struct str base = around.v[i], usual = str_of(folders[j]);

			names_add(list,
				arena_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(base),
					base.n && usual.n ? "/" : "", STR_ARG(usual)));
		}
	}
}

void seek_reports(struct text_list *into, const struct workplace *w)
{
	struct names list = { .arena = w->arena };

	list_folders(&list, &w->tree, w->arena);
	for (size_t i = 0; i < list.n; i++) {
		struct str folder = arena_str(w->arena, list.v[i]);

		if (!convention_test_folder(arena_printf(w->arena, STR_FMT "/", STR_ARG(folder))).n)
			look_into(into, folder, w);
	}
}

void seek_say(struct buf *out)
{
	for (int i = 0; i < NAMES; i++)
		buf_printf(out, "%s%s*%s", i ? ", " : "  ", report_names[i].start,
			report_names[i].end);
	for (int i = 0; i < FOLDERS; i++)
		buf_printf(out, "%s%s", i ? ", " : "\n  in ",
			*folders[i] ? folders[i] : "the top folder");
	buf_puts(out, ", and the same below other folders\n");
}

static bool are_alike(struct str a, struct str b)
{
	struct str a_folder = { a.p, a.n - path_base(a).n };
	struct str b_folder = { b.p, b.n - path_base(b).n };

	return name_of(a) == name_of(b) && str_eq(a_folder, b_folder);
}

struct str seek_glob(const struct text_list *paths, struct str path, struct arena *a)
{
	const struct report_name *name = name_of(path);
	struct str folder = { path.p, path.n - path_base(path).n };
	size_t alike = 0;

	for (size_t i = 0; i < paths->n; i++)
		alike += are_alike(paths->v[i], path);
	if (!name || alike <= ALIKE_MAX)
		return convention_glob(path, a);
	return arena_printf(
		a, STR_FMT "%s*%s", STR_ARG(convention_glob(folder, a)), name->start, name->end);
}
