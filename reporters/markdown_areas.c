/*
 * The statistics: a table with a row an area. A column that would be empty is not there.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "gate/base/memory.h"
#include "gate/model/progress.h"
#include "reporters/markdown.h"
#include "reporters/sparkline.h"

enum { BAR_CELLS = 10, TREND_CELLS = 12 };

static const struct area_coverage *area_lines(const struct area_verdict *a)
{
	return &a->coverage[METRIC_LINES];
}

static void put_name(const struct verdict *v, size_t i, struct buf *out)
{
	markdown_area(out, &v->areas[i]);
	markdown_carried(out, &v->areas[i]);
	buf_puts(out, v->areas[i].enforced ? "" : " (not enforced)");
}

static void put_metric(const struct area_coverage *c, struct buf *out)
{
	if (c->known)
		markdown_percent(out, c->count);
}

static void put_metric_and_target(const struct area_coverage *c, struct buf *out)
{
	put_metric(c, out);
	if (c->has_target && c->known && c->count.total) {
		buf_puts(out, " of ");
		markdown_decimal(out, c->target);
	}
}

static void put_lines(const struct verdict *v, size_t i, struct buf *out)
{
	put_metric(area_lines(&v->areas[i]), out);
}

static void put_target(const struct verdict *v, size_t i, struct buf *out)
{
	if (area_lines(&v->areas[i])->has_target)
		markdown_decimal(out, area_lines(&v->areas[i])->target);
}

static void put_gap(const struct verdict *v, size_t i, struct buf *out)
{
	const struct area_coverage *c = area_lines(&v->areas[i]);
	uint64_t missing;

	if (!c->has_target || !c->known || !c->count.total)
		return;
	missing = ratio_missing(c->count.covered, c->count.total, c->target);
	if (missing)
		buf_printf(out, "%" PRIu64 " line%s", missing, missing == 1 ? "" : "s");
	else
		buf_puts(out, "reached");
}

static void put_baseline(const struct verdict *v, size_t i, struct buf *out)
{
	if (area_lines(&v->areas[i])->has_baseline)
		markdown_decimal(out, area_lines(&v->areas[i])->baseline);
}

/* Oldest first; what stands is the last point, which may have a record already. */
static void put_trend(const struct verdict *v, size_t i, struct buf *out)
{
	const struct trail *t = v->progress && v->progress->trails ? &v->progress->trails[i] : NULL;
	const struct area_coverage *c = area_lines(&v->areas[i]);
	struct ratio *points;
	size_t n = 0;

	if (!t || !t->n || !c->known || !c->count.total)
		return;
	points = memory_get((t->n + 1) * sizeof(*points));
	for (const struct trail_entry *e = t->v + t->n; e-- > t->v;) {
		if (trail_has_lines(e))
			points[n++] = trail_lines(e);
	}
	points[n++] = (struct ratio){ c->count.covered, c->count.total };
	if (n > 1)
		sparkline(out, points, n, TREND_CELLS);
	free(points);
}

/* How far of the way from nothing to the target, in plain characters. */
static void put_bar(const struct verdict *v, size_t area, struct buf *out)
{
	const struct area_coverage *c = area_lines(&v->areas[area]);
	unsigned full = 0;

	if (!c->has_target || !c->known || !c->count.total)
		return;
	for (unsigned i = 1; i <= BAR_CELLS; i++) {
		struct decimal step = { c->target.digits * i, c->target.scale + 1 };

		full += ratio_reaches(c->count.covered, c->count.total, step);
	}
	for (unsigned i = 0; i < BAR_CELLS; i++)
		buf_puts(out, i < full ? "█" : "░");
}

static void put_branches(const struct verdict *v, size_t i, struct buf *out)
{
	put_metric_and_target(&v->areas[i].coverage[METRIC_BRANCHES], out);
}

static void put_functions(const struct verdict *v, size_t i, struct buf *out)
{
	put_metric_and_target(&v->areas[i].coverage[METRIC_FUNCTIONS], out);
}

static void put_conditions(const struct verdict *v, size_t i, struct buf *out)
{
	put_metric_and_target(&v->areas[i].coverage[METRIC_MCDC], out);
}

