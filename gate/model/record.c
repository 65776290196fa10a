#include "gate/model/record.h"

#include "gate/model/diagnostics.h"
#include "gate/model/record_area.h"
#include "gate/model/record_fields.h"

#define SCHEMA_FAMILY "areagate/record/"

const char *const left_out_names[LEFT_OUT_LEVELS] = {
	[LEFT_OUT_NOTHING] = "nothing",
	[LEFT_OUT_LINES] = "lines",
	[LEFT_OUT_HELD_TEXTS] = "texts of held rules",
	[LEFT_OUT_HELD] = "held rules",
	[LEFT_OUT_PATHS] = "held rules and report paths",
	[LEFT_OUT_ROSTER] = "held rules, report paths and ids of tests",
	[LEFT_OUT_MISSING] = "held rules, report paths, and ids of tests and of missing ones",
};

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
		record_area(r, i, &v->areas[n]);
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

static void read_baseline(struct record_reader *r, const struct json *root, struct baseline *out)
{
	const struct json *baseline = json_get(root, "baseline");

	*out = (struct baseline){ .why = STR("") };
	if (baseline)
		baseline = record_field(r, root, "baseline", JSON_OBJECT);
	if (!baseline)
		return;
	out->rule = record_word(r, baseline, "rule", baseline_rule_names, BASELINE_RULES);
	out->commit = record_text(r, baseline, "commit");
	out->distance = record_number(r, baseline, "distance");
	out->why = record_text(r, baseline, "say");
}

/* Records of before have none. */
static void read_origin(struct record_reader *r, const struct json *root, struct verdict *v)
{
	const struct json *origin =
		json_get(root, "origin") ? record_field(r, root, "origin", JSON_OBJECT) : NULL;

	v->policies_id = record_text_if_any(r, root, "policies_id");
	v->policies_note = record_text_if_any(r, root, "policies_note");
	v->has_roster = json_get(root, "test_ids");
	v->roster = record_text_if_any(r, root, "test_ids");
	v->line_sets = record_text_if_any(r, root, "lines");
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
	read_baseline(&r, root, &v->baseline);
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
