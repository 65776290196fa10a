/* The areas: how much of each is covered, how far that is from its target, and its tests in short. */
#include "reporters/html.h"

static bool has(const struct verdict *v)
{
	return v->area_count;
}

static bool has_metric(const struct verdict *v, enum metric m)
{
	bool any = false;

	for (size_t i = 0; i < v->area_count; i++)
		any |= v->areas[i].coverage[m].known;
	return any;
}

static bool has_patch(const struct verdict *v)
{
	bool any = false;

	for (size_t i = 0; i < v->area_count; i++)
		any |= v->areas[i].patch[METRIC_LINES].known &&
			v->areas[i].patch[METRIC_LINES].count.total;
	return any;
}

/* Is what is asked for reached? The column of what is missing says it, too. */
static void open_cell(struct html *h, const struct area_coverage *c)
{
	if (!c->has_target || !c->known)
		HTML(h, "<td>");
	else if (ratio_reaches(c->count.covered, c->count.total, c->target))
		HTML(h, "<td class=\"good\">");
	else
		HTML(h, "<td class=\"bad\">");
}

static void put_lines(struct html *h, const struct area_coverage *c)
{
	open_cell(h, c);
	if (c->known)
		html_percent(h, c->count);
	HTML(h, "</td><td>");
	if (c->has_target)
		html_decimal(h, c->target);
	HTML(h, "</td><td>");
	if (c->known && c->count.total)
		html_bar(h, c->count, c->has_target ? &c->target : NULL);
	HTML(h, "</td><td>");
	if (c->known) {
		HTML_NUMBER(h, "", c->count.covered, "/");
		html_number(h, c->count.total);
	}
	HTML(h, "</td><td>");
	if (c->known && c->has_target) {
		uint64_t missing = ratio_missing(c->count.covered, c->count.total, c->target);

		if (missing)
			html_counted(h, missing, "line", "lines");
		else
			HTML(h, "reached");
	}
	HTML(h, "</td>");
}

static void put_metric(struct html *h, const struct area_coverage *c)
{
	open_cell(h, c);
	if (c->known)
		html_percent(h, c->count);
	if (c->has_target) {
		HTML(h, " <span class=\"dim\">of ");
		html_decimal(h, c->target);
		HTML(h, "</span>");
	}
	HTML(h, "</td>");
}

static void put_name(struct html *h, const struct area_verdict *a)
{
	HTML_TEXT(h, "<tr><th scope=\"row\">", a->name, "");
	if (a->title.n && !str_eq(a->name, STR("project"))) {
		HTML(h, " <small>");
		html_brief(h, a->title);
		HTML(h, "</small>");
	}
	if (!a->enforced)
		HTML(h, " <small>not enforced</small>");
	HTML(h, "</th>");
}

/* The project's plan is that of its areas. */
static uint64_t planned(const struct verdict *v, size_t area)
{
	const struct area_tests *t = &v->areas[area].tests;
	uint64_t sum = area || t->has_plan ? 0 : verdict_plan(v).planned;

	if (t->has_plan)
		return t->planned;
	return sum > t->created ? sum : t->created;
}

static void put_tests(struct html *h, const struct verdict *v, size_t area)
{
	const struct area_tests *t = &v->areas[area].tests;

	HTML(h, "<td>");
	if (t->known && (t->has_plan || t->counts.total)) {
		uint64_t failed = t->counts.state[TEST_FAILING] + t->counts.state[TEST_BLOCKED];

		HTML_NUMBER(h, "", t->passing, " of ");
		HTML_NUMBER(h, "", planned(v, area), " pass");
		if (failed)
			HTML_NUMBER(h, ", <span class=\"bad\">", failed, " failed</span>");
	}
	HTML(h, "</td></tr>\n");
}

static void put_head(struct html *h, const struct verdict *v)
{
	HTML(h,
		"<section class=\"wide\" aria-label=\"Table of areas\" tabindex=\"0\"><table>\n"
		"<thead><tr><th scope=\"col\">Area</th><th scope=\"col\">Lines</th>"
		"<th scope=\"col\">Target</th><th scope=\"col\">Progress</th>"
		"<th scope=\"col\">Covered</th><th scope=\"col\">Needed</th>");
	for (int m = METRIC_LINES + 1; m < METRIC_COUNT; m++) {
		if (has_metric(v, (enum metric)m))
			HTML_WORDS(h, "<th scope=\"col\">", metrics[m].title, "</th>");
	}
	if (has_patch(v))
		HTML(h, "<th scope=\"col\">Added lines</th>");
	HTML(h, "<th scope=\"col\">Tests</th></tr></thead>\n<tbody>\n");
}

static void put(struct html *h, const struct verdict *v)
{
	put_head(h, v);
	for (size_t i = 0; i < v->area_count; i++) {
		const struct area_verdict *a = &v->areas[i];

		put_name(h, a);
		put_lines(h, &a->coverage[METRIC_LINES]);
		for (int m = METRIC_LINES + 1; m < METRIC_COUNT; m++) {
			if (has_metric(v, (enum metric)m))
				put_metric(h, &a->coverage[m]);
		}
		if (has_patch(v))
			put_metric(h, &a->patch[METRIC_LINES]);
		put_tests(h, v, i);
	}
	HTML(h, "</tbody>\n</table></section>\n");
}

const struct html_section html_areas = { "areas", "Areas", has, put };
