/* The verdict for scripts. */
#include "reporters/json.h"
#include "reporters/reporter.h"

static void flaky_tests(struct json_writer *w, const struct verdict *v)
{
	json_open_array(w, "flaky_tests");
	for (size_t i = 0; i < v->flickered_count; i++) {
		const struct flickered *f = &v->flickered[i];

		json_open_object(w, NULL);
		json_put_string(w, "id", f->test.id);
		if (f->test.label.n)
			json_put_string(w, "label", f->test.label);
		json_put_string(w, "now", f->passes ? STR("passing") : STR("failing"));
		json_put_string(w, "before", str_of(f->was));
		json_put_string(w, "in", f->where);
		json_close_object(w);
	}
	json_close_array(w);
	if (v->flickered_more)
		json_put_u64(w, "flaky_tests_more", v->flickered_more);
}

static void put_origin(struct json_writer *w, const struct verdict *v)
{
	if (v->job.n)
		json_put_string(w, "job", v->job);
	json_put_code(w, v);
	if (v->policies_note.n)
		json_put_string(w, "policies_note", v->policies_note);
}

static void put_verdict(struct json_writer *w, const struct verdict *v)
{
	json_open_object(w, NULL);
	json_put_string(w, "schema", STR("areagate/verdict/1"));
	json_put_string(w, "gate", str_of(gate_names[v->gate]));
	json_put_u64(w, "exit", (uint64_t)verdict_exit(v));
	put_origin(w, v);
	json_put_lists(w, v,
		JSON_REPORT_PATH | JSON_REPORT_NOTES | JSON_MISSING_TESTS | JSON_HELD |
			JSON_HELD_SAY | JSON_PLACE | JSON_BLOCKERS | JSON_ALL_BLOCKERS |
			JSON_AREA_BLOCKERS | JSON_NOT_RUN_TESTS | JSON_UNCOVERED);
	if (v->flickered_count)
		flaky_tests(w, v);
	json_close_object(w);
}

static void report(const struct verdict *v, const struct look *look, struct buf *out)
{
	struct json_writer w = { .out = out, .indented = true };

	(void)look;
	put_verdict(&w, v);
	buf_byte(out, '\n');
}

/* A single one stays what scripts read. */
static void join(struct verdicts verdicts, struct buf *out)
{
	struct json_writer w = { .out = out, .indented = true };

	if (verdicts.n == 1) {
		report(verdicts.v[0], NULL, out);
		return;
	}
	json_open_object(&w, NULL);
	json_put_string(&w, "schema", STR("areagate/verdicts/1"));
	json_open_array(&w, "verdicts");
	for (size_t i = 0; i < verdicts.n; i++)
		put_verdict(&w, verdicts.v[i]);
	json_close_array(&w);
	json_close_object(&w);
	buf_byte(out, '\n');
}

const struct reporter json_reporter = {
	.name = "json",
	.about = "the verdict for scripts (areagate/verdict/1)",
	.report = report,
	.join = join,
};
