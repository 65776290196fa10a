/* The sources of files that matter, line by line, and the links into them. */
#include "gate/model/runs.h"
#include "gate/model/source.h"
#include "reporters/html.h"

enum { RUNS_SHOWN = 12 };

bool html_shows(const struct file_detail *f)
{
	return f->source_state == SOURCE_TEXT;
}

static size_t number_of(const struct detail *d, const struct file_detail *f)
{
	return (size_t)(f - d->files) + 1;
}

void html_link_file(struct html *h, const struct detail *d, const struct file_detail *f)
{
	if (html_shows(f))
		HTML_NUMBER(h, "<a href=\"#f", number_of(d, f), "\">");
	HTML_TEXT(h, "<code>", f->path, "</code>");
	if (html_shows(f))
		HTML(h, "</a>");
}

void html_link_lines(
	struct html *h, const struct detail *d, struct str path, struct line_range lines)
{
	const struct file_detail *f = d ? detail_file(d, path) : NULL;
	bool link = f && html_shows(f) && lines.first && lines.first <= source_lines(f->source);

	if (link) {
		HTML_NUMBER(h, "<a href=\"#f", number_of(d, f), "-");
		HTML_NUMBER(h, "", lines.first, "\">");
	}
	HTML_TEXT(h, "<code>", path, "");
	if (lines.first)
		HTML_NUMBER(h, ":", lines.first, "");
	if (lines.last > lines.first)
		HTML_NUMBER(h, "-", lines.last, "");
	HTML(h, "</code>");
	if (link)
		HTML(h, "</a>");
}

/* Letters for the style. */
static void put_class(struct html *h, const struct source_line *line)
{
	static const char *const letters[] = {
		[LINE_NO_CODE] = "",
		[LINE_UNCOVERED] = "u",
		[LINE_COVERED] = "c",
	};
	const char *letter = line->partly ? "p" : letters[line->state];

	HTML_WORDS(h, " class=\"", line->added ? "a" : "", "");
	HTML_WORDS(h, "", line->added && *letter ? " " : "", "");
	HTML_WORDS(h, "", letter, "\"");
}

/* The same for who does not see it; a line that is covered is nothing to speak of. */
static void put_words(struct html *h, const struct source_line *line)
{
	const char *state = line->partly        ? "partly covered"
		: line->state == LINE_UNCOVERED ? "uncovered"
						: "";

	if (!line->added && !*state)
		return;
	HTML_WORDS(h, "<b>", line->added ? "added" : "", "");
	HTML_WORDS(h, "", line->added && *state ? ", " : "", "");
	HTML_WORDS(h, "", state, ": </b>");
}

void html_line(struct html *h, const struct source_line *line, size_t file)
{
	HTML(h, "<li");
	if (file) {
		HTML_NUMBER(h, " id=\"f", file, "-");
		HTML_NUMBER(h, "", line->number, "\"");
	}
	if (line->added || line->state != LINE_NO_CODE)
		put_class(h, line);
	HTML(h, ">");
	put_words(h, line);
	html_source_text(h, line->text);
	if (line->partly) {
		HTML_NUMBER(h, " <i>", line->taken, " of ");
		html_counted(h, line->branches, "branch", "branches");
		HTML(h, "</i>");
	}
	HTML(h, "</li>\n");
}

const char *html_no_source(enum source_state state)
{
	static const char *const why[SOURCE_STATES] = {
		[SOURCE_NOT_WANTED] = "there is no source without a repository",
		[SOURCE_BINARY] = "the file is binary",
		[SOURCE_TOO_LARGE] = "the file is too large to be shown",
		[SOURCE_MISSING] = "the file is not in this clone",
		[SOURCE_NO_FILE] = "it is a link, which is not followed",
		[SOURCE_LEFT_OUT] = "left out: there are enough others to look at",
	};

	return why[state];
}

