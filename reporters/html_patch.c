/* What the change added, and no test reached: each such line, with what stands around it. */
#include "reporters/html.h"

enum { CONTEXT_LINES = 3, PATCH_LINES_SHOWN = 2000 };

static uint64_t uncovered_of(const struct file_detail *f)
{
	struct count c = file_detail_added(f);

	return c.total - c.covered;
}

static bool is_wanted(const struct source_line *line)
{
	return line->added && line->state == LINE_UNCOVERED;
}

/* Two cursors: what is wanted is seen by one before the other comes to its context. */
struct excerpt {
	struct source_cursor ahead, here;
	bool more_ahead;
	uint32_t wanted; /* the latest that was seen ahead, or 0 */
	uint32_t shown;  /* the latest that was put, or 0 */
};

/* Is the line that `here` is at near one that is wanted? */
static bool is_near(struct excerpt *e)
{
	uint32_t line = e->here.at.number;

	while (e->more_ahead && e->ahead.at.number < line + CONTEXT_LINES) {
		e->more_ahead = source_cursor_next(&e->ahead);
		if (e->more_ahead && is_wanted(&e->ahead.at))
			e->wanted = e->ahead.at.number;
	}
	return e->wanted && line <= e->wanted + CONTEXT_LINES;
}

static void put_line(struct html *h, struct excerpt *e)
{
	uint32_t line = e->here.at.number;

	if (e->shown + 1 != line || line == 1) {
		if (e->shown)
			HTML(h, "</ol>\n");
		HTML_NUMBER(h, "<ol class=\"src\" start=\"", line, "\">\n");
	}
	html_line(h, &e->here.at, 0);
	e->shown = line;
}

/* Until no more lines may be shown; how many that are wanted it showed. */
static uint64_t put_excerpt(struct html *h, const struct file_detail *f, uint64_t most)
{
	struct excerpt e = {
		.ahead = source_cursor_of(f), .here = source_cursor_of(f), .more_ahead = true
	};
	uint64_t shown = 0;

	while (shown < most && source_cursor_next(&e.here)) {
		if (!is_near(&e))
			continue;
		put_line(h, &e);
		shown += is_wanted(&e.here.at);
	}
	if (e.shown)
		HTML(h, "</ol>\n");
	return shown;
}

static void put_file(
	struct html *h, const struct detail *d, const struct file_detail *f, uint64_t *left)
{
	uint64_t uncovered = uncovered_of(f), shown = 0;

	HTML(h, "<h3>");
	html_link_file(h, d, f);
	HTML(h, " <span class=\"dim\">");
	html_number(h, uncovered);
	HTML_NUMBER(h, " of ", file_detail_added(f).total, "");
	HTML(h, " added lines uncovered");
	HTML_WORDS(h, "", f->coverage ? "" : ", since no report knows the file", "</span></h3>\n");
	if (html_shows(f)) {
		shown = put_excerpt(h, f, *left);
		*left -= shown;
	}
	if (shown == uncovered)
		return;
	HTML(h, "<p>Uncovered: ");
	html_uncovered(h, f, true);
	if (!html_shows(f))
		HTML_WORDS(h, "; ", html_no_source(f->source_state), "");
	else if (!*left)
		HTML(h, "; so many lines are shown in the sources alone");
	HTML(h, "</p>\n");
}

static void put_covered(struct html *h, const struct detail *d, uint64_t n)
{
	if (!n)
		return;
	HTML(h, "<details><summary>");
	html_counted(h, n, "changed file without an uncovered added line",
		"changed files without an uncovered added line");
	HTML(h, "</summary>\n<ul>\n");
	for (size_t i = 0; i < d->file_count; i++) {
		const struct file_detail *f = &d->files[i];

		if (!f->patch || uncovered_of(f))
			continue;
		HTML(h, "<li>");
		html_link_file(h, d, f);
		if (f->patch->too_large)
			HTML(h, " <span class=\"dim\">too large to compare</span></li>\n");
		else {
			HTML(h, " <span class=\"dim\">");
			html_counted(h, file_detail_added(f).total, "added line with code",
				"added lines with code");
			HTML(h, "</span></li>\n");
		}
	}
	HTML(h, "</ul></details>\n");
}

static bool has(const struct verdict *v)
{
	return v->detail && v->detail->has_patch;
}

static void put_sum(struct html *h, const struct count *c, uint64_t files)
{
	HTML(h, "<p>");
	if (!files) {
		HTML(h, "No source file changed.</p>\n");
		return;
	}
	HTML(h, "The change touches ");
	html_counted(h, files, "source file", "source files");
	if (c->total) {
		HTML_NUMBER(h, ": ", c->covered, " of ");
		html_counted(h, c->total, "added line with code is covered (",
			"added lines with code are covered (");
		html_percent(h, *c);
		HTML(h, ").</p>\n");
	} else {
		HTML(h, ", and adds no line with code.</p>\n");
	}
}

static void put(struct html *h, const struct verdict *v)
{
	const struct detail *d = v->detail;
	struct count sum = { 0 };
	uint64_t files = 0, covered = 0, left = PATCH_LINES_SHOWN;

	for (size_t i = 0; i < d->file_count; i++) {
		sum = count_sum(sum, file_detail_added(&d->files[i]));
		files += d->files[i].patch != NULL;
		covered += d->files[i].patch && !uncovered_of(&d->files[i]);
	}
	put_sum(h, &sum, files);
	for (size_t i = 0; i < d->file_count; i++) {
		if (uncovered_of(&d->files[i]))
			put_file(h, d, &d->files[i], &left);
	}
	put_covered(h, d, covered);
}

const struct html_section html_patch = { "added", "Added lines", has, put };
