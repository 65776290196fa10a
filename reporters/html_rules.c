/* Which rules do not hold, and where to begin. */
#include "reporters/html.h"

static bool has(const struct verdict *v)
{
	return v->finding_count;
}

static void put_finding(struct html *h, const struct verdict *v, const struct finding *f)
{
	HTML_TEXT(h, "<li><strong>", v->areas[f->area].name, "</strong> ");
	HTML_TEXT(h, "<code>", f->rule, "</code> <span>");
	html_brief(h, f->say);
	HTML(h, "</span>");
	if (f->at.file.n) {
		HTML_TEXT(h, " <code class=\"dim\">", f->at.file, ":");
		HTML_NUMBER(h, "", f->at.line, ":");
		HTML_NUMBER(h, "", f->at.column, "</code>");
	}
	HTML(h, "</li>\n");
}

static void put_findings(struct html *h, const struct verdict *v, enum outcome_of_rule outcome)
{
	HTML(h, "<ul class=\"rules\">\n");
	for (size_t i = 0; i < v->finding_count; i++) {
		if (v->findings[i].outcome == outcome)
			put_finding(h, v, &v->findings[i]);
	}
	HTML(h, "</ul>\n");
}

/* What asks for something comes first. */
static void put_not_held(struct html *h, const struct verdict *v)
{
	if (verdict_count(v, RULE_NO_DATA)) {
		HTML(h, "<h3 class=\"bad\">No data</h3>\n");
		put_findings(h, v, RULE_NO_DATA);
	}
	if (verdict_count(v, RULE_BROKEN)) {
		HTML(h, "<h3 class=\"bad\">Broken</h3>\n");
		put_findings(h, v, RULE_BROKEN);
	}
	if (verdict_count(v, RULE_WAIVED)) {
		HTML(h, "<h3 class=\"doubt\">Waived</h3>\n");
		put_findings(h, v, RULE_WAIVED);
	}
	if (verdict_count(v, RULE_INFORMED)) {
		HTML(h, "<h3 class=\"doubt\">Not enforced</h3>\n");
		put_findings(h, v, RULE_INFORMED);
	}
}

static void put_held(struct html *h, const struct verdict *v)
{
	size_t held = verdict_count(v, RULE_HELD);

	if (!held)
		return;
	HTML(h, "<details><summary>");
	html_counted(h, held, "rule holds", "rules hold");
	HTML(h, "</summary>\n");
	put_findings(h, v, RULE_HELD);
	HTML(h, "</details>\n");
}

static void put_places(
	struct html *h, const struct verdict *v, size_t area, const struct place_list *which)
{
	const struct uncovered_list *list = area_places(&v->areas[area], which);
	bool shown = true;

	for (size_t i = 0; i < list->n; i++) {
		shown = area || !place_is_of_area(v, &list->v[i], which);
		if (!shown)
			continue;
		HTML(h, "<li>");
		html_link_lines(h, v->detail, list->v[i].path, list->v[i].range);
		HTML_TEXT(h, " <span class=\"dim\">in ", v->areas[area].name, "</span></li>\n");
	}
	/* How many more the project has is no figure of those that are shown of areas. */
	if (list->more && shown) {
		HTML_NUMBER(h, "<li class=\"dim\">and ", list->more, " more ");
		HTML_TEXT(h, "in ", v->areas[area].name, "</li>\n");
	}
}

static bool any_places(const struct verdict *v, const struct place_list *which)
{
	bool any = false;

	for (size_t i = 0; i < v->area_count; i++)
		any |= area_places(&v->areas[i], which)->n > 0;
	return any;
}

static void put_all_places(struct html *h, const struct verdict *v, const struct place_list *which)
{
	if (!any_places(v, which))
		return;
	HTML_WORDS(h, "<h3 class=\"places\">", which->title, "</h3>\n<ul>\n");
	for (size_t i = 0; i < v->area_count; i++)
		put_places(h, v, i, which);
	HTML(h, "</ul>\n");
}

static void put(struct html *h, const struct verdict *v)
{
	put_not_held(h, v);
	put_held(h, v);
	for (size_t i = 0; i < place_list_count; i++)
		put_all_places(h, v, &place_lists[i]);
}

const struct html_section html_rules = { "rules", "Rules", has, put };
