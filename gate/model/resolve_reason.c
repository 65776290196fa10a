#include "gate/model/resolve_reason.h"

#include <string.h>

#include "gate/base/buf.h"
#include "gate/base/path.h"

/* As a glob that matches just this path, inside a JSON string. */
static struct str as_exclude(struct arena *a, struct str path)
{
	struct buf text = { 0 };
	struct str copy;

	for (size_t i = 0; i < path.n; i++) {
		if (strchr("*?[\\", path.p[i]))
			buf_puts(&text, "\\\\");
		if (strchr("\"\\", path.p[i]))
			buf_byte(&text, '\\');
		buf_byte(&text, path.p[i]);
	}
	copy = arena_str(a, buf_str(&text));
	buf_release(&text);
	return copy;
}

/* "/srv/ci/app" for the suffix of a path below it. */
static struct str root_of(struct str path, struct str end)
{
	size_t n = path.n - end.n;

	return (struct str){ path.p, n > 1 ? n - 1 : n };
}

/* A file elsewhere may be a copy of it, and a generated file may be called as one that is not. */
static struct str only_ends_so(struct arena *a, struct str inside, struct str other)
{
	return arena_printf(a,
		"its root leads to '" STR_FMT "', which is not there, and '" STR_FMT
		"' only ends so: have the report written with paths from the top of the repository;"
		" a generated file is taken out in project.json: \"paths\": { \"exclude\": [\"" STR_FMT
		"\"] }",
		STR_ARG(inside), STR_ARG(other), STR_ARG(as_exclude(a, inside)));
}

struct str resolve_reason(
	struct arena *a, struct tree_index *tree, struct str path, struct str inside, bool gone)
{
	struct tree_endings longer = tree_ending_in(tree, path);
	struct tree_endings below = tree_ending_in(tree, inside);
	struct str similar, end = path;

	if (longer.n)
		return arena_printf(a,
			"%zu %s so, such as '" STR_FMT
			"'; have the report written with paths from the"
			" top of the repository",
			longer.n, longer.n == 1 ? "file of it ends" : "files of it end",
			STR_ARG(longer.v[0].path));
	if (below.n)
		return only_ends_so(a, inside, below.v[0].path);
	similar = tree_other_case(tree, inside);
	if (similar.n)
		return arena_printf(a,
			"the tree has '" STR_FMT "'; correct the case where the report is written",
			STR_ARG(similar));
	if (tree_next_suffix(tree, &end))
		return arena_printf(a,
			"only its end '" STR_FMT
			"' is, which proves nothing; if it is the same file, add"
			" \"paths\": { \"strip\": [\"" STR_FMT "\"] } to project.json",
			STR_ARG(end), STR_ARG(root_of(path, end)));
	if (path_is_absolute(inside))
		return STR(
			"nor does the rest of the report show where its project lies; is it another"
			" project's? Else name its root in project.json: \"paths\": { \"strip\": [...] }");
	return arena_printf(a,
		"%s a generated one is taken out in project.json: \"paths\": { \"exclude\": [\"" STR_FMT
		"\"] }",
		gone ? "there is no such file: run the tests again if it was deleted or moved;"
		     : "a new file is judged once git has it,",
		STR_ARG(as_exclude(a, inside)));
}

struct str resolve_reason_submodule(struct arena *a, struct str submodule, struct str end)
{
	struct str exclude = as_exclude(a, submodule);

	if (!end.n)
		return arena_printf(a,
			"it is in the submodule '" STR_FMT
			"', which is a repository of its own: take its files out in project.json:"
			" \"paths\": { \"exclude\": [\"" STR_FMT "/**\"] }",
			STR_ARG(submodule), STR_ARG(exclude));
	return arena_printf(a,
		"by its end '" STR_FMT "' it is in the submodule '" STR_FMT
		"', which is a repository of its own: take its files out in project.json: \"paths\":"
		" { \"exclude\": [\"" STR_FMT
		"/**\"] }, or name the root of the report there: \"paths\": { \"strip\": [...] }",
		STR_ARG(end), STR_ARG(submodule), STR_ARG(exclude));
}
