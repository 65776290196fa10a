/*
 * Two records side by side: figures by area, then what broke and what is mended.
 */
#include <inttypes.h>

#include "reporters/difference.h"
#include "reporters/escape.h"
#include "reporters/log.h"
#include "reporters/table.h"

static void print_commit(const struct trail_record *r, struct buf *out)
{
	buf_add(out, short_id(r->commit));
	buf_printf(out, "%s (gate %s)", r->by_tree ? "*" : "", log_gates[r->verdict->gate]);
}

static void print_head(const struct difference *d, const struct look *look, struct buf *out)
{
	struct buf line = { 0 };

	print_commit(&d->before, &line);
	buf_puts(&line, " -> ");
	print_commit(&d->after, &line);
	if (d->after.verdict->job.n) {
		buf_puts(&line, ", job ");
		escape_terminal(&line, d->after.verdict->job);
	}
	style_print(out, look, STYLE_STRONG, buf_str(&line));
	buf_byte(out, '\n');
	if (d->before.by_tree || d->after.by_tree)
		buf_puts(out,
			"found by its tree (*): the record is of another commit with the same files\n");
	buf_release(&line);
}

static const struct area_coverage *coverage_of(const struct area_verdict *a, unsigned metric)
{
	static const struct area_coverage none;

	return a ? &a->coverage[metric] : &none;
}

static bool measured(const struct area_coverage *c)
{
	return c->known && c->count.total;
}

static void cells_of_side(struct table *t, const struct area_coverage *c)
{
	struct buf text = { 0 };

	if (measured(c)) {
		ratio_print(&text, c->count.covered, c->count.total);
		buf_puts(&text, " %");
	}
	table_cell(t, buf_str(&text), STYLE_PLAIN);
	buf_truncate(&text, 0);
	if (c->known)
		buf_printf(&text, "%" PRIu64 "/%" PRIu64, c->count.covered, c->count.total);
	table_cell(t, buf_str(&text), STYLE_FAINT);
	buf_release(&text);
}

static void cell_signed(struct table *t, bool show, uint64_t before, uint64_t after)
{
	if (!show)
		table_cell(t, STR(""), STYLE_PLAIN);
	else if (after < before)
		table_cellf(t, STYLE_PLAIN, "-%" PRIu64, before - after);
	else
		table_cellf(
			t, STYLE_PLAIN, "%s%" PRIu64, after > before ? "+" : "", after - before);
}

static void cells_of_change(
	struct table *t, const struct area_coverage *before, const struct area_coverage *after)
{
	bool both = before->known && after->known;
	struct buf text = { 0 };
	enum style style = STYLE_FAINT;

	if (measured(before) && measured(after)) {
		ratio_print_change(&text,
			(struct ratio){ before->count.covered, before->count.total },
			(struct ratio){ after->count.covered, after->count.total });
		if (text.p[0] == '-' || text.p[0] == '+')
			style = text.p[0] == '-' ? STYLE_BAD : STYLE_GOOD;
	}
	table_cell(t, buf_str(&text), style);
	cell_signed(t, both, before->count.covered, after->count.covered);
	cell_signed(t, both, before->count.total, after->count.total);
	buf_release(&text);
}

static bool same_coverage(const struct area_coverage *x, const struct area_coverage *y)
{
	return x->known == y->known && x->count.covered == y->count.covered &&
		x->count.total == y->count.total;
}

static bool same_tests(const struct area_pair *pair)
{
	for (unsigned row = 0; row < TESTS_ROWS; row++) {
		uint64_t before = 0, after = 0;
		bool had = pair->before && tests_row_get(pair->before, row, &before);
		bool has = pair->after && tests_row_get(pair->after, row, &after);

		if (had != has || before != after)
			return false;
	}
	return true;
}

static bool same_area(const struct area_pair *pair)
{
	bool same = pair->before && pair->after && same_tests(pair);

	for (unsigned m = 0; m < METRIC_COUNT; m++)
		same = same &&
			same_coverage(coverage_of(pair->before, m), coverage_of(pair->after, m));
	return same;
}

