/*
 * Next steps, ordered by what they buy: tests that run, exist or pass, then lines, each with the command
 * of its area.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "reporters/markdown.h"

enum { STEPS_SHOWN = 10 };

/* What a test is once the step is done; of two that buy as many the first goes first. */
enum bought { BOUGHT_RUNNABLE, BOUGHT_CREATED, BOUGHT_PASSING, BOUGHT_LINES, BOUGHT_OTHER };

static const char *const bought_names[] = {
	[BOUGHT_RUNNABLE] = "runnable",
	[BOUGHT_CREATED] = "created",
	[BOUGHT_PASSING] = "passing",
	[BOUGHT_LINES] = "lines",
};

struct step {
	uint64_t buys;
	enum bought what;
	uint32_t area;
	const struct blocker
		*blocker; /* of the first two of these one, or none: the area's plan or lines */
	const struct finding *finding;
};

struct steps {
	struct step *v;
	size_t n, cap;
};

static struct step *add(struct markdown *m, struct steps *s)
{
	return ARENA_PUSH(&m->page.arena, s->v, s->n, s->cap);
}

/* The area in which it has the most tests; the project, if none is known to have any. */
static uint32_t area_of(const struct verdict *v, const struct blocker *b)
{
	uint64_t most = 0;
	uint32_t area = 0;

	for (uint32_t i = 1; i < v->area_count; i++) {
		for (size_t j = 0; j < v->areas[i].blocker_count; j++) {
			const struct blocker *of_area = &v->areas[i].blockers[j];

			if (of_area->kind != b->kind || !str_eq(of_area->text, b->text) ||
				of_area->tests <= most)
				continue;
			most = of_area->tests;
			area = i;
		}
	}
	return area;
}

static void add_causes(struct markdown *m, struct steps *s)
{
	const struct area_verdict *project = m->v->areas;

	for (size_t i = 0; i < project->blocker_count; i++) {
		const struct blocker *b = &project->blockers[i];

		*add(m, s) = (struct step){ .buys = b->blocked ? b->blocked : b->tests,
			.what = b->blocked ? BOUGHT_RUNNABLE : BOUGHT_PASSING,
			.area = area_of(m->v, b),
			.blocker = b };
	}
}

static void add_unwritten(struct markdown *m, struct steps *s)
{
	for (uint32_t i = 0; i < m->v->area_count; i++) {
		uint64_t n = markdown_unwritten(m, &m->v->areas[i]);

		if (n)
			*add(m, s) = (struct step){ .buys = n, .what = BOUGHT_CREATED, .area = i };
	}
}

/* "coverage.lines." of "coverage.lines.target": what one step does is done for all of its rules. */
static struct str stem_of(struct str rule)
{
	return (struct str){ rule.p, str_last_index(rule, '.') };
}

static bool is_of_lines(const struct finding *f)
{
	return str_starts(f->rule, STR("coverage.lines."));
}

static bool is_lacking(const struct finding *f)
{
	return f->missing &&
		(str_starts(f->rule, STR("coverage.")) || str_starts(f->rule, STR("patch.")));
}

/* Of the rules about the same, the one that lacks the most. */
static bool lacks_most(const struct verdict *v, const struct finding *f)
{
	const struct finding *end = v->findings + v->finding_count, *other = f;

	while (other > v->findings && other[-1].area == f->area)
		other--;
	for (; other < end && other->area == f->area; other++) {
		if (is_lacking(other) && str_eq(stem_of(other->rule), stem_of(f->rule)) &&
			(other->missing > f->missing ||
				(other->missing == f->missing && other < f)))
			return false;
	}
	return true;
}

static void add_coverage(struct markdown *m, struct steps *s)
{
	const struct verdict *v = m->v;
	uint64_t of_areas = 0;

	/* From the end, since what its areas lack is the project's as well: only more is a step of its own. */
	for (size_t i = v->finding_count; i-- > 0;) {
		const struct finding *f = &v->findings[i];

		if (!is_lacking(f) || !lacks_most(v, f) ||
			(is_of_lines(f) && !f->area && f->missing <= of_areas))
			continue;
		if (is_of_lines(f))
			of_areas += f->missing;
		*add(m, s) = (struct step){ .buys = f->missing,
			.what = is_of_lines(f) ? BOUGHT_LINES : BOUGHT_OTHER,
			.area = f->area,
			.finding = f };
	}
}

