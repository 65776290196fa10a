/*
 * What is accomplished, and what is to be: a box a rule, checked by what was judged.
 */
#include <inttypes.h>

#include "reporters/markdown.h"

enum { AREAS_NAMED = 8 };

/* Rules whose words say what is lacking, and not what there is. */
static const struct {
	const char *end, *unit;
} figures[] = {
	{ ".target", " %" },
	{ "plan.created", "" },
	{ "plan.runnable", "" },
	{ "plan.passing", "" },
};

static void put_figure(const struct finding *f, struct buf *out)
{
	if (f->outcome == RULE_HELD || !f->got.n)
		return;
	for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++) {
		if (!str_ends(f->rule, str_of(figures[i].end)))
			continue;
		markdown_text(out, f->got);
		buf_printf(out, "%s now, ", figures[i].unit);
		return;
	}
}

static void put_rule(const struct verdict *v, const struct finding *f, struct buf *out)
{
	static const char *const ends[RULE_OUTCOMES] = {
		[RULE_HELD] = "",
		[RULE_BROKEN] = "",
		[RULE_NO_DATA] = " (no data)",
		[RULE_WAIVED] = "", /* its words end with who answers for it */
		[RULE_INFORMED] = " (not enforced)",
	};

	buf_printf(out, "- [%c] ", f->outcome == RULE_HELD ? 'x' : ' ');
	markdown_area(out, &v->areas[f->area]);
	buf_puts(out, ", ");
	markdown_code(out, f->rule);
	buf_puts(out, ": ");
	put_figure(f, out);
	/* A record may have had no room for the words of what holds. */
	markdown_text(out, f->say.n ? f->say : str_of(rule_outcome_names[f->outcome]));
	buf_puts(out, ends[f->outcome]);
	buf_byte(out, '\n');
}

void markdown_criteria(struct markdown *m)
{
	static const struct page_words words = { "Success criteria", "rule", "rules", NULL, NULL,
		0 };
	const struct verdict *v = m->v;

	page_block(&m->page, &words);
	for (size_t i = 0; i < v->finding_count; i++) {
		const struct finding *f = &v->findings[i];
		bool good = f->outcome == RULE_HELD || f->outcome == RULE_INFORMED;

		put_rule(v, f, page_row(&m->page, good ? KEEP_REST : KEEP_BROKEN, 0));
	}
}

static bool has_all_created(const struct area_verdict *a)
{
	const struct area_tests *t = &a->tests;

	return t->known && t->has_plan && t->planned && t->created >= t->planned;
}

static bool has_all_passing(const struct area_verdict *a)
{
	return has_all_created(a) && a->tests.passing >= a->tests.planned;
}

static bool has_created_only(const struct area_verdict *a)
{
	return has_all_created(a) && !has_all_passing(a);
}

static bool has_lines(const struct area_coverage *c)
{
	return c->known && c->count.total;
}

static bool has_reached(const struct area_verdict *a)
{
	const struct area_coverage *c = &a->coverage[METRIC_LINES];

	return has_lines(c) && c->has_target &&
		ratio_reaches(c->count.covered, c->count.total, c->target);
}

/* More than its policy started from. */
static bool has_risen(const struct area_verdict *a)
{
	const struct area_coverage *c = &a->coverage[METRIC_LINES];

	/* One less would still be as much: equal is no rise. */
	return has_lines(c) && c->has_baseline && !has_reached(a) && c->count.covered &&
		ratio_reaches(c->count.covered - 1, c->count.total, c->baseline);
}

static const struct done {
	const char *what;
	bool (*is)(const struct area_verdict *a);
} done[] = {
	{ "All planned tests pass", has_all_passing },
	{ "All planned tests are created", has_created_only },
	{ "The target of lines is reached", has_reached },
	{ "More lines are covered than at the start", has_risen },
};

/* One line, however many areas there are. */
static void put_done(struct markdown *m, const struct done *d)
{
	const struct verdict *v = m->v;
	size_t n = 0;
	struct buf *out = NULL;

	for (size_t i = 0; i < v->area_count; i++) {
		if (!d->is(&v->areas[i]))
			continue;
		if (!out) {
			out = page_row(&m->page, KEEP_REST, 0);
			buf_printf(out, "- %s: ", d->what);
		}
		if (n < AREAS_NAMED) {
			buf_puts(out, n ? ", " : "");
			markdown_area(out, &v->areas[i]);
		}
		n++;
	}
	if (n > AREAS_NAMED)
		buf_printf(out, " and %zu more", n - AREAS_NAMED);
	if (out)
		buf_byte(out, '\n');
}

void markdown_accomplished(struct markdown *m)
{
	static const struct page_words words = { "Accomplished", "line", "lines", NULL, NULL, 0 };

	page_block(&m->page, &words);
	for (size_t i = 0; i < sizeof(done) / sizeof(done[0]); i++)
		put_done(m, &done[i]);
}
