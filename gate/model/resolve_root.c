#include "gate/model/resolve_root.h"

#include "gate/base/path.h"

enum {
	TIES_MAX = 16, /* roots of equal votes that are looked at */
	WAYS_MAX = 64, /* files that one short path may mean, as far as they vote */
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

static void count_votes(struct vote *vote, struct resolver *r, const struct candidate *c)
{
	struct str rest = c->path;
	struct tree_endings longer = { 0 };

	if (c->found.n || c->known.n)
		return;
	while (tree_next_suffix(&r->tree, &rest))
		vote_for(vote, r->arena, '-', c->path, rest);
	if (!path_is_absolute(c->path))
		longer = tree_ending_in(&r->tree, c->path);
	for (size_t i = 0; i < longer.n && longer.n <= WAYS_MAX; i++)
		vote_for(vote, r->arena, '+', longer.v[i].path, c->path);
}

struct str root_apply(struct resolver *r, struct str root, struct str path)
{
	struct str front = str_skip(root, 1);

	if (!root.n)
		return STR("");
	if (root.p[0] == '+')
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
		if (v[i].known.n || tree_has(&r->tree, root_apply(r, root, v[i].path)))
			continue;
		for (size_t j = 0; j < ties; j++) {
			if (tree_has(&r->tree, root_apply(r, tied[j], v[i].path)))
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

struct str root_elect(struct resolver *r, const struct candidate *v, size_t n)
{
	struct vote vote = { .roots = { .arena = r->arena } };

	for (size_t i = 0; i < n; i++)
		count_votes(&vote, r, &v[i]);
	return vote.n ? elect(&vote, r, v, n) : STR("");
}
