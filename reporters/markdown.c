/*
 * The progress report: what a lead pastes into the morning meeting. Sections without evidence are
 * left out.
 */
#include "reporters/markdown.h"

#include <inttypes.h>

#include "reporters/escape.h"

enum { BAR_CELLS = 10 };

static void put_percent(struct buf *out, struct count c)
{
	ratio_print(out, c.covered, c.total);
	buf_puts(out, " %");
}

static void put_decimal(struct buf *out, bool has, struct decimal d)
{
	if (!has)
		return;
	decimal_print(out, d);
	buf_puts(out, " %");
}

/* The plan as a whole: areas are summed, since the project itself seldom has one of its own. */
static void put_plan(const struct verdict *v, struct buf *out)
{
	uint64_t planned = 0, created = 0, runnable = 0, passing = 0;
	bool any = false;

	for (size_t i = 0; i < v->area_count; i++) {
		const struct area_tests *t = &v->areas[i].tests;

		if (!t->has_plan || !t->known)
			continue;
		any = true;
		/* What one area has too many of is nothing that another one has. */
		planned += t->planned;
		created += t->created < t->planned ? t->created : t->planned;
		runnable += t->runnable < t->planned ? t->runnable : t->planned;
		passing += t->passing < t->planned ? t->passing : t->planned;
	}
	if (any && planned)
		buf_printf(out,
			"%" PRIu64 "/%" PRIu64 " tests created (%" PRIu64 " %%), %" PRIu64
			"/%" PRIu64 " runnable, %" PRIu64 "/%" PRIu64 " passing; ",
			created, planned, created * 100 / planned, runnable, planned, passing,
			planned);
}

static void put_headline(const struct verdict *v, struct buf *out)
{
	const struct area_coverage *lines = &v->areas[0].coverage[METRIC_LINES];
	size_t broken = verdict_count(v, RULE_BROKEN), no_data = verdict_count(v, RULE_NO_DATA);

	buf_puts(out, "# ");
	escape_markdown(out, v->title.n ? v->title : STR("Progress"));
	buf_printf(out, ": gate %s\n\n", v->gate == GATE_OPEN ? "open" : "closed");
	put_plan(v, out);
	if (lines->known) {
		put_percent(out, lines->count);
		buf_puts(out, " of lines covered");
		if (lines->has_target) {
			buf_puts(out, ", ");
			put_decimal(out, true, lines->target);
			buf_puts(out, " wanted");
		}
		buf_puts(out, "; ");
	}
	if (no_data)
		buf_printf(out, "**cannot judge: %zu of %zu rules have no data**.\n", no_data,
			v->finding_count);
	else if (broken)
		buf_printf(out, "**%zu of %zu rules broken**.\n", broken, v->finding_count);
	else
		buf_puts(out, "every enforced rule holds.\n");
}

/* How far of the way from nothing to the target, in plain characters. */
static void put_bar(struct buf *out, const struct area_coverage *c)
{
	uint64_t full = 0;

	if (!c->has_target || !c->count.total)
		return;
	for (unsigned i = 1; i <= BAR_CELLS; i++) {
		struct decimal step = { c->target.digits * i, c->target.scale + 1 };

		full += ratio_reaches(c->count.covered, c->count.total, step);
	}
	for (unsigned i = 0; i < BAR_CELLS; i++)
		buf_puts(out, i < full ? "█" : "░");
}

static void put_missing_lines(struct buf *out, const struct area_coverage *c)
{
	uint64_t missing;

	if (!c->has_target || !c->known)
		return;
	missing = ratio_missing(c->count.covered, c->count.total, c->target);
	if (missing)
		buf_printf(out, "%" PRIu64 " %s", missing, missing == 1 ? "line" : "lines");
	else
		buf_puts(out, "reached");
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
		any |= v->areas[i].has_patch;
	return any;
}

static void put_metric(const struct area_coverage *c, struct buf *out)
{
	buf_byte(out, ' ');
	if (c->known && c->count.total)
		put_percent(out, c->count);
	if (c->has_target) {
		buf_puts(out, " of ");
		put_decimal(out, true, c->target);
	}
	buf_puts(out, " |");
}

static void put_head(const struct verdict *v, struct buf *out)
{
	buf_puts(out, "\n## Areas\n\n| Area | Lines | Target | Still needed | From | Progress |");
	for (int m = METRIC_LINES + 1; m < METRIC_COUNT; m++) {
		if (has_metric(v, (enum metric)m))
			buf_printf(out, " %s |", metrics[m].title);
	}
	buf_puts(out, has_patch(v) ? " Added lines |" : "");
	buf_puts(out, "\n| --- | --: | --: | --: | --: | --- |");
	for (int m = METRIC_LINES + 1; m < METRIC_COUNT; m++)
		buf_puts(out, has_metric(v, (enum metric)m) ? " --: |" : "");
	buf_puts(out, has_patch(v) ? " --: |" : "");
}

