/*
 * What a person reads after every run: the verdict first, the areas, then each rule that is broken
 * with how far it is and where its limit stands.
 */
#include "reporters/terminal.h"

#include <inttypes.h>

#include "reporters/escape.h"
#include "reporters/reporter.h"
#include "reporters/table.h"

static void print_gate(const struct verdict *v, const struct look *look, struct buf *out)
{
	static const enum style styles[] = {
		[GATE_OPEN] = STYLE_GOOD,
		[GATE_CLOSED] = STYLE_BAD,
		[GATE_CANNOT_JUDGE] = STYLE_BAD,
	};
	struct buf rules = { 0 };

	if (v->title.n) {
		escape_terminal(out, v->title);
		buf_puts(out, ": ");
	}
	style_print(out, look, styles[v->gate], str_of(gate_words[v->gate]));
	verdict_say_rules(v, &rules);
	if (rules.n)
		buf_puts(out, ", ");
	buf_add(out, buf_str(&rules));
	buf_byte(out, '\n');
	buf_release(&rules);
}

static void cell_percent(struct table *t, const struct area_coverage *c)
{
	struct buf text = { 0 };
	enum style style = STYLE_PLAIN;

	if (c->known && c->count.total) {
		ratio_print(&text, c->count.covered, c->count.total);
		buf_puts(&text, " %");
		if (c->has_target)
			style = ratio_reaches(c->count.covered, c->count.total, c->target)
				? STYLE_GOOD
				: STYLE_BAD;
	}
	table_cell(t, buf_str(&text), style);
	buf_release(&text);
}

static void cell_target(struct table *t, const struct area_coverage *c)
{
	struct buf text = { 0 };

	if (c->has_target) {
		decimal_print(&text, c->target);
		buf_puts(&text, " %");
	}
	table_cell(t, buf_str(&text), STYLE_PLAIN);
	buf_release(&text);
}

static void cell_count(struct table *t, bool show, uint64_t n, enum style style)
{
	if (show)
		table_cellf(t, style, "%" PRIu64, n);
	else
		table_cell(t, STR(""), style);
}

static void add_area(struct table *t, const struct area_verdict *a)
{
	const struct area_coverage *lines = &a->coverage[METRIC_LINES];
	const struct area_tests *tests = &a->tests;
	const struct area_coverage none = { 0 };
	uint64_t failed = tests->counts.state[TEST_FAILING] + tests->counts.state[TEST_BLOCKED];
	bool any = tests->known && (tests->has_plan || tests->counts.total);

	table_cell(t, a->name, STYLE_STRONG);
	cell_percent(t, lines);
	cell_target(t, lines);
	if (lines->known)
		table_cellf(t, STYLE_FAINT, "%" PRIu64 "/%" PRIu64, lines->count.covered,
			lines->count.total);
	else
		table_cell(t, STR(""), STYLE_PLAIN);
	cell_percent(t, &a->coverage[METRIC_BRANCHES]);
	cell_percent(t, &a->coverage[METRIC_FUNCTIONS]);
	cell_percent(t, &a->coverage[METRIC_MCDC]);
	cell_percent(t, a->has_patch ? &a->patch[METRIC_LINES] : &none);
	cell_count(t, tests->has_plan, tests->planned, STYLE_PLAIN);
	cell_count(t, any, tests->created, STYLE_PLAIN);
	cell_count(t, any, tests->runnable, STYLE_PLAIN);
	cell_count(t, any, tests->passing, STYLE_PLAIN);
	cell_count(t, any && failed, failed, STYLE_BAD);
	table_cell(t, a->enforced ? STR("") : STR("not enforced"), STYLE_FAINT);
}

static void print_areas(const struct verdict *v, const struct look *look, struct buf *out)
{
	static const struct table_column columns[] = {
		{ "area", false, 0 },
		{ "lines", true, 0 },
		{ "target", true, 0 },
		{ "covered", true, 4 },
		{ "branches", true, 5 },
		{ "functions", true, 6 },
		{ "mc/dc", true, 7 },
		{ "added", true, 0 },
		{ "planned", true, 1 },
		{ "created", true, 2 },
		{ "runnable", true, 0 },
		{ "passing", true, 0 },
		{ "failed", true, 0 },
		{ "", false, 3 },
	};
	struct table t;

	table_init(&t, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < v->area_count; i++)
		add_area(&t, &v->areas[i]);
	buf_byte(out, '\n');
	table_print(&t, look, 2, out);
	table_release(&t);
}

static void add_finding(struct table *t, const struct verdict *v, const struct finding *f)
{
	struct buf at = { 0 };

	table_cell(t, v->areas[f->area].name, STYLE_PLAIN);
	table_cell(t, f->rule, STYLE_PLAIN);
	table_cell(t, f->say, STYLE_PLAIN);
	if (f->at.file.n)
		buf_printf(&at, STR_FMT ":%" PRIu32 ":%" PRIu32, STR_ARG(f->at.file), f->at.line,
			f->at.column);
	table_cell(t, buf_str(&at), STYLE_FAINT);
	buf_release(&at);
}

