/*
 * Next steps, ordered by what they buy: tests that run, exist or pass, then lines, each with the command
 * of its area.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "reporters/markdown.h"

enum { STEPS_SHOWN = 10, IDS_SHOWN = 5 };

/* What a test is once the step is done; of two that buy as many the first goes first. */
enum bought { BOUGHT_RUNNABLE, BOUGHT_CREATED, BOUGHT_PASSING, BOUGHT_LINES, BOUGHT_OTHER };

static const char *const bought_names[] = {
	[BOUGHT_RUNNABLE] = "runnable",
	[BOUGHT_CREATED] = "created",
	[BOUGHT_PASSING] = "passing",
};

struct step {
	bool told; /* nothing that closes the gate asks for it */
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

/* What it keeps from passing there, in tests. */
static uint64_t tests_in(const struct area_verdict *a, const struct blocker *b)
{
	for (size_t i = 0; i < a->blocker_count; i++) {
		if (a->blockers[i].kind == b->kind && str_eq(a->blockers[i].text, b->text))
			return a->blockers[i].tests;
	}
	return 0;
}

/* The area in which it has the most tests; the project, if none is known to have any. */
static uint32_t area_of(const struct verdict *v, const struct blocker *b)
{
	uint64_t most = 0;
	uint32_t area = 0;

	for (uint32_t i = 1; i < v->area_count; i++) {
		uint64_t tests = tests_in(&v->areas[i], b);

		if (tests <= most)
			continue;
		most = tests;
		area = i;
	}
	return area;
}

static bool closes(const struct finding *f)
{
	return f->outcome != RULE_INFORMED && f->outcome != RULE_WAIVED;
}

static bool is_of_plan(const struct finding *f)
{
	return str_starts(f->rule, STR("plan."));
}

/* Is it of areas alone that do not enforce, and keeps no rule about the tests of others from holding? */
static bool is_told(const struct verdict *v, const struct blocker *b)
{
	bool found = false;

	for (size_t i = 1; i < v->area_count; i++) {
		if (!tests_in(&v->areas[i], b))
			continue;
		if (v->areas[i].enforced)
			return false;
		found = true;
	}
	for (size_t i = 0; i < v->finding_count; i++) {
		const struct finding *f = &v->findings[i];

		if (!f->area && is_of_plan(f) && f->outcome == RULE_BROKEN)
			return false;
	}
	return found || !v->areas[0].enforced;
}

static void add_causes(struct markdown *m, struct steps *s)
{
	const struct area_verdict *project = m->v->areas;

	for (size_t i = 0; i < project->blocker_count; i++) {
		const struct blocker *b = &project->blockers[i];

		*add(m, s) = (struct step){ .told = is_told(m->v, b),
			.buys = b->blocked ? b->blocked : b->tests,
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
			*add(m, s) = (struct step){ .told = !m->v->areas[i].enforced,
				.buys = n,
				.what = BOUGHT_CREATED,
				.area = i };
	}
}

/* Of the rules about how far planned tests got, the one that lacks the most; or NULL. */
static const struct finding *lacking_in_plan(const struct verdict *v, uint32_t area)
{
	const struct finding *most = NULL;

	for (size_t i = 0; i < v->finding_count; i++) {
		const struct finding *f = &v->findings[i];

		if (f->area == area && f->missing && (!most || f->missing > most->missing) &&
			(str_eq(f->rule, STR("plan.runnable")) ||
				str_eq(f->rule, STR("plan.passing"))))
			most = f;
	}
	return most;
}

/* Skipped, or never run: no cause is to be fixed, and nothing is to be written. */
static void add_stalled(struct markdown *m, struct steps *s)
{
	for (uint32_t i = 0; i < m->v->area_count; i++) {
		const struct area_tests *t = &m->v->areas[i].tests;
		const struct finding *f = lacking_in_plan(m->v, i);
		uint64_t n = t->stalled_count + t->stalled_more;

		if (f && n)
			*add(m, s) = (struct step){ .told = !closes(f),
				.buys = n < f->missing ? n : f->missing,
				.what = BOUGHT_PASSING,
				.area = i,
				.finding = f };
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
	uint64_t of_areas[2] = { 0 }; /* by all of their rules, and by those that close the gate */

	/* From the end, since what its areas lack is the project's as well: only more is a step of its own. */
	for (size_t i = v->finding_count; i-- > 0;) {
		const struct finding *f = &v->findings[i];
		bool closing = closes(f);

		if (!is_lacking(f) || !lacks_most(v, f) ||
			(is_of_lines(f) && !f->area && f->missing <= of_areas[closing]))
			continue;
		of_areas[0] += is_of_lines(f) ? f->missing : 0;
		of_areas[1] += is_of_lines(f) && closing ? f->missing : 0;
		*add(m, s) = (struct step){ .told = !closing,
			.buys = f->missing,
			.what = is_of_lines(f) ? BOUGHT_LINES : BOUGHT_OTHER,
			.area = f->area,
			.finding = f };
	}
}

static int step_order(const void *a, const void *b)
{
	const struct step *x = a, *y = b;
	int order = x->told - y->told;

	order = order ? order : (x->what > BOUGHT_PASSING) - (y->what > BOUGHT_PASSING);
	order = order ? order : (x->what == BOUGHT_OTHER) - (y->what == BOUGHT_OTHER);
	order = order ? order : (x->buys < y->buys) - (x->buys > y->buys);
	order = order ? order : (int)x->what - (int)y->what;
	/* What fails comes first. Causes are an array, and in its order; so are rules. */
	order = order ? order : !x->blocker - !y->blocker;
	order = order ? order : (x->blocker > y->blocker) - (x->blocker < y->blocker);
	order = order ? order : (x->area > y->area) - (x->area < y->area);
	return order ? order : (x->finding > y->finding) - (x->finding < y->finding);
}

static void put_buys(const struct step *s, struct buf *out)
{
	if (s->buys)
		buf_printf(out, " (+%" PRIu64 " %s)", s->buys, bought_names[s->what]);
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

static void put_stalled(const struct area_verdict *a, const struct step *s, struct buf *out)
{
	const struct area_tests *t = &a->tests;
	size_t shown = t->stalled_count < IDS_SHOWN ? t->stalled_count : IDS_SHOWN;
	uint64_t more = t->stalled_count - shown + t->stalled_more;
	bool passing = str_eq(s->finding->rule, STR("plan.passing"));

	buf_printf(
		out, "Make %" PRIu64 " more planned test%s of ", s->buys, s->buys == 1 ? "" : "s");
	markdown_area(out, a);
	buf_puts(out, passing ? " pass" : " run");
	for (size_t i = 0; i < shown; i++) {
		buf_puts(out, i ? ", " : ": ");
		markdown_code(out, t->stalled[i]);
	}
	if (more)
		buf_printf(out, " and %" PRIu64 " more", more);
}

static void put_step(const struct verdict *v, const struct step *s, struct buf *out)
{
	if (s->blocker)
		put_cause(s, out);
	else if (!s->finding)
		put_unwritten(v, s, out);
	else if (is_of_plan(s->finding))
		put_stalled(&v->areas[s->area], s, out);
	else
		markdown_cover(&v->areas[s->area], s->finding, out);
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
	add_stalled(m, &steps);
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
