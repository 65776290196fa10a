/*
 * What the report rests on, so that anybody can check it.
 */
#include <inttypes.h>

#include "gate/base/date.h"
#include "gate/model/progress.h"
#include "gate/model/record.h"
#include "reporters/markdown.h"

#define HEADING "Evidence"

enum { REPORTS_SURE = 20 }; /* that are worth more than what holds */

static void put_row(const struct report_line *r, bool labels, struct buf *out)
{
	buf_puts(out, "| ");
	markdown_code(out, r->path.n ? r->path : r->name);
	if (labels) {
		buf_puts(out, " | ");
		markdown_code(out, r->label);
	}
	buf_puts(out, " | ");
	markdown_text(out, r->format);
	if (r->producer.n) {
		buf_puts(out, " by ");
		markdown_text(out, r->producer);
	}
	buf_puts(out, " | ");
	markdown_text(out, r->trust);
	buf_puts(out, " | ");
	markdown_code(out, short_id(r->sha256));
	buf_puts(out, " |\n");
}

static void put_reports(struct markdown *m)
{
	static const struct page_words words = { HEADING, "report", "reports", NULL, NULL, 0 };
	const struct verdict *v = m->v;
	struct buf *out = page_block(&m->page, &words);
	bool labels = false;

	for (size_t i = 0; i < v->report_count; i++)
		labels |= v->reports[i].label.n > 0;
	buf_printf(out, "| Report |%s Format | Trust | SHA-256 |\n| --- |%s --- | --- | --- |\n",
		labels ? " Label |" : "", labels ? " --- |" : "");
	for (size_t i = 0; i < v->report_count; i++)
		put_row(&v->reports[i], labels,
			page_row(&m->page, i < REPORTS_SURE ? KEEP_WORSE : KEEP_REST, 0));
}

static void put_area_notes(struct markdown *m, const struct area_verdict *a)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < area_note_count; i++) {
		struct buf *out;

		/* They are listed by name. */
		if (area_notes[i] == area_say_vanished)
			continue;
		buf_truncate(&text, 0);
		area_notes[i](a, &text);
		if (!text.n)
			continue;
		out = page_row(&m->page, KEEP_REST, 0);
		buf_puts(out, "- ");
		markdown_area(out, a);
		buf_puts(out, ": ");
		markdown_text(out, buf_str(&text));
		buf_byte(out, '\n');
	}
	buf_release(&text);
}

static void put_notes(struct markdown *m)
{
	static const struct page_words words = { HEADING, "note", "notes", NULL, NULL, 0 };
	const struct verdict *v = m->v;

	page_block(&m->page, &words);
	for (size_t i = 0; i < v->report_count; i++) {
		for (size_t j = 0; j < v->reports[i].note_count; j++) {
			struct buf *out = page_row(&m->page, KEEP_REST, 0);

			buf_puts(out, "- ");
			markdown_code(out, v->reports[i].path);
			buf_puts(out, ": ");
			markdown_text(out, v->reports[i].notes[j]);
			buf_byte(out, '\n');
		}
	}
	for (size_t i = 0; i < v->area_count; i++)
		put_area_notes(m, &v->areas[i]);
}

static void put_commit(const char *what, struct str commit, struct str why, struct buf *out)
{
	if (!commit.n)
		return;
	buf_printf(out, "- %s ", what);
	markdown_code(out, commit);
	if (why.n) {
		buf_puts(out, ": ");
		markdown_text(out, why);
	}
	buf_byte(out, '\n');
}

static void put_judged(const struct verdict *v, struct buf *out)
{
	if (!v->commit.n)
		return;
	buf_puts(out, "- commit ");
	markdown_code(out, v->commit);
	verdict_say_head(v, out);
	buf_byte(out, '\n');
}

/* A verdict that was just judged has no time of its own, unless it is about to be recorded. */
static void put_record(const struct verdict *v, struct buf *out)
{
	if (!v->time)
		return;
	buf_puts(out, "- recorded on ");
	date_print(out, date_of(v->time > INT64_MAX ? INT64_MAX : (int64_t)v->time));
	if (v->job.n) {
		buf_puts(out, " by the job ");
		markdown_code(out, v->job);
	}
	if (v->left_out != LEFT_OUT_NOTHING)
		buf_printf(out, ", without %s", left_out_names[v->left_out]);
	buf_byte(out, '\n');
}

static void put_before(const struct verdict *v, struct buf *out)
{
	if (v->progress && v->progress->since)
		put_commit("compared with", v->progress->since_commit, STR(""), out);
	if (v->baseline.rule != BASELINE_NONE)
		put_commit("baseline", v->baseline.commit, v->baseline.why, out);
	else if (v->baseline.waived)
		buf_puts(out, "- no baseline yet, and that is meant\n");
}

static void put_sources(struct markdown *m)
{
	static const struct page_words words = { .heading = HEADING };
	const struct verdict *v = m->v;
	struct buf *out = page_block(&m->page, &words);

	put_judged(v, out);
	put_record(v, out);
	if (v->base.rule != BASE_NONE)
		put_commit("base", v->base.commit, v->base.why, out);
	put_before(v, out);
	buf_puts(out, "- policies from ");
	markdown_code(out, v->policies);
	if (v->policies_note.n) {
		buf_puts(out, ": ");
		markdown_text(out, v->policies_note);
	}
	buf_puts(out, "\n- judged by ");
	markdown_text(out, v->tool);
	buf_byte(out, '\n');
}

void markdown_evidence(struct markdown *m)
{
	put_reports(m);
	put_notes(m);
	put_sources(m);
}
