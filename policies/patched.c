#include "policies/patched.h"

#include "gate/base/path.h"
#include "policies/places.h"

/* A changed file of code that should have been measured, and was not. */
static bool is_unreported(const struct policies *all, struct str path)
{
	return path_is_source(path) && !path_is_header(path) && !globs_match(&all->exclude, path) &&
		!policies_have_test_file(all, path);
}

bool patched_wants(const struct policies *all, const struct evidence *e, struct str path)
{
	return coverage_find(&e->coverage, path) || is_unreported(all, path);
}

static void add_unreported(struct area_verdict *area, const struct patch_file *f)
{
	/* Of a file that nobody measured, every added line with something on it may be code. */
	uint32_t lines = f->lines - f->blank;

	if (!lines)
		return;
	area->patch[METRIC_LINES].count.total += lines;
	if (area->patch_unreported++ == 0)
		area->first_patch_unreported = f->path;
}

void patched_sum(struct area_verdict *area, const struct policy *p, const struct policies *all,
	const struct grounds *g)
{
	bool any = false;

	for (size_t i = 0; g->patch && i < g->patch->n; i++) {
		const struct patch_file *f = &g->patch->files[i];
		const struct file_coverage *file = coverage_find(&g->evidence->coverage, f->path);

		if (!policy_owns(p, f->path) || (!file && !is_unreported(all, f->path)))
			continue;
		any |= f->n > 0;
		for (int m = 0; file && m < METRIC_COUNT; m++)
			area->patch[m].count = count_sum(area->patch[m].count,
				file_coverage_count_in(file, (enum metric)m, f->ranges, f->n));
		if (!file)
			add_unreported(area, f);
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
	for (size_t i = 0; i < f->n; i++) {
		const struct line_range *r = &f->ranges[i];
		struct uncovered u = { .path = f->path, .range = *r };

		if (!file)
			uncovered_add(list, &u);
		u.range.last = r->first - 1;
		while (file && lines_next_uncovered(&file->lines, u.range.last + 1, &u.range) &&
			u.range.first <= r->last) {
			if (u.range.last > r->last)
				u.range.last = r->last;
			uncovered_add(list, &u);
		}
	}
}

void patched_places(struct uncovered_list *list, const struct policy *p, const struct policies *all,
	const struct grounds *g)
{
	for (size_t i = 0; i < g->patch->n; i++) {
		const struct patch_file *f = &g->patch->files[i];
		const struct file_coverage *file = coverage_find(&g->evidence->coverage, f->path);

		if (policy_owns(p, f->path) && (file || is_unreported(all, f->path)))
			add_places(list, f, file);
	}
}
