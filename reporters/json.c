#include "reporters/json.h"

#include <inttypes.h>

#include "gate/model/verdict.h"
#include "reporters/reporter.h"

void json_put_id(struct json_writer *w, const char *key, struct str id)
{
	if (id.n)
		json_put_string(w, key, id);
	else
		json_put_null(w, key);
}

static void strings(struct json_writer *w, const char *key, const struct str *v, size_t n)
{
	json_open_array(w, key);
	for (size_t i = 0; i < n; i++)
		json_put_string(w, NULL, v[i]);
	json_close_array(w);
}

static void report_line(struct json_writer *w, const struct report_line *r, unsigned parts)
{
	json_open_object(w, NULL);
	json_put_string(w, "name", r->name);
	if (parts & JSON_REPORT_PATH)
		json_put_string(w, "path", r->path);
	json_put_string(w, "format", r->format);
	json_put_string(w, "producer", r->producer);
	json_put_u64(w, "bytes", r->bytes);
	json_put_string(w, "sha256", r->sha256);
	json_put_string(w, "trust", r->trust);
	if (parts & JSON_REPORT_NOTES)
		strings(w, "notes", r->notes, r->note_count);
	json_close_object(w);
}

static void coverage(struct json_writer *w, const char *key, const struct area_coverage *c)
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
	json_close_object(w);
}

static void tests(struct json_writer *w, const struct area_tests *t, unsigned parts)
{
	if (!t->known) {
		json_put_null(w, "tests");
		return;
	}
	json_open_object(w, "tests");
	if (t->has_plan)
		json_put_u64(w, "planned", t->planned);
	json_put_u64(w, "created", t->created);
	json_put_u64(w, "runnable", t->runnable);
	json_put_u64(w, "passing", t->passing);
	for (int i = TEST_PASSING + 1; i < TEST_STATES; i++)
		json_put_u64(w, test_state_names[i], t->counts.state[i]);
	json_put_seconds(w, "seconds", t->counts.time_us);
	if (t->missing_count && (parts & JSON_MISSING_TESTS))
		strings(w, "missing", t->missing, t->missing_count);
	json_close_object(w);
}

static void area(struct json_writer *w, const struct area_verdict *a, unsigned parts)
{
	json_open_object(w, NULL);
	json_put_string(w, "area", a->name);
	if (parts & JSON_AREA_TITLE) {
		json_put_string(w, "title", a->title);
		json_put_bool(w, "enforced", a->enforced);
	}
	json_open_object(w, "coverage");
	for (int i = 0; i < METRIC_COUNT; i++) {
		/* Few compilers measure it: its absence says nothing. */
		if (i != METRIC_MCDC || a->coverage[i].known)
			coverage(w, metrics[i].name, &a->coverage[i]);
	}
	json_close_object(w);
	tests(w, &a->tests, parts);
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

static void finding(
	struct json_writer *w, const struct verdict *v, const struct finding *f, unsigned parts)
{
	json_open_object(w, NULL);
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
	json_open_array(w, "reports");
	for (size_t i = 0; i < v->report_count; i++)
		report_line(w, &v->reports[i], parts);
	json_close_array(w);
	json_open_array(w, "areas");
	for (size_t i = 0; i < v->area_count; i++)
		area(w, &v->areas[i], parts);
	json_close_array(w);
	json_open_array(w, "findings");
	for (size_t i = 0; i < v->finding_count; i++) {
		if (v->findings[i].outcome != RULE_HELD || (parts & JSON_HELD))
			finding(w, v, &v->findings[i], parts);
	}
	json_close_array(w);
}

static void report(const struct verdict *v, const struct look *look, struct buf *out)
{
	struct json_writer w = { .out = out, .indented = true };

	(void)look;
	json_open_object(&w, NULL);
	json_put_string(&w, "schema", STR("areagate/verdict/1"));
	json_put_string(&w, "gate", str_of(gate_names[v->gate]));
	json_put_u64(&w, "exit", (uint64_t)verdict_exit(v));
	json_put_id(&w, "commit", v->commit);
	json_put_id(&w, "tree", v->tree);
	json_put_null(&w, "base");
	json_put_lists(&w, v,
		JSON_REPORT_PATH | JSON_REPORT_NOTES | JSON_MISSING_TESTS | JSON_HELD |
			JSON_HELD_SAY | JSON_PLACE);
	json_close_object(&w);
	buf_byte(out, '\n');
}

const struct reporter json_reporter = {
	.name = "json",
	.about = "the verdict for scripts (areagate/verdict/1)",
	.report = report,
};