static void put_areas(const struct verdict *v, struct buf *out)
{
	if (!has_metric(v, METRIC_LINES))
		return;
	put_head(v, out);
	for (size_t i = 0; i < v->area_count; i++) {
		const struct area_verdict *a = &v->areas[i];
		const struct area_coverage *lines = &a->coverage[METRIC_LINES];

		buf_puts(out, "\n| ");
		escape_markdown(out, markdown_title(a));
		buf_puts(out, markdown_carried(a));
		buf_puts(out, " | ");
		if (lines->known)
			put_percent(out, lines->count);
		buf_puts(out, " | ");
		put_decimal(out, lines->has_target, lines->target);
		buf_puts(out, " | ");
		put_missing_lines(out, lines);
		buf_puts(out, " | ");
		put_decimal(out, lines->has_baseline, lines->baseline);
		buf_puts(out, " | ");
		put_bar(out, lines);
		buf_puts(out, " |");
		for (int m = METRIC_LINES + 1; m < METRIC_COUNT; m++) {
			if (has_metric(v, (enum metric)m))
				put_metric(&a->coverage[m], out);
		}
		if (has_patch(v))
			put_metric(&a->patch[METRIC_LINES], out);
	}
	buf_byte(out, '\n');
}

static void put_criteria(const struct verdict *v, struct buf *out)
{
	if (v->finding_count)
		buf_puts(out, "\n## Success criteria\n\n");
	for (size_t i = 0; i < v->finding_count; i++) {
		const struct finding *f = &v->findings[i];

		buf_printf(out, "- [%c] ", f->outcome == RULE_HELD ? 'x' : ' ');
		escape_markdown(out, markdown_title(&v->areas[f->area]));
		buf_puts(out, ", ");
		escape_markdown_code(out, f->rule);
		buf_puts(out, ": ");
		escape_markdown(out, f->say);
		buf_puts(out,
			f->outcome == RULE_INFORMED         ? " (not enforced)\n"
				: f->outcome == RULE_WAIVED ? " (waived)\n"
							    : "\n");
	}
}

static void put_commands(const struct verdict *v, struct buf *out)
{
	bool head = false;

	for (size_t i = 0; i < v->area_count; i++) {
		if (!v->areas[i].command.n)
			continue;
		if (!head)
			buf_puts(out, "\n## Commands\n\n");
		head = true;
		buf_puts(out, "- ");
		escape_markdown(out, markdown_title(&v->areas[i]));
		buf_puts(out, ": ");
		escape_markdown_code(out, v->areas[i].command);
		buf_byte(out, '\n');
	}
}

static void put_reports(const struct verdict *v, struct buf *out)
{
	buf_puts(out, "| Report | Format | Trust | SHA-256 |\n| --- | --- | --- | --- |\n");
	for (size_t i = 0; i < v->report_count; i++) {
		const struct report_line *r = &v->reports[i];

		buf_puts(out, "| ");
		escape_markdown_code(out, r->path);
		buf_puts(out, " | ");
		escape_markdown(out, r->format);
		buf_puts(out, " | ");
		escape_markdown(out, r->trust);
		buf_puts(out, " | ");
		escape_markdown_code(
			out, (struct str){ r->sha256.p, r->sha256.n < 12 ? r->sha256.n : 12 });
		buf_puts(out, " |\n");
	}
	buf_byte(out, '\n');
}

static void put_note(struct str who, struct str text, struct buf *out)
{
	if (!text.n)
		return;
	buf_puts(out, "- ");
	escape_markdown(out, who);
	buf_puts(out, ": ");
	escape_markdown(out, text);
	buf_byte(out, '\n');
}

static void put_notes(const struct verdict *v, struct buf *out)
{
	struct buf text = { 0 };

	put_note(STR("policies"), v->policies_note, out);
	for (size_t i = 0; i < v->report_count; i++) {
		for (size_t j = 0; j < v->reports[i].note_count; j++) {
			buf_puts(out, "- ");
			escape_markdown_code(out, v->reports[i].path);
			buf_puts(out, ": ");
			escape_markdown(out, v->reports[i].notes[j]);
			buf_byte(out, '\n');
		}
	}
	for (size_t i = 0; i < v->area_count; i++) {
		for (size_t j = 0; j < area_note_count; j++) {
			buf_truncate(&text, 0);
			area_notes[j](&v->areas[i], &text);
			put_note(markdown_title(&v->areas[i]), buf_str(&text), out);
		}
	}
	buf_release(&text);
}

static void put_chosen(const char *what, struct str commit, struct str why, struct buf *out)
{
	buf_printf(out, "- %s: ", what);
	escape_markdown_code(out, commit);
	buf_byte(out, ' ');
	escape_markdown(out, why);
	buf_byte(out, '\n');
}

static void put_evidence(const struct verdict *v, struct buf *out)
{
	buf_puts(out, "\n## Evidence\n\n");
	put_reports(v, out);
	put_notes(v, out);
	if (v->commit.n) {
		buf_puts(out, "- commit ");
		escape_markdown_code(out, v->commit);
		verdict_say_head(v, out);
		buf_byte(out, '\n');
	}
	if (v->base.rule != BASE_NONE)
		put_chosen("base", v->base.commit, v->base.why, out);
	if (v->baseline.rule != BASELINE_NONE)
		put_chosen("baseline", v->baseline.commit, v->baseline.why, out);
	buf_puts(out, "- policies from ");
	escape_markdown_code(out, v->policies);
	buf_puts(out, ", judged by ");
	escape_markdown(out, v->tool);
	buf_byte(out, '\n');
}

static void report(const struct verdict *v, const struct look *look, struct buf *out)
{
	(void)look;
	put_headline(v, out);
	put_areas(v, out);
	markdown_tests(v, out);
	put_criteria(v, out);
	put_commands(v, out);
	put_evidence(v, out);
}

const struct reporter markdown_reporter = {
	.name = "markdown",
	.about = "the progress report: areas, tests, success criteria, evidence",
	.report = report,
};