void html_uncovered(struct html *h, const struct file_detail *f, bool added)
{
	static const struct line_range all = { 1, LINE_MAX_NUMBER };
	const struct patch_file *patch = added ? f->patch : NULL;
	struct arena scratch = { 0 };
	struct runs runs = { 0 };

	if (f->coverage)
		runs_uncovered(&runs, f->coverage, METRIC_LINES, patch ? patch->ranges : &all,
			patch ? patch->n : 1, &scratch);
	else if (patch)
		runs = (struct runs){ .v = patch->ranges, .n = patch->n };
	for (size_t i = 0; i < runs.n && i < RUNS_SHOWN; i++) {
		if (i)
			HTML(h, ", ");
		html_number(h, runs.v[i].first);
		if (runs.v[i].last > runs.v[i].first)
			HTML_NUMBER(h, "-", runs.v[i].last, "");
	}
	if (runs.n > RUNS_SHOWN)
		HTML_NUMBER(h, " and ", runs.n - RUNS_SHOWN, " more");
	arena_release(&scratch);
}

static void put_figures(struct html *h, const struct file_detail *f)
{
	struct count added = file_detail_added(f);
	uint64_t uncovered = added.total - added.covered;

	HTML(h, " <span class=\"dim\">");
	if (f->coverage) {
		html_percent(h, lines_count(&f->coverage->lines));
		HTML_WORDS(h, "", f->coverage->lines.total ? ", " : "", "");
		html_counted(h, file_detail_uncovered(f), "line uncovered", "lines uncovered");
		if (uncovered)
			HTML_NUMBER(h, ", ", uncovered, " of them added");
	} else {
		HTML(h, "in no report, ");
		html_counted(h, uncovered, "line added", "lines added");
	}
	HTML(h, "</span>");
}

static void put_source(struct html *h, const struct detail *d, const struct file_detail *f)
{
	struct source_cursor s = source_cursor_of(f);

	HTML_NUMBER(h, "<details id=\"f", number_of(d, f), "\"><summary>");
	HTML_TEXT(h, "<code>", f->path, "</code>");
	put_figures(h, f);
	HTML(h, "</summary>\n<ol class=\"src\">\n");
	while (source_cursor_next(&s))
		html_line(h, &s.at, number_of(d, f));
	HTML(h, "</ol></details>\n");
}

/* Does it belong here, with its source or without? */
static bool matters(const struct file_detail *f)
{
	return file_detail_uncovered(f) || (f->patch && f->patch->n);
}

static void put_unshown(struct html *h, const struct file_detail *f)
{
	HTML_TEXT(h, "<li><code>", f->path, "</code>: ");
	HTML_WORDS(h, "", html_no_source(f->source_state), "");
	if (file_detail_uncovered(f)) {
		HTML(h, "; uncovered: ");
		html_uncovered(h, f, false);
	}
	HTML(h, "</li>\n");
}

static void put_all_unshown(struct html *h, const struct detail *d)
{
	enum { UNSHOWN_MAX = 1000 };
	size_t n = 0;

	for (size_t i = 0; i < d->file_count; i++)
		n += matters(&d->files[i]) && !html_shows(&d->files[i]);
	if (!n)
		return;
	HTML(h, "<details><summary>");
	html_counted(h, n, "file without its source here", "files without their source here");
	HTML(h, "</summary>\n<ul>\n");
	for (size_t i = 0, shown = 0; i < d->file_count && shown < UNSHOWN_MAX; i++) {
		if (matters(&d->files[i]) && !html_shows(&d->files[i])) {
			put_unshown(h, &d->files[i]);
			shown++;
		}
	}
	if (n > UNSHOWN_MAX)
		HTML_NUMBER(h, "<li>and ", n - UNSHOWN_MAX, " more</li>\n");
	HTML(h, "</ul></details>\n");
}

static bool has(const struct verdict *v)
{
	bool any = false;

	for (size_t i = 0; v->detail && i < v->detail->file_count; i++)
		any |= matters(&v->detail->files[i]);
	return any;
}

static void put(struct html *h, const struct verdict *v)
{
	const struct detail *d = v->detail;

	HTML(h,
		"<p class=\"dim\">Files that changed or have uncovered lines. A bar on the left"
		" stands before covered code, <b class=\"bad\">!</b> before uncovered code,"
		" <b class=\"doubt\">~</b> where a branch was not taken, + where the change added"
		" the line.</p>\n");
	for (size_t i = 0; i < d->file_count; i++) {
		if (html_shows(&d->files[i]))
			put_source(h, d, &d->files[i]);
	}
	put_all_unshown(h, d);
}

const struct html_section html_sources = { "sources", "Sources", has, put };
