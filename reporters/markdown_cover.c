/*
 * One next step: what is to be covered, how much of it, and where.
 */
#include <inttypes.h>

#include "reporters/markdown.h"

/* What there is and what is wanted, by the end of the rule's id. */
static const struct figures {
	const char *end, *before, *between, *after;
} figures[] = {
	{ ".target", NULL, " to ", " %" },
	{ ".max_drop", " (dropped by ", " points, ", " allowed)" },
	{ ".ratchet", " (", " points below the best record, ", " allowed)" },
	{ ".max_uncovered", " (", " uncovered, ", " allowed)" },
	{ ".max_lost", " (", " no longer covered, ", " allowed)" },
	{ ".max_new_uncovered", " (", " new and uncovered, ", " allowed)" },
	{ ".max_unreported", " (", " in no report, ", " allowed)" },
};

static void put_figures(const struct finding *f, struct buf *out)
{
	for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++) {
		if (!str_ends(f->rule, str_of(figures[i].end)))
			continue;
		if (figures[i].before) {
			buf_puts(out, figures[i].before);
			markdown_text(out, f->got);
		}
		buf_puts(out, figures[i].between);
		markdown_text(out, f->want);
		buf_puts(out, figures[i].after);
	}
}

static void put_range(const struct uncovered *u, bool same_file, struct buf *out)
{
	struct buf text = { 0 };

	if (!same_file)
		buf_add(&text, u->path);
	buf_printf(&text, ":%" PRIu32, u->range.first);
	if (u->range.last > u->range.first)
		buf_printf(&text, "-%" PRIu32, u->range.last);
	markdown_code(out, buf_str(&text));
	buf_release(&text);
}

static void put_ranges(const struct uncovered *v, size_t n, uint64_t more, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		buf_puts(out, i ? ", " : ": ");
		put_range(&v[i], i && str_eq(v[i].path, v[i - 1].path), out);
	}
	if (n && more)
		buf_printf(out, " and %" PRIu64 " more", more);
}

/* "2 more added lines" */
static void put_what(const struct finding *f, struct buf *out)
{
	const char *added = str_starts(f->rule, STR("patch.")) ? "added " : "";
	struct str rest = f->rule, name;

	str_cut(&rest, '.');
	name = str_cut(&rest, '.');
	buf_printf(out, "%" PRIu64 " more %s", f->missing, added);
	for (int m = 0; m < METRIC_COUNT; m++) {
		if (str_eq(name, str_of(metrics[m].name)))
			buf_puts(out, f->missing == 1 ? metrics[m].one : metrics[m].many);
	}
	if (str_eq(name, STR("max_unreported")))
		buf_puts(out, f->missing == 1 ? "source file" : "source files");
}

static void put_where(const struct area_verdict *a, const struct finding *f, struct buf *out)
{
	const struct uncovered_list *added = &a->patch_uncovered;

	if (str_starts(f->rule, STR("coverage.lines.")))
		put_ranges(a->reach.v, a->reach.n, a->reach.more, out);
	else if (str_starts(f->rule, STR("patch.lines.")))
		put_ranges(added->v, added->n, added->more, out);
}

void markdown_cover(const struct area_verdict *a, const struct finding *f, struct buf *out)
{
	bool files = str_eq(f->rule, STR("coverage.max_unreported"));

	buf_puts(out, files ? "Measure " : "Cover ");
	/* An area's own target is a place to get to; the rest is so much of it. */
	if (str_eq(f->rule, STR("coverage.lines.target"))) {
		markdown_area(out, a);
		put_figures(f, out);
		buf_printf(
			out, " (+%" PRIu64 " %s)", f->missing, f->missing == 1 ? "line" : "lines");
	} else {
		put_what(f, out);
		buf_puts(out, " of ");
		markdown_area(out, a);
		put_figures(f, out);
	}
	put_where(a, f, out);
}
