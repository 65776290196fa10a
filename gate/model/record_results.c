#include "gate/model/record_fields.h"

/* Where nothing is told and nothing was left out, there was nothing to tell: all passed. */
static bool has_all_passed(const struct verdict *v)
{
	const struct test_counts *c = v->area_count ? &v->areas[0].tests.counts : NULL;

	if (!c || v->left_out != LEFT_OUT_NOTHING || !v->areas[0].tests.known)
		return false;
	for (int i = TEST_PASSING + 1; i < TEST_STATES; i++) {
		if (c->state[i] && i != TEST_NOT_RUN)
			return false;
	}
	return true;
}

static void read_labels(struct record_reader *r, const struct json *results, struct results *out)
{
	const struct json *i;
	size_t n;

	if (!results || !json_get(results, "labels")) {
		out->labels = arena_alloc(r->arena, sizeof(*out->labels));
		out->labels[out->label_count++] = STR("");
		return;
	}
	i = record_list(r, results, "labels", JSON_STRING, &n);
	out->labels = arena_alloc(r->arena, n * sizeof(*out->labels));
	for (; out->label_count < n; i = i->next)
		out->labels[out->label_count++] = i->text;
}

void record_results(struct record_reader *r, const struct json *root, struct verdict *v)
{
	struct results *out = &v->results;
	const struct json *results =
		json_get(root, "results") ? record_field(r, root, "results", JSON_OBJECT) : NULL;

	out->known = v->has_roster && (results || has_all_passed(v));
	if (!out->known)
		return;
	read_labels(r, results, out);
	out->has_idle = !results || json_get(results, "idle");
	if (!results)
		return;
	out->failed = record_text_if_any(r, results, "failed");
	out->idle = record_text_if_any(r, results, "idle");
	out->flaky = record_text_if_any(r, results, "flaky");
}
