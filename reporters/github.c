/*
 * Annotations: broken rules at their limits, what blocks tests at its first place, and added lines that
 * no test reached.
 */
#include "reporters/github.h"

#include <inttypes.h>
#include <string.h>

#include "reporters/annotations.h"
#include "reporters/reporter.h"

/* Causes explain the rules that they break, so the worst come before these. */
enum { BLOCKERS_BEFORE_RULES = 3 };

static void annotate_findings(
	struct annotations *all, const struct verdict *v, enum outcome_of_rule outcome)
{
	static const enum annotation_kind kinds[RULE_OUTCOMES] = {
		[RULE_BROKEN] = ANNOTATION_ERROR,
		[RULE_NO_DATA] = ANNOTATION_ERROR,
		[RULE_WAIVED] = ANNOTATION_NOTICE,
		[RULE_INFORMED] = ANNOTATION_NOTICE,
	};
	struct buf title = { 0 }, text = { 0 };

	for (size_t i = 0; i < v->finding_count; i++) {
		const struct finding *f = &v->findings[i];

		if (f->outcome != outcome)
			continue;
		buf_truncate(&title, 0);
		buf_truncate(&text, 0);
		buf_printf(&title, STR_FMT " " STR_FMT, STR_ARG(v->areas[f->area].name),
			STR_ARG(f->rule));
		buf_puts(&text, outcome == RULE_INFORMED ? "not enforced: " : "");
		buf_add(&text, f->say);
		annotate(all,
			&(struct annotation){ .kind = kinds[outcome],
				.at = f->at,
				.title = buf_str(&title),
				.text = buf_str(&text) });
	}
	buf_release(&title);
	buf_release(&text);
}

/* Tests may fail where no rule limits it. */
static enum annotation_kind kind_of_blockers(const struct verdict *v)
{
	return v->gate == GATE_OPEN ? ANNOTATION_WARNING : ANNOTATION_ERROR;
}

/* Those of the project, which are everyone's, from the first up to the last. */
static void annotate_blockers(
	struct annotations *all, const struct verdict *v, size_t first, size_t last)
{
	struct buf title = { 0 }, text = { 0 };

	for (size_t i = first; v->area_count && i < v->areas[0].blocker_count && i < last; i++) {
		const struct blocker *b = &v->areas[0].blockers[i];
		struct annotation n = { 0 };

		buf_truncate(&title, 0);
		buf_truncate(&text, 0);
		blocker_say_tests(b, &title);
		buf_printf(&text, STR_FMT "\n" STR_FMT "\n", STR_ARG(b->text), STR_ARG(b->mend));
		blocker_say_place(b, &text);
		n.kind = kind_of_blockers(v);
		n.title = buf_str(&title);
		n.text = buf_str(&text);
		/* Without a line the text has the place. */
		if (b->first.line)
			n.at = b->first;
		annotate(all, &n);
	}
	buf_release(&title);
	buf_release(&text);
}

/* Added lines that nothing covers, with how many of them are code. */
struct run {
	const struct file_detail *file;
	struct added_run added;
};

/* The worst of them, and how many there are. */
struct runs_shown {
	struct run v[ANNOTATIONS_SHOWN];
	uint64_t n;
};

/* Runs come in the order of places, which of two alike the first keeps. */
static void runs_add(struct runs_shown *runs, const struct run *r)
{
	size_t kept = runs->n < ANNOTATIONS_SHOWN ? (size_t)runs->n : ANNOTATIONS_SHOWN, at = kept;

	runs->n++;
	while (at > 0 && r->added.lines > runs->v[at - 1].added.lines)
		at--;
	if (at == ANNOTATIONS_SHOWN)
		return;
	if (kept == ANNOTATIONS_SHOWN)
		kept--;
	memmove(&runs->v[at + 1], &runs->v[at], (kept - at) * sizeof(*r));
	runs->v[at] = *r;
}

static void find_runs(struct runs_shown *runs, const struct file_detail *file)
{
	struct added_cursor at = { 0 };
	struct run r = { .file = file };

	while (detail_next_added(file, &at, &r.added))
		runs_add(runs, &r);
}

/* Empty if that area has no broken rule about added lines. */
static struct str broken_rule(const struct verdict *v, uint32_t area)
{
	for (size_t i = 0; i < v->finding_count; i++) {
		const struct finding *f = &v->findings[i];

		if (f->area == area && f->outcome != RULE_HELD &&
			str_starts(f->rule, STR("patch.lines.")))
			return f->rule;
	}
	return STR("");
}

static void annotate_run(struct annotations *all, const struct verdict *v, const struct run *r)
{
	uint32_t area = r->file->area;
	struct str rule = broken_rule(v, area);
	struct buf title = { 0 }, text = { 0 };

	if (!rule.n)
		rule = broken_rule(v, 0);
	buf_printf(&title, STR_FMT " " STR_FMT, STR_ARG(v->areas[area].name),
		STR_ARG(rule.n ? rule : STR("added lines")));
	if (r->file->coverage)
		buf_printf(&text, "%" PRIu64 " added %s that no test reached", r->added.lines,
			r->added.lines == 1 ? "line" : "lines");
	else
		buf_puts(&text, "no report knows this file: what was added counts as uncovered");
	annotate(all,
		&(struct annotation){ .kind = ANNOTATION_WARNING,
			.at = { .file = r->file->path, .line = r->added.range.first },
			.end_line = r->added.range.last,
			.title = buf_str(&title),
			.text = buf_str(&text) });
	buf_release(&title);
	buf_release(&text);
}

static void annotate_added(struct annotations *all, const struct verdict *v)
{
	struct runs_shown runs = { 0 };
	size_t shown;

	for (size_t i = 0; i < v->detail->file_count; i++)
		find_runs(&runs, &v->detail->files[i]);
	shown = runs.n < ANNOTATIONS_SHOWN ? (size_t)runs.n : ANNOTATIONS_SHOWN;
	for (size_t i = 0; i < shown; i++)
		annotate_run(all, v, &runs.v[i]);
	annotations_leave_out(all, ANNOTATION_WARNING, runs.n - shown);
}

static void annotate_missing_detail(struct annotations *all)
{
	annotate(all,
		&(struct annotation){ .kind = ANNOTATION_NOTICE,
			.title = STR("areagate"),
			.text = STR("a record has no lines: of it only rules are told") });
}

static void report(const struct verdict *v, const struct look *look, struct buf *out)
{
	struct annotations all = { .out = out };

	(void)look;
	annotate_findings(&all, v, RULE_NO_DATA);
	annotate_blockers(&all, v, 0, BLOCKERS_BEFORE_RULES);
	annotate_findings(&all, v, RULE_BROKEN);
	annotate_blockers(&all, v, BLOCKERS_BEFORE_RULES, SIZE_MAX);
	if (v->area_count)
		annotations_leave_out(&all, kind_of_blockers(v), v->areas[0].blockers_more);
	if (v->detail)
		annotate_added(&all, v);
	else
		annotate_missing_detail(&all);
	annotate_findings(&all, v, RULE_WAIVED);
	annotate_findings(&all, v, RULE_INFORMED);
	annotations_end(&all);
}

const struct reporter github_reporter = {
	.name = "github",
	.about = "annotations for GitHub Actions; there also its step summary and outputs",
	.detail = true,
	.commands = true,
	.report = report,
};
