/*
 * A badge: the gate of the project, or of one area, as an SVG. It says in words what its colour says, to
 * a screen reader as well, and needs no font but the one that is there: each text is stretched to the
 * width that was reckoned for it.
 */
#include <inttypes.h>

#include "gate/base/utf8.h"
#include "reporters/escape.h"
#include "reporters/reporter.h"

#define FONT_SIZE 11
#define LABEL_COLUMNS_MAX 40u

/* What is worse comes later. */
enum badge {
	BADGE_NO_RULES,
	BADGE_OPEN,
	BADGE_INFORMED,
	BADGE_WAIVED,
	BADGE_CLOSED,
	BADGE_CANNOT_JUDGE
};

/*
 * White is readable on each (WCAG 2 asks for a contrast of 4.5). The bar of the gate is raised or not, and
 * where nothing can close it there is none.
 */
static const struct look_of_badge {
	const char *word, *colour, *bar;
} looks[] = {
	[BADGE_NO_RULES] = { "no rules", "#57606a", "" },
	[BADGE_OPEN] = { "open", "#1a7f37", "M7.5 12.5 15 4.5" },
	[BADGE_INFORMED] = { "open, not enforced", "#7d5700", "M7.5 12.5 15 4.5" },
	[BADGE_WAIVED] = { "open, waived", "#7d5700", "M7.5 12.5 15 4.5" },
	[BADGE_CLOSED] = { "closed", "#b3202c", "M7.5 9H17M16 6v9" },
	[BADGE_CANNOT_JUDGE] = { "cannot judge", "#57606a", "M9.5 9h2m2 0h2" },
};

/* In thousandths of the font's size, from the space on: about those of Verdana and DejaVu Sans. */
static const uint16_t widths[] = { 352, 394, 459, 818, 636, 1076, 727, 269, 454, 454, 636, 818, 364,
	454, 364, 454, 636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 454, 454, 818, 818, 818,
	545, 1000, 684, 686, 698, 771, 632, 575, 775, 751, 421, 455, 693, 557, 843, 748, 787, 603,
	787, 695, 684, 616, 732, 684, 989, 685, 615, 685, 454, 454, 454, 818, 636, 636, 601, 623,
	521, 623, 596, 352, 623, 633, 274, 344, 592, 274, 973, 633, 607, 623, 623, 427, 521, 394,
	633, 592, 818, 592, 592, 525, 635, 454, 635, 818 };

/* In pixels, rounded up. */
static unsigned width_of(struct str text)
{
	enum { OTHER = 680, WIDE = 1000 };
	uint64_t sum = 0;

	while (text.n) {
		int32_t code = utf8_next(&text);

		if (code >= ' ' && code <= '~')
			sum += widths[code - ' '];
		else
			sum += utf8_columns(code) == 2 ? WIDE : utf8_columns(code) * OTHER;
	}
	return (unsigned)((sum * FONT_SIZE + 999) / 1000);
}

/* Shown as a whole, or cut where it is too long. */
static void put_label(struct buf *out, struct str name)
{
	struct buf shown = { 0 };
	struct str rest;
	unsigned columns = 0;

	escape_text(&shown, name);
	for (rest = buf_str(&shown); rest.n;) {
		struct str from = rest;

		columns += utf8_columns(utf8_next(&rest));
		if (columns > LABEL_COLUMNS_MAX) {
			buf_puts(out, "\xe2\x80\xa6");
			break;
		}
		buf_add(out, (struct str){ from.p, from.n - rest.n });
	}
	buf_release(&shown);
}

static void put_text(struct buf *out, unsigned x, unsigned width, struct str text)
{
	buf_printf(out,
		"<text x=\"%u\" y=\"14\" textLength=\"%u\" lengthAdjust=\"spacingAndGlyphs\">", x,
		width);
	escape_xml(out, text);
	buf_puts(out, "</text>\n");
}

static void put_title(struct buf *out, struct str label, struct str value, bool of_lines)
{
	escape_xml(out, label);
	buf_puts(out, ": ");
	escape_xml(out, value);
	if (of_lines)
		buf_puts(out, " of lines covered");
}

/* The dark half, cut off aslant, lies over the other; the line around both is seen on any ground. */
static void put_shape(struct buf *out, unsigned cut, unsigned width, const struct look_of_badge *b)
{
	buf_printf(
		out, "<rect width=\"%u\" height=\"20\" rx=\"4\" fill=\"%s\"/>\n", width, b->colour);
	buf_printf(out,
		"<path d=\"M4 0H%uL%u 20H4A4 4 0 0 1 0 16V4A4 4 0 0 1 4 0Z\" fill=\"#24292f\"/>\n",
		cut + 3, cut - 3);
	buf_printf(out,
		"<rect x=\".5\" y=\".5\" width=\"%u\" height=\"19\" rx=\"3.5\" fill=\"none\""
		" stroke=\"#8b949e\" stroke-opacity=\".7\"/>\n",
		width - 1);
	buf_printf(out,
		"<path d=\"M7.5 5v11M5.5 16h4%s\" fill=\"none\" stroke=\"#fff\""
		" stroke-width=\"1.6\"/>\n",
		b->bar);
}

