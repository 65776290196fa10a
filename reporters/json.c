#include "reporters/json.h"

#include <inttypes.h>

#include "gate/model/verdict.h"

void json_put_id(struct json_writer *w, const char *key, struct str id)
{
	if (id.n)
		json_put_string(w, key, id);
	else
		json_put_null(w, key);
}

/* And by how many files that is not the commit. */
static void put_head(struct json_writer *w, const struct verdict *v)
{
	if (!v->commit.n) {
		json_put_null(w, "head");
		return;
	}
	json_put_string(w, "head", str_of(head_names[v->head]));
	if (v->head != HEAD_COMMIT)
		json_put_u64(w, "changed_files", v->changed_files);
}

void json_put_base(struct json_writer *w, const char *key, const struct base *base)
{
	json_open_object(w, key);
	json_put_string(w, "rule", str_of(base_rule_names[base->rule]));
	json_put_string(w, "commit", base->commit);
	json_put_string(w, "tree", base->tree);
	if (base->distance_known)
		json_put_u64(w, "distance", base->distance);
	else
		json_put_null(w, "distance");
	json_put_string(w, "say", base->why);
	json_close_object(w);
}

void json_put_strings(struct json_writer *w, const char *key, const struct str *v, size_t n)
{
	json_open_array(w, key);
	for (size_t i = 0; i < n; i++)
		json_put_string(w, NULL, v[i]);
	json_close_array(w);
}

/* What a record has room for. */
enum { RECORD_BLOCKERS_MAX = 10, RECORD_FILES_MAX = 3 };

void json_put_report(
	struct json_writer *w, const char *key, const struct report_line *r, unsigned parts)
{
	json_open_object(w, key);
	json_put_string(w, "name", r->name);
	if (parts & JSON_REPORT_PATH)
		json_put_string(w, "path", r->path);
	if (r->label.n)
		json_put_string(w, "label", r->label);
	json_put_string(w, "format", r->format);
	json_put_string(w, "producer", r->producer);
	json_put_u64(w, "bytes", r->bytes);
	json_put_string(w, "sha256", r->sha256);
	json_put_string(w, "trust", r->trust);
	if (parts & JSON_REPORT_NOTES)
		json_put_strings(w, "notes", r->notes, r->note_count);
	json_close_object(w);
}

static void uncovered(struct json_writer *w, const struct uncovered_list *list)
{
	json_open_array(w, "uncovered");
	for (size_t i = 0; i < list->n; i++) {
		json_open_object(w, NULL);
		json_put_string(w, "path", list->v[i].path);
		json_put_u64(w, "first", list->v[i].range.first);
		json_put_u64(w, "last", list->v[i].range.last);
		json_close_object(w);
	}
	json_close_array(w);
	if (list->more)
		json_put_u64(w, "uncovered_more", list->more);
}

/* `list` is NULL, or where to begin. */
static void coverage(struct json_writer *w, const char *key, const struct area_coverage *c,
	const struct uncovered_list *list)
{
	json_open_object(w, key);
	if (c->known) {
		json_put_u64(w, "covered", c->count.covered);
		json_put_u64(w, "total", c->count.total);
		json_put_percent(w, "percent", c->count.covered, c->count.total);
		if (c->has_target)
			json_put_decimal(w, "target", c->target);
		if (c->has_baseline)
			json_put_decimal(w, "baseline", c->baseline);
		if (c->has_target)
			json_put_u64(w, "missing",
				ratio_missing(c->count.covered, c->count.total, c->target));
	}
	if (list && list->n)
		uncovered(w, list);
	json_close_object(w);
}

static void metrics_of(struct json_writer *w, const char *key, const struct area_coverage *of,
	const struct uncovered_list *lines, bool mcdc)
{
	json_open_object(w, key);
	for (int i = 0; i < METRIC_COUNT; i++) {
		if (i != METRIC_MCDC || mcdc)
			coverage(w, metrics[i].name, &of[i], i == METRIC_LINES ? lines : NULL);
	}
	json_close_object(w);
}

