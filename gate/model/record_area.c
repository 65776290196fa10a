#include "gate/model/record_area.h"

#include "gate/model/diagnostics.h"

static int to_us(struct str seconds, uint64_t *us)
{
	struct str whole = str_cut(&seconds, '.');
	uint64_t fraction;

	if (str_to_u64(whole, us) < 0 || *us >= UINT64_MAX / 1000000)
		return -1;
	if (seconds.n != 3 || str_to_u64(seconds, &fraction) < 0)
		return -1;
	*us = *us * 1000000 + fraction * 1000;
	return 0;
}

static void read_coverage(
	struct record_reader *r, const struct json *object, struct area_coverage *out)
{
	if (!json_get(object, "covered") && !json_get(object, "total"))
		return;
	out->known = true;
	out->count.covered = record_number(r, object, "covered");
	out->count.total = record_number(r, object, "total");
	if (out->count.covered > out->count.total)
		diag_at(r->diags, DIAG(RECORD_BAD), object->at, "'covered' is more than 'total'");
	out->has_target = record_percentage(r, object, "target", &out->target);
	out->has_baseline = record_percentage(r, object, "baseline", &out->baseline);
}

static void read_states(
	struct record_reader *r, const struct json *object, struct test_counts *counts)
{
	struct str seconds = record_text(r, object, "seconds");

	for (int i = 0; i < TEST_STATES; i++) {
		counts->state[i] = record_number(r, object, test_state_names[i]);
		counts->total += counts->state[i];
	}
	if (json_get(object, "passed")) {
		counts->total -= counts->state[TEST_PASSING];
		counts->state[TEST_PASSING] = record_number(r, object, "passed");
		counts->total += counts->state[TEST_PASSING];
	}
	if (seconds.n && to_us(seconds, &counts->time_us) < 0)
		diag_at(r->diags, DIAG(RECORD_BAD), object->at,
			"'seconds' must be such as '3.214', not '" STR_FMT "'", STR_ARG(seconds));
}

static void read_tests(struct record_reader *r, const struct json *object, struct area_tests *out)
{
	const struct json *i;
	size_t n = 0;

	out->known = true;
	out->has_plan = json_get(object, "planned");
	if (out->has_plan)
		out->planned = record_number(r, object, "planned");
	if (json_get(object, "unplanned"))
		out->unplanned = record_number(r, object, "unplanned");
	out->created = record_number(r, object, "created");
	out->runnable = record_number(r, object, "runnable");
	out->passing = record_number(r, object, "passing");
	read_states(r, object, &out->counts);
	if (json_get(object, "untimed"))
		out->counts.untimed = record_number(r, object, "untimed");
	if (json_get(object, "flaky_failing"))
		out->flaky_failing = record_number(r, object, "flaky_failing");
	if (!json_get(object, "missing"))
		return;
	for (i = record_list(r, object, "missing", JSON_STRING, &n); n--; i = i->next)
		*ARENA_PUSH(r->arena, out->missing, out->missing_count, out->missing_cap) = i->text;
}

static void read_metrics(
	struct record_reader *r, const struct json *metrics_of, struct area_coverage *out)
{
	for (int i = 0; metrics_of && i < METRIC_COUNT; i++) {
		if (json_get(metrics_of, metrics[i].name) &&
			record_field(r, metrics_of, metrics[i].name, JSON_OBJECT))
			read_coverage(r, json_get(metrics_of, metrics[i].name), &out[i]);
	}
}

static void read_classes(
	struct record_reader *r, const struct json *object, struct area_classes *out)
{
	if (!object)
		return;
	out->known = true;
	for (int i = 0; i < LINE_CLASSES; i++) {
		if (json_get(object, line_classes[i].name))
			out->counts.n[i] = record_number(r, object, line_classes[i].name);
	}
}

static void read_carried(struct record_reader *r, const struct json *area, struct carried *out)
{
	const struct json *carried =
		json_get(area, "carried") ? record_field(r, area, "carried", JSON_OBJECT) : NULL;
	const struct json *not = json_get(area, "not_carried")
		? record_field(r, area, "not_carried", JSON_OBJECT)
		: NULL;

	if (carried) {
		out->commit = record_text_or_null(r, carried, "commit");
		out->time = record_number(r, carried, "time");
		out->days = record_number(r, carried, "days");
	}
	if (carried && json_get(carried, "areas"))
		out->areas = record_number(r, carried, "areas");
	if (not ) {
		out->no_coverage = record_text_if_any(r, not, "coverage");
		out->no_tests = record_text_if_any(r, not, "tests");
	}
}

void record_area(struct record_reader *r, const struct json *object, struct area_verdict *out)
{
	const struct json *enforced = record_field(r, object, "enforced", JSON_BOOL);
	const struct json *tests = json_get(object, "tests");

	out->name = record_text(r, object, "area");
	out->title = record_text(r, object, "title");
	out->enforced = enforced && enforced->truth;
	out->inputs = record_text_if_any(r, object, "inputs");
	out->unreported_known = json_get(object, "unreported");
	if (out->unreported_known)
		out->unreported = record_number(r, object, "unreported");
	read_carried(r, object, &out->carried);
	read_metrics(r, record_field(r, object, "coverage", JSON_OBJECT), out->coverage);
	out->has_patch = json_get(object, "patch");
	if (out->has_patch)
		read_metrics(r, record_field(r, object, "patch", JSON_OBJECT), out->patch);
	if (json_get(object, "classes"))
		read_classes(r, record_field(r, object, "classes", JSON_OBJECT), &out->classes);
	if (!tests || tests->type != JSON_NULL)
		tests = record_field(r, object, "tests", JSON_OBJECT);
	if (tests && tests->type == JSON_OBJECT)
		read_tests(r, tests, &out->tests);
}
