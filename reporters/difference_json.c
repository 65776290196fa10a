#include <inttypes.h>

#include "reporters/difference.h"
#include "reporters/json.h"

static void put_side(struct json_writer *w, const char *key, const struct trail_record *r)
{
	json_open_object(w, key);
	json_put_string(w, "commit", r->commit);
	json_put_string(w, "found_by", r->by_tree ? STR("tree") : STR("commit"));
	json_put_string(w, "gate", str_of(gate_names[r->verdict->gate]));
	json_close_object(w);
}

static void put_count(struct json_writer *w, const char *key, const struct area_coverage *c)
{
	if (!c || !c->known) {
		json_put_null(w, key);
		return;
	}
	json_open_object(w, key);
	json_put_u64(w, "covered", c->count.covered);
	json_put_u64(w, "total", c->count.total);
	json_put_percent(w, "percent", c->count.covered, c->count.total);
	json_close_object(w);
}

static void put_points(struct json_writer *w, const struct area_coverage *before,
	const struct area_coverage *after)
{
	struct buf text = { 0 };

	if (!before || !after || !before->count.total || !after->count.total) {
		json_put_null(w, "points");
		return;
	}
	ratio_print_change(&text, (struct ratio){ before->count.covered, before->count.total },
		(struct ratio){ after->count.covered, after->count.total });
	json_put_string(w, "points", buf_str(&text));
	buf_release(&text);
}

static void put_coverage(struct json_writer *w, const struct area_pair *pair)
{
	json_open_object(w, "coverage");
	for (unsigned m = 0; m < METRIC_COUNT; m++) {
		const struct area_coverage *before =
			pair->before ? &pair->before->coverage[m] : NULL;
		const struct area_coverage *after = pair->after ? &pair->after->coverage[m] : NULL;

		if (!(before && before->known) && !(after && after->known))
			continue;
		json_open_object(w, metrics[m].name);
		put_count(w, "before", before);
		put_count(w, "after", after);
		put_points(w, before, after);
		json_close_object(w);
	}
	json_close_object(w);
}

static void put_tests(struct json_writer *w, const char *key, const struct area_verdict *a)
{
	uint64_t n;

	if (!a || !a->tests.known) {
		json_put_null(w, key);
		return;
	}
	json_open_object(w, key);
	for (unsigned row = 0; row < TESTS_ROWS; row++) {
		if (tests_row_get(a, row, &n))
			json_put_u64(w, tests_row_name(row), n);
	}
	json_close_object(w);
}

static void put_carried(struct json_writer *w, const char *key, const struct area_verdict *a)
{
	if (a && a->carried.commit.n)
		json_put_string(w, key, a->carried.commit);
}

static void put_area(struct json_writer *w, const struct area_pair *pair)
{
	json_open_object(w, NULL);
	json_put_string(w, "area", (pair->after ? pair->after : pair->before)->name);
	put_coverage(w, pair);
	json_open_object(w, "tests");
	put_tests(w, "before", pair->before);
	put_tests(w, "after", pair->after);
	json_close_object(w);
	put_carried(w, "carried_before", pair->before);
	put_carried(w, "carried_after", pair->after);
	json_close_object(w);
}

static void put_got(struct json_writer *w, const char *key, const struct finding *f)
{
	json_put_id(w, key, f ? f->got : STR(""));
}

static void put_turns(struct json_writer *w, const char *key, const struct turns *turns)
{
	json_open_array(w, key);
	for (size_t i = 0; i < turns->n; i++) {
		const struct turn *turn = &turns->v[i];

		json_open_object(w, NULL);
		json_put_string(w, "area", turn->area);
		json_put_string(w, "rule", turn->rule);
		put_got(w, "before", turn->before);
		put_got(w, "after", turn->after);
		json_put_string(w, "say", turn->after ? turn->after->say : STR(""));
		json_close_object(w);
	}
	json_close_array(w);
}

static void put_blockers(
	struct json_writer *w, const char *key, const struct blocker_list *list, bool known)
{
	if (!known) {
		json_put_null(w, key);
		return;
	}
	json_open_array(w, key);
	for (size_t i = 0; i < list->n; i++) {
		json_open_object(w, NULL);
		json_put_string(w, "kind", str_of(cause_kind_names[list->v[i]->kind]));
		json_put_string(w, "cause", list->v[i]->text);
		json_put_u64(w, "tests", list->v[i]->tests);
		json_close_object(w);
	}
	json_close_array(w);
}

static void put_one(struct json_writer *w, const struct difference *d)
{
	json_open_object(w, NULL);
	json_put_string(w, "job", d->after.verdict->job);
	put_side(w, "before", &d->before);
	put_side(w, "after", &d->after);
	json_open_array(w, "areas");
	for (size_t i = 0; i < d->area_count; i++)
		put_area(w, &d->areas[i]);
	json_close_array(w);
	put_turns(w, "broken", &d->broken);
	put_turns(w, "mended", &d->mended);
	put_blockers(w, "blockers_new", &d->come, d->blockers_known);
	put_blockers(w, "blockers_gone", &d->gone, d->blockers_known);
	json_close_object(w);
}

static void put_only(struct json_writer *w, const char *key, const struct trail_record *v, size_t n)
{
	json_open_array(w, key);
	for (size_t i = 0; i < n; i++)
		json_put_string(w, NULL, v[i].verdict->job);
	json_close_array(w);
}

void differences_json(const struct differences *d, const struct look *look, struct buf *out)
{
	struct json_writer w = { .out = out, .indented = true };

	(void)look;
	json_open_object(&w, NULL);
	json_put_string(&w, "schema", STR("areagate/diff/1"));
	json_open_array(&w, "jobs");
	for (size_t i = 0; i < d->n; i++)
		put_one(&w, &d->v[i]);
	json_close_array(&w);
	put_only(&w, "only_before", d->only_before, d->only_before_count);
	put_only(&w, "only_after", d->only_after, d->only_after_count);
	json_close_object(&w);
	buf_byte(out, '\n');
}
