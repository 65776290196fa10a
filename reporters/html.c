/*
 * The page: one file that needs nothing else, neither a script nor the network. What is heavy is folded
 * up, so that ten thousand files stay usable.
 */
#include "reporters/html.h"

#include "reporters/reporter.h"

/* In the order in which people ask: what is wrong, where, how much, and what it all rests on. */
static const struct html_section *const sections[] = {
	&html_rules,
	&html_patch,
	&html_areas,
	&html_classes,
	&html_trend,
	&html_blockers,
	&html_tests,
	&html_tree,
	&html_sources,
	&html_evidence,
};

enum { SECTIONS = sizeof(sections) / sizeof(sections[0]) };

static void put_title(struct html *h, const struct verdict *v)
{
	html_brief(h, v->title);
	if (v->title.n)
		HTML(h, ": ");
}

/* Only this very style is allowed: what a stranger might bring in has no effect, nor can it call out. */
static void put_head(struct html *h, const struct verdict *v)
{
	HTML(h,
		"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
		" base-uri 'none'; form-action 'none'; style-src 'sha256-");
	html_style_digest(h, html_styles, html_style_count);
	HTML(h,
		"'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		"<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	put_title(h, v);
	HTML_WORDS(h, "", gate_words[v->gate], "</title>\n");
	html_style(h, html_styles, html_style_count);
	HTML(h, "</head>\n");
}

static void put_headline(struct html *h, const struct verdict *v)
{
	struct buf rules = { 0 };

	HTML(h, "<h1>");
	put_title(h, v);
	if (v->gate == GATE_OPEN)
		HTML(h, "<strong class=\"good\">");
	else
		HTML(h, "<strong class=\"bad\">");
	HTML_WORDS(h, "", gate_words[v->gate], "</strong></h1>\n");
	verdict_say_rules(v, &rules);
	HTML_TEXT(h, "<p>", buf_str(&rules), "</p>\n");
	buf_release(&rules);
	if (!v->detail)
		HTML(h,
			"<p class=\"dim\">From a record: it holds figures and rules, but no files,"
			" lines or sources.</p>\n");
}

static void put_origin(struct html *h, const struct verdict *v)
{
	HTML(h, "<p class=\"dim\">");
	if (v->commit.n)
		HTML_TEXT(h, "commit <code>", short_id(v->commit), "</code>, ");
	if (v->base.rule != BASE_NONE)
		HTML_TEXT(h, "since <code>", short_id(v->base.commit), "</code>, ");
	if (v->job.n)
		HTML_TEXT(h, "job <code>", v->job, "</code>, ");
	HTML_TEXT(h, "judged by ", v->tool, "</p>\n");
}

static void put_nav(struct html *h, const struct verdict *v)
{
	HTML(h, "<nav aria-label=\"Sections\"><ul>\n");
	for (size_t i = 0; i < SECTIONS; i++) {
		if (!sections[i]->has(v))
			continue;
		HTML_WORDS(h, "<li><a href=\"#", sections[i]->id, "\">");
		HTML_WORDS(h, "", sections[i]->title, "</a></li>\n");
	}
	HTML(h, "</ul></nav>\n");
}

static void report(const struct verdict *v, const struct look *look, struct buf *out)
{
	struct html page = { out }, *h = &page;

	(void)look;
	put_head(h, v);
	HTML(h, "<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n<header>\n");
	put_headline(h, v);
	put_origin(h, v);
	put_nav(h, v);
	HTML(h, "</header>\n<main id=\"main\" tabindex=\"-1\">\n");
	for (size_t i = 0; i < SECTIONS; i++) {
		if (!sections[i]->has(v))
			continue;
		HTML_WORDS(h, "<section aria-labelledby=\"", sections[i]->id, "\">\n");
		HTML_WORDS(h, "<h2 id=\"", sections[i]->id, "\">");
		HTML_WORDS(h, "", sections[i]->title, "</h2>\n");
		sections[i]->put(h, v);
		HTML(h, "</section>\n");
	}
	HTML(h, "</main>\n</body>\n</html>\n");
}

const struct reporter html_reporter = {
	.name = "html",
	.about = "one page for a browser: rules, added lines, areas, tests, files, sources",
	.detail = true,
	.sources = true,
	.single = true,
	.report = report,
};
