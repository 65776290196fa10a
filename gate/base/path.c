#include "gate/base/path.h"

#include <string.h>

static bool has_drive(struct str path)
{
	return path.n >= 2 && path.p[1] == ':' &&
		((path.p[0] >= 'A' && path.p[0] <= 'Z') || (path.p[0] >= 'a' && path.p[0] <= 'z'));
}

bool path_is_absolute(struct str path)
{
	return str_starts(path, STR("/")) || has_drive(path);
}

/* Takes the last part of what was written so far away; false if there is none to take. */
static bool take_back(const char *out, size_t *n, size_t floor)
{
	struct str so_far = { out, *n };
	size_t slash = str_last_index(so_far, '/');
	struct str last = slash < *n ? str_skip(so_far, slash + 1) : so_far;

	if (*n <= floor || str_eq(last, STR("..")))
		return false;
	*n = slash < *n && slash >= floor ? slash : floor;
	return true;
}

struct str path_tidy(struct arena *a, struct str path)
{
	char *copy = arena_alloc(a, path.n + 1), *out = arena_alloc(a, path.n + 1);
	struct str rest = { copy, path.n };
	size_t n = 0, floor = 0;

	if (path.n)
		memcpy(copy, path.p, path.n);
	if (has_drive(path) || str_index(path, '/') == path.n) {
		for (size_t i = 0; i < path.n; i++)
			copy[i] = copy[i] == '\\' ? '/' : copy[i];
	}
	if (has_drive(rest)) {
		memcpy(out, rest.p, 2);
		n = 2;
		rest = str_skip(rest, 2);
	}
	if (str_starts(rest, STR("/")))
		out[n++] = '/';
	floor = n;
	while (rest.n) {
		struct str part = str_cut(&rest, '/');

		if (!part.n || str_eq(part, STR(".")))
			continue;
		if (str_eq(part, STR("..")) && (take_back(out, &n, floor) || floor))
			continue;
		if (n > floor)
			out[n++] = '/';
		memcpy(out + n, part.p, part.n);
		n += part.n;
	}
	out[n] = '\0';
	return (struct str){ out, n };
}

struct str path_base(struct str path)
{
	size_t slash = str_last_index(path, '/');

	return slash < path.n ? str_skip(path, slash + 1) : path;
}

struct str path_extension(struct str path)
{
	struct str base = path_base(path);
	size_t point = str_last_index(base, '.');

	return point && point < base.n ? str_skip(base, point) : STR("");
}

bool path_below(struct str path, struct str root, struct str *rest)
{
	while (root.n > 1 && root.p[root.n - 1] == '/')
		root.n--;
	if (!str_starts(path, root) || path.n == root.n)
		return false;
	if (root.n && root.p[root.n - 1] != '/' && path.p[root.n] != '/')
		return false;
	*rest = str_skip(path, root.n + (root.n && root.p[root.n - 1] != '/'));
	return rest->n > 0;
}

static bool has_extension(struct str path, const char *const *extensions, size_t n)
{
	struct str extension = path_extension(path);

	for (size_t i = 0; i < n; i++) {
		if (str_eq(extension, str_of(extensions[i])))
			return true;
	}
	return false;
}

bool path_is_header(struct str path)
{
	static const char *const extensions[] = { ".h", ".hh", ".hpp", ".hxx" };

	return has_extension(path, extensions, sizeof(extensions) / sizeof(extensions[0]));
}

/* A line a family. */
/* clang-format off */
static const char *const source_extensions[] = {
	".c", ".cc", ".cpp", ".cxx", ".h", ".hh", ".hpp", ".hxx", ".m", ".mm",
	".py", ".pyx", ".rb", ".php", ".pl", ".pm", ".lua", ".sh", ".sql",
	".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".vue", ".svelte",
	".go", ".rs", ".swift", ".zig", ".d", ".nim", ".dart",
	".java", ".kt", ".kts", ".scala", ".groovy", ".clj", ".cs", ".fs", ".vb",
	".ex", ".exs", ".erl", ".hs", ".ml", ".f90", ".adb", ".ads", ".pas",
};
/* clang-format on */

bool path_is_source(struct str path)
{
	return has_extension(
		path, source_extensions, sizeof(source_extensions) / sizeof(source_extensions[0]));
}
