#include "gate/model/resolve.h"

#include "gate/base/path.h"
#include "gate/model/resolve_reason.h"
#include "gate/model/resolve_root.h"

/* Each may look at the whole tree, and only the first are shown. */
enum { REASONS_MAX = 64 };

struct resolver *resolver_new(struct arena *a, const struct path_rules *rules)
{
	struct resolver *r = arena_alloc(a, sizeof(*r));

	r->arena = a;
	r->rules = rules;
	r->known = arena_alloc(a, (rules->strip_count + 1) * sizeof(*r->known));
	for (size_t i = 0; i < rules->strip_count; i++)
		r->known[r->known_count++] = path_tidy(a, rules->strip[i]);
	if (rules->root.n)
		r->known[r->known_count++] = path_tidy(a, rules->root);
	if (rules->tree)
		r->tree = tree_index_new(a, rules->tree);
	return r;
}

struct str resolver_submodule(const struct resolver *r, struct str path)
{
	const struct names *all = r->rules->submodules;

	return all ? tree_folder_among(all, path) : STR("");
}

/* Below several known roots, one that leads into the tree goes before the first. */
static bool below_known(const struct resolver *r, struct str path, struct str *rest)
{
	struct str below;
	bool any = false;

	for (size_t i = 0; i < r->known_count; i++) {
		if (!path_below(path, r->known[i], &below))
			continue;
		if (!any)
			*rest = below;
		any = true;
		if (r->rules->tree &&
			(tree_has(&r->tree, below) || resolver_submodule(r, below).n)) {
			*rest = below;
			break;
		}
	}
	return any;
}

/* vendor/lib/src/x.c may be in a submodule vendor/lib, and then it is no src/x.c, unless that is longer. */
static struct str end_in_submodule(struct resolver *r, struct str path)
{
	while (path.n && !tree_has(&r->tree, path)) {
		if (resolver_submodule(r, path).n)
			return path;
		str_cut(&path, '/');
	}
	return STR("");
}

static struct candidate propose(struct resolver *r, struct str path)
{
	struct candidate c = { .path = path_tidy(r->arena, path) };

	if (r->rules->tree && tree_has(&r->tree, c.path)) {
		c.found = c.path;
		return c;
	}
	if (resolver_submodule(r, c.path).n) {
		c.known = c.path;
	} else if (below_known(r, c.path, &c.known)) {
		if (!r->rules->tree || tree_has(&r->tree, c.known))
			c.found = c.known;
	} else if (r->rules->tree) {
		c.end = end_in_submodule(r, c.path);
	} else {
		c.found = c.path;
	}
	return c;
}

/* A file of ours by its folder and name: another checkout's, or another project's? Not to be guessed. */
static bool looks_ours(struct resolver *r, struct str path)
{
	struct str end = path;

	return tree_next_suffix(&r->tree, &end) && str_index(end, '/') < end.n;
}

/* `inside`: below a root, or empty. */
static struct resolved not_found(struct resolver *r, const struct candidate *c, struct str inside)
{
	const struct globs *exclude = &r->rules->exclude;
	struct str end = inside.n ? STR("") : c->end, submodule;
	struct resolved out = { PATH_UNMATCHED, .path = inside.n ? inside : c->path };

	if (end.n && !globs_match(exclude, out.path))
		out.path = end;
	if (globs_match(exclude, out.path))
		return (struct resolved){ .fate = PATH_EXCLUDED, .path = out.path };
	submodule = resolver_submodule(r, out.path);
	out.of_another = submodule.n;
	if (r->reasons++ >= REASONS_MAX)
		out.why = STR("as others before it");
	else if (submodule.n)
		out.why = resolve_reason_submodule(r->arena, submodule, end);
	else
		out.why = resolve_reason(r->arena, &r->tree, c->path, out.path,
			r->rules->is_there && !r->rules->is_there(out.path));
	return out;
}

static struct resolved decide(
	struct resolver *r, const struct candidate *c, const struct root *root, bool proved)
{
	struct str inside = c->known.n ? c->known : root_apply(r, root, c->path);
	struct str found = c->found.n ? c->found : inside;

	if (found.n && (!r->rules->tree || tree_has(&r->tree, found))) {
		bool out = globs_match(&r->rules->exclude, found);

		return (struct resolved){ .fate = out ? PATH_EXCLUDED : PATH_MATCHED,
			.path = found };
	}
	if (!inside.n && proved && path_is_absolute(c->path) && !looks_ours(r, c->path))
		return (struct resolved){ .fate = PATH_EXTERNAL, .path = c->path };
	return not_found(r, c, inside);
}

void resolve_paths(struct resolver *r, const struct str *paths, size_t n, struct resolved *out)
{
	struct candidate *v = arena_alloc(r->arena, n * sizeof(*v));
	struct root root = { 0 };
	bool direct = false;

	for (size_t i = 0; i < n; i++) {
		v[i] = propose(r, paths[i]);
		direct |= v[i].found.n > 0;
	}
	if (!direct && r->rules->tree)
		root = root_elect(r, v, n);
	for (size_t i = 0; i < n; i++)
		out[i] = decide(r, &v[i], &root, direct || root_is_shown(&root));
}
