#include <stdlib.h>

#include "gate/base/path.h"
#include "policies/convention.h"
#include "policies/survey_parts.h"

/* The areas' globs of sources, compiled. */
struct matchers {
	struct globs *v;
	size_t n;
};

static struct matchers compile(const struct proposal *p)
{
	struct matchers m = { arena_alloc(p->arena, (p->n + 1) * sizeof(*m.v)), p->n };
	const char *why;

	/* What is too long for a glob owns nothing here, and its policy is refused in the end. */
	for (size_t i = 0; i < p->n; i++) {
		for (size_t j = 0; j < p->v[i].sources.n; j++)
			(void)globs_add(&m.v[i], p->arena, p->v[i].sources.v[j], &why);
	}
	return m;
}

static void release(struct matchers *m)
{
	for (size_t i = 0; i < m->n; i++)
		globs_release(&m->v[i]);
}

/* The area that the file is in; NULL for none. */
static struct proposed_area *owner_of(struct proposal *p, const struct matchers *m, struct str path)
{
	for (size_t i = 0; i < p->n; i++) {
		if (globs_match(&m->v[i], path))
			return &p->v[i];
	}
	return NULL;
}

/* The area that a folder below the folder of tests is named like: tests/unit/workers. */
static struct proposed_area *named_like(struct proposal *p, struct str path, struct str *folder)
{
	struct str tests = convention_test_folder(path), rest;

	if (!tests.n)
		return NULL;
	rest = str_skip(path, tests.n + 1);
	while (str_index(rest, '/') < rest.n) {
		struct str part = str_cut(&rest, '/');

		for (size_t i = 0; i < p->n; i++) {
			if (!p->v[i].folder.n || !str_eq(path_base(p->v[i].folder), part))
				continue;
			*folder = (struct str){ path.p, path.n - rest.n - 1 };
			return &p->v[i];
		}
	}
	return NULL;
}

/* Tests outside of any area that one glob matches, and the areas that their names vote for. */
struct pending {
	struct str glob;
	const struct proposed_area *area; /* the only one so far */
	bool torn;
};

struct pendings {
	struct pending *v;
	size_t n, cap;
};

static struct pending *pending_of(struct pendings *all, struct str glob, struct arena *a)
{
	for (size_t i = 0; i < all->n; i++) {
		if (str_eq(all->v[i].glob, glob))
			return &all->v[i];
	}
	*ARENA_PUSH(a, all->v, all->n, all->cap) = (struct pending){ .glob = glob };
	return &all->v[all->n - 1];
}

/* A source by its name alone, for the tests of it. */
struct stem {
	struct str name;
	const struct proposed_area *area;
};

static int by_name(const void *a, const void *b)
{
	return str_cmp(((const struct stem *)a)->name, ((const struct stem *)b)->name);
}

static struct stem *stems_of(struct survey *s, const struct matchers *m)
{
	struct stem *stems = arena_alloc(s->proposal->arena, (s->files + 1) * sizeof(*stems));

	for (size_t i = 0; i < s->files; i++) {
		struct str path = s->sources.v[i], base = path_base(path);

		base.n -= path_extension(path).n;
		stems[i] = (struct stem){ base, owner_of(s->proposal, m, path) };
	}
	if (s->files)
		qsort(stems, s->files, sizeof(*stems), by_name);
	return stems;
}

/* The one area with a source of that name; NULL if there is none, or several. */
static const struct proposed_area *only_with(const struct stem *stems, size_t n, struct str name)
{
	const struct stem key = { name, NULL };
	const struct stem *found = n ? bsearch(&key, stems, n, sizeof(*stems), by_name) : NULL;
	const struct proposed_area *only;

	if (!found)
		return NULL;
	while (found > stems && str_eq(found[-1].name, name))
		found--;
	only = found->area;
	for (; found < stems + n && str_eq(found->name, name); found++) {
		if (found->area != only)
			return NULL;
	}
	return only;
}

static void vote(struct pending *p, const struct proposed_area *area)
{
	if (!area)
		return;
	p->torn |= p->area && p->area != area;
	p->area = area;
}

/* Whose tests are those that no name tells of: what is left over, else most. */
static struct proposed_area *fallback(struct proposal *p)
{
	struct proposed_area *best = &p->v[0];

	for (size_t i = 0; i < p->n; i++) {
		if (!p->v[i].folder.n)
			return &p->v[i];
		if (p->v[i].files > best->files)
			best = &p->v[i];
	}
	return best;
}

static bool is_below(struct str glob, struct str around)
{
	struct str folder = { around.p, around.n - 2 };

	return str_ends(around, STR("/**")) && str_starts(glob, folder) && !str_eq(glob, around);
}

/* What lies inside is of other areas already. */
static void take_out(struct proposal *p, struct proposed_area *area, struct str glob)
{
	for (size_t i = 0; i < p->n; i++) {
		for (size_t j = 0; &p->v[i] != area && j < p->v[i].tests.n; j++) {
			struct str inner = p->v[i].tests.v[j];

			if (*inner.p != '!' && is_below(inner, glob))
				text_list_add(&area->tests,
					arena_printf(p->arena, "!" STR_FMT, STR_ARG(inner)),
					p->arena);
		}
	}
}

static void settle(struct proposal *p, const struct pendings *all)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct pending *pending = &all->v[i];
		struct proposed_area *area = fallback(p);

		if (pending->area && !pending->torn)
			area = &p->v[pending->area - p->v];
		else
			area->others |= p->n > 1;
		text_list_add(&area->tests, pending->glob, p->arena);
		take_out(p, area, pending->glob);
	}
}

/* A test among the sources of an area: it is the area's, and no source. */
static void take_inside(struct proposal *p, struct proposed_area *area, struct str path)
{
	struct str glob = convention_test_glob(path, area->folder, p->arena);

	text_list_add(&area->tests, glob, p->arena);
	text_list_add(&area->sources, arena_printf(p->arena, "!" STR_FMT, STR_ARG(glob)), p->arena);
}

void survey_tests(struct survey *s)
{
	struct proposal *p = s->proposal;
	struct matchers m = compile(p);
	struct stem *stems = stems_of(s, &m);
	struct pendings pendings = { 0 };

	for (size_t i = 0; p->n && i < s->tests.n; i++) {
		struct str path = s->tests.v[i], folder;
		struct proposed_area *area = owner_of(p, &m, path);

		if (area) {
			take_inside(p, area, path);
			continue;
		}
		area = named_like(p, path, &folder);
		if (area)
			text_list_add(&area->tests,
				arena_printf(p->arena, STR_FMT "/**",
					STR_ARG(convention_glob(folder, p->arena))),
				p->arena);
		else
			vote(pending_of(&pendings, convention_test_glob(path, STR(""), p->arena),
				     p->arena),
				only_with(stems, s->files, convention_subject(path)));
	}
	settle(p, &pendings);
	release(&m);
}

void survey_owners(struct proposal *p, const struct names *tree, const struct codeowners *c)
{
	struct matchers m = compile(p);

	p->owners_file = c->file;
	for (size_t i = 0; i < tree->n; i++) {
		struct proposed_area *area;
		struct owner_list owners = { 0 };

		if (!path_is_source(tree->v[i]))
			continue;
		area = owner_of(p, &m, tree->v[i]);
		if (!area)
			continue;
		codeowners_of(c, tree->v[i], &owners, p->arena);
		for (size_t j = 0; j < owners.n; j++)
			text_list_add(&area->owners, owners.v[j], p->arena);
	}
	release(&m);
}
