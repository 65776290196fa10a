#include "gate/model/line_sets.h"

#include <inttypes.h>

static const char letters[] = {
	[LINE_NO_CODE] = '.', [LINE_UNCOVERED] = '-', [LINE_COVERED] = '+'
};

static void write_run(struct buf *out, uint32_t n, enum line_state state)
{
	if (n > 1)
		buf_printf(out, "%" PRIu32, n);
	if (n)
		buf_byte(out, letters[state]);
}

/* What follows the last line with code needs no run. */
static void write_runs(struct buf *out, const struct lines *lines)
{
	struct line_range run = { 0 };
	uint32_t next = 1;
	bool covered;

	while (lines_next_run(lines, next, &run, &covered)) {
		write_run(out, run.first - next, LINE_NO_CODE);
		write_run(out, run.last + 1 - run.first, covered ? LINE_COVERED : LINE_UNCOVERED);
		next = run.last + 1;
	}
}

static void add_entry(struct roster_writer *w, struct buf *entry, const struct file_coverage *file)
{
	if (!file->lines.total)
		return;
	buf_truncate(entry, 0);
	buf_add(entry, file->path);
	buf_byte(entry, '\n');
	write_runs(entry, &file->lines);
	roster_add(w, buf_str(entry));
}

void line_sets_write(struct buf *out, const struct coverage *c)
{
	line_sets_join(out, c, &(struct line_sets_more){ 0 });
}

int line_sets_join(struct buf *out, const struct coverage *c, const struct line_sets_more *more)
{
	struct line_sets sets = { .roster = { .left = more->text } };
	struct roster_writer w = { .out = out };
	struct buf entry = { 0 };
	size_t at = 0;
	bool broken;

	/* Both are in the order of paths. */
	while (line_sets_next(&sets)) {
		for (; at < coverage_files(c) && str_cmp(c->files[at].path, sets.path) < 0; at++)
			add_entry(&w, &entry, &c->files[at]);
		if (!coverage_find(c, sets.path) && more->wants(more->user, sets.path))
			roster_add(&w, buf_str(&sets.roster.id));
	}
	for (; at < coverage_files(c); at++)
		add_entry(&w, &entry, &c->files[at]);
	broken = sets.roster.broken;
	line_sets_end(&sets);
	roster_written(&w);
	buf_release(&entry);
	return broken ? -1 : 0;
}

bool line_sets_next(struct line_sets *s)
{
	struct str entry;

	if (!roster_next(&s->roster))
		return false;
	entry = buf_str(&s->roster.id);
	/* A path may have line ends, and runs have none. */
	s->runs = str_cut_last(&entry, '\n');
	s->path = entry;
	s->roster.broken = !s->path.n;
	return !s->roster.broken;
}

void line_sets_end(struct line_sets *s)
{
	roster_end(&s->roster);
}

int line_run_next(struct str *runs, struct line_run *run)
{
	uint32_t from = run->range.last + 1;
	uint64_t n = 1;
	size_t digits = 0, state = 0;

	if (!runs->n)
		return 0;
	while (digits < runs->n && runs->p[digits] >= '0' && runs->p[digits] <= '9')
		digits++;
	if (digits && str_to_u64((struct str){ runs->p, digits }, &n) < 0)
		return -1;
	while (digits < runs->n && state < sizeof(letters) && letters[state] != runs->p[digits])
		state++;
	if (digits == runs->n || state == sizeof(letters) || !n || n > LINE_MAX_NUMBER ||
		from + n - 1 > LINE_MAX_NUMBER)
		return -1;
	*run = (struct line_run){ { from, from + (uint32_t)n - 1 }, (enum line_state)state };
	*runs = str_skip(*runs, digits + 1);
	return 1;
}