static int step_order(const void *a, const void *b)
{
	const struct step *x = a, *y = b;
	int order = (x->what > BOUGHT_PASSING) - (y->what > BOUGHT_PASSING);

	order = order ? order : (x->what == BOUGHT_OTHER) - (y->what == BOUGHT_OTHER);
	order = order ? order : (x->buys < y->buys) - (x->buys > y->buys);
	order = order ? order : (int)x->what - (int)y->what;
	/* Causes are an array, and in its order; so are rules. */
	order = order ? order : (x->blocker > y->blocker) - (x->blocker < y->blocker);
	order = order ? order : (x->area > y->area) - (x->area < y->area);
	return order ? order : (x->finding > y->finding) - (x->finding < y->finding);
}

static void put_buys(const struct step *s, struct buf *out)
{
	if (s->buys && s->what != BOUGHT_OTHER)
		buf_printf(out, " (+%" PRIu64 " %s)", s->buys,
			s->what == BOUGHT_LINES && s->buys == 1 ? "line" : bought_names[s->what]);
}

static void put_cause(const struct step *s, struct buf *out)
{
	buf_puts(out, "Fix ");
	markdown_text(out, s->blocker->text);
	put_buys(s, out);
}

static void put_unwritten(const struct verdict *v, const struct step *s, struct buf *out)
{
	buf_printf(out, "Write %" PRIu64 " planned test%s of ", s->buys, s->buys == 1 ? "" : "s");
	markdown_area(out, &v->areas[s->area]);
	put_buys(s, out);
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

static void put_ranges(
	const struct uncovered *v, size_t n, uint64_t more, const char *before, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		buf_puts(out, i ? ", " : before);
		put_range(&v[i], i && str_eq(v[i].path, v[i - 1].path), out);
	}
	if (n && more)
		buf_printf(out, " and %" PRIu64 " more", more);
}

static void put_lines(const struct verdict *v, const struct step *s, struct buf *out)
{
	const struct reach *r = &v->areas[s->area].reach;

	bool target = str_ends(s->finding->rule, STR(".target"));

	buf_puts(out, "Cover ");
	markdown_area(out, &v->areas[s->area]);
	if (target) {
		buf_puts(out, " to ");
		markdown_text(out, s->finding->want);
		buf_puts(out, " %");
	}
	put_buys(s, out);
	if (!target) {
		buf_puts(out, ", ");
		markdown_text(out, s->finding->say);
	}
	put_ranges(r->v, r->n, r->more, ": ", out);
}

static void put_other(const struct verdict *v, const struct step *s, struct buf *out)
{
	const struct uncovered_list *added = &v->areas[s->area].patch_uncovered;

	buf_puts(out,
		str_eq(s->finding->rule, STR("coverage.max_unreported")) ? "Measure " : "Cover ");
	markdown_area(out, &v->areas[s->area]);
	buf_puts(out, ", ");
	markdown_text(out, s->finding->say);
	if (str_starts(s->finding->rule, STR("patch.lines.")))
		put_ranges(added->v, added->n, added->more, ": ", out);
}

static void put_step(const struct verdict *v, const struct step *s, struct buf *out)
{
	if (s->blocker)
		put_cause(s, out);
	else if (!s->finding)
		put_unwritten(v, s, out);
	else if (s->what == BOUGHT_LINES)
		put_lines(v, s, out);
	else
		put_other(v, s, out);
}

void markdown_next(struct markdown *m)
{
	static const struct page_words words = { "Next steps", "step", "steps", NULL, NULL,
		STEPS_SHOWN };
	const struct verdict *v = m->v;
	struct steps steps = { 0 };

	if (!v->area_count)
		return;
	add_causes(m, &steps);
	add_unwritten(m, &steps);
	add_coverage(m, &steps);
	if (steps.n)
		qsort(steps.v, steps.n, sizeof(*steps.v), step_order);
	page_block(&m->page, &words);
	for (size_t i = 0; i < steps.n; i++) {
		struct buf *out = page_row(&m->page, KEEP_NEW, 0);
		struct str command = v->areas[steps.v[i].area].command;

		buf_printf(out, "%zu. ", i + 1);
		put_step(v, &steps.v[i], out);
		if (command.n)
			buf_puts(out, ", then ");
		markdown_code(out, command);
		buf_byte(out, '\n');
	}
}
