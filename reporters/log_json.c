#include "reporters/log.h"

static void lines(struct json_writer *w, const struct trail *t, const struct trail_entry *e)
{
	struct buf change = { 0 };

	if (!e->lines.known) {
		json_put_null(w, "lines");
		return;
	}
	json_open_object(w, "lines");
	json_put_u64(w, "covered", e->lines.count.covered);
	json_put_u64(w, "total", e->lines.count.total);
	json_put_percent(w, "percent", e->lines.count.covered, e->lines.count.total);
	log_change(t, e, &change);
	if (change.n)
		json_put_string(w, "change", buf_str(&change));
	else
		json_put_null(w, "change");
	json_close_object(w);
	buf_release(&change);
}

static void tests(struct json_writer *w, const struct trail_entry *e)
{
	if (!e->has_tests) {
		json_put_null(w, "tests");
		return;
	}
	json_open_object(w, "tests");
	if (e->has_plan)
		json_put_u64(w, "planned", e->planned);
	json_put_u64(w, "created", e->created);
	json_put_u64(w, "runnable", e->runnable);
	json_put_u64(w, "passing", e->passing);
	json_close_object(w);
}

static void entry(struct json_writer *w, const struct trail *t, const struct trail_entry *e)
{
	json_open_object(w, NULL);
	json_put_string(w, "commit", e->commit);
	json_put_string(w, "found_by", e->by_tree ? STR("tree") : STR("commit"));
	if (e->time)
		json_put_u64(w, "time", e->time);
	else
		json_put_null(w, "time");
	json_put_string(w, "subject", e->subject);
	json_put_string(w, "job", e->job);
	json_put_string(w, "gate", str_of(gate_names[e->gate]));
	lines(w, t, e);
	tests(w, e);
	if (e->carried.n)
		json_put_string(w, "carried", e->carried);
	json_close_object(w);
}

void log_json(const struct trail *t, const struct look *look, struct buf *out)
{
	struct json_writer w = { .out = out, .indented = true };

	(void)look;
	json_open_object(&w, NULL);
	json_put_string(&w, "schema", STR("areagate/log/1"));
	json_put_string(&w, "area", t->area);
	json_open_array(&w, "records");
	for (size_t i = 0; i < t->n; i++)
		entry(&w, t, &t->v[i]);
	json_close_array(&w);
	log_walk_json(&w, &t->walk);
	json_close_object(&w);
	buf_byte(out, '\n');
}
