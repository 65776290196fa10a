#include <stdlib.h>

#include "gate/base/path.h"
#include "policies/carried.h"
#include "policies/explain_parts.h"
#include "policies/patched.h"

/* What lacks most comes first; of two alike the one that comes first by path. */
static int by_missing(const void *a, const void *b)
{
	const struct explained_file *x = a, *y = b;
	uint64_t of_x = x->count.total - x->count.covered, of_y = y->count.total - y->count.covered;

	if (of_x != of_y)
		return of_x > of_y ? -1 : 1;
	return str_cmp(x->path, y->path);
}

static struct explained_file *add_file(
	struct explaining *e, struct explained_files *into, struct str path, struct count count)
{
	struct explained_file *f = ARENA_PUSH(e->arena, into->v, into->n, into->cap);

	f->path = path;
	f->count = count;
	return f;
}

static void add_all(struct explaining *e, struct explained_files *into)
{
	static const struct line_range whole = { 1, LINE_MAX_NUMBER };
	const struct coverage *c = &e->judged->grounds->evidence->coverage;

	for (size_t i = 0; i < coverage_files(c); i++) {
		const struct file_coverage *file = &c->files[i];
		struct count count = file_coverage_count(file, into->metric);
		struct explained_file *f;

		if (!policy_owns(e->policy, file->path) || !count.total)
			continue;
		f = add_file(e, into, file->path, count);
		runs_uncovered(&f->uncovered, file, into->metric, &whole, 1, e->arena);
	}
}

/* Every line that was added, since nobody knows which of them are code. */
static void add_ranges(struct runs *out, const struct patch_file *patch, struct arena *a)
{
	for (size_t i = 0; i < patch->n; i++)
		*ARENA_PUSH(a, out->v, out->n, out->cap) = patch->ranges[i];
}

static void add_patched(struct explaining *e, struct explained_files *into)
{
	const struct grounds *g = e->judged->grounds;

	for (size_t i = 0; g->patch && i < g->patch->n; i++) {
		struct patched_file part;
		struct explained_file *f;

		if (!patched_file(&part, e->policy, e->judged->policies, g, i) ||
			!part.count[into->metric].total)
			continue;
		f = add_file(e, into, part.patch->path, part.count[into->metric]);
		f->unreported = !part.coverage;
		if (part.coverage)
			runs_uncovered(&f->uncovered, part.coverage, into->metric,
				part.patch->ranges, part.patch->n, e->arena);
		else
			add_ranges(&f->uncovered, part.patch, e->arena);
	}
}

void explain_files(struct explaining *e, enum metric metric, bool of_patch)
{
	struct explanation *out = e->out;
	struct explained_files *into;

	for (size_t i = 0; i < out->files_count; i++) {
		if (out->files[i].metric == metric && out->files[i].of_patch == of_patch)
			return;
	}
	into = ARENA_PUSH(e->arena, out->files, out->files_count, out->files_cap);
	*into = (struct explained_files){ .metric = metric, .of_patch = of_patch };
	if (of_patch)
		add_patched(e, into);
	else
		add_all(e, into);
	if (into->n)
		qsort(into->v, into->n, sizeof(*into->v), by_missing);
}

static void push(struct str_list *list, struct str s, struct arena *a)
{
	*ARENA_PUSH(a, list->v, list->n, list->cap) = s;
}

/* Files of reports that are excluded are in the tree as well, but for those without a repository. */
static void add_excluded(struct explaining *e)
{
	const struct evidence *evidence = e->judged->grounds->evidence;
	struct names names = { .arena = e->arena };
	const struct names *tree = e->judged->grounds->tree;

	for (size_t i = 0; i < evidence->report_count; i++) {
		const struct report *r = evidence->reports[i];

		for (size_t j = 0; j < coverage_files(&r->coverage); j++) {
			if (r->resolved[j].fate == PATH_EXCLUDED &&
				policy_owns(e->policy, r->resolved[j].path))
				names_add(&names, r->resolved[j].path);
		}
	}
	for (size_t i = 0; tree && i < tree->n; i++) {
		if (path_is_source(tree->v[i]) && policy_owns(e->policy, tree->v[i]) &&
			globs_match(&e->judged->policies->exclude, tree->v[i]))
			names_add(&names, tree->v[i]);
	}
	for (size_t i = 0; i < names.n; i++)
		push(&e->out->excluded, names.v[i], e->arena);
	if (names.n)
		qsort(e->out->excluded.v, names.n, sizeof(struct str), str_cmp_qsort);
}

void explain_outside(struct explaining *e)
{
	struct str_list *unreported = &e->out->unreported;
	const struct grounds *g = e->judged->grounds;

	for (size_t i = 0; g->tree && i < g->tree->n; i++) {
		if (area_is_unreported(
			    e->policy, e->judged->policies, g->evidence, g->tree->v[i]) &&
			!carried_has_file(e->judged->verdict, e->judged->policies, g->tree->v[i]))
			push(unreported, g->tree->v[i], e->arena);
	}
	if (unreported->n)
		qsort(unreported->v, unreported->n, sizeof(struct str), str_cmp_qsort);
	add_excluded(e);
}
