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
	if (a->carried.commit.n)
		table_cellf(t, STYLE_FAINT, "%s%s", a->carried.areas ? "partly carried" : "carried",
			a->enforced ? "" : ", not enforced");
	else
		table_cell(t, a->enforced ? STR("") : STR("not enforced"), STYLE_FAINT);
}

/* Every rule of the area holds. */
static bool all_hold(const struct verdict *v, uint32_t area)
{
	for (size_t i = 0; i < v->finding_count; i++) {
		if (v->findings[i].area == area && v->findings[i].outcome != RULE_HELD)
			return false;
	}
	return true;
}

/* The project, and where there is not room for all those areas that somebody should look at. */
static void add_areas(
	struct table *t, const struct verdict *v, const struct look *look, size_t *more)
{
	enum { AREAS_SHOWN = 12 };
	size_t room = terminal_shown(look, v->area_count, AREAS_SHOWN), shown = 0;

	for (size_t i = 0; i < v->area_count; i++) {
		bool wanted = room == v->area_count || !i || !all_hold(v, (uint32_t)i);

		if (!wanted || shown == room)
			continue;
		add_area(t, &v->areas[i]);
		shown++;
	}
	*more = v->area_count - shown;
}

static void print_areas(const struct verdict *v, const struct look *look, struct buf *out)
{
	static const struct table_column columns[] = {
		{ "area", false, 0, true },
		{ "lines", true, 0, false },
		{ "target", true, 1, false },
		{ "covered", true, 6, false },
		{ "branches", true, 7, false },
		{ "functions", true, 8, false },
		{ "mc/dc", true, 9, false },
		{ "added", true, 0, false },
		{ "planned", true, 3, false },
		{ "created", true, 4, false },
		{ "runnable", true, 2, false },
		{ "passing", true, 0, false },
		{ "failed", true, 0, false },
		{ "", false, 5, false },
	};
	struct table t;
	size_t more;

	table_init(&t, columns, sizeof(columns) / sizeof(columns[0]));
	add_areas(&t, v, look, &more);
	buf_byte(out, '\n');
	table_print(&t, look, 2, out);
	terminal_more(more, "area", "areas", look, out);
	table_release(&t);
}

size_t terminal_shown(const struct look *look, size_t n, size_t most)
{
	return look->columns && !look->verbose && n > most ? most : n;
}

void terminal_head(const char *title, enum style style, const struct look *look, struct buf *out)
{
	buf_byte(out, '\n');
	style_print(out, look, style, str_of(title));
	buf_byte(out, '\n');
}

void terminal_more(
	uint64_t n, const char *one, const char *many, const struct look *look, struct buf *out)
{
	if (!n)
		return;
	buf_printf(out, "  and %" PRIu64 " more %s", n, n == 1 ? one : many);
	if (!look->verbose)
		style_print(out, look, STYLE_FAINT, STR(": --verbose shows all"));
	buf_byte(out, '\n');
}

static void report(const struct verdict *v, const struct look *look, struct buf *out)
{
	print_gate(v, look, out);
	print_areas(v, look, out);
	terminal_findings(v, RULE_NO_DATA, look, out);
	terminal_findings(v, RULE_BROKEN, look, out);
	terminal_findings(v, RULE_WAIVED, look, out);
	terminal_findings(v, RULE_INFORMED, look, out);
	if (look->verbose)
		terminal_findings(v, RULE_HELD, look, out);
	if (look->verbose)
		terminal_classes(v, look, out);
	terminal_places(v, look, out);
	terminal_tests(v, look, out);
	terminal_notes(v, look, out);
	terminal_source(v, look, out);
}

const struct reporter terminal_reporter = {
	.name = "terminal",
	.about = "the verdict, the areas and every broken rule, for a person",
	.report = report,
};
