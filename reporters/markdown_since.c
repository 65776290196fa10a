/*
 * What changed since a record: coverage and tests by area, rules and causes. What did not change is not
 * there.
 */
#include <inttypes.h>
#include <string.h>

#include "gate/model/bisect.h"
#include "reporters/markdown.h"

enum { CAUSES_SHOWN = 10 };

/* The figures of tests that are in it. */
static const char *const counts[] = { "created", "runnable", "passing" };

enum { COUNTS = sizeof(counts) / sizeof(counts[0]) };

static const struct area_coverage *area_lines(const struct area_verdict *a)
{
	return &a->coverage[METRIC_LINES];
}

static bool both_have_lines(const struct area_pair *p)
{
	return p->before && p->after && area_lines(p->before)->known &&
		area_lines(p->after)->known && area_lines(p->before)->count.total &&
		area_lines(p->after)->count.total;
}

static int lines_moved(const struct area_pair *p)
{
	struct count before, after;

	if (!both_have_lines(p))
		return 0;
	before = area_lines(p->before)->count;
	after = area_lines(p->after)->count;
	return ratio_cmp(after.covered, after.total, before.covered, before.total);
}

/* Of the row of that name, where both have it. */
static bool count_of(const struct area_pair *p, const char *name, uint64_t n[2])
{
	unsigned row = 0;

	while (strcmp(tests_row_name(row), name) != 0)
		row++;
	return p->before && p->after && tests_row_get(p->before, row, &n[0]) &&
		tests_row_get(p->after, row, &n[1]);
}

/* <0 if anything is less than it was, 0 if nothing changed. */
static int moved(const struct area_pair *p)
{
	int result = lines_moved(p);
	uint64_t n[2];

	for (size_t i = 0; i < COUNTS && result >= 0; i++) {
		if (count_of(p, counts[i], n) && n[0] != n[1])
			result = n[1] < n[0] ? -1 : 1;
	}
	return !p->before || !p->after ? 1 : result;
}

static void put_lines(const struct area_pair *p, struct buf *out)
{
	struct count before, after;

	if (!both_have_lines(p)) {
		buf_puts(out, "|  |  ");
		return;
	}
	before = area_lines(p->before)->count;
	after = area_lines(p->after)->count;
	buf_puts(out, "| ");
	markdown_percent(out, before);
	buf_puts(out, " | ");
	ratio_print_change(out, (struct ratio){ before.covered, before.total },
		(struct ratio){ after.covered, after.total });
	buf_byte(out, ' ');
}

static void put_area(struct markdown *m, const struct area_pair *p)
{
	int how = moved(p);
	struct buf *out;
	uint64_t n[2];

	if (!how)
		return;
	out = page_row(&m->page, how < 0 ? KEEP_WORSE : KEEP_REST, 0);
	buf_puts(out, "| ");
	markdown_area(out, p->after ? p->after : p->before);
	buf_puts(out, !p->before ? " (new) " : !p->after ? " (gone) " : " ");
	put_lines(p, out);
	for (size_t i = 0; i < COUNTS; i++) {
		buf_puts(out, "| ");
		if (count_of(p, counts[i], n))
			markdown_change(out, n[0], n[1]);
		buf_byte(out, ' ');
	}
	buf_puts(out, "|\n");
}

static struct buf *block(struct markdown *m, const char *one, const char *many)
{
	struct page_words *words = arena_alloc(&m->page.arena, sizeof(*words));

	*words = (struct page_words){ .heading = m->since, .one = one, .many = many };
	return page_block(&m->page, words);
}

static void put_areas(struct markdown *m)
{
	const struct difference *d = &m->difference;

	buf_puts(block(m, "area", "areas"),
		"| Area | Lines then | Change | Created | Runnable | Passing |\n"
		"| --- | --: | --: | --: | --: | --: |\n");
	for (size_t i = 0; i < d->area_count; i++)
		put_area(m, &d->areas[i]);
}

