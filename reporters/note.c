#include "reporters/note.h"

#include <inttypes.h>

#include "gate/model/record.h"
#include "reporters/escape.h"
#include "reporters/json.h"
#include "reporters/reporter.h"

#define NAME_COLUMNS_MAX 32u
#define BLOCKER_LINES_MAX 3u

/* Each leaves out what stands here, and what the ones before it do. */
static const unsigned parts_without[LEFT_OUT_LEVELS] = {
	[LEFT_OUT_LINES] = JSON_LINES,
	/* What tests came to, too, goes first: it is of use for some days at best. */
	[LEFT_OUT_HELD_TEXTS] = JSON_HELD_SAY | JSON_RESULTS,
	[LEFT_OUT_HELD] = JSON_HELD,
	[LEFT_OUT_PATHS] = JSON_REPORT_PATH,
	[LEFT_OUT_ROSTER] = JSON_ROSTER,
	/* Blockers are names of tests that are missing, in a way. */
	[LEFT_OUT_MISSING] = JSON_MISSING_TESTS | JSON_BLOCKERS,
};

static void put_origin(struct json_writer *w, const struct origin *o)
{
	if (!o->event.n)
		return;
	json_open_object(w, "origin");
	json_put_string(w, "event", o->event);
	if (o->branch.n)
		json_put_string(w, "branch", o->branch);
	if (o->run.n)
		json_put_string(w, "run", o->run);
	if (o->attempt)
		json_put_u64(w, "attempt", o->attempt);
	json_close_object(w);
}

/* Of a run in which all passed, as records of before, nothing is told. */
static void put_results(struct json_writer *w, const struct results *r)
{
	bool labelled = r->label_count > 1 || (r->label_count && r->labels[0].n);

	if (!r->known || (!labelled && r->has_idle && !r->failed.n && !r->idle.n && !r->flaky.n))
		return;
	json_open_object(w, "results");
	if (labelled)
		json_put_strings(w, "labels", r->labels, r->label_count);
	json_put_string(w, "failed", r->failed);
	if (r->has_idle)
		json_put_string(w, "idle", r->idle);
	json_put_string(w, "flaky", r->flaky);
	json_close_object(w);
}

void note_record(const struct verdict *v, enum left_out left_out, struct buf *out)
{
	struct json_writer w = { .out = out };
	unsigned parts = JSON_REPORT_PATH | JSON_AREA_TITLE | JSON_MISSING_TESTS | JSON_HELD |
		JSON_HELD_SAY | JSON_BLOCKERS | JSON_ROSTER | JSON_INPUTS | JSON_RESULTS |
		JSON_LINES;

	for (int i = 0; i <= (int)left_out; i++)
		parts &= ~parts_without[i];
	json_open_object(&w, NULL);
	json_put_string(&w, "schema", STR(RECORD_SCHEMA));
	json_put_string(&w, "tool", v->tool);
	json_put_u64(&w, "time", v->time);
	json_put_string(&w, "job", v->job);
	json_put_id(&w, "commit", v->commit);
	json_put_id(&w, "tree", v->tree);
	if (v->base.rule != BASE_NONE)
		json_put_base(&w, "base", &v->base);
	if (v->baseline.rule != BASELINE_NONE)
		json_put_baseline(&w, &v->baseline);
	put_origin(&w, &v->origin);
	json_put_string(&w, "policies", v->policies);
	if (v->policies_id.n)
		json_put_string(&w, "policies_id", v->policies_id);
	if (v->policies_note.n)
		json_put_string(&w, "policies_note", v->policies_note);
	json_put_string(&w, "title", v->title);
	json_put_string(&w, "gate", str_of(gate_names[v->gate]));
	if (left_out != LEFT_OUT_NOTHING)
		json_put_string(&w, "left_out", str_of(left_out_names[left_out]));
	json_put_lists(&w, v, parts);
	if (v->has_roster && (parts & JSON_RESULTS))
		put_results(&w, &v->results);
	/* The longest come last, where a person's eye does not have to pass them. */
	if (v->has_roster && (parts & JSON_ROSTER))
		json_put_string(&w, "test_ids", v->roster);
	if (v->line_sets.n && (parts & JSON_LINES))
		json_put_string(&w, "lines", v->line_sets);
	json_close_object(&w);
}

static void lines_cell(struct buf *out, const struct area_coverage *lines)
{
	if (!lines->known) {
		buf_puts(out, "lines unknown");
		return;
	}
	if (!lines->count.total) {
		buf_puts(out, "lines 0 of 0");
		return;
	}
	buf_puts(out, "lines ");
	ratio_print(out, lines->count.covered, lines->count.total);
	buf_puts(out, " %");
	if (lines->has_target) {
		buf_puts(out, " of ");
		decimal_print(out, lines->target);
		buf_puts(out, " %");
	}
}

