#include "gate/model/resolve.h"

#include "gate/base/path.h"
#include "gate/model/resolve_reason.h"
#include "gate/model/tree_index.h"

enum {
	TIES_MAX = 16,    /* roots of equal votes that are looked at */
	WAYS_MAX = 64,    /* files that one short path may mean, as far as they vote */
	REASONS_MAX = 64, /* each may look at the whole tree, and only the first are shown */
};

struct resolver {
	struct arena *arena;
	const struct path_rules *rules;
	struct tree_index tree; /* where rules->tree is set */
	struct str *known;      /* roots: every paths.strip, then the work tree */
	size_t known_count;
	unsigned reasons; /* given so far */
};

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
		if (r->rules->tree && tree_has(&r->tree, below)) {
			*rest = below;
			break;
		}
	}
	return any;
}

/* One path of the report on its way. */
struct candidate {
	struct str path;  /* tidy, as the report has it */
	struct str known; /* below a known root, or empty */
	struct str found; /* in the tree, or empty */
};

static struct candidate propose(struct resolver *r, struct str path)
{
	struct candidate c = { .path = path_tidy(r->arena, path) };

	if (r->rules->tree && tree_has(&r->tree, c.path)) {
		c.found = c.path;
		return c;
	}
	if (below_known(r, c.path, &c.known)) {
		if (!r->rules->tree || tree_has(&r->tree, c.known))
			c.found = c.known;
	} else if (!r->rules->tree) {
		c.found = c.path;
	}
	return c;
}

/*
 * A root takes something away from the front of a path, or puts something there (a report that was
 * written in a folder below): its name starts with '-' or '+'.
 */
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

