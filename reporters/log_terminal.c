/*
 * The records along history, as a table with a line each.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "gate/base/memory.h"
#include "reporters/escape.h"
#include "reporters/log.h"
#include "reporters/sparkline.h"
#include "reporters/table.h"

enum {
	POINTS_LEAST = 3, /* fewer make no line */
	SPARK_COLUMNS = 60,
	SPARK_WORDS = 40, /* what stands beside it takes about so many */
	SUBJECT_LEAST = 16,
	SUBJECT_MOST = 50,
	BESIDE_SUBJECT = 92, /* all other columns */
	BESIDE_NARROW = 62,  /* those that stay the longest */
};

static unsigned at_most(unsigned n, unsigned most)
{
	return n < most ? n : most;
}

/* The figures of one series, oldest first. */
static size_t series_of(const struct trail *t, const struct trail_entry *newest, struct ratio *v)
{
	size_t n = 0;

	for (const struct trail_entry *e = t->v + t->n; e-- > newest;) {
		if (trail_same_series(e, newest) && trail_has_lines(e) && !e->all_carried)
			v[n++] = trail_lines(e);
	}
	return n;
}

static void bound(struct buf *out, const char *before, struct ratio r)
{
	buf_puts(out, before);
	ratio_print(out, r.part, r.whole);
	buf_puts(out, " %");
}

static void print_series(const struct trail *t, const struct trail_entry *newest,
	const struct look *look, struct buf *out)
{
	struct ratio *v = memory_get(t->n * sizeof(*v));
	size_t n = series_of(t, newest, v);
	unsigned columns = SPARK_COLUMNS;

	if (look->columns)
		columns = look->columns > 2 * SPARK_WORDS
			? at_most(look->columns - SPARK_WORDS, SPARK_COLUMNS)
			: SPARK_WORDS;
	if (n >= POINTS_LEAST) {
		buf_puts(out, "  lines ");
		sparkline(out, v, n, columns);
		bound(out, " between ", ratio_least(v, n));
		bound(out, " and ", ratio_most(v, n));
		if (newest->job.n) {
			buf_puts(out, ", job ");
			escape_terminal(out, newest->job);
		}
		buf_byte(out, '\n');
	}
	free(v);
}

static void print_head(const struct trail *t, const struct look *look, struct buf *out)
{
	struct buf name = { 0 };

	escape_terminal(&name, t->area);
	style_print(out, look, STYLE_STRONG, buf_str(&name));
	buf_printf(out, ": %zu record%s\n", t->n, t->n == 1 ? "" : "s");
	for (size_t i = 0; i < t->n; i++) {
		if (trail_is_newest(t, &t->v[i]))
			print_series(t, &t->v[i], look, out);
	}
	buf_release(&name);
}

static void cell_number(struct table *t, bool show, uint64_t n)
{
	if (show)
		table_cellf(t, STYLE_PLAIN, "%" PRIu64, n);
	else
		table_cell(t, STR(""), STYLE_PLAIN);
}

/* What `b` holds, which is empty then. */
static void cell_of(struct table *t, struct buf *b, enum style style)
{
	table_cell(t, buf_str(b), style);
	buf_truncate(b, 0);
}

static enum style style_of_change(struct str change)
{
	return str_starts(change, STR("-"))    ? STYLE_BAD
		: str_starts(change, STR("+")) ? STYLE_GOOD
					       : STYLE_FAINT;
}

static enum style style_of_lines(const struct trail_entry *e)
{
	if (!trail_has_lines(e) || !e->lines.has_target)
		return STYLE_PLAIN;
	return ratio_reaches(e->lines.count.covered, e->lines.count.total, e->lines.target)
		? STYLE_GOOD
		: STYLE_BAD;
}

static void add_entry(
	struct table *table, const struct trail *t, const struct trail_entry *e, size_t subject)
{
	struct str id = short_id(e->commit);
	struct buf text = { 0 };

	buf_printf(&text, STR_FMT "%s", STR_ARG(id), e->by_tree ? "*" : "");
	cell_of(table, &text, STYLE_STRONG);
	log_date(e->time, &text);
	cell_of(table, &text, STYLE_PLAIN);
	table_cell(table, e->job, STYLE_PLAIN);
	table_cell(
		table, str_of(log_gates[e->gate]), e->gate == GATE_OPEN ? STYLE_GOOD : STYLE_BAD);
	log_percent(e, &text);
	cell_of(table, &text, style_of_lines(e));
	log_change(t, e, &text);
	cell_of(table, &text, style_of_change(buf_str(&text)));
	cell_number(table, e->has_plan, e->planned);
	cell_number(table, e->has_tests, e->created);
	cell_number(table, e->has_tests, e->runnable);
	cell_number(table, e->has_tests, e->passing);
	log_cut(&text, e->subject, subject);
	cell_of(table, &text, STYLE_FAINT);
	buf_release(&text);
}

static size_t subject_columns(unsigned columns)
{
	if (!columns)
		return SUBJECT_MOST;
	if (columns >= BESIDE_SUBJECT + SUBJECT_LEAST)
		return at_most(columns - BESIDE_SUBJECT, SUBJECT_MOST);
	if (columns >= BESIDE_NARROW + SUBJECT_LEAST)
		return at_most(columns - BESIDE_NARROW, SUBJECT_MOST);
	return SUBJECT_LEAST;
}

void log_terminal(const struct trail *t, const struct look *look, struct buf *out)
{
	static const struct table_column columns[] = {
		{ "commit", false, 0 },
		{ "date", false, 2 },
		{ "job", false, 0 },
		{ "gate", false, 0 },
		{ "lines", true, 0 },
		{ "change", true, 0 },
		{ "planned", true, 5 },
		{ "created", true, 6 },
		{ "runnable", true, 4 },
		{ "passing", true, 1 },
		{ "subject", false, 3 },
	};
	size_t from;
	struct table table;

	print_head(t, look, out);
	buf_byte(out, '\n');
	table_init(&table, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < t->n; i++)
		add_entry(&table, t, &t->v[i], subject_columns(look->columns));
	table_print(&table, look, 2, out);
	table_release(&table);
	from = out->n;
	buf_byte(out, '\n');
	log_carried(t, "", out);
	log_walk(&t->walk, log_any_by_tree(t), "", out);
	if (out->n == from + 1)
		buf_truncate(out, from);
}
