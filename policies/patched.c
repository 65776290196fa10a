#include "policies/patched.h"

#include "policies/places.h"

bool patched_wants(const struct policies *all, const struct evidence *e, struct str path)
{
	return coverage_find(&e->coverage, path) || policies_expect_coverage(all, path) ||
		(all->inherited && policies_expect_coverage(all->inherited, path));
}

bool patched_file(struct patched_file *out, const struct policy *p, const struct policies *all,
	const struct grounds *g, size_t i)
{
	const struct patch_file *f = &g->patch->files[i];
	const struct file_coverage *file = coverage_find(&g->evidence->coverage, f->path);

	*out = (struct patched_file){ .patch = f, .coverage = file };
	if (!policy_owns(p, f->path) || (!file && !policies_expect_coverage(all, f->path)))
		return false;
	for (int m = 0; file && m < METRIC_COUNT; m++)
		out->count[m] = file_coverage_count_in(file, (enum metric)m, f->ranges, f->n);
	/* Of a file that nobody measured, every added line with something on it may be code. */
	if (!file)
		out->count[METRIC_LINES].total = f->lines - f->blank;
	return true;
}

static void add_file(struct area_verdict *area, const struct patched_file *f)
{
	for (int m = 0; m < METRIC_COUNT; m++)
		area->patch[m].count = count_sum(area->patch[m].count, f->count[m]);
	if (f->coverage || !f->count[METRIC_LINES].total)
		return;
	if (area->patch_unreported++ == 0)
		area->first_patch_unreported = f->patch->path;
}

void patched_sum(struct area_verdict *area, const struct policy *p, const struct policies *all,
	const struct grounds *g)
{
	bool any = false;

	for (size_t i = 0; g->patch && i < g->patch->n; i++) {
		struct patched_file f;

		if (!patched_file(&f, p, all, g, i))
			continue;
		any |= f.patch->n > 0;
		add_file(area, &f);
	}
	/* Nothing added is nothing to cover, whatever was measured. */
	for (int m = 0; g->patch && m < METRIC_COUNT; m++)
		area->patch[m].known = !any || area->coverage[m].known;
	if (area->patch[METRIC_LINES].count.total && coverage_files(&g->evidence->coverage))
		area->patch[METRIC_LINES].known = true;
}

static void add_places(
	struct uncovered_list *list, const struct patch_file *f, const struct file_coverage *file)
{
	for (size_t i = 0; i < f->n; i++)
		uncovered_add_in(list, f->path, file, &f->ranges[i]);
}

void patched_places(struct uncovered_list *list, const struct policy *p, const struct policies *all,
	const struct grounds *g)
{
	for (size_t i = 0; i < g->patch->n; i++) {
		const struct patch_file *f = &g->patch->files[i];
		const struct file_coverage *file = coverage_find(&g->evidence->coverage, f->path);

		if (policy_owns(p, f->path) && (file || policies_expect_coverage(all, f->path)))
			add_places(list, f, file);
	}
}
