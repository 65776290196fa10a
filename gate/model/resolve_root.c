#include "gate/model/resolve_root.h"

#include "gate/base/buf.h"
#include "gate/base/path.h"

enum {
	TIES_MAX = 16,  /* roots of equal votes that are looked at */
	ROOTS_MAX = 64, /* that one report may have, each of which is tried for each path */
	WAYS_MAX = 64,  /* files that one short path may mean, as far as they vote */
};

struct vote {
	struct names roots;
	size_t *v; /* by root: how many paths it would explain */
	size_t n, cap;
};

static void vote_for(
	struct vote *vote, struct arena *a, char sign, struct str whole, struct str end)
{
	size_t front = whole.n - end.n;
	struct str name = arena_printf(a, "%c" STR_FMT, sign, (int)front, whole.p);
	uint32_t root = names_add(&vote->roots, name);

	if (root == vote->n)
		ARENA_PUSH(a, vote->v, vote->n, vote->cap);
	vote->v[root]++;
}

/* The files that end as a path does of which no known root tells which it is. */
static struct tree_endings files_of(struct resolver *r, const struct candidate *c)
{
	if (c->found.n || c->known.n || path_is_absolute(c->path))
		return (struct tree_endings){ 0 };
	return tree_ending_in(&r->tree, c->path);
}

static void count_votes(struct vote *vote, struct resolver *r, const struct candidate *c)
{
	struct str rest = c->path;
	struct tree_endings longer = files_of(r, c);

	if (c->found.n || c->known.n)
		return;
	while (tree_next_suffix(&r->tree, &rest) && rest.n > c->end.n)
		vote_for(vote, r->arena, '-', c->path, rest);
	for (size_t i = 0; i < longer.n && longer.n <= WAYS_MAX; i++)
		vote_for(vote, r->arena, '+', longer.v[i].path, c->path);
}

/* The path as the change makes it, or empty if that does not fit. */
static struct str changed(struct resolver *r, struct str change, struct str path)
{
	struct str front = str_skip(change, 1);

	if (!change.n)
		return STR("");
	if (change.p[0] == '+')
		return path_is_absolute(path)
			? STR("")
			: arena_printf(r->arena, STR_FMT STR_FMT, STR_ARG(front), STR_ARG(path));
	return str_starts(path, front) ? str_skip(path, front.n) : STR("");
}

/* Does `root` lead into the tree wherever one of the tied roots does? */
static bool explains_all(struct resolver *r, struct str root, const struct str *tied, size_t ties,
	const struct candidate *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (v[i].known.n || tree_has(&r->tree, changed(r, root, v[i].path)))
			continue;
		for (size_t j = 0; j < ties; j++) {
			if (tree_has(&r->tree, changed(r, tied[j], v[i].path)))
				return false;
		}
	}
	return true;
}

/*
 * The root of most votes. Several may explain the same paths, /ci/x/a.c as x/a.c or as a.c: then the
 * longest suffix is meant. Any other tie proves nothing, and the root is empty.
 */
static struct str elect(
	const struct vote *vote, struct resolver *r, const struct candidate *v, size_t n)
{
	struct str tied[TIES_MAX] = { 0 }, best = STR("");
	size_t most = 0, ties = 0;

	for (size_t i = 0; i < vote->n; i++)
		most = vote->v[i] > most ? vote->v[i] : most;
	for (size_t i = 0; i < vote->n; i++) {
		if (vote->v[i] < most)
			continue;
		if (ties == TIES_MAX)
			return STR("");
		tied[ties++] = vote->roots.v[i];
		if (!best.n || vote->roots.v[i].n < best.n)
			best = vote->roots.v[i];
	}
	for (size_t i = 0; ties > 1 && i < ties; i++) {
		if (tied[i].p[0] != '-')
			return STR("");
	}
	return explains_all(r, best, tied, ties, v, n) ? best : STR("");
}

/*
 * Of a file of that path only its name is in the tree elsewhere: the build writes it, or git has it not
 * yet, or the policy takes it out.
 */
static bool is_another(const struct resolver *r, struct str path)
{
	return globs_match(&r->rules->exclude, path) ||
		(r->rules->is_there && r->rules->is_there(path));
}

/* May the path be of a root of the report that the tree does not tell? */
static bool is_torn(
	const struct resolver *r, const struct vote *vote, struct str path, struct str own)
{
	struct buf other = { 0 };
	bool torn = false;

	for (size_t i = 0; i < vote->n && !torn; i++) {
		buf_truncate(&other, 0);
		buf_add(&other, str_skip(vote->roots.v[i], 1));
		buf_add(&other, path);
		torn = !str_eq(buf_str(&other), own) && is_another(r, buf_str(&other));
	}
	buf_release(&other);
	return torn;
}

/*
 * Tracefiles of api/ and web/ in one: src/get.py and src/page.py. Where one path alone fits two of the
 * roots nobody knows of which it is, and so it is where any path may have something before the root: a
 * copy in third_party/ ends as its original does. A name without a folder shows no root of its own.
 */
static bool are_several(
	struct resolver *r, const struct vote *vote, const struct candidate *v, size_t n)
{
	if (vote->n < 2 || vote->n > ROOTS_MAX)
		return false;
	for (size_t i = 0; i < vote->n; i++) {
		if (vote->roots.v[i].p[0] != '+')
			return false;
	}
	for (size_t i = 0; i < n; i++) {
		struct tree_endings files = files_of(r, &v[i]);

		if (files.n > 1 || (files.n && str_index(v[i].path, '/') == v[i].path.n) ||
			(files.n && is_torn(r, vote, v[i].path, files.v[0].path)))
			return false;
	}
	return true;
}

struct root root_elect(struct resolver *r, const struct candidate *v, size_t n)
{
	struct vote vote = { .roots = { .arena = r->arena } };

	for (size_t i = 0; i < n; i++)
		count_votes(&vote, r, &v[i]);
	if (are_several(r, &vote, v, n))
		return (struct root){ .several = true };
	return (struct root){ .change = vote.n ? elect(&vote, r, v, n) : STR("") };
}

struct str root_apply(struct resolver *r, const struct root *root, struct str path)
{
	struct tree_endings files = { 0 };

	if (!root->several)
		return changed(r, root->change, path);
	if (!path_is_absolute(path))
		files = tree_ending_in(&r->tree, path);
	return files.n ? files.v[0].path : STR("");
}
