#include "gate/workplace.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gate/base/file.h"
#include "gate/base/path.h"
#include "gate/model/diagnostics.h"

static struct str current_folder(struct arena *a)
{
	char *here = realpath(".", NULL);
	struct str copy = arena_str(a, str_of(here));

	free(here);
	return copy;
}

static int move_to_top(struct workplace *w, struct diags *d)
{
	struct str top = repo_root(w->repo), below;

	if (path_below(current_folder(w->arena), top, &below))
		w->prefix = arena_printf(w->arena, STR_FMT "/", STR_ARG(below));
	/* A bare repository has no work tree: paths are taken from where we are. */
	if (top.n && chdir(top.p) < 0)
		return diag_at(d, DIAG(REPO_OPEN), (struct place){ .file = top },
			"the work tree cannot be entered: %s", strerror(errno));
	return 0;
}

int workplace_open(struct workplace *w, struct arena *a, enum workplace_git git, struct diags *d)
{
	*w = (struct workplace){
		.arena = a, .tree = { .arena = a }, .submodules = { .arena = a }, .prefix = STR("")
	};
	if (git == GIT_LEFT_OUT) {
		w->here = current_folder(a);
		return 0;
	}
	if (repo_open(&w->repo, ".", git == GIT_OPTIONAL, d) < 0)
		return -1;
	return move_to_top(w, d);
}

int workplace_revision(struct workplace *w, const char *rev, bool with_tree, struct diags *d)
{
	struct tree_paths into = { &w->tree, &w->submodules };

	if (repo_revision(w->repo, rev, &w->revision, d) < 0)
		return -1;
	return with_tree ? repo_paths(w->repo, &w->revision, &into, d) : 0;
}

void workplace_close(struct workplace *w)
{
	repo_close(w->repo);
	w->repo = NULL;
}

struct str workplace_path(const struct workplace *w, const char *path)
{
	struct str given = str_of(path);

	if (path_is_absolute(given))
		return arena_str(w->arena, given);
	given = path_tidy(w->arena,
		arena_printf(w->arena, STR_FMT STR_FMT, STR_ARG(w->prefix), STR_ARG(given)));
	return given.n ? given : STR(".");
}

struct str workplace_shown(const struct workplace *w, struct str path)
{
	struct str above = w->prefix, rest = path, up = STR("");

	if (path_is_absolute(path))
		return path;
	while (above.n && str_starts(rest, (struct str){ above.p, str_index(above, '/') + 1 })) {
		rest = str_skip(rest, str_index(above, '/') + 1);
		above = str_skip(above, str_index(above, '/') + 1);
	}
	for (; above.n; above = str_skip(above, str_index(above, '/') + 1))
		up = arena_printf(w->arena, STR_FMT "../", STR_ARG(up));
	return arena_printf(w->arena, STR_FMT STR_FMT, STR_ARG(up), STR_ARG(rest));
}

struct str workplace_policies(const struct workplace *w, const struct options *o)
{
	if (o->policies)
		return workplace_path(w, o->policies);
	return file_is_folder(".areagate") ? STR(".areagate") : STR("policies");
}
