/* What the verdict rests on, so that everybody can check it. */
#include "reporters/html.h"

static bool has(const struct verdict *v)
{
	(void)v;
	return true;
}

static void put_report(struct html *h, const struct report_line *r)
{
	HTML_TEXT(h, "<tr><th scope=\"row\"><code>", r->path.n ? r->path : r->name, "</code>");
	if (r->label.n)
		HTML_TEXT(h, " [", r->label, "]");
	HTML_TEXT(h, "</th><td>", r->format, "</td>");
	HTML_TEXT(h, "<td>", r->producer, "</td>");
	HTML_TEXT(h, "<td>", r->trust, "</td>");
	HTML_NUMBER(h, "<td>", r->bytes, "</td>");
	HTML_TEXT(h, "<td><code>", r->sha256, "</code></td></tr>\n");
}

static void put_reports(struct html *h, const struct verdict *v)
{
	HTML(h,
		"<section class=\"wide\" aria-label=\"Table of reports\" tabindex=\"0\"><table>\n"
		"<thead><tr><th scope=\"col\">Report</th><th scope=\"col\">Format</th>"
		"<th scope=\"col\">Written by</th><th scope=\"col\">Trust</th>"
		"<th scope=\"col\">Bytes</th><th scope=\"col\">SHA-256</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < v->report_count; i++)
		put_report(h, &v->reports[i]);
	HTML(h, "</tbody>\n</table></section>\n");
}

static void put_note(struct html *h, struct str who, struct str text)
{
	if (!text.n)
		return;
	HTML_TEXT(h, "<li>", who, ": ");
	html_brief(h, text);
	HTML(h, "</li>\n");
}

static void put_all_notes(struct html *h, const struct verdict *v)
{
	struct buf text = { 0 };

	put_note(h, STR("policies"), v->policies_note);
	for (size_t i = 0; i < v->report_count; i++) {
		for (size_t j = 0; j < v->reports[i].note_count; j++)
			put_note(h, v->reports[i].path, v->reports[i].notes[j]);
	}
	for (size_t i = 0; i < v->area_count; i++) {
		for (size_t j = 0; j < area_note_count; j++) {
			buf_truncate(&text, 0);
			area_notes[j](&v->areas[i], &text);
			put_note(h, v->areas[i].name, buf_str(&text));
		}
	}
	buf_release(&text);
}

/* A list must not be empty. */
static void put_notes(struct html *h, const struct verdict *v)
{
	struct buf notes = { 0 };
	struct html inside = { &notes };

	put_all_notes(&inside, v);
	if (notes.n) {
		HTML(h, "<h3>Notes</h3>\n<ul>\n");
		put_all_notes(h, v);
		HTML(h, "</ul>\n");
	}
	buf_release(&notes);
}

static void put_commits(struct html *h, const struct verdict *v)
{
	if (v->commit.n) {
		HTML_TEXT(h, "<dt>Commit</dt><dd><code>", v->commit, "</code></dd>\n");
		HTML_TEXT(h, "<dt>Tree</dt><dd><code>", v->tree, "</code></dd>\n");
	}
	if (v->base.rule != BASE_NONE) {
		HTML_TEXT(h, "<dt>Base</dt><dd><code>", v->base.commit, "</code> ");
		HTML_TEXT(h, "", v->base.why, "</dd>\n");
	}
	if (v->baseline.rule != BASELINE_NONE) {
		HTML_TEXT(h, "<dt>Baseline</dt><dd><code>", v->baseline.commit, "</code> ");
		HTML_TEXT(h, "", v->baseline.why, "</dd>\n");
	}
}

static void put(struct html *h, const struct verdict *v)
{
	if (v->report_count)
		put_reports(h, v);
	put_notes(h, v);
	HTML(h, "<dl>\n");
	put_commits(h, v);
	HTML_TEXT(h, "<dt>Policies</dt><dd><code>", v->policies, "/</code></dd>\n");
	HTML_TEXT(h, "<dt>Judged by</dt><dd>", v->tool, "</dd>\n</dl>\n");
}

const struct html_section html_evidence = { "evidence", "Evidence", has, put };
