/*
 * The progress report: what a lead pastes into the morning meeting. Sections without evidence are
 * left out.
 */
#include "reporters/markdown.h"

#include <inttypes.h>

#include "gate/model/progress.h"

/* What GitHub takes for a comment. */
#define MOST_BYTES 65536u

static const char *stage(const struct verdict *v)
{
	if (verdict_count(v, RULE_NO_DATA))
		return "cannot be judged";
	return verdict_count(v, RULE_HELD) < v->finding_count ? "in progress" : "on target";
}

static void put_tests(const struct verdict *v, struct buf *out)
{
	struct plan_sum sum = verdict_plan(v);
	const struct area_tests *all = v->area_count ? &v->areas[0].tests : NULL;

	if (sum.planned)
		buf_printf(out,
			", %" PRIu64 "/%" PRIu64 " created (%" PRIu64 " %%), %" PRIu64 "/%" PRIu64
			" runnable, %" PRIu64 "/%" PRIu64 " passing",
			sum.created, sum.planned, sum.created * 100 / sum.planned, sum.runnable,
			sum.planned, sum.passing, sum.planned);
	else if (all && all->known && all->created)
		buf_printf(
			out, ", %" PRIu64 "/%" PRIu64 " tests passing", all->passing, all->created);
}

/* How many there are is not known where a record had no room for those that hold. */
static void put_count(
	const struct verdict *v, size_t n, const char *one, const char *many, struct buf *out)
{
	buf_printf(out, "**%zu ", n);
	if (v->left_out < LEFT_OUT_HELD)
		buf_printf(out, "of %zu rules ", v->finding_count);
	else
		buf_puts(out, n == 1 ? "rule " : "rules ");
	buf_printf(out, "%s**", n == 1 ? one : many);
}

/* Nothing is broken, but not everything holds. */
static void put_others(const struct verdict *v, size_t held, struct buf *out)
{
	size_t others = v->finding_count - held;

	if (v->left_out < LEFT_OUT_HELD)
		buf_printf(out, "%zu of %zu rules hold, the others are %s.\n", held,
			v->finding_count, verdict_others(v));
	else
		buf_printf(out, "every rule holds but %zu, which %s %s.\n", others,
			others == 1 ? "is" : "are", verdict_others(v));
}

static void put_rules(const struct verdict *v, struct buf *out)
{
	size_t broken = verdict_count(v, RULE_BROKEN), no_data = verdict_count(v, RULE_NO_DATA);
	size_t held = verdict_count(v, RULE_HELD);

	if (no_data)
		put_count(v, no_data, "has no data", "have no data", out);
	if (no_data && broken)
		buf_puts(out, ", ");
	if (broken)
		put_count(v, broken, "is broken", "are broken", out);
	if (no_data || broken)
		buf_puts(out, ".\n");
	else if (held == v->finding_count)
		buf_puts(out, "every enforced rule holds.\n");
	else
		put_others(v, held, out);
}

static void put_status(const struct verdict *v, struct buf *out)
{
	static const char *const gates[] = {
		[GATE_OPEN] = "gate open",
		[GATE_CLOSED] = "gate closed",
		[GATE_CANNOT_JUDGE] = "gate closed",
	};
	const struct area_coverage *lines =
		v->area_count ? &v->areas[0].coverage[METRIC_LINES] : NULL;

	buf_puts(out, "# ");
	markdown_heading(out, v->title.n ? v->title : STR("Progress"));
	buf_printf(out, ": %s", stage(v));
	put_tests(v, out);
	buf_printf(out, "; %s\n\n", gates[v->gate]);
	if (lines && lines->known && lines->count.total) {
		markdown_percent(out, lines->count);
		buf_puts(out, " of lines covered");
		if (lines->has_target) {
			buf_puts(out, ", ");
			markdown_decimal(out, lines->target);
			buf_puts(out, " wanted");
		}
		buf_puts(out, "; ");
	}
	put_rules(v, out);
}

/* The record that the verdict is told against. */
static void compare(struct markdown *m)
{
	const struct verdict *v = m->v;
	struct trail_record now = { .commit = v->commit, .verdict = v };
	struct trail_record before = { .commit = v->baseline.commit,
		.verdict = v->baseline.record };

	m->since = "Since the baseline";
	if (v->progress && v->progress->since) {
		before.commit = v->progress->since_commit;
		before.verdict = v->progress->since;
		m->before = v->progress->before;
		m->since = arena_printf(
			&m->page.arena, "Since " STR_FMT, STR_ARG(short_id(before.commit)))
				   .p;
	}
	m->has_before = before.verdict;
	if (m->has_before)
		difference_of(&m->difference, &m->page.arena, &before, &now);
}

static void report(const struct verdict *v, const struct look *look, struct buf *out)
{
	static void (*const parts[])(struct markdown * m) = {
		markdown_accomplished,
		markdown_areas,
		markdown_blockers,
		markdown_missing,
		markdown_flaky,
		markdown_next,
		markdown_criteria,
		markdown_since,
		markdown_evidence,
	};
	static const struct page_words status = { 0 };
	struct markdown m = { .v = v };

	compare(&m);
	markdown_find_blocked(&m);
	put_status(v, page_block(&m.page, &status));
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		parts[i](&m);
	page_print(&m.page, look->most_bytes, out);
	page_release(&m.page);
}

const struct reporter markdown_reporter = {
	.name = "markdown",
	.about = "the progress report: areas, blockers, next steps, criteria, evidence",
	.most_bytes = MOST_BYTES,
	.report = report,
};