static void tests(struct json_writer *w, const struct area_verdict *a, unsigned parts)
{
	const struct area_tests *t = &a->tests;

	if (!t->known) {
		json_put_null(w, "tests");
		return;
	}
	json_open_object(w, "tests");
	if (t->has_plan)
		json_put_u64(w, "planned", t->planned);
	if (t->unplanned)
		json_put_u64(w, "unplanned", t->unplanned);
	json_put_u64(w, "created", t->created);
	json_put_u64(w, "runnable", t->runnable);
	json_put_u64(w, "passing", t->passing);
	for (int i = TEST_PASSING + 1; i < TEST_STATES; i++)
		json_put_u64(w, test_state_names[i], t->counts.state[i]);
	if (t->flaky_failing)
		json_put_u64(w, "flaky_failing", t->flaky_failing);
	/* Of a plan that names its tests `passing` is something else. */
	if (a->inputs.n && (parts & JSON_INPUTS))
		json_put_u64(w, "passed", t->counts.state[TEST_PASSING]);
	json_put_seconds(w, "seconds", t->counts.time_us);
	if (t->counts.untimed)
		json_put_u64(w, "untimed", t->counts.untimed);
	if (t->missing_count && (parts & JSON_MISSING_TESTS))
		json_put_strings(w, "missing", t->missing, t->missing_count);
	if (t->not_run_count && (parts & JSON_NOT_RUN_TESTS))
		json_put_strings(w, "never_run", t->not_run, t->not_run_count);
	json_close_object(w);
}

/* And their labels in the same order, if any of them has one. */
static void test_ids(struct json_writer *w, const struct named_test *v, size_t n)
{
	bool labels = false;

	json_open_array(w, "test_ids");
	for (size_t i = 0; i < n; i++) {
		json_put_string(w, NULL, v[i].id);
		labels |= v[i].label.n > 0;
	}
	json_close_array(w);
	if (!labels)
		return;
	json_open_array(w, "test_labels");
	for (size_t i = 0; i < n; i++)
		json_put_id(w, NULL, v[i].label);
	json_close_array(w);
}

static void blocker(struct json_writer *w, const struct blocker *b, unsigned parts)
{
	size_t files = parts & JSON_ALL_BLOCKERS || b->file_count < RECORD_FILES_MAX
		? b->file_count
		: RECORD_FILES_MAX;
	uint64_t more = b->files_more + (b->file_count - files);
	struct buf first = { 0 };

	json_open_object(w, NULL);
	json_put_string(w, "cause", b->text);
	json_put_string(w, "kind", str_of(cause_kind_names[b->kind]));
	json_put_u64(w, "tests", b->tests);
	json_put_u64(w, "blocked", b->blocked);
	json_put_u64(w, "planned", b->planned);
	json_put_strings(w, "files", b->files, files);
	if (more)
		json_put_u64(w, "files_more", more);
	if (b->first.file.n) {
		buf_add(&first, b->first.file);
		if (b->first.line)
			buf_printf(&first, ":%" PRIu32, b->first.line);
	}
	json_put_id(w, "first", buf_str(&first));
	json_put_id(w, "first_test", b->first_test.id);
	if (b->first_test.label.n)
		json_put_string(w, "label", b->first_test.label);
	if (b->id_count && (parts & JSON_ALL_BLOCKERS))
		test_ids(w, b->ids, b->id_count);
	json_put_string(w, "mend", b->mend);
	json_close_object(w);
	buf_release(&first);
}

static void blockers(struct json_writer *w, const struct blocker *v, size_t n, unsigned parts)
{
	size_t most = parts & JSON_ALL_BLOCKERS ? BLOCKERS_KEPT : RECORD_BLOCKERS_MAX;

	json_open_array(w, "blockers");
	for (size_t i = 0; i < n && i < most; i++)
		blocker(w, &v[i], parts);
	json_close_array(w);
}

/* In records those without lines are left out. */
static void classes(struct json_writer *w, const struct class_counts *counts, unsigned parts)
{
	json_open_object(w, "classes");
	for (int i = 0; i < LINE_CLASSES; i++) {
		if (counts->n[i] || (parts & JSON_REPORT_NOTES))
			json_put_u64(w, line_classes[i].name, counts->n[i]);
	}
	json_close_object(w);
}

static void flickering(struct json_writer *w, const struct flickering_lines *f)
{
	json_open_object(w, "flickering_lines");
	json_put_u64(w, "lost", f->lost);
	json_put_u64(w, "gained", f->gained);
	json_put_string(w, "in", f->where);
	json_close_object(w);
}

static void carried(struct json_writer *w, const struct carried *c)
{
	if (c->commit.n || c->areas) {
		json_open_object(w, "carried");
		json_put_id(w, "commit", c->commit);
		json_put_u64(w, "time", c->time);
		json_put_u64(w, "days", c->days);
		if (c->areas)
			json_put_u64(w, "areas", c->areas);
		json_close_object(w);
	}
	if (!c->no_coverage.n && !c->no_tests.n)
		return;
	json_open_object(w, "not_carried");
	if (c->no_coverage.n)
		json_put_string(w, "coverage", c->no_coverage);
	if (c->no_tests.n)
		json_put_string(w, "tests", c->no_tests);
	json_close_object(w);
}