static void add_metric(struct table *t, const struct area_pair *pair, unsigned metric, bool *named)
{
	const struct area_coverage *before = coverage_of(pair->before, metric);
	const struct area_coverage *after = coverage_of(pair->after, metric);

	if ((!measured(before) && !measured(after)) || same_coverage(before, after))
		return;
	table_cell(t, *named ? STR("") : (pair->after ? pair->after : pair->before)->name,
		STYLE_STRONG);
	*named = true;
	table_cell(t, str_of(metrics[metric].name), STYLE_PLAIN);
	cells_of_side(t, before);
	cells_of_side(t, after);
	cells_of_change(t, before, after);
}

static void print_table(
	struct table *t, const char *title, const struct look *look, struct buf *out)
{
	if (t->n) {
		buf_byte(out, '\n');
		if (title) {
			style_print(out, look, STYLE_FAINT, str_of(title));
			buf_byte(out, '\n');
		}
		table_print(t, look, 2, out);
	}
	table_release(t);
}

static void print_coverage(const struct difference *d, const struct look *look, struct buf *out)
{
	static const struct table_column columns[] = {
		{ "area", false, 0 },
		{ "metric", false, 0 },
		{ "before", true, 0 },
		{ "", true, 2 },
		{ "after", true, 0 },
		{ "", true, 2 },
		{ "points", true, 0 },
		{ "covered", true, 1 },
		{ "total", true, 1 },
	};
	struct table t;

	table_init(&t, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < d->area_count; i++) {
		bool named = false;

		for (unsigned m = 0; m < METRIC_COUNT; m++)
			add_metric(&t, &d->areas[i], m, &named);
	}
	print_table(&t, NULL, look, out);
}

/* "3", or "3 -> 4" where it changed; nothing where there are none on either side. */
static void cell_tests(struct table *t, const struct area_pair *pair, unsigned row)
{
	uint64_t before = 0, after = 0;
	bool had = pair->before && tests_row_get(pair->before, row, &before);
	bool has = pair->after && tests_row_get(pair->after, row, &after);

	if (!before && !after)
		table_cell(t, STR(""), STYLE_PLAIN);
	else if (had && has && before == after)
		table_cellf(t, STYLE_FAINT, "%" PRIu64, after);
	else if (had && has)
		table_cellf(t, STYLE_STRONG, "%" PRIu64 " -> %" PRIu64, before, after);
	else if (has)
		table_cellf(t, STYLE_STRONG, "- -> %" PRIu64, after);
	else
		table_cellf(t, STYLE_STRONG, "%" PRIu64 " -> -", before);
}

static void print_tests(const struct difference *d, const struct look *look, struct buf *out)
{
	struct table_column columns[1 + TESTS_ROWS] = { { "area", false, 0 } };
	struct table t;

	for (unsigned row = 0; row < TESTS_ROWS; row++)
		columns[1 + row] = (struct table_column){ tests_row_name(row), true, 0 };
	table_init(&t, columns, 1 + TESTS_ROWS);
	for (size_t i = 0; i < d->area_count; i++) {
		const struct area_pair *pair = &d->areas[i];

		if (same_tests(pair))
			continue;
		table_cell(&t, (pair->after ? pair->after : pair->before)->name, STYLE_STRONG);
		for (unsigned row = 0; row < TESTS_ROWS; row++)
			cell_tests(&t, pair, row);
	}
	print_table(&t, "tests", look, out);
}

/* What is not in the tables. */
static void print_unchanged(const struct difference *d, struct buf *out)
{
	size_t n = 0;

	for (size_t i = 0; i < d->area_count; i++)
		n += same_area(&d->areas[i]);
	if (!n)
		return;
	buf_puts(out, "\nno figure has changed");
	if (n < d->area_count)
		buf_printf(out, " in %zu of %zu areas", n, d->area_count);
	buf_byte(out, '\n');
}

