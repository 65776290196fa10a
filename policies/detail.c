#include "policies/detail.h"

#include <stdlib.h>

static uint32_t area_of_file(const struct policies *p, struct str path)
{
	for (size_t i = 1; i < p->n; i++) {
		if (policy_owns(&p->v[i], path))
			return (uint32_t)i;
	}
	return 0;
}

static uint32_t area_of_test(const struct policies *p, const struct test *t)
{
	for (size_t i = 1; i < p->n; i++) {
		if (policy_has_test(&p->v[i], t))
			return (uint32_t)i;
	}
	return 0;
}

static int compare_paths(const void *x, const void *y)
{
	const struct file_detail *a = x, *b = y;

	return str_cmp(a->path, b->path);
}

/* Those of the tree that are measured, or should be; outside a repository those that are measured. */
static void list_files(
	struct detail *out, const struct policies *p, const struct grounds *g, struct arena *a)
{
	const struct coverage *c = &g->evidence->coverage;
	size_t n = g->tree ? g->tree->n : coverage_files(c);

	if (!coverage_files(c))
		return;
	out->files = arena_alloc(a, n * sizeof(*out->files));
	for (size_t i = 0; i < n; i++) {
		struct str path = g->tree ? g->tree->v[i] : c->files[i].path;
		const struct file_coverage *file = coverage_find(c, path);

		if (!file && !policies_expect_coverage(p, path))
			continue;
		out->files[out->file_count++] = (struct file_detail){
			.path = path, .area = area_of_file(p, path), .coverage = file
		};
	}
	qsort(out->files, out->file_count, sizeof(*out->files), compare_paths);
}

/* Both are in the order of paths. */
static void join_patch(struct detail *out, const struct patch *patch)
{
	size_t at = 0;

	for (size_t i = 0; i < patch->n; i++) {
		while (at < out->file_count &&
			str_cmp(out->files[at].path, patch->files[i].path) < 0)
			at++;
		if (at < out->file_count && str_eq(out->files[at].path, patch->files[i].path))
			out->files[at].patch = &patch->files[i];
	}
}

static void list_tests(
	struct detail *out, const struct policies *p, const struct tests *tests, struct arena *a)
{
	out->tests = arena_alloc(a, tests->n * sizeof(*out->tests));
	for (size_t i = 0; i < tests->n; i++) {
		const struct test *t = &tests->v[i];
		uint32_t area = area_of_test(p, t);

		out->tests[out->test_count++] =
			(struct test_detail){ t, area, policy_counts_as(&p->v[area], t) };
	}
}

struct detail *detail_of(const struct policies *p, const struct grounds *g, struct arena *a)
{
	struct detail *out = arena_alloc(a, sizeof(*out));

	*out = (struct detail){ .has_patch = g->patch, .labels = g->evidence->labels };
	list_files(out, p, g, a);
	if (g->patch)
		join_patch(out, g->patch);
	list_tests(out, p, &g->evidence->tests, a);
	return out;
}