static void put_badge(
	struct buf *out, struct str label, struct str value, enum badge state, bool of_lines)
{
	enum { SIGN = 22, GAP = 8 };
	unsigned label_width = width_of(label), value_width = width_of(value);
	unsigned cut = SIGN + label_width + GAP, width = cut + GAP + value_width + GAP;

	buf_printf(out,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" height=\"20\""
		" viewBox=\"0 0 %u 20\" role=\"img\" aria-label=\"",
		width, width);
	put_title(out, label, value, of_lines);
	buf_puts(out, "\">\n<title>");
	put_title(out, label, value, of_lines);
	buf_puts(out, "</title>\n");
	put_shape(out, cut, width, &looks[state]);
	buf_printf(out,
		"<g fill=\"#fff\" font-family=\"Verdana,'DejaVu Sans',sans-serif\""
		" font-size=\"%u\">\n",
		FONT_SIZE);
	put_text(out, SIGN, label_width, label);
	put_text(out, cut + GAP, value_width, value);
	buf_puts(out, "</g>\n</svg>\n");
}

/* Of what has no rules nothing is judged, and so nothing is green; a record may have no room for those that hold. */
static enum badge best_state(const struct verdict *v)
{
	return v->left_out < LEFT_OUT_HELD ? BADGE_NO_RULES : BADGE_OPEN;
}

static enum badge state_of_area(const struct verdict *v, size_t area)
{
	static const enum badge states[] = {
		[RULE_HELD] = BADGE_OPEN,
		[RULE_BROKEN] = BADGE_CLOSED,
		[RULE_NO_DATA] = BADGE_CANNOT_JUDGE,
		[RULE_WAIVED] = BADGE_WAIVED,
		[RULE_INFORMED] = BADGE_INFORMED,
	};
	enum badge worst = best_state(v);

	for (size_t i = 0; i < v->finding_count; i++) {
		enum badge state = states[v->findings[i].outcome];

		if (v->findings[i].area == area && state > worst)
			worst = state;
	}
	return worst;
}

/* The project's is the gate itself. */
static enum badge state_of(const struct verdict *v, size_t area)
{
	static const enum badge gates[] = {
		[GATE_OPEN] = BADGE_OPEN,
		[GATE_CLOSED] = BADGE_CLOSED,
		[GATE_CANNOT_JUDGE] = BADGE_CANNOT_JUDGE,
	};

	if (area)
		return state_of_area(v, area);
	return v->gate == GATE_OPEN && !v->finding_count ? best_state(v) : gates[v->gate];
}

/* The figure that people ask for first, if there is one; whether it is that of lines. */
static bool put_figure(struct buf *out, const struct area_verdict *a)
{
	const struct count *lines = &a->coverage[METRIC_LINES].count;

	if (a->coverage[METRIC_LINES].known && lines->total) {
		ratio_print(out, lines->covered, lines->total);
		buf_puts(out, " %");
		return true;
	}
	if (a->tests.known && (a->tests.has_plan || a->tests.created))
		buf_printf(out, "%" PRIu64 "/%" PRIu64 " tests passing", a->tests.passing,
			a->tests.has_plan ? a->tests.planned : a->tests.created);
	return false;
}

/* A figure says by itself that it is one; behind a word that judges it, it says why. */
static bool put_value(struct buf *out, const struct verdict *v, size_t area, enum badge state)
{
	struct buf figure = { 0 };
	bool of_lines = area < v->area_count && put_figure(&figure, &v->areas[area]);

	if (state != BADGE_NO_RULES || !figure.n)
		buf_printf(out, "%s%s", looks[state].word, figure.n ? ", " : "");
	buf_add(out, buf_str(&figure));
	buf_release(&figure);
	return of_lines;
}

static size_t area_of(const struct verdict *v, struct str name)
{
	size_t i = 0;

	while (i < v->area_count && !str_eq(v->areas[i].name, name))
		i++;
	return i;
}

/* Of several jobs that of the worst: a badge must not say open where one of them is closed. */
static void report_area(struct verdicts verdicts, struct str name, struct buf *out)
{
	const struct verdict *worst = NULL;
	struct buf label = { 0 }, value = { 0 };
	size_t area = 0;
	bool of_lines;

	for (size_t i = 0; i < verdicts.n; i++) {
		const struct verdict *v = verdicts.v[i];
		size_t at = name.n ? area_of(v, name) : 0;

		if (name.n && at == v->area_count)
			continue;
		if (worst && state_of(v, at) <= state_of(worst, area))
			continue;
		worst = v;
		area = at;
	}
	put_label(&label, area ? name : STR("gate"));
	of_lines = put_value(&value, worst, area, state_of(worst, area));
	put_badge(out, buf_str(&label), buf_str(&value), state_of(worst, area), of_lines);
	buf_release(&label);
	buf_release(&value);
}

static void join(struct verdicts verdicts, struct buf *out)
{
	report_area(verdicts, STR(""), out);
}

static void report(const struct verdict *v, const struct look *look, struct buf *out)
{
	(void)look;
	join((struct verdicts){ &v, 1 }, out);
}

const struct reporter badge_reporter = {
	.name = "badge",
	.about = "the gate as a picture (SVG); badge=DIR/ makes one for each area",
	.report = report,
	.join = join,
	.report_area = report_area,
	.ending = ".svg",
};
