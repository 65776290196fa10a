#include "gate/model/resolve.h"

#include <stdlib.h>

#include "gate/base/path.h"

/* A path of the tree, found by its last part. */
struct by_base {
	struct str base, path;
};

struct resolver {
	struct arena *arena;
	const struct path_rules *rules;
	struct by_base *index; /* sorted by base, then path */
	size_t index_count;

	struct str last_suite, last_file, last_result; /* the test resolved before */
	bool has_last;
};

struct candidate {
	struct str path; /* tidy, as the report has it */
	struct str known; /* without a known root, or empty */
	struct str found; /* in the tree, or empty */
	uint32_t root;    /* among the roots of the vote, or NAMES_NONE */
	unsigned ways;    /* paths of the tree that end in it */
};

static int by_base_order(const void *a, const void *b)
{
	const struct by_base *x = a, *y = b;
	int order = str_cmp(x->base, y->base);

	return order ? order : str_cmp(x->path, y->path);
}

struct resolver *resolver_new(struct arena *a, const struct path_rules *rules)
{
	struct resolver *r = arena_alloc(a, sizeof(*r));

	r->arena = a;
	r->rules = rules;
	if (!rules->tree)
		return r;
	r->index_count = rules->tree->n;
	r->index = arena_alloc(a, r->index_count * sizeof(*r->index));
	for (size_t i = 0; i < r->index_count; i++)
		r->index[i] = (struct by_base){ path_base(rules->tree->v[i]), rules->tree->v[i] };
	if (r->index_count)
		qsort(r->index, r->index_count, sizeof(*r->index), by_base_order);
	return r;
}

static bool in_tree(const struct resolver *r, struct str path)
{
	return names_find(r->rules->tree, path) != NAMES_NONE;
}

static bool ends_at_slash(struct str whole, struct str end)
{
	return str_ends(whole, end) &&
		(whole.n == end.n || whole.p[whole.n - end.n - 1] == '/');
}