static void carried_side(const char *side, const struct area_verdict *a, struct buf *out)
{
	struct buf text = { 0 };

	if (!a || !a->carried.commit.n)
		return;
	escape_terminal(out, a->name);
	buf_printf(out, " %s: ", side);
	carried_say(&a->carried, &text);
	escape_terminal(out, buf_str(&text));
	buf_byte(out, '\n');
	buf_release(&text);
}

/* What did not change because it was not measured. */
static void print_carried(const struct difference *d, struct buf *out)
{
	size_t from = out->n;

	buf_byte(out, '\n');
	for (size_t i = 0; i < d->area_count; i++) {
		carried_side("before", d->areas[i].before, out);
		carried_side("after", d->areas[i].after, out);
	}
	if (out->n == from + 1)
		buf_truncate(out, from);
}

static void print_title(
	const char *title, enum style style, const struct look *look, struct buf *out)
{
	buf_byte(out, '\n');
	style_print(out, look, style, str_of(title));
	buf_byte(out, '\n');
}

/* Its figure; without one, as where there was no data or a record had no room for what held, how it stood. */
static struct str standing_of(const struct finding *f)
{
	if (!f)
		return STR("held");
	return f->got.n ? f->got : str_of(rule_outcome_names[f->outcome]);
}

static void print_turns(const struct turns *turns, const char *title, enum style style,
	const struct look *look, struct buf *out)
{
	static const struct table_column columns[] = {
		{ "", false, 0 },
		{ "", false, 0 },
		{ "", false, 0 },
		{ "", false, 1 },
	};
	struct table t;

	if (!turns->n)
		return;
	print_title(title, style, look, out);
	table_init(&t, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < turns->n; i++) {
		const struct turn *turn = &turns->v[i];
		struct str before = standing_of(turn->before), after = standing_of(turn->after);

		table_cell(&t, turn->area, STYLE_PLAIN);
		table_cell(&t, turn->rule, STYLE_PLAIN);
		table_cellf(
			&t, STYLE_PLAIN, STR_FMT " -> " STR_FMT, STR_ARG(before), STR_ARG(after));
		table_cell(&t, turn->after ? turn->after->say : STR(""), STYLE_PLAIN);
	}
	table_print(&t, look, 2, out);
	table_release(&t);
}

static void print_blockers(const struct blocker_list *list, const char *title, enum style style,
	const struct look *look, struct buf *out)
{
	struct buf tests = { 0 };

	if (list->n)
		print_title(title, style, look, out);
	for (size_t i = 0; i < list->n; i++) {
		buf_puts(out, "  ");
		escape_terminal(out, list->v[i]->text);
		buf_puts(out, ": ");
		buf_truncate(&tests, 0);
		blocker_say_tests(list->v[i], &tests);
		escape_terminal(out, buf_str(&tests));
		buf_byte(out, '\n');
	}
	buf_release(&tests);
}

static void print_one(const struct difference *d, const struct look *look, struct buf *out)
{
	print_head(d, look, out);
	print_coverage(d, look, out);
	print_tests(d, look, out);
	print_unchanged(d, out);
	print_carried(d, out);
	print_turns(&d->broken, "broken since", STYLE_BAD, look, out);
	print_turns(&d->mended, "held again", STYLE_GOOD, look, out);
	print_blockers(&d->come, "new blockers", STYLE_BAD, look, out);
	print_blockers(&d->gone, "blockers gone", STYLE_GOOD, look, out);
	if (!d->blockers_known)
		buf_puts(out, "\nblockers are not compared: a record had no room for them\n");
}

static void print_only(const struct trail_record *v, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		buf_puts(out, "\nnot compared: only ");
		buf_add(out, short_id(v[i].commit));
		buf_puts(out, " has a record of job '");
		escape_terminal(out, v[i].verdict->job);
		buf_puts(out, "'\n");
	}
}

void differences_terminal(const struct differences *d, const struct look *look, struct buf *out)
{
	for (size_t i = 0; i < d->n; i++) {
		if (i)
			buf_byte(out, '\n');
		print_one(&d->v[i], look, out);
	}
	print_only(d->only_before, d->only_before_count, out);
	print_only(d->only_after, d->only_after_count, out);
}
