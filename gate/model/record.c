#include "gate/model/record.h"

#include "gate/model/diagnostics.h"
#include "gate/model/record_fields.h"

#define SCHEMA_FAMILY "areagate/record/"

const char *const left_out_names[LEFT_OUT_LEVELS] = {
	[LEFT_OUT_NOTHING] = "nothing",
	[LEFT_OUT_HELD_TEXTS] = "texts of held rules",
	[LEFT_OUT_HELD] = "held rules",
	[LEFT_OUT_PATHS] = "held rules and report paths",
	[LEFT_OUT_ROSTER] = "held rules, report paths and ids of tests",
	[LEFT_OUT_MISSING] = "held rules, report paths, and ids of tests and of missing ones",
};

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

static void read_report(struct record_reader *r, const struct json *object, struct report_line *out)
{
	out->name = record_text(r, object, "name");
	out->path = record_text_if_any(r, object, "path");
	out->label = record_text_if_any(r, object, "label");
	out->format = record_text(r, object, "format");
	out->producer = record_text(r, object, "producer");
	out->bytes = record_number(r, object, "bytes");
	out->sha256 = record_text(r, object, "sha256");
	out->trust = record_text(r, object, "trust");
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
	out->created = record_number(r, object, "created");
	out->runnable = record_number(r, object, "runnable");
	out->passing = record_number(r, object, "passing");
	read_states(r, object, &out->counts);
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

static void read_area(struct record_reader *r, const struct json *object, struct area_verdict *out)
{
	const struct json *enforced = record_field(r, object, "enforced", JSON_BOOL);
	const struct json *tests = json_get(object, "tests");

	out->name = record_text(r, object, "area");
	out->title = record_text(r, object, "title");
	out->enforced = enforced && enforced->truth;
	out->inputs = record_text_if_any(r, object, "inputs");
	read_carried(r, object, &out->carried);
	read_metrics(r, record_field(r, object, "coverage", JSON_OBJECT), out->coverage);
	out->has_patch = json_get(object, "patch");
	if (out->has_patch)
		read_metrics(r, record_field(r, object, "patch", JSON_OBJECT), out->patch);
	if (!tests || tests->type != JSON_NULL)
		tests = record_field(r, object, "tests", JSON_OBJECT);
	if (tests && tests->type == JSON_OBJECT)
		read_tests(r, tests, &out->tests);
}

static size_t area_index(const struct verdict *v, struct str name)
{
	size_t i = 0;

	while (i < v->area_count && !str_eq(v->areas[i].name, name))
		i++;
	return i;
}

static void read_finding(struct record_reader *r, const struct json *object,
	const struct verdict *v, struct finding *out)
{
	struct str area = record_text(r, object, "area");
	size_t index = area_index(v, area);

	if (index == v->area_count)
		diag_at(r->diags, DIAG(RECORD_BAD), object->at,
			"a finding of '" STR_FMT "', which is not among 'areas'", STR_ARG(area));
	out->area = (uint32_t)index;
	out->rule = record_text(r, object, "rule");
	out->outcome = record_word(r, object, "outcome", rule_outcome_names, RULE_OUTCOMES);
	out->got = record_text(r, object, "got");
	out->want = record_text(r, object, "want");
	out->missing = record_number(r, object, "missing");
	out->say = record_text_if_any(r, object, "say");
}

static void read_first(const struct json *value, struct place *out)
{
	struct str file, line;
	uint64_t n;

	if (!value || value->type != JSON_STRING)
		return;
	out->file = file = value->text;
	line = str_cut_last(&file, ':');
	if (file.n && str_to_u64(line, &n) == 0 && n <= UINT32_MAX)
		*out = (struct place){ .file = file, .line = (uint32_t)n };
}

static void read_blocker(struct record_reader *r, const struct json *object, struct blocker *out)
{
	struct str kind = record_text(r, object, "kind");
	const struct json *i;
	size_t n = 0;

	/* One that this version does not know is as good as another. */
	out->kind = CAUSE_OTHER;
	for (int k = 0; k < CAUSE_KINDS; k++) {
		if (str_eq(kind, str_of(cause_kind_names[k])))
			out->kind = (enum cause_kind)k;
	}
	out->text = record_text(r, object, "cause");
	out->mend = record_text_if_any(r, object, "mend");
	out->tests = record_number(r, object, "tests");
	out->blocked = record_number(r, object, "blocked");
	out->planned = record_number(r, object, "planned");
	if (json_get(object, "files_more"))
		out->files_more = record_number(r, object, "files_more");
	read_first(json_get(object, "first"), &out->first);
	out->first_test.id = record_text_if_any(r, object, "first_test");
	out->first_test.label = record_text_if_any(r, object, "label");
	i = record_list(r, object, "files", JSON_STRING, &n);
	out->files = arena_alloc(r->arena, n * sizeof(*out->files));
	for (; out->file_count < n; i = i->next)
		out->files[out->file_count++] = i->text;
}

/* Of the project, which comes first; records of before have none. */
static void read_blockers(struct record_reader *r, const struct json *root, struct verdict *v)
{
	struct area_verdict *project = v->areas;
	const struct json *i;

	if (!v->area_count || !json_get(root, "blockers"))
		return;
	i = record_list(r, root, "blockers", JSON_OBJECT, &project->blocker_count);
	project->blockers =
		arena_alloc(r->arena, project->blocker_count * sizeof(*project->blockers));
	for (size_t n = 0; n < project->blocker_count; n++, i = i->next)
		read_blocker(r, i, &project->blockers[n]);
}

static void read_lists(struct record_reader *r, const struct json *root, struct verdict *v)
{
	const struct json *i = record_list(r, root, "reports", JSON_OBJECT, &v->report_count);

	v->reports = arena_alloc(r->arena, v->report_count * sizeof(*v->reports));
	for (size_t n = 0; n < v->report_count; n++, i = i->next)
		read_report(r, i, &v->reports[n]);

	i = record_list(r, root, "areas", JSON_OBJECT, &v->area_count);
	v->areas = arena_alloc(r->arena, v->area_count * sizeof(*v->areas));
	for (size_t n = 0; n < v->area_count; n++, i = i->next) {
		read_area(r, i, &v->areas[n]);
		if (area_index(v, v->areas[n].name) < n)
			diag_at(r->diags, DIAG(RECORD_BAD), i->at,
				"the area '" STR_FMT "' stands twice", STR_ARG(v->areas[n].name));
	}

	i = record_list(r, root, "findings", JSON_OBJECT, &v->finding_count);
	v->findings = arena_alloc(r->arena, v->finding_count * sizeof(*v->findings));
	v->finding_cap = v->finding_count;
	for (size_t n = 0; n < v->finding_count; n++, i = i->next)
		read_finding(r, i, v, &v->findings[n]);
	read_blockers(r, root, v);
}

static void read_base(struct record_reader *r, const struct json *root, struct base *out)
{
	const struct json *base = json_get(root, "base"), *distance;

	*out = (struct base){ .rule = BASE_NONE, .why = STR("the record has no base") };
	if (!base || base->type == JSON_NULL)
		return;
	base = record_field(r, root, "base", JSON_OBJECT);
	if (!base)
		return;
	out->rule = base_rule_of(record_text(r, base, "rule"));
	out->commit = record_text(r, base, "commit");
	out->tree = record_text(r, base, "tree");
	out->why = record_text(r, base, "say");
	distance = json_get(base, "distance");
	out->distance_known = !distance || distance->type != JSON_NULL;
	if (out->distance_known)
		out->distance = record_number(r, base, "distance");
}

/* Records of before have none. */
static void read_origin(struct record_reader *r, const struct json *root, struct verdict *v)
{
	const struct json *origin =
		json_get(root, "origin") ? record_field(r, root, "origin", JSON_OBJECT) : NULL;

	v->policies_id = record_text_if_any(r, root, "policies_id");
	v->has_roster = json_get(root, "test_ids");
	v->roster = record_text_if_any(r, root, "test_ids");
	if (!origin)
		return;
	v->origin.event = record_text(r, origin, "event");
	v->origin.branch = record_text_if_any(r, origin, "branch");
	v->origin.run = record_text_if_any(r, origin, "run");
	if (json_get(origin, "attempt"))
		v->origin.attempt = record_number(r, origin, "attempt");
}

static int check_schema(struct record_reader *r, const struct json *root, struct place at)
{
	const struct json *schema;
	uint64_t version;

	if (root->type != JSON_OBJECT)
		return diag_at(r->diags, DIAG(RECORD_BAD), at, "not an object");
	schema = record_field(r, root, "schema", JSON_STRING);
	if (!schema)
		return -1;
	if (str_eq(schema->text, STR(RECORD_SCHEMA)))
		return 0;
	if (str_starts(schema->text, STR(SCHEMA_FAMILY)) &&
		str_to_u64(str_skip(schema->text, sizeof(SCHEMA_FAMILY) - 1), &version) == 0 &&
		version > 1)
		return diag_at(r->diags, DIAG(RECORD_BAD), schema->at,
			"written by a newer areagate (schema '" STR_FMT
			"'); read it with that version",
			STR_ARG(schema->text));
	return diag_at(r->diags, DIAG(RECORD_BAD), schema->at,
		"the schema is '" STR_FMT "', not '" RECORD_SCHEMA "'", STR_ARG(schema->text));
}

struct verdict *record_parse(struct arena *a, struct str line, struct place at, struct diags *d)
{
	struct record_reader r = { .arena = a, .diags = d };
	uint64_t errors = d->count[DIAG_ERROR];
	const struct json *root;
	struct verdict *v;

	if (line.n > NOTE_BYTES_MAX) {
		diag_at(d, DIAG(RECORD_BAD), at, "a record of %zu bytes; the limit is %u", line.n,
			NOTE_BYTES_MAX);
		return NULL;
	}
	root = json_parse(a, line, at, JSON_STRICT, d, DIAG(RECORD_BAD));
	if (!root || check_schema(&r, root, at) < 0)
		return NULL;
	v = arena_alloc(a, sizeof(*v));
	v->tool = record_text(&r, root, "tool");
	v->time = record_number(&r, root, "time");
	v->job = record_text(&r, root, "job");
	v->commit = record_text_or_null(&r, root, "commit");
	v->tree = record_text_or_null(&r, root, "tree");
	read_base(&r, root, &v->base);
	read_origin(&r, root, v);
	v->policies = record_text(&r, root, "policies");
	v->title = record_text(&r, root, "title");
	v->gate = record_word(&r, root, "gate", gate_names, GATE_CANNOT_JUDGE + 1);
	if (json_get(root, "left_out"))
		v->left_out = record_word(&r, root, "left_out", left_out_names, LEFT_OUT_LEVELS);
	read_lists(&r, root, v);
	record_results(&r, root, v);
	return d->count[DIAG_ERROR] > errors ? NULL : v;
}

int records_parse(
	struct records *out, struct arena *a, struct str note, struct str name, struct diags *d)
{
	uint64_t errors = d->count[DIAG_ERROR];
	struct place at = { .file = name, .line = 1, .column = 1 };
	size_t candidates = 0, room = 0;
	struct str rest = note, line;

	while (str_line(&rest, &line))
		room += line.n && line.p[0] == '{';
	*out = (struct records){ 0 };
	out->v = arena_alloc(a, room * sizeof(struct verdict *));
	out->lines = arena_alloc(a, room * sizeof(*out->lines));
	for (rest = note; str_line(&rest, &line); at.line++) {
		struct verdict *v;

		if (!line.n || line.p[0] != '{')
			continue;
		candidates++;
		v = record_parse(a, line, at, d);
		if (!v)
			continue;
		out->lines[out->n] = line;
		out->v[out->n++] = v;
	}
	if (!candidates)
		diag_at(d, DIAG(RECORD_NONE), (struct place){ .file = name },
			"the note holds no record of areagate");
	return d->count[DIAG_ERROR] > errors ? -1 : 0;
}