static void print_findings(const struct verdict *v, enum outcome_of_rule outcome,
	const struct look *look, struct buf *out)
{
	static const struct table_column columns[] = {
		{ "", false, 0 },
		{ "", false, 0 },
		{ "", false, 0 },
		{ "", false, 1 },
	};
	static const struct {
		const char *title;
		enum style style;
	} heads[] = {
		[RULE_HELD] = { "held", STYLE_GOOD },
		[RULE_BROKEN] = { "broken", STYLE_BAD },
		[RULE_NO_DATA] = { "no data", STYLE_BAD },
		[RULE_WAIVED] = { "waived", STYLE_DOUBT },
		[RULE_INFORMED] = { "not enforced", STYLE_DOUBT },
	};
	struct table t;

	if (!verdict_count(v, outcome))
		return;
	buf_byte(out, '\n');
	style_print(out, look, heads[outcome].style, str_of(heads[outcome].title));
	buf_byte(out, '\n');
	table_init(&t, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < v->finding_count; i++) {
		if (v->findings[i].outcome == outcome)
			add_finding(&t, v, &v->findings[i]);
	}
	table_print(&t, look, 2, out);
	table_release(&t);
}

static void print_place(const struct uncovered *u, struct buf *out)
{
	buf_puts(out, "  ");
	escape_terminal(out, u->path);
	buf_printf(out, ":%" PRIu32, u->range.first);
	if (u->range.last > u->range.first)
		buf_printf(out, "-%" PRIu32, u->range.last);
}

static void print_places(const struct verdict *v, const struct place_list *which,
	const struct look *look, struct buf *out)
{
	bool head = false;

	for (size_t i = 0; i < v->area_count; i++) {
		const struct area_verdict *a = &v->areas[i];
		const struct uncovered_list *list = area_places(a, which);

		for (size_t j = 0; j < list->n; j++) {
			if (!head) {
				buf_byte(out, '\n');
				style_print(out, look, STYLE_DOUBT, str_of(which->title));
				buf_byte(out, '\n');
				head = true;
			}
			print_place(&list->v[j], out);
			if (j + 1 == list->n && list->more)
				buf_printf(out, "  and %" PRIu64 " more in ", list->more);
			else
				buf_puts(out, "  in ");
			escape_terminal(out, a->name);
			buf_byte(out, '\n');
		}
	}
}

static void note_line(
	struct str who, struct str text, bool *head, const struct look *look, struct buf *out)
{
	if (!*head) {
		buf_byte(out, '\n');
		style_print(out, look, STYLE_DOUBT, STR("notes"));
		buf_byte(out, '\n');
		*head = true;
	}
	buf_puts(out, "  ");
	escape_terminal(out, who);
	buf_puts(out, ": ");
	escape_terminal(out, text);
	buf_byte(out, '\n');
}

static void print_notes(const struct verdict *v, const struct look *look, struct buf *out)
{
	struct buf text = { 0 };
	bool head = false;

	if (v->policies_note.n)
		note_line(STR("policies"), v->policies_note, &head, look, out);
	for (size_t i = 0; i < v->report_count; i++) {
		for (size_t j = 0; j < v->reports[i].note_count; j++)
			note_line(v->reports[i].path, v->reports[i].notes[j], &head, look, out);
	}
	for (size_t i = 0; i < v->area_count; i++) {
		for (size_t j = 0; j < area_note_count; j++) {
			buf_truncate(&text, 0);
			area_notes[j](&v->areas[i], &text);
			if (text.n)
				note_line(v->areas[i].name, buf_str(&text), &head, look, out);
		}
	}
	buf_release(&text);
}

static void print_chosen(const char *what, struct str commit, struct str why,
	const struct look *look, struct buf *out)
{
	struct buf line = { 0 };

	buf_printf(&line, "%s: ", what);
	escape_terminal(&line, short_id(commit));
	buf_byte(&line, ' ');
	escape_terminal(&line, why);
	style_print(out, look, STYLE_FAINT, buf_str(&line));
	buf_byte(out, '\n');
	buf_release(&line);
}

static void print_source(const struct verdict *v, const struct look *look, struct buf *out)
{
	struct buf line = { 0 };
	struct str commit = short_id(v->commit);

	if (v->job.n) {
		buf_puts(&line, "job ");
		escape_terminal(&line, v->job);
		buf_puts(&line, ", ");
	}
	if (commit.n) {
		buf_puts(&line, "commit ");
		escape_terminal(&line, commit);
		buf_puts(&line, ", ");
	}
	buf_printf(&line, "%zu %s, policies from ", v->report_count,
		v->report_count == 1 ? "report" : "reports");
	escape_terminal(&line, v->policies);
	buf_byte(&line, '/');
	buf_byte(out, '\n');
	style_print(out, look, STYLE_FAINT, buf_str(&line));
	buf_byte(out, '\n');
	buf_release(&line);
}

static void report(const struct verdict *v, const struct look *look, struct buf *out)
{
	print_gate(v, look, out);
	print_areas(v, look, out);
	print_findings(v, RULE_NO_DATA, look, out);
	print_findings(v, RULE_BROKEN, look, out);
	print_findings(v, RULE_WAIVED, look, out);
	print_findings(v, RULE_INFORMED, look, out);
	if (look->verbose)
		print_findings(v, RULE_HELD, look, out);
	if (look->verbose)
		terminal_classes(v, look, out);
	for (size_t i = 0; i < place_list_count; i++)
		print_places(v, &place_lists[i], look, out);
	terminal_tests(v, look, out);
	print_notes(v, look, out);
	print_source(v, look, out);
	if (v->base.rule != BASE_NONE)
		print_chosen("base", v->base.commit, v->base.why, look, out);
	if (v->baseline.rule != BASELINE_NONE)
		print_chosen("baseline", v->baseline.commit, v->baseline.why, look, out);
}

const struct reporter terminal_reporter = {
	.name = "terminal",
	.about = "the verdict, the areas and every broken rule, for a person",
	.report = report,
};
