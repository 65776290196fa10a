#include <inttypes.h>

#include "reporters/explain.h"
#include "reporters/json.h"

static void put_count(struct json_writer *w, struct count c)
{
	json_put_u64(w, "covered", c.covered);
	json_put_u64(w, "total", c.total);
}

static void put_report(struct json_writer *w, const struct explained_report *r)
{
	json_open_object(w, NULL);
	json_put_report(w, "report", r->report, JSON_REPORT_PATH | JSON_REPORT_NOTES);
	json_put_u64(w, "files", r->files);
	for (int m = 0; m < METRIC_COUNT; m++) {
		if (!r->count[m].total)
			continue;
		json_open_object(w, metrics[m].name);
		put_count(w, r->count[m]);
		json_close_object(w);
	}
	json_put_u64(w, "tests", r->tests);
	json_close_object(w);
}

static void put_rule(struct json_writer *w, const struct verdict *v, const struct explained_rule *r)
{
	json_open_object(w, NULL);
	json_put_finding(w, "finding", v, r->finding, JSON_PLACE | JSON_HELD_SAY);
	json_put_strings(w, "limit", r->came.v, r->came.n);
	json_put_id(w, "figure", r->figure);
	json_put_id(w, "wanted", r->wanted);
	json_put_id(w, "waiver", r->waiver);
	json_close_object(w);
}

/* "12-20,33" */
static void put_runs(struct json_writer *w, const struct runs *runs)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < runs->n; i++) {
		buf_printf(&text, "%s%" PRIu32, i ? "," : "", runs->v[i].first);
		if (runs->v[i].last > runs->v[i].first)
			buf_printf(&text, "-%" PRIu32, runs->v[i].last);
	}
	json_put_string(w, "uncovered", buf_str(&text));
	buf_release(&text);
}

static void put_files(struct json_writer *w, const struct explained_files *files)
{
	json_open_object(w, NULL);
	json_put_string(w, "metric", str_of(metrics[files->metric].name));
	json_put_bool(w, "patch", files->of_patch);
	json_open_array(w, "files");
	for (size_t i = 0; i < files->n; i++) {
		const struct explained_file *f = &files->v[i];

		json_open_object(w, NULL);
		json_put_string(w, "path", f->path);
		put_count(w, f->count);
		json_put_bool(w, "unreported", f->unreported);
		put_runs(w, &f->uncovered);
		json_close_object(w);
	}
	json_close_array(w);
	json_close_object(w);
}

static void put_tests(struct json_writer *w, const char *key, const struct explained_tests *tests)
{
	json_open_array(w, key);
	for (size_t i = 0; i < tests->n; i++) {
		const struct explained_test *t = &tests->v[i];

		json_open_object(w, NULL);
		json_put_string(w, "id", t->id);
		if (t->label.n)
			json_put_string(w, "label", t->label);
		json_put_string(w, "state", str_of(test_state_names[t->state]));
		json_put_u64(w, "time_us", t->time_us);
		json_close_object(w);
	}
	json_close_array(w);
}

static void put_slots(struct json_writer *w, const char *key, const struct explained_slots *slots)
{
	if (!slots->n)
		return;
	json_open_array(w, key);
	for (size_t i = 0; i < slots->n; i++) {
		const struct explained_slot *s = &slots->v[i];

		json_open_object(w, NULL);
		json_put_string(w, "id", s->id);
		json_put_bool(w, "created", s->created);
		json_put_bool(w, "runnable", s->runnable);
		json_put_bool(w, "passing", s->passing);
		json_close_object(w);
	}
	json_close_array(w);
}

static void put_head(struct json_writer *w, const struct explanation *e)
{
	const struct verdict *v = e->verdict;

	json_put_string(w, "schema", STR("areagate/explanation/1"));
	json_put_string(w, "area", e->area->name);
	json_put_id(w, "rule", e->rule);
	json_put_string(w, "policy", e->policy);
	json_put_strings(w, "sources", e->sources.v, e->sources.n);
	json_put_strings(w, "test_files", e->test_globs.v, e->test_globs.n);
	json_put_code(w, v);
}

static void put_notes(struct json_writer *w, const struct area_verdict *area)
{
	struct buf text = { 0 };

	json_open_array(w, "notes");
	for (size_t i = 0; i < area_note_count; i++) {
		buf_truncate(&text, 0);
		area_notes[i](area, &text);
		if (text.n)
			json_put_string(w, NULL, buf_str(&text));
	}
	json_close_array(w);
	buf_release(&text);
}

void explain_json(const struct explanation *e, struct buf *out)
{
	struct json_writer w = { .out = out, .indented = true };

	json_open_object(&w, NULL);
	put_head(&w, e);
	json_open_array(&w, "reports");
	for (size_t i = 0; i < e->report_count; i++)
		put_report(&w, &e->reports[i]);
	json_close_array(&w);
	json_open_array(&w, "rules");
	for (size_t i = 0; i < e->rule_count; i++)
		put_rule(&w, e->verdict, &e->rules[i]);
	json_close_array(&w);
	json_open_array(&w, "coverage");
	for (size_t i = 0; i < e->files_count; i++)
		put_files(&w, &e->files[i]);
	json_close_array(&w);
	put_tests(&w, "tests", &e->tests);
	put_tests(&w, "slowest", &e->slowest);
	put_slots(&w, "planned", &e->planned);
	put_slots(&w, "required", &e->required);
	json_put_strings(&w, "unreported", e->unreported.v, e->unreported.n);
	json_put_strings(&w, "excluded", e->excluded.v, e->excluded.n);
	put_notes(&w, e->area);
	json_close_object(&w);
	buf_byte(out, '\n');
}
