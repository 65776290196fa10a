/*
 * Tests that ought to be there: planned ones that nobody has written, declared ones that never ran, and
 * those that were there once.
 */
#include <inttypes.h>

#include "reporters/markdown.h"

#define HEADING "Missing"

enum { TESTS_SHOWN = 20 };

/* What comes before the two colons of an id. */
static struct str home_of(struct str test)
{
	size_t n = 0;

	while (n < test.n && !str_starts(str_skip(test, n), STR("::")))
		n++;
	return (struct str){ test.p, n < test.n ? n : 0 };
}

void markdown_find_blocked(struct markdown *m)
{
	const struct area_verdict *project = m->v->areas;

	m->blocked.arena = &m->page.arena;
	for (size_t i = 0; m->v->area_count && i < project->blocker_count; i++) {
		const struct blocker *b = &project->blockers[i];

		for (size_t j = 0; b->blocked && j < b->file_count; j++)
			names_add(&m->blocked, b->files[j]);
	}
}

/* Its file cannot be loaded: it is told of among the tests behind that. */
static bool is_blocked(const struct markdown *m, struct str test)
{
	struct str home = home_of(test);

	return home.n && names_find(&m->blocked, home) != NAMES_NONE;
}

uint64_t markdown_unwritten(const struct markdown *m, const struct area_verdict *a)
{
	const struct area_tests *t = &a->tests;
	uint64_t n =
		t->has_plan && t->known && t->created < t->planned ? t->planned - t->created : 0;

	for (size_t i = 0; n && i < t->missing_count; i++)
		n -= is_blocked(m, t->missing[i]);
	return n;
}

static void put_test(struct markdown *m, const struct area_verdict *a, struct str test)
{
	struct buf *out = page_row(&m->page, KEEP_REST, 1);

	buf_puts(out, "- ");
	markdown_area(out, a);
	buf_puts(out, ": ");
	markdown_code(out, test);
	buf_byte(out, '\n');
}

/* A plan that is a bare number names none. */
static void put_unnamed(struct markdown *m, const struct area_verdict *a, uint64_t n)
{
	struct buf *out = page_row(&m->page, KEEP_REST, n);

	buf_puts(out, "- ");
	markdown_area(out, a);
	buf_printf(out, ": %" PRIu64 " of %" PRIu64 "\n", n, a->tests.planned);
}

static void put_planned(struct markdown *m)
{
	static const struct page_words words = { HEADING, "entry", "entries", "test", "tests",
		TESTS_SHOWN };
	const struct verdict *v = m->v;

	buf_puts(page_block(&m->page, &words), "Planned, and not created:\n\n");
	for (size_t i = 0; i < v->area_count; i++) {
		const struct area_verdict *a = &v->areas[i];
		uint64_t n = markdown_unwritten(m, a);

		if (n && !a->tests.missing_count)
			put_unnamed(m, a, n);
		for (size_t j = 0; j < a->tests.missing_count; j++) {
			if (!is_blocked(m, a->tests.missing[j]))
				put_test(m, a, a->tests.missing[j]);
		}
	}
}

static void put_not_run(struct markdown *m)
{
	static const struct page_words words = { HEADING, "test", "tests", NULL, NULL,
		TESTS_SHOWN };
	const struct verdict *v = m->v;

	buf_puts(page_block(&m->page, &words), "Declared, but never run:\n\n");
	/* The project's are those of its areas; where it has none, they are its own. */
	for (size_t i = v->area_count > 1; i < v->area_count; i++) {
		const struct area_tests *t = &v->areas[i].tests;

		page_more(&m->page, t->not_run_more, 0);
		for (size_t j = 0; j < t->not_run_count; j++)
			put_test(m, &v->areas[i], t->not_run[j]);
	}
}

static void put_vanished_of(
	struct markdown *m, const struct area_verdict *a, const struct area_before *b)
{
	page_more(&m->page, b->vanished - b->gone_count, 0);
	for (size_t i = 0; i < b->gone_count; i++) {
		struct buf *out = page_row(&m->page, KEEP_WORSE, 1);

		buf_puts(out, "- ");
		markdown_area(out, a);
		buf_puts(out, ": ");
		markdown_code(out, b->gone[i]);
		buf_byte(out, '\n');
	}
}

static const struct area_before *before_of(const struct markdown *m, size_t area)
{
	return m->before ? &m->before[area] : &m->v->areas[area].before;
}

/* Those of areas are the project's as well; one that none of them knows is told with the project's. */
static void put_vanished(struct markdown *m)
{
	static const struct page_words words = { HEADING, "test", "tests", NULL, NULL,
		TESTS_SHOWN };
	uint64_t of_areas = 0;
	bool by_area;

	buf_puts(page_block(&m->page, &words), "In a report before, and in none now:\n\n");
	for (size_t i = 1; i < m->v->area_count; i++)
		of_areas += before_of(m, i)->vanished;
	by_area = of_areas >= before_of(m, 0)->vanished;
	for (size_t i = by_area; i < (by_area ? m->v->area_count : 1); i++)
		put_vanished_of(m, &m->v->areas[i], before_of(m, i));
}

void markdown_missing(struct markdown *m)
{
	if (!m->v->area_count)
		return;
	put_planned(m);
	put_not_run(m);
	if (m->has_before)
		put_vanished(m);
}
