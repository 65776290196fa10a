#include "gate/matching.h"

#include <string.h>
#include <unistd.h>

#include "gate/commands/command.h"
#include "gate/model/diagnostics.h"
#include "gate/model/stamp.h"

struct pattern_of {
	const struct globs *glob;
	struct str folder; /* "" or ends in a slash */
	struct arena *arena;
};

static bool is_wanted(void *user, struct str path)
{
	const struct pattern_of *p = user;

	/* Any glob that ends in a star matches what areagate itself puts beside a report. */
	if (str_ends(path, STR(STAMP_ENDING)))
		return false;
	return globs_match(p->glob,
		arena_printf(p->arena, STR_FMT STR_FMT, STR_ARG(p->folder), STR_ARG(path)));
}

int matching_files(struct file_list *out, struct arena *a, struct str root,
	const struct globs *glob, struct diags *d)
{
	struct str fixed = glob->v[0].fixed;
	size_t slash = str_last_index(fixed, '/');
	struct pattern_of pattern = { glob, STR(""), a };
	struct str folder = arena_str(a, root);

	if (slash < fixed.n) {
		pattern.folder = (struct str){ fixed.p, slash + 1 };
		folder = arena_printf(a, STR_FMT "%.*s", STR_ARG(root), (int)slash, fixed.p);
	}
	if (file_find(out, a, folder.p, is_wanted, &pattern, d, DIAG(REPORT_FILE)) < 0)
		return -1;
	for (size_t i = 0; i < out->n; i++)
		out->v[i] = arena_printf(a, STR_FMT STR_FMT STR_FMT, STR_ARG(root),
			STR_ARG(pattern.folder), STR_ARG(out->v[i]));
	return 0;
}

struct arguments {
	char **v;
	size_t n, cap;
};

/*
 * A file of just that name is meant itself, and so is what is no glob: reading it says what is wrong. Globs
 * are relative, so an absolute one loses its first slash, the root.
 */
static bool is_glob(struct globs *glob, struct arena *a, const char *argument, struct str *root)
{
	struct str text = str_of(argument);
	const char *why;

	*root = (struct str){ argument, argument[0] == '/' };
	return strpbrk(argument, "*?[") && access(argument, F_OK) != 0 &&
		globs_add(glob, a, str_skip(text, root->n), &why) == 0;
}

static int add(struct arguments *into, struct arena *a, char *argument, struct diags *d)
{
	struct file_list files = { 0 };
	struct globs glob = { 0 };
	struct str root;
	int result = 0;

	if (!is_glob(&glob, a, argument, &root)) {
		*ARENA_PUSH(a, into->v, into->n, into->cap) = argument;
	} else if (matching_files(&files, a, root, &glob, d) < 0) {
		result = -1;
	} else if (!files.n) {
		result = diag_at(d, DIAG(REPORT_NONE), (struct place){ .file = str_of(argument) },
			"no file has this name, and none matches it: was the step that writes it run?");
	}
	for (size_t i = 0; i < files.n; i++)
		*ARENA_PUSH(a, into->v, into->n, into->cap) = (char *)(uintptr_t)files.v[i].p;
	globs_release(&glob);
	return result;
}

int matching_arguments(struct options *o, struct diags *d)
{
	struct arguments all = { 0 };
	int result = 0;

	for (int i = 0; i < o->argument_count; i++) {
		if (i < o->command->first_report)
			*ARENA_PUSH(d->arena, all.v, all.n, all.cap) = o->arguments[i];
		else if (add(&all, d->arena, o->arguments[i], d) < 0)
			result = -1;
	}
	o->arguments = all.v;
	o->argument_count = (int)all.n;
	return result;
}
