/*
 * The sections of the HTML page, each with a file of its own. What they share is below.
 */
#ifndef REPORTERS_HTML_H
#define REPORTERS_HTML_H

#include "gate/model/source_cursor.h"
#include "gate/model/trail.h"
#include "reporters/html_writer.h"

/* A section has a heading only if `has` says that there is something in it. */
struct html_section {
	const char *id, *title;
	bool (*has)(const struct verdict *v);
	void (*put)(struct html *h, const struct verdict *v);
};

extern const struct html_section html_rules, html_patch, html_areas, html_classes, html_trend,
	html_blockers, html_tests, html_tree, html_sources, html_evidence;

/* The rules of the style sheet, one text each. */
extern const char *const html_styles[];
extern const size_t html_style_count;

/* Is the source of the file in the page? Then it is `#f1`, and its line 7 is `#f1-7`. */
bool html_shows(const struct file_detail *f);

/* "gate/main.c", and "gate/main.c:7" or ":7-9", as a link where the page has it. `d` may be NULL. */
void html_link_file(struct html *h, const struct detail *d, const struct file_detail *f);
void html_link_lines(
	struct html *h, const struct detail *d, struct str path, struct line_range lines);

/* An item of a list of lines; with an id where `file` is not 0. */
void html_line(struct html *h, const struct source_line *line, size_t file);

/* Why the source is not there: for the end of a sentence. */
const char *html_no_source(enum source_state state);

/* "3-5, 9, 12-14 and 2 more": the first of the uncovered lines; of the added ones alone if `added`. */
void html_uncovered(struct html *h, const struct file_detail *f, bool added);

#endif