static void tests_cell(struct buf *out, const struct area_tests *t)
{
	buf_puts(out, "tests ");
	if (t->has_plan)
		buf_printf(out, "%" PRIu64 " planned, ", t->planned);
	buf_printf(out, "%" PRIu64 " created, %" PRIu64 " runnable, %" PRIu64 " passing",
		t->created, t->runnable, t->passing);
}

struct widths {
	size_t name, lines;
};

/* Blanks from `used` to the width, and two between the cells. */
static void pad(struct buf *out, size_t used, size_t width)
{
	buf_repeat(out, ' ', (used < width ? width - used : 0) + 2);
}

static struct widths area_widths(const struct verdict *v)
{
	struct widths w = { 0 };
	struct buf cell = { 0 };

	for (size_t i = 0; i < v->area_count; i++) {
		size_t columns = escape_terminal_columns(v->areas[i].name);

		if (columns > w.name && columns <= NAME_COLUMNS_MAX)
			w.name = columns;
		buf_truncate(&cell, 0);
		lines_cell(&cell, &v->areas[i].coverage[METRIC_LINES]);
		if (cell.n > w.lines)
			w.lines = cell.n;
	}
	buf_release(&cell);
	return w;
}

static void area_line(struct buf *out, const struct area_verdict *a, struct widths w)
{
	struct buf said = { 0 };
	size_t from;

	buf_puts(out, "  ");
	escape_note(out, a->name);
	pad(out, escape_terminal_columns(a->name), w.name);
	from = out->n;
	lines_cell(out, &a->coverage[METRIC_LINES]);
	if (a->tests.known) {
		pad(out, out->n - from, w.lines);
		tests_cell(out, &a->tests);
	}
	if (a->carried.commit.n) {
		buf_puts(out, ", ");
		carried_say(&a->carried, &said);
		escape_note(out, buf_str(&said));
		buf_release(&said);
	}
	buf_byte(out, '\n');
}

static void finding_line(struct buf *out, const struct verdict *v, const struct finding *f)
{
	buf_puts(out, f->outcome == RULE_BROKEN ? "  broken: " : "  no data: ");
	escape_note(out, v->areas[f->area].name);
	buf_byte(out, ' ');
	escape_note(out, f->rule);
	if (f->say.n) {
		buf_puts(out, ": ");
		escape_note(out, f->say);
	}
	buf_byte(out, '\n');
}

static void blocker_line(struct buf *out, const struct blocker *b)
{
	buf_puts(out, "  blocker: ");
	escape_note(out, b->text);
	buf_puts(out, ": ");
	blocker_say_tests(b, out);
	buf_byte(out, '\n');
}

void note_people(const struct verdict *v, struct buf *out)
{
	struct widths w = area_widths(v);

	buf_printf(out, NOTE_GATE "%s", gate_names[v->gate]);
	if (v->job.n) {
		buf_puts(out, " (job ");
		escape_note(out, v->job);
		buf_byte(out, ')');
	}
	buf_byte(out, '\n');
	for (size_t i = 0; i < v->area_count; i++)
		area_line(out, &v->areas[i], w);
	for (size_t i = 0; i < v->finding_count; i++) {
		enum outcome_of_rule outcome = v->findings[i].outcome;

		if (outcome == RULE_BROKEN || outcome == RULE_NO_DATA)
			finding_line(out, v, &v->findings[i]);
	}
	for (size_t i = 0; v->area_count && i < v->areas[0].blocker_count; i++) {
		if (i < BLOCKER_LINES_MAX)
			blocker_line(out, &v->areas[0].blockers[i]);
	}
	if (v->left_out != LEFT_OUT_NOTHING)
		buf_printf(out, "  left out to fit a note: %s\n", left_out_names[v->left_out]);
}

/* The same text whether `v` was just judged or comes from a record. */
static void compose(const struct verdict *v, enum left_out left_out, struct buf *out)
{
	struct arena a = { 0 };
	struct diags ignored = { .arena = &a };
	struct buf record = { 0 };
	const struct verdict *back;

	note_record(v, left_out, &record);
	back = record_parse(&a, buf_str(&record), (struct place){ 0 }, &ignored);
	note_people(back ? back : v, out);
	buf_add(out, buf_str(&record));
	buf_byte(out, '\n');
	buf_release(&record);
	arena_release(&a);
}

static void report(const struct verdict *v, const struct look *look, struct buf *out)
{
	size_t from = out->n;

	(void)look;
	for (enum left_out i = v->left_out; i < LEFT_OUT_LEVELS; i++) {
		buf_truncate(out, from);
		compose(v, i, out);
		if (out->n - from <= NOTE_BYTES_MAX)
			break;
	}
}

const struct reporter note_reporter = {
	.name = "note",
	.about = "the record of this job, as a git note has it",
	.report = report,
};
