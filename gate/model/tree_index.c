#include "gate/model/tree_index.h"

#include <stdlib.h>

#include "gate/base/path.h"

/* The i-th byte from the end; the slash that every path has before it, if only in thought; or -1. */
static int from_end(struct str s, size_t i)
{
	if (i < s.n)
		return (unsigned char)s.p[s.n - 1 - i];
	return i == s.n ? '/' : -1;
}

/* As str_cmp(), from the last byte backwards. */
static int cmp_backwards(struct str a, struct str b)
{
	for (size_t i = 0;; i++) {
		int x = from_end(a, i), y = from_end(b, i);

		if (x != y)
			return x < y ? -1 : 1;
		if (x < 0)
			return 0;
	}
}

static int by_key(const void *a, const void *b)
{
	const struct tree_entry *x = a, *y = b;
	int order = cmp_backwards(x->key, y->key);

	return order ? order : str_cmp(x->path, y->path);
}

static struct str without_extension(struct str path)
{
	return (struct str){ path.p, path.n - path_extension(path).n };
}

/* Where a name with dots is that of a module, and so of a file: Python, Java and its kin. */
static bool has_dotted_name(struct str path)
{
	static const char *const extensions[] = { ".py", ".java", ".kt", ".scala", ".groovy" };

	for (size_t i = 0; i < sizeof(extensions) / sizeof(extensions[0]); i++) {
		if (str_eq(path_extension(path), str_of(extensions[i])))
			return true;
	}
	return false;
}

static size_t parts_of(struct str path)
{
	size_t parts = 1;

	for (size_t i = 0; i < path.n; i++)
		parts += path.p[i] == '/';
	return parts;
}

struct tree_index tree_index_new(struct arena *a, const struct names *paths)
{
	return (struct tree_index){ .arena = a, .paths = paths };
}

/* Most reports have the paths of the tree as they are: nobody looks for endings then. */
static void make_ready(struct tree_index *t)
{
	const struct names *paths = t->paths;

	if (t->ready || !paths)
		return;
	t->ready = true;
	t->whole.n = paths->n;
	t->whole.v = arena_alloc(t->arena, paths->n * sizeof(*t->whole.v));
	t->stems.v = arena_alloc(t->arena, paths->n * sizeof(*t->stems.v));
	for (size_t i = 0; i < paths->n; i++) {
		struct str path = paths->v[i];
		size_t parts = parts_of(path);

		t->whole.v[i] = (struct tree_entry){ path, path };
		if (has_dotted_name(path))
			t->stems.v[t->stems.n++] =
				(struct tree_entry){ without_extension(path), path };
		t->parts_max = parts > t->parts_max ? parts : t->parts_max;
		t->bytes_max = path.n > t->bytes_max ? path.n : t->bytes_max;
	}
	if (t->whole.n)
		qsort(t->whole.v, t->whole.n, sizeof(*t->whole.v), by_key);
	if (t->stems.n)
		qsort(t->stems.v, t->stems.n, sizeof(*t->stems.v), by_key);
}

bool tree_has(const struct tree_index *t, struct str path)
{
	return names_find(t->paths, path) != NAMES_NONE;
}

struct str tree_folder_among(const struct names *folders, struct str path)
{
	for (size_t i = 0; folders->n && i < path.n; i++) {
		struct str folder = { path.p, i };

		if (path.p[i] == '/' && names_find(folders, folder) != NAMES_NONE)
			return folder;
	}
	return STR("");
}

/* How `key` stands to the run of `end`: before it, in it, or behind it. */
static int place_in(struct str key, struct str end)
{
	for (size_t i = 0; i <= end.n; i++) {
		int x = from_end(key, i), y = from_end(end, i);

		if (x != y)
			return x < y ? -1 : 1;
	}
	return 0;
}

static size_t first_not_before(const struct tree_endings *all, struct str end, int before)
{
	size_t low = 0, high = all->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (place_in(all->v[middle].key, end) < before)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct tree_endings run_of(const struct tree_endings *all, struct str end)
{
	size_t from, to;

	if (!all->n || !end.n)
		return (struct tree_endings){ 0 };
	from = first_not_before(all, end, 0);
	to = first_not_before(all, end, 1);
	return (struct tree_endings){ all->v + from, to - from };
}

struct tree_endings tree_ending_in(struct tree_index *t, struct str end)
{
	make_ready(t);
	return run_of(&t->whole, end);
}

bool tree_next_suffix(struct tree_index *t, struct str *rest)
{
	make_ready(t);
	/* A path of thousands of parts has only so many ends that a file of the tree can have. */
	if (rest->n > t->bytes_max + 1)
		*rest = str_skip(*rest, rest->n - t->bytes_max - 1);
	while (rest->n) {
		str_cut(rest, '/');
		if (rest->n && parts_of(*rest) <= t->parts_max && tree_has(t, *rest))
			return true;
	}
	return false;
}

struct str tree_other_case(struct tree_index *t, struct str path)
{
	make_ready(t);
	for (size_t i = 0; i < t->whole.n; i++) {
		struct str whole = t->whole.v[i].path;
		struct str end = str_skip(whole, whole.n > path.n ? whole.n - path.n : 0);

		if (str_eq_nocase(end, path) &&
			(end.n == whole.n || whole.p[whole.n - end.n - 1] == '/'))
			return whole;
	}
	return STR("");
}

struct tree_endings tree_stems_in(struct tree_index *t, struct str stem)
{
	make_ready(t);
	return run_of(&t->stems, stem);
}