static const struct verdict *of_turn(const struct difference *d, const struct turn *t)
{
	return verdict_area(d->after.verdict, t->area) ? d->after.verdict : d->before.verdict;
}

static void put_turns(
	struct markdown *m, const struct turns *turns, const char *what, enum keep keep)
{
	for (size_t i = 0; i < turns->n; i++) {
		const struct turn *t = &turns->v[i];
		const struct area_verdict *a = verdict_area(of_turn(&m->difference, t), t->area);
		struct buf *out = page_row(&m->page, keep, 0);

		buf_printf(out, "- %s: ", what);
		markdown_text(out, a ? markdown_title(a) : t->area);
		buf_puts(out, ", ");
		markdown_code(out, t->rule);
		buf_byte(out, '\n');
	}
}

static void put_causes(
	struct markdown *m, const struct blocker_list *list, const char *what, enum keep keep)
{
	for (size_t i = 0; i < list->n && i < CAUSES_SHOWN; i++) {
		struct buf *out = page_row(&m->page, keep, 0);

		buf_printf(out, "- %s: ", what);
		markdown_text(out, list->v[i]->text);
		buf_byte(out, '\n');
	}
	if (list->n > CAUSES_SHOWN)
		page_more(&m->page, list->n - CAUSES_SHOWN, 0);
}

static void put_gate(struct markdown *m)
{
	const struct difference *d = &m->difference;
	enum gate before = d->before.verdict->gate, after = d->after.verdict->gate;

	if (before != after)
		buf_printf(page_row(&m->page, KEEP_BROKEN, 0), "- the gate: %s now, %s then\n",
			gate_names[after], gate_names[before]);
}

/* Does the finding keep the gate from opening, as it did not then? NULL, or how it stood. */
static const char *stood(const struct difference *d, const struct finding *f)
{
	struct str area = d->after.verdict->areas[f->area].name;
	const struct finding *was;
	enum standing standing = verdict_standing(d->before.verdict, area, f->rule, &was);
	bool turned = f->outcome == RULE_BROKEN && standing == STANDING_HELD;

	if ((f->outcome != RULE_BROKEN && f->outcome != RULE_NO_DATA) || turned ||
		(was && was->outcome == f->outcome))
		return NULL;
	return was                          ? rule_outcome_names[was->outcome]
		: standing == STANDING_HELD ? rule_outcome_names[RULE_HELD]
					    : "not judged";
}

/* As where a limit is new, or a waiver has ended: no turn from held to broken. */
static void put_others(struct markdown *m)
{
	const struct verdict *v = m->difference.after.verdict;

	for (size_t i = 0; i < v->finding_count; i++) {
		const struct finding *f = &v->findings[i];
		const char *then = stood(&m->difference, f);
		struct buf *out;

		if (!then)
			continue;
		out = page_row(&m->page, KEEP_BROKEN, 0);
		buf_printf(out, "- %s now, %s then: ", rule_outcome_names[f->outcome], then);
		markdown_area(out, &v->areas[f->area]);
		buf_puts(out, ", ");
		markdown_code(out, f->rule);
		buf_byte(out, '\n');
	}
}

static void put_rest(struct markdown *m)
{
	const struct difference *d = &m->difference;

	block(m, "change", "changes");
	put_gate(m);
	put_others(m);
	put_turns(m, &d->broken, "broken since", KEEP_BROKEN);
	put_causes(m, &d->come, "new cause", KEEP_NEW);
	put_turns(m, &d->mended, "holds again", KEEP_REST);
	put_causes(m, &d->gone, "cause gone", KEEP_REST);
}

/* What was compared with is told under evidence. */
void markdown_since(struct markdown *m)
{
	size_t rows = m->page.row_count;

	if (!m->has_before)
		return;
	put_areas(m);
	put_rest(m);
	if (m->page.row_count == rows)
		buf_puts(block(m, NULL, NULL),
			"Nothing has changed: no figure, no rule, no cause.\n");
}
