#include <inttypes.h>

#include "reporters/escape.h"
#include "reporters/terminal.h"
#include "reporters/wrap.h"

enum { FINDINGS_SHOWN = 10, PLACES_SHOWN = 5 };

/* Of one outcome, and as many as are shown. */
struct findings {
	const struct verdict *verdict;
	enum outcome_of_rule outcome;
	size_t shown, all;
};

/* The next one after the first `i` of the verdict; NULL at the end. */
static const struct finding *next_finding(const struct findings *f, size_t *i)
{
	while (*i < f->verdict->finding_count) {
		const struct finding *found = &f->verdict->findings[(*i)++];

		if (found->outcome == f->outcome)
			return found;
	}
	return NULL;
}

static void say_at(const struct finding *f, struct buf *out)
{
	if (f->at.file.n)
		buf_printf(out, STR_FMT ":%" PRIu32 ":%" PRIu32, STR_ARG(f->at.file), f->at.line,
			f->at.column);
}

static void fill_table(struct table *t, const struct findings *all)
{
	const struct finding *f;
	size_t i = 0;

	for (size_t n = 0; n < all->shown && (f = next_finding(all, &i)); n++) {
		struct buf at = { 0 };

		say_at(f, &at);
		table_cell(t, all->verdict->areas[f->area].name, STYLE_PLAIN);
		table_cell(t, f->rule, STYLE_PLAIN);
		table_cell(t, f->say, STYLE_PLAIN);
		table_cell(t, buf_str(&at), STYLE_FAINT);
		buf_release(&at);
	}
}

/* "workers plan.passing" */
static void say_rule(const struct findings *all, const struct finding *f, struct buf *out)
{
	escape_terminal(out, all->verdict->areas[f->area].name);
	buf_byte(out, ' ');
	escape_terminal(out, f->rule);
}

static unsigned widest_rule(const struct findings *all)
{
	const struct finding *f;
	unsigned widest = 0;
	size_t i = 0;

	for (size_t n = 0; n < all->shown && (f = next_finding(all, &i)); n++) {
		struct buf rule = { 0 };
		unsigned columns;

		say_rule(all, f, &rule);
		columns = wrap_columns(buf_str(&rule));
		widest = columns > widest ? columns : widest;
		buf_release(&rule);
	}
	return widest;
}

/* With the place of its limit, aligned; in a window too narrow for that in the next line. */
static void print_rule(const struct findings *all, const struct finding *f, unsigned widest,
	const struct look *look, struct buf *out)
{
	struct buf rule = { 0 }, at = { 0 }, place = { 0 };
	bool fits;

	say_rule(all, f, &rule);
	say_at(f, &at);
	escape_terminal(&place, buf_str(&at));
	fits = !look->columns || 2 + widest + 2 + wrap_columns(buf_str(&place)) <= look->columns;
	buf_puts(out, "  ");
	buf_add(out, buf_str(&rule));
	if (place.n && fits)
		buf_repeat(out, ' ', widest - wrap_columns(buf_str(&rule)) + 2);
	else if (place.n)
		buf_puts(out, "\n    ");
	style_print(out, look, STYLE_FAINT, buf_str(&place));
	buf_byte(out, '\n');
	buf_release(&rule);
	buf_release(&at);
	buf_release(&place);
}

/* What is said of several in a row is said once, behind the last. */
static void print_stacked(const struct findings *all, const struct look *look, struct buf *out)
{
	unsigned widest = widest_rule(all);
	size_t i = 0;
	const struct finding *f = next_finding(all, &i);

	for (size_t left = all->shown; left && f; left--) {
		const struct finding *next = left > 1 ? next_finding(all, &i) : NULL;
		struct buf say = { 0 };

		print_rule(all, f, widest, look, out);
		escape_terminal(&say, f->say);
		if (!next || !str_eq(next->say, f->say))
			wrap_print(out, look, 4, 4, buf_str(&say));
		buf_release(&say);
		f = next;
	}
}

/* A line each is best, unless it would be too long or say the same as the one before, at length. */
static bool is_better_stacked(
	const struct findings *all, const struct table *t, const struct look *look)
{
	enum { SAY_COLUMNS_LONG = 60 };
	const struct finding *f, *before = NULL;
	size_t i = 0;

	for (size_t n = 0; n < all->shown && (f = next_finding(all, &i)); n++, before = f) {
		if (before && str_eq(f->say, before->say) &&
			escape_terminal_columns(f->say) > SAY_COLUMNS_LONG)
			return true;
	}
	return look->columns && table_columns(t, 2) > look->columns;
}

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

void terminal_findings(const struct verdict *v, enum outcome_of_rule outcome,
	const struct look *look, struct buf *out)
{
	static const struct table_column columns[] = {
		{ "", false, 0, false },
		{ "", false, 0, false },
		{ "", false, 0, false },
		{ "", false, 0, false },
	};
	struct findings all = { v, outcome, 0, verdict_count(v, outcome) };
	struct table t;

	if (!all.all)
		return;
	all.shown = terminal_shown(look, all.all, FINDINGS_SHOWN);
	terminal_head(heads[outcome].title, heads[outcome].style, look, out);
	table_init(&t, columns, sizeof(columns) / sizeof(columns[0]));
	fill_table(&t, &all);
	if (is_better_stacked(&all, &t, look))
		print_stacked(&all, look, out);
	else
		table_print(&t, look, 2, out);
	table_release(&t);
	terminal_more(all.all - all.shown, "rule", "rules", look, out);
}

static void print_place(const struct uncovered *u, struct buf *out)
{
	buf_puts(out, "  ");
	escape_terminal(out, u->path);
	buf_printf(out, ":%" PRIu32, u->range.first);
	if (u->range.last > u->range.first)
		buf_printf(out, "-%" PRIu32, u->range.last);
}

/* How many there are so far, of several areas. */
static uint64_t print_list(const struct verdict *v, size_t area, const struct place_list *which,
	uint64_t n, const struct look *look, struct buf *out)
{
	const struct uncovered_list *list = area_places(&v->areas[area], which);

	for (size_t i = 0; i < list->n; i++) {
		if (!area && place_is_of_area(v, &list->v[i], which))
			continue;
		if (n++ == 0)
			terminal_head(which->title, STYLE_DOUBT, look, out);
		if (n > terminal_shown(look, SIZE_MAX, PLACES_SHOWN))
			continue;
		print_place(&list->v[i], out);
		if (i + 1 == list->n && list->more)
			buf_printf(out, "  and %" PRIu64 " more in ", list->more);
		else
			buf_puts(out, "  in ");
		escape_terminal(out, v->areas[area].name);
		buf_byte(out, '\n');
	}
	return n;
}

void terminal_places(const struct verdict *v, const struct look *look, struct buf *out)
{
	size_t shown = terminal_shown(look, SIZE_MAX, PLACES_SHOWN);

	for (size_t k = 0; k < place_list_count; k++) {
		uint64_t n = 0;

		for (size_t i = 0; i < v->area_count; i++)
			n = print_list(v, i, &place_lists[k], n, look, out);
		if (n > shown)
			terminal_more(n - shown, "place", "places", look, out);
	}
}
