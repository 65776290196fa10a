/* The trend: a line an area, through what records before said up to this verdict. */
#include "reporters/html.h"

#include "reporters/log.h"
#include "reporters/sparkline.h"

enum { WIDTH = 300, HEIGHT = 60, MARGIN = 6, POINTS_MAX = 64 };

#define UNIT 1000000000u /* fine enough for a picture */

/* Oldest first; the last is this verdict. */
struct points {
	struct ratio v[POINTS_MAX];
	size_t n;
};

/* The newest that there is room for. */
static struct points points_of(const struct trail *t, const struct area_verdict *a)
{
	const struct area_coverage *now = &a->coverage[METRIC_LINES];
	struct points p = { 0 };
	size_t from = t->n < POINTS_MAX - 1 ? t->n : POINTS_MAX - 1;

	for (size_t i = from; i-- > 0;) {
		if (trail_has_lines(&t->v[i]))
			p.v[p.n++] = trail_lines(&t->v[i]);
	}
	if (p.n && now->known && now->count.total)
		p.v[p.n++] = (struct ratio){ now->count.covered, now->count.total };
	return p;
}

static uint64_t height_of(struct ratio r, const struct points *p)
{
	uint64_t least = ratio_of(ratio_least(p->v, p->n), UNIT);
	uint64_t range = ratio_of(ratio_most(p->v, p->n), UNIT) - least;

	return range ? (ratio_of(r, UNIT) - least) * (HEIGHT - 2 * MARGIN) / range
		     : (HEIGHT - 2 * MARGIN) / 2;
}

static uint64_t x_of(const struct points *p, size_t i)
{
	return MARGIN + i * (WIDTH - 2 * MARGIN) / (p->n - 1);
}

static uint64_t y_of(const struct points *p, size_t i)
{
	return HEIGHT - MARGIN - height_of(p->v[i], p);
}

static void put_ratio(struct html *h, struct ratio r)
{
	html_percent(h, (struct count){ r.part, r.whole });
}

/* What the line shows, for who does not see it. */
static void put_words(struct html *h, const struct points *p, struct str area)
{
	HTML_TEXT(h, "<title>Covered lines of ", area, "</title><desc>");
	for (size_t i = 0; i < p->n; i++) {
		if (i)
			HTML(h, ", ");
		put_ratio(h, p->v[i]);
	}
	HTML(h, "</desc>");
}

static void put_line(struct html *h, const struct points *p, struct str area)
{
	HTML(h, "<svg role=\"img\" viewBox=\"0 0 300 60\">");
	put_words(h, p, area);
	HTML(h, "<polyline points=\"");
	for (size_t i = 0; i < p->n; i++) {
		if (i)
			HTML(h, " ");
		HTML_NUMBER(h, "", x_of(p, i), ",");
		html_number(h, y_of(p, i));
	}
	HTML_NUMBER(h, "\"/><circle cx=\"", x_of(p, p->n - 1), "\" cy=\"");
	HTML_NUMBER(h, "", y_of(p, p->n - 1), "\" r=\"4\"/></svg>");
}

static void put_area(struct html *h, const struct trail *t, const struct area_verdict *a)
{
	struct points p = points_of(t, a);
	struct buf change = { 0 };

	if (p.n < 2)
		return;
	ratio_print_change(&change, p.v[p.n - 2], p.v[p.n - 1]);
	HTML_TEXT(h, "<figure><figcaption><strong>", a->name, "</strong> ");
	put_ratio(h, p.v[p.n - 1]);
	HTML_TEXT(h, " <span class=\"dim\">", buf_str(&change), "</span></figcaption>");
	put_line(h, &p, a->name);
	HTML(h, "<p class=\"dim\">between ");
	put_ratio(h, ratio_least(p.v, p.n));
	HTML(h, " and ");
	put_ratio(h, ratio_most(p.v, p.n));
	HTML(h, "</p></figure>\n");
	buf_release(&change);
}

static void put_walk(struct html *h, const struct trail *t)
{
	struct str rest, line;
	struct buf said = { 0 };

	log_walk(&t->walk, false, "", &said);
	HTML(h, "<p class=\"dim\">From ");
	html_counted(h, t->n, "record", "records");
	HTML(h, " before this verdict");
	rest = buf_str(&said);
	while (str_line(&rest, &line))
		HTML_TEXT(h, "; ", line, "");
	HTML(h, ".</p>\n");
	buf_release(&said);
}

static bool has(const struct verdict *v)
{
	bool any = false;

	for (size_t i = 0; v->detail && v->detail->trails && i < v->area_count; i++)
		any |= points_of(&v->detail->trails[i], &v->areas[i]).n > 1;
	return any;
}

static void put(struct html *h, const struct verdict *v)
{
	HTML(h, "<div class=\"trend\">\n");
	for (size_t i = 0; i < v->area_count; i++)
		put_area(h, &v->detail->trails[i], &v->areas[i]);
	HTML(h, "</div>\n");
	put_walk(h, v->detail->trails);
}

const struct html_section html_trend = { "trend", "Trend", has, put };