/* Where entries of the index with this base, or a later one, start. */
static size_t index_at(const struct resolver *r, struct str base)
{
	size_t low = 0, high = r->index_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_cmp(r->index[middle].base, base) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Paths of the tree that end in `path`: how many, and the first. */
static unsigned longer_paths(const struct resolver *r, struct str path, struct str *first)
{
	struct str base = path_base(path);
	unsigned ways = 0;

	for (size_t i = index_at(r, base); i < r->index_count && str_eq(r->index[i].base, base); i++) {
		if (ends_at_slash(r->index[i].path, path) && ways++ == 0)
			*first = r->index[i].path;
	}
	return ways;
}

/* The longest end of `path` that is in the tree, or empty. */
static struct str longest_suffix(const struct resolver *r, struct str path)
{
	struct str rest = path;

	while (rest.n) {
		str_cut(&rest, '/');
		if (rest.n && in_tree(r, rest))
			return rest;
	}
	return rest;
}

static bool known_root(const struct path_rules *rules, struct str path, struct str *rest)
{
	for (size_t i = 0; i < rules->strip_count; i++) {
		if (path_below(path, rules->strip[i], rest))
			return true;
	}
	return rules->root.n && path_below(path, rules->root, rest);
}

static struct candidate propose(struct resolver *r, struct str path, struct names *roots)
{
	struct candidate c = { .path = path_tidy(r->arena, path), .root = NAMES_NONE };
	bool known = known_root(r->rules, c.path, &c.known);
	struct str relative = known ? c.known : c.path;

	if (!r->rules->tree) {
		c.found = relative;
		return c;
	}
	if (in_tree(r, relative)) {
		c.found = relative;
		return c;
	}
	if (known)
		return c;
	if (!path_is_absolute(c.path)) {
		c.ways = longer_paths(r, c.path, &c.found);
		if (c.ways)
			return c;
	}
	c.found = longest_suffix(r, c.path);
	if (c.found.n)
		c.root = names_add(roots, (struct str){ c.path.p, c.path.n - c.found.n });
	return c;
}

/* Sets which roots are proved: explains[] counts files a root, deep[] those with a folder. */
static bool *vote(struct resolver *r, const struct names *roots, const struct candidate *v, size_t n)
{
	bool *proved = arena_alloc(r->arena, roots->n * sizeof(*proved));
	size_t *explains = arena_alloc(r->arena, roots->n * sizeof(*explains));
	bool *deep = arena_alloc(r->arena, roots->n * sizeof(*deep));
	size_t best = 0, winners = 0;

	for (size_t i = 0; i < n; i++) {
		if (v[i].root == NAMES_NONE)
			continue;
		deep[v[i].root] |= str_index(v[i].found, '/') < v[i].found.n;
		if (++explains[v[i].root] > best)
			best = explains[v[i].root];
	}
	for (size_t i = 0; i < roots->n; i++)
		winners += explains[i] == best;
	for (size_t i = 0; i < roots->n; i++)
		proved[i] = explains[i] > 1 || (best == 1 && (winners == 1 || deep[i]));
	return proved;
}

static bool below_a_root(const struct names *roots, const bool *proved, struct str path,
	struct str *rest)
{
	for (size_t i = 0; i < roots->n; i++) {
		if (proved[i] && roots->v[i].n > 1 && str_starts(path, roots->v[i])) {
			*rest = str_skip(path, roots->v[i].n);
			return true;
		}
	}
	return false;
}

static struct str other_case(const struct resolver *r, struct str path)
{
	for (size_t i = 0; i < r->index_count; i++) {
		struct str whole = r->index[i].path;
		struct str end = str_skip(whole, whole.n > path.n ? whole.n - path.n : 0);

		if (str_eq_nocase(end, path) && ends_at_slash(whole, end))
			return whole;
	}
	return STR("");
}

/* Why a path is unmatched, and what to do: each case has its own mend. */
static struct str reason(struct resolver *r, const struct candidate *c, struct str inside)
{
	struct str similar;

	if (c->ways > 1)
		return arena_printf(r->arena,
			"%u files of it end so, such as '" STR_FMT "'; have the report written with longer paths",
			c->ways, STR_ARG(c->found));
	if (c->found.n)
		return arena_printf(r->arena,
			"only its end '" STR_FMT "' is, which proves nothing; if it is the same file, add"
			" \"paths\": { \"strip\": [\"" STR_FMT "\"] } to project.json",
			STR_ARG(c->found), (int)(c->path.n - c->found.n - 1), c->path.p);
	similar = other_case(r, inside);
	if (similar.n)
		return arena_printf(r->arena,
			"the tree has '" STR_FMT "'; correct the case where the report is written",
			STR_ARG(similar));
	if (path_is_absolute(inside))
		return STR("nor does the rest of the report show where its project lies; is it another"
			   " project's? Else name its root in project.json: \"paths\": { \"strip\": [...] }");
	return arena_printf(r->arena,
		"commit it, or take it out in project.json: \"paths\": { \"exclude\": [\"" STR_FMT
		"\"] }",
		STR_ARG(inside));
}

static struct resolved unmatched(struct resolver *r, const struct candidate *c, struct str inside)
{
	if (globs_match(&r->rules->exclude, inside))
		return (struct resolved){ .fate = PATH_EXCLUDED, .path = inside };
	return (struct resolved){ PATH_UNMATCHED, inside, reason(r, c, inside) };
}

static struct resolved decide(struct resolver *r, const struct candidate *c,
	const struct names *roots, const bool *proved, bool any_root)
{
	struct str inside = c->known.n ? c->known : c->path;

	if (c->found.n && c->ways <= 1 && (c->root == NAMES_NONE || proved[c->root])) {
		bool out = globs_match(&r->rules->exclude, c->found);

		return (struct resolved){ .fate = out ? PATH_EXCLUDED : PATH_MATCHED, .path = c->found };
	}
	if (!c->known.n && !c->found.n && path_is_absolute(c->path) &&
		!below_a_root(roots, proved, c->path, &inside) && any_root)
		return (struct resolved){ .fate = PATH_EXTERNAL, .path = c->path };
	return unmatched(r, c, inside);
}

void resolve_paths(struct resolver *r, const struct str *paths, size_t n, struct resolved *out)
{
	struct candidate *v = arena_alloc(r->arena, n * sizeof(*v));
	struct names roots = { .arena = r->arena };
	bool *proved, any_root = false;

	for (size_t i = 0; i < n; i++)
		v[i] = propose(r, paths[i], &roots);
	proved = vote(r, &roots, v, n);
	/* Only a report that has some file of the tree can say what lies outside of it. */
	for (size_t i = 0; i < n; i++)
		any_root |= v[i].found.n && v[i].ways <= 1 &&
			(v[i].root == NAMES_NONE || proved[v[i].root]);
	for (size_t i = 0; i < n; i++)
		out[i] = decide(r, &v[i], &roots, proved, any_root);
}

/* The one source file whose path, without extension, ends in `stem`; empty if none or several. */
static struct str only_stem(const struct resolver *r, struct str stem)
{
	struct str base = path_base(stem), found = STR("");

	for (size_t i = index_at(r, base); i < r->index_count && str_starts(r->index[i].base, base);
		i++) {
		struct str path = r->index[i].path, extension = path_extension(path);
		struct str without = { path.p, path.n - extension.n };

		if (!extension.n || !path_is_source(path) || !ends_at_slash(without, stem))
			continue;
		if (found.n)
			return STR("");
		found = path;
	}
	return found;
}

static struct str with_slashes(struct arena *a, struct str dots)
{
	char *copy = arena_alloc(a, dots.n + 1);

	for (size_t i = 0; i < dots.n; i++)
		copy[i] = dots.p[i] == '.' ? '/' : dots.p[i];
	return (struct str){ copy, dots.n };
}

/* tests.workers.test_retry.TestRetry: the class is no file, the module is. */
static struct str dotted(struct resolver *r, struct str suite)
{
	struct str stem = with_slashes(r->arena, suite);

	while (stem.n) {
		struct str found = only_stem(r, stem);

		if (found.n)
			return found;
		str_cut_last(&stem, '/');
	}
	return STR("");
}

/* Without a tree nothing is proved: the module itself stands for its file. */
static struct str unproved(struct resolver *r, struct str suite)
{
	return str_index(suite, '/') < suite.n ? suite : with_slashes(r->arena, suite);
}

static struct str test_path(struct resolver *r, struct str path)
{
	struct names roots = { .arena = r->arena };
	struct candidate c = propose(r, path, &roots);

	return c.ways <= 1 ? c.found : STR("");
}

struct str resolve_test_file(struct resolver *r, const struct test *test)
{
	struct str found = STR("");

	/* Tests of a file follow each other in a report: the latest answer is most often this one. */
	if (r->has_last && str_eq(test->suite, r->last_suite) && str_eq(test->file, r->last_file))
		return r->last_result;
	if (test->file.n)
		found = test_path(r, test->file);
	if (!found.n && !r->rules->tree)
		found = unproved(r, test->suite);
	else if (!found.n && in_tree(r, test->suite))
		found = test->suite;
	else if (!found.n)
		found = dotted(r, test->suite);
	r->last_suite = test->suite;
	r->last_file = test->file;
	r->last_result = found;
	r->has_last = true;
	return found;
}