/* The path as the root makes it, or empty if the root does not fit. */
static struct str by_root(struct resolver *r, struct str root, struct str path)
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
		if (v[i].known.n || tree_has(&r->tree, by_root(r, root, v[i].path)))
			continue;
		for (size_t j = 0; j < ties; j++) {
			if (tree_has(&r->tree, by_root(r, tied[j], v[i].path)))
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

/* A file of ours by its folder and name: another checkout's, or another project's? Not to be guessed. */
static bool looks_ours(struct resolver *r, struct str path)
{
	struct str end = path;

	return tree_next_suffix(&r->tree, &end) && str_index(end, '/') < end.n;
}

static struct resolved decide(
	struct resolver *r, const struct candidate *c, struct str root, bool proved)
{
	struct str inside = c->known.n ? c->known : by_root(r, root, c->path);
	struct str found = c->found.n ? c->found : inside;

	if (found.n && (!r->rules->tree || tree_has(&r->tree, found))) {
		bool out = globs_match(&r->rules->exclude, found);

		return (struct resolved){ .fate = out ? PATH_EXCLUDED : PATH_MATCHED,
			.path = found };
	}
	if (!inside.n && proved && path_is_absolute(c->path) && !looks_ours(r, c->path))
		return (struct resolved){ .fate = PATH_EXTERNAL, .path = c->path };
	if (!inside.n)
		inside = c->path;
	if (globs_match(&r->rules->exclude, inside))
		return (struct resolved){ .fate = PATH_EXCLUDED, .path = inside };
	if (r->reasons++ >= REASONS_MAX)
		return (struct resolved){ PATH_UNMATCHED, inside, STR("as others before it") };
	return (struct resolved){ PATH_UNMATCHED, inside,
		resolve_reason(r->arena, &r->tree, c->path, inside,
			r->rules->is_there && !r->rules->is_there(inside)) };
}

void resolve_paths(struct resolver *r, const struct str *paths, size_t n, struct resolved *out)
{
	struct candidate *v = arena_alloc(r->arena, n * sizeof(*v));
	struct vote vote = { .roots = { .arena = r->arena } };
	struct str root = STR("");
	bool direct = false;

	for (size_t i = 0; i < n; i++) {
		v[i] = propose(r, paths[i]);
		direct |= v[i].found.n > 0;
	}
	for (size_t i = 0; i < n && !direct; i++)
		count_votes(&vote, r, &v[i]);
	if (vote.n)
		root = elect(&vote, r, v, n);
	for (size_t i = 0; i < n; i++)
		out[i] = decide(r, &v[i], root, direct || root.n);
}

static struct str with_slashes(struct arena *a, struct str dots)
{
	char *copy = arena_alloc(a, dots.n + 1);

	for (size_t i = 0; i < dots.n; i++)
		copy[i] = dots.p[i] == '.' ? '/' : dots.p[i];
	return (struct str){ copy, dots.n };
}

static bool is_class(struct str name)
{
	return name.n && name.p[0] >= 'A' && name.p[0] <= 'Z';
}

/* Which file a suite names. */
struct home {
	struct str file; /* or empty */
	const struct torn *torn;
};

/* services/api/tests/test_core of which the suite has tests.test_core: services.api */
static struct str prefix_of(struct arena *a, struct str key, struct str stem)
{
	struct str prefix = { key.p, key.n - stem.n };
	char *copy;

	if (!prefix.n)
		return prefix;
	prefix.n--;
	copy = arena_alloc(a, prefix.n + 1);
	for (size_t i = 0; i < prefix.n; i++)
		copy[i] = prefix.p[i] == '/' ? '.' : prefix.p[i];
	return (struct str){ copy, prefix.n };
}

static struct home home_of(struct resolver *r, struct str stem)
{
	struct tree_endings found = tree_stems_in(&r->tree, stem);
	struct torn *torn;

	if (found.n < 2)
		return (struct home){ found.n ? found.v[0].path : STR(""), NULL };
	torn = arena_alloc(r->arena, sizeof(*torn));
	torn->all = found;
	for (size_t i = 0; i < 2; i++)
		torn->files[i] = found.v[i].path;
	torn->prefix = prefix_of(r->arena, found.v[1].key, stem);
	return (struct home){ STR(""), torn };
}

/*
 * tests.workers.test_retry.TestRetry: the class is no file, the module is. Only classes are left out,
 * else tests.test_gone would be any tests.py, and github.com/acme any github.c.
 */
static struct home dotted(struct resolver *r, struct str suite)
{
	struct str outer = { suite.p, str_index(suite, '$') }; /* com.acme.FooTest$Inner */
	struct home found;
	struct str stem;

	if (outer.n > r->tree.bytes_max + GLOB_BYTES_MAX)
		return (struct home){ STR(""), NULL };
	stem = with_slashes(r->arena, outer);
	found = home_of(r, stem);
	if (found.file.n || found.torn || !is_class(path_base(stem)))
		return found;
	while (is_class(path_base(stem)))
		str_cut_last(&stem, '/');
	return stem.n ? home_of(r, stem) : (struct home){ STR(""), NULL };
}

static struct home home_of_suite(struct resolver *r, struct str suite)
{
	if (r->rules->tree && !tree_has(&r->tree, suite))
		return dotted(r, suite);
	/* Without a tree nothing is proved: the module itself stands for its file. */
	if (!r->rules->tree && str_index(suite, '/') == suite.n)
		suite = with_slashes(r->arena, suite);
	return (struct home){ suite, NULL };
}

/* A record of a module may be named by its path alone, as the machine that ran it has it. */
static struct str file_text(const struct test *t)
{
	bool path = t->module && !t->file.n && str_index(t->suite, '/') < t->suite.n;

	return path ? t->suite : t->file;
}

/* Each distinct text of the tests once, in `names`; the id of each test's goes to `ids`. */
static void gather(
	struct names *names, uint32_t *ids, const struct test *tests, size_t n, bool file)
{
	for (size_t i = 0; i < n; i++) {
		struct str text = file ? file_text(&tests[i]) : tests[i].suite;
		struct str before =
			i ? (file ? file_text(&tests[i - 1]) : tests[i - 1].suite) : STR("");

		/* Tests of a file follow each other in a report. */
		ids[i] = i && str_eq(text, before) ? ids[i - 1] : names_add(names, text);
	}
}

void resolve_tests(struct resolver *r, struct test *tests, size_t n)
{
	struct names files = { .arena = r->arena }, suites = { .arena = r->arena };
	uint32_t *file_ids = arena_alloc(r->arena, n * sizeof(*file_ids));
	uint32_t *suite_ids = arena_alloc(r->arena, n * sizeof(*suite_ids));
	struct resolved *resolved;
	struct home *of_suite;

	gather(&files, file_ids, tests, n, true);
	gather(&suites, suite_ids, tests, n, false);
	resolved = arena_alloc(r->arena, files.n * sizeof(*resolved));
	of_suite = arena_alloc(r->arena, suites.n * sizeof(*of_suite));
	resolve_paths(r, files.v, files.n, resolved);
	for (size_t i = 0; i < suites.n; i++)
		of_suite[i] = suites.v[i].n ? home_of_suite(r, suites.v[i])
					    : (struct home){ STR(""), NULL };
	for (size_t i = 0; i < n; i++) {
		const struct resolved *f = &resolved[file_ids[i]];
		bool found = f->path.n && (f->fate == PATH_MATCHED || f->fate == PATH_EXCLUDED);

		tests[i].file = found ? f->path : of_suite[suite_ids[i]].file;
		tests[i].torn = found ? NULL : of_suite[suite_ids[i]].torn;
	}
}
