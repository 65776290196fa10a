/* The lines by class against the baseline: how many each area has, and what the names mean. */
#include "reporters/html.h"

/* Most changes have few of them: the others are left out. */
static bool has_class(const struct verdict *v, enum line_class class)
{
	bool any = false;

	for (size_t i = 0; i < v->area_count; i++)
		any |= v->areas[i].classes.counts.n[class] > 0;
	return any;
}

static bool has(const struct verdict *v)
{
	bool any = false;

	for (int i = 0; i < LINE_CLASSES; i++)
		any |= has_class(v, (enum line_class)i);
	return any;
}

static void put_head(struct html *h, const struct verdict *v)
{
	HTML(h,
		"<section class=\"wide\" aria-label=\"Table of lines by class\" tabindex=\"0\"><table>\n"
		"<thead><tr><th scope=\"col\">Area</th>");
	for (int i = 0; i < LINE_CLASSES; i++) {
		if (has_class(v, (enum line_class)i))
			HTML_WORDS(h, "<th scope=\"col\">", line_classes[i].name, "</th>");
	}
	HTML(h, "</tr></thead>\n<tbody>\n");
}

static void put_area(struct html *h, const struct verdict *v, const struct area_verdict *a)
{
	HTML_TEXT(h, "<tr><th scope=\"row\">", a->name, "</th>");
	for (int i = 0; i < LINE_CLASSES; i++) {
		if (has_class(v, (enum line_class)i))
			HTML_NUMBER(h, "<td>", a->classes.counts.n[i], "</td>");
	}
	HTML(h, "</tr>\n");
}

static void put_meanings(struct html *h, const struct verdict *v)
{
	HTML(h, "<dl>\n");
	for (int i = 0; i < LINE_CLASSES; i++) {
		if (!has_class(v, (enum line_class)i))
			continue;
		HTML_WORDS(h, "<dt>", line_classes[i].name, "</dt>");
		HTML_WORDS(h, "<dd>", line_classes[i].about, "</dd>\n");
	}
	HTML(h, "</dl>\n");
}

static void put(struct html *h, const struct verdict *v)
{
	put_head(h, v);
	for (size_t i = 0; i < v->area_count; i++)
		put_area(h, v, &v->areas[i]);
	HTML(h, "</tbody>\n</table></section>\n");
	put_meanings(h, v);
}

const struct html_section html_classes = { "classes", "Lines since the baseline", has, put };