static void put_patch(const struct verdict *v, size_t i, struct buf *out)
{
	if (v->areas[i].has_patch)
		put_metric_and_target(&v->areas[i].patch[METRIC_LINES], out);
}

/* The project's plan is that of its areas. */
static void put_planned(const struct verdict *v, size_t i, struct buf *out)
{
	const struct area_tests *t = &v->areas[i].tests;
	uint64_t planned = t->planned;

	if (!i && !t->has_plan)
		planned = verdict_plan(v).planned;
	if (t->has_plan || planned)
		buf_printf(out, "%" PRIu64, planned);
}

static void put_count(const struct area_tests *t, uint64_t n, struct buf *out)
{
	if (t->known && (t->has_plan || t->counts.total))
		buf_printf(out, "%" PRIu64, n);
}

static void put_created(const struct verdict *v, size_t i, struct buf *out)
{
	put_count(&v->areas[i].tests, v->areas[i].tests.created, out);
}

static void put_runnable(const struct verdict *v, size_t i, struct buf *out)
{
	put_count(&v->areas[i].tests, v->areas[i].tests.runnable, out);
}

static void put_passing(const struct verdict *v, size_t i, struct buf *out)
{
	put_count(&v->areas[i].tests, v->areas[i].tests.passing, out);
}

static const struct column {
	const char *title, *rule;
	void (*put)(const struct verdict *v, size_t area, struct buf *out);
} columns[] = {
	{ "Area", "---", put_name },
	{ "Lines", "--:", put_lines },
	{ "Target", "--:", put_target },
	{ "Gap", "--:", put_gap },
	{ "Baseline", "--:", put_baseline },
	{ "Trend", "---", put_trend },
	{ "Progress", "---", put_bar },
	{ "Branches", "--:", put_branches },
	{ "Functions", "--:", put_functions },
	{ "MC/DC", "--:", put_conditions },
	{ "Added lines", "--:", put_patch },
	{ "Planned", "--:", put_planned },
	{ "Created", "--:", put_created },
	{ "Runnable", "--:", put_runnable },
	{ "Passing", "--:", put_passing },
};

enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

/* Is there anything in any row? */
static unsigned find_shown(const struct verdict *v)
{
	struct buf cell = { 0 };
	unsigned shown = 0;

	for (size_t c = 0; c < COLUMNS; c++) {
		for (size_t i = 0; i < v->area_count && !cell.n; i++)
			columns[c].put(v, i, &cell);
		shown |= (unsigned)(cell.n > 0) << c;
		buf_truncate(&cell, 0);
	}
	buf_release(&cell);
	return shown;
}

static void put_head(unsigned shown, struct buf *out)
{
	for (size_t c = 0; c < COLUMNS; c++) {
		if (shown >> c & 1)
			buf_printf(out, "| %s ", columns[c].title);
	}
	buf_puts(out, "|\n");
	for (size_t c = 0; c < COLUMNS; c++) {
		if (shown >> c & 1)
			buf_printf(out, "| %s ", columns[c].rule);
	}
	buf_puts(out, "|\n");
}

static bool is_broken(const struct verdict *v, size_t area)
{
	for (size_t i = 0; i < v->finding_count; i++) {
		enum outcome_of_rule outcome = v->findings[i].outcome;

		if (v->findings[i].area == area &&
			(outcome == RULE_BROKEN || outcome == RULE_NO_DATA))
			return true;
	}
	return false;
}

void markdown_areas(struct markdown *m)
{
	static const struct page_words words = { "Areas", "area", "areas", NULL, NULL, 0 };
	const struct verdict *v = m->v;
	unsigned shown = find_shown(v);

	if (shown <= 1)
		return;
	put_head(shown, page_block(&m->page, &words));
	for (size_t i = 0; i < v->area_count; i++) {
		enum keep keep = !i || is_broken(v, i) ? KEEP_BROKEN : KEEP_REST;
		struct buf *out = page_row(&m->page, keep, 0);

		for (size_t c = 0; c < COLUMNS; c++) {
			if (!(shown >> c & 1))
				continue;
			buf_puts(out, "| ");
			columns[c].put(v, i, out);
			buf_byte(out, ' ');
		}
		buf_puts(out, "|\n");
	}
}
