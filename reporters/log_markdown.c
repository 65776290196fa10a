/*
 * The records along history, as a Markdown table.
 */
#include <inttypes.h>

#include "reporters/escape.h"
#include "reporters/log.h"

enum { SUBJECT_COLUMNS = 72 };

static void cell(struct buf *out, struct str text)
{
	buf_byte(out, ' ');
	escape_markdown(out, text);
	buf_puts(out, " |");
}

/* Our own text, as it is. */
static void cell_of(struct buf *out, struct buf *text)
{
	buf_byte(out, ' ');
	buf_add(out, buf_str(text));
	buf_puts(out, " |");
	buf_truncate(text, 0);
}

static void cell_number(struct buf *out, bool show, uint64_t n)
{
	if (show)
		buf_printf(out, " %" PRIu64 " |", n);
	else
		buf_puts(out, "  |");
}

static void row(const struct trail *t, const struct trail_entry *e, bool jobs, struct buf *out)
{
	struct buf text = { 0 };

	buf_puts(out, "| ");
	escape_markdown_code(out, short_id(e->commit));
	buf_puts(out, e->by_tree ? "\\* |" : " |");
	log_date(e->time, &text);
	cell_of(out, &text);
	if (jobs)
		cell(out, e->job);
	cell(out, str_of(log_gates[e->gate]));
	log_percent(e, &text);
	cell_of(out, &text);
	log_change(t, e, &text);
	cell_of(out, &text);
	cell_number(out, e->has_plan, e->planned);
	cell_number(out, e->has_tests, e->created);
	cell_number(out, e->has_tests, e->runnable);
	cell_number(out, e->has_tests, e->passing);
	log_cut(&text, e->subject, SUBJECT_COLUMNS);
	cell(out, buf_str(&text));
	buf_byte(out, '\n');
	buf_release(&text);
}

void log_markdown(const struct trail *t, const struct look *look, struct buf *out)
{
	bool jobs = false;

	(void)look;
	for (size_t i = 0; i < t->n; i++)
		jobs |= t->v[i].job.n > 0;
	buf_puts(out, "# ");
	escape_markdown(out, t->area);
	buf_printf(out, ": %zu record%s\n\n", t->n, t->n == 1 ? "" : "s");
	buf_printf(out,
		"| Commit | Date |%s Gate | Lines | Change | Planned | Created | Runnable | Passing |"
		" Subject |\n| --- | --- |%s --- | --: | --: | --: | --: | --: | --: | --- |\n",
		jobs ? " Job |" : "", jobs ? " --- |" : "");
	for (size_t i = 0; i < t->n; i++)
		row(t, &t->v[i], jobs, out);
	buf_byte(out, '\n');
	log_carried(t, "- ", out);
	log_walk(&t->walk, log_any_by_tree(t), "- ", out);
}