static void area(struct json_writer *w, const struct area_verdict *a, unsigned parts)
{
	bool places = parts & JSON_UNCOVERED;

	json_open_object(w, NULL);
	json_put_string(w, "area", a->name);
	if (parts & JSON_AREA_TITLE) {
		json_put_string(w, "title", a->title);
		json_put_bool(w, "enforced", a->enforced);
	}
	carried(w, &a->carried);
	if (a->inputs.n && (parts & JSON_INPUTS))
		json_put_string(w, "inputs", a->inputs);
	if (a->unreported_known && (parts & JSON_INPUTS))
		json_put_u64(w, "unreported", a->unreported);
	/* Few compilers measure MC/DC: its absence says nothing. */
	metrics_of(w, "coverage", a->coverage, places ? &a->uncovered : NULL,
		a->coverage[METRIC_MCDC].known);
	if (a->has_patch)
		metrics_of(w, "patch", a->patch, places ? &a->patch_uncovered : NULL, false);
	if (a->classes.known)
		classes(w, &a->classes.counts, parts);
	if (a->flickering.lost || a->flickering.gained)
		flickering(w, &a->flickering);
	tests(w, a, parts);
	if (a->blocker_count && (parts & JSON_AREA_BLOCKERS))
		blockers(w, a->blockers, a->blocker_count, parts);
	json_close_object(w);
}

static void place(struct json_writer *w, const char *key, struct place at)
{
	struct buf text = { 0 };

	if (at.file.n) {
		buf_add(&text, at.file);
		buf_printf(&text, ":%" PRIu32 ":%" PRIu32, at.line, at.column);
	}
	json_put_id(w, key, buf_str(&text));
	buf_release(&text);
}

void json_put_finding(struct json_writer *w, const char *key, const struct verdict *v,
	const struct finding *f, unsigned parts)
{
	json_open_object(w, key);
	json_put_string(w, "area", v->areas[f->area].name);
	json_put_string(w, "rule", f->rule);
	json_put_string(w, "outcome", str_of(rule_outcome_names[f->outcome]));
	json_put_string(w, "got", f->got);
	json_put_string(w, "want", f->want);
	json_put_u64(w, "missing", f->missing);
	if (parts & JSON_PLACE)
		place(w, "at", f->at);
	if (f->outcome != RULE_HELD || (parts & JSON_HELD_SAY))
		json_put_string(w, "say", f->say);
	json_close_object(w);
}

void json_put_lists(struct json_writer *w, const struct verdict *v, unsigned parts)
{
	size_t n;

	json_open_array(w, "reports");
	for (size_t i = 0; i < v->report_count; i++)
		json_put_report(w, NULL, &v->reports[i], parts);
	json_close_array(w);
	json_open_array(w, "areas");
	/* Those of the project stand on their own. */
	for (size_t i = 0; i < v->area_count; i++)
		area(w, &v->areas[i], i ? parts : parts & ~(unsigned)JSON_AREA_BLOCKERS);
	json_close_array(w);
	json_open_array(w, "findings");
	for (size_t i = 0; i < v->finding_count; i++) {
		if (v->findings[i].outcome != RULE_HELD || (parts & JSON_HELD))
			json_put_finding(w, NULL, v, &v->findings[i], parts);
	}
	json_close_array(w);
	n = v->area_count ? v->areas[0].blocker_count : 0;
	if ((parts & JSON_BLOCKERS) && (n || (parts & JSON_ALL_BLOCKERS)))
		blockers(w, n ? v->areas[0].blockers : NULL, n, parts);
}

void json_put_baseline(struct json_writer *w, const struct baseline *b)
{
	json_open_object(w, "baseline");
	json_put_string(w, "rule", str_of(baseline_rule_names[b->rule]));
	json_put_string(w, "commit", b->commit);
	json_put_u64(w, "distance", b->distance);
	json_put_string(w, "say", b->why);
	json_close_object(w);
}

void json_put_code(struct json_writer *w, const struct verdict *v)
{
	json_put_id(w, "commit", v->commit);
	json_put_id(w, "tree", v->tree);
	put_head(w, v);
	if (v->base.rule == BASE_NONE)
		json_put_null(w, "base");
	else
		json_put_base(w, "base", &v->base);
	if (v->baseline.rule != BASELINE_NONE)
		json_put_baseline(w, &v->baseline);
}
