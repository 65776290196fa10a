#include "reporters/log.h"

#include <inttypes.h>

#include "gate/base/date.h"
#include "gate/base/utf8.h"

const char *const log_gates[] = {
	[GATE_OPEN] = "open",
	[GATE_CLOSED] = "closed",
	[GATE_CANNOT_JUDGE] = "cannot judge",
};

void log_date(uint64_t time, struct buf *out)
{
	if (time)
		date_print(out, date_of(time > INT64_MAX ? INT64_MAX : (int64_t)time));
}

void log_percent(const struct trail_entry *e, struct buf *out)
{
	if (!trail_has_lines(e))
		return;
	ratio_print(out, e->lines.count.covered, e->lines.count.total);
	buf_puts(out, e->carried.n ? " %~" : " %");
}

void log_change(const struct trail *t, const struct trail_entry *e, struct buf *out)
{
	const struct trail_entry *older = trail_older(t, e);

	if (!e->all_carried && older && trail_has_lines(older) && trail_has_lines(e))
		ratio_print_change(out, trail_lines(older), trail_lines(e));
}

void log_cut(struct buf *out, struct str text, size_t columns)
{
	struct str rest = text;
	size_t width = 0, kept = 0;

	while (rest.n && width <= columns) {
		width += utf8_columns(utf8_next(&rest));
		if (width < columns)
			kept = text.n - rest.n;
	}
	if (width <= columns) {
		buf_add(out, text);
		return;
	}
	buf_add(out, (struct str){ text.p, kept });
	buf_puts(out, "…");
}

bool log_any_by_tree(const struct trail *t)
{
	for (size_t i = 0; i < t->n; i++) {
		if (t->v[i].by_tree)
			return true;
	}
	return false;
}

static bool any_carried(const struct trail *t)
{
	for (size_t i = 0; i < t->n; i++) {
		if (t->v[i].carried.n)
			return true;
	}
	return false;
}

void log_carried(const struct trail *t, const char *before, struct buf *out)
{
	if (any_carried(t))
		buf_printf(out,
			"%scarried (~): figures, or some of the project's, are of an older commit\n",
			before);
}

static void count(struct buf *out, const char *before, uint64_t n, const char *what)
{
	if (n)
		buf_printf(out, "%s%" PRIu64 " commit%s %s\n", before, n, n == 1 ? "" : "s", what);
}

void log_walk(const struct trail_walk *w, bool by_tree, const char *before, struct buf *out)
{
	struct str last = short_id(w->last);

	if (by_tree)
		buf_printf(out,
			"%sfound by its tree (*): the record is of another commit with the same files\n",
			before);
	count(out, before, w->without, "without a record");
	count(out, before, w->unread, "with no record that this version can read");
	if (w->end == TRAIL_MANY)
		buf_printf(out,
			"%sstopped at " STR_FMT ": no more than %" PRIu64
			" commits are looked at\n",
			before, STR_ARG(last), w->commits);
	if (w->end == TRAIL_HIDDEN)
		buf_printf(out,
			"%sstopped at " STR_FMT
			": the commits before it are not in this clone (git fetch --unshallow)\n",
			before, STR_ARG(last));
}

void log_walk_json(struct json_writer *w, const struct trail_walk *walk)
{
	static const char *const ends[TRAIL_ENDS] = {
		[TRAIL_ROOT] = "root",
		[TRAIL_ENOUGH] = "enough",
		[TRAIL_MANY] = "limit",
		[TRAIL_HIDDEN] = "shallow",
	};

	json_put_u64(w, "commits", walk->commits);
	json_put_u64(w, "commits_without_record", walk->without);
	json_put_u64(w, "commits_unread", walk->unread);
	json_put_string(w, "stopped", str_of(ends[walk->end]));
	json_put_string(w, "last", walk->last);
}
