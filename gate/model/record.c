#include "gate/model/record.h"

#include "gate/base/json.h"
#include "gate/model/diagnostics.h"

#define SCHEMA_FAMILY "areagate/record/"

const char *const left_out_names[LEFT_OUT_LEVELS] = {
	[LEFT_OUT_NOTHING] = "nothing",
	[LEFT_OUT_HELD_TEXTS] = "texts of held rules",
	[LEFT_OUT_HELD] = "held rules",
	[LEFT_OUT_PATHS] = "held rules and report paths",
	[LEFT_OUT_MISSING] = "held rules, report paths and ids of missing tests",
};

/* Goes on after a mistake: what cannot be read is empty, and the diagnostics decide in the end. */
struct reader {
	struct arena *arena;
	struct diags *diags;
};

static void wrong_type(
	struct reader *r, const struct json *value, const char *key, enum json_type type)
{
	diag_at(r->diags, DIAG(RECORD_BAD), value->at, "'%s' must be %s, not %s", key,
		json_type_name(type), json_type_name(value->type));
}

static const struct json *field(
	struct reader *r, const struct json *object, const char *key, enum json_type type)
{
	const struct json *value = json_get(object, key);

	if (value && value->type == type)
		return value;
	if (value)
		wrong_type(r, value, key, type);
	else
		diag_at(r->diags, DIAG(RECORD_BAD), object->at, "'%s' is missing", key);
	return NULL;
}

static struct str text(struct reader *r, const struct json *object, const char *key)
{
	const struct json *value = field(r, object, key, JSON_STRING);

	return value ? value->text : STR("");
}

static struct str text_if_any(struct reader *r, const struct json *object, const char *key)
{
	return json_get(object, key) ? text(r, object, key) : STR("");
}

static struct str text_or_null(struct reader *r, const struct json *object, const char *key)
{
	const struct json *value = json_get(object, key);

	return value && value->type == JSON_NULL ? STR("") : text(r, object, key);
}

static uint64_t number(struct reader *r, const struct json *object, const char *key)
{
	const struct json *value = field(r, object, key, JSON_NUMBER);
	uint64_t n = 0;

	if (value && str_to_u64(value->text, &n) < 0)
		diag_at(r->diags, DIAG(RECORD_BAD), value->at,
			"'%s' must be a whole number below 2^64, not " STR_FMT, key,
			STR_ARG(value->text));
	return n;
}

/* The index of the text among `names`. */
static unsigned word(struct reader *r, const struct json *object, const char *key,
	const char *const *names, unsigned n)
{
	const struct json *value = field(r, object, key, JSON_STRING);

	for (unsigned i = 0; value && i < n; i++) {
		if (str_eq(value->text, str_of(names[i])))
			return i;
	}
	if (value)
		diag_at(r->diags, DIAG(RECORD_BAD), value->at,
			"'" STR_FMT "' is no '%s' that this version knows", STR_ARG(value->text),
			key);
	return 0;
}

static bool percentage(
	struct reader *r, const struct json *object, const char *key, struct decimal *out)
{
	const struct json *value =
		json_get(object, key) ? field(r, object, key, JSON_STRING) : NULL;

	if (value && decimal_parse(value->text, out) < 0)
		diag_at(r->diags, DIAG(RECORD_BAD), value->at,
			"'%s' is not a decimal: '" STR_FMT "'", key, STR_ARG(value->text));
	return value;
}

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

/* The first item of a list whose items are all of one type; an item of another type ends it. */
static const struct json *list(struct reader *r, const struct json *object, const char *key,
	enum json_type type, size_t *n)
{
	const struct json *value = field(r, object, key, JSON_ARRAY);

	*n = 0;
	for (const struct json *i = value ? value->child : NULL; i; i = i->next) {
		if (i->type != type) {
			wrong_type(r, i, key, type);
			break;
		}
		++*n;
	}
	return value ? value->child : NULL;
}

static void read_report(struct reader *r, const struct json *object, struct report_line *out)
{
	out->name = text(r, object, "name");
	out->path = text_if_any(r, object, "path");
	out->format = text(r, object, "format");
	out->producer = text(r, object, "producer");
	out->bytes = number(r, object, "bytes");
	out->sha256 = text(r, object, "sha256");
	out->trust = text(r, object, "trust");
}

static void read_coverage(struct reader *r, const struct json *object, struct area_coverage *out)
{
	if (!json_get(object, "covered") && !json_get(object, "total"))
		return;
	out->known = true;
	out->count.covered = number(r, object, "covered");
	out->count.total = number(r, object, "total");
	if (out->count.covered > out->count.total)
		diag_at(r->diags, DIAG(RECORD_BAD), object->at, "'covered' is more than 'total'");
	out->has_target = percentage(r, object, "target", &out->target);
	out->has_baseline = percentage(r, object, "baseline", &out->baseline);
}

static void read_states(struct reader *r, const struct json *object, struct test_counts *counts)
{
	struct str seconds = text(r, object, "seconds");

	for (int i = 0; i < TEST_STATES; i++) {
		counts->state[i] = number(r, object, test_state_names[i]);
		counts->total += counts->state[i];
	}
	if (seconds.n && to_us(seconds, &counts->time_us) < 0)
		diag_at(r->diags, DIAG(RECORD_BAD), object->at,
			"'seconds' must be such as '3.214', not '" STR_FMT "'", STR_ARG(seconds));
}

static void read_tests(struct reader *r, const struct json *object, struct area_tests *out)
{
	const struct json *i;
	size_t n = 0;

	out->known = true;
	out->has_plan = json_get(object, "planned");
	if (out->has_plan)
		out->planned = number(r, object, "planned");
	out->created = number(r, object, "created");
	out->runnable = number(r, object, "runnable");
	out->passing = number(r, object, "passing");
	read_states(r, object, &out->counts);
	if (!json_get(object, "missing"))
		return;
	for (i = list(r, object, "missing", JSON_STRING, &n); n--; i = i->next)
		*ARENA_PUSH(r->arena, out->missing, out->missing_count, out->missing_cap) = i->text;
}

static void read_area(struct reader *r, const struct json *object, struct area_verdict *out)
{
	const struct json *coverage = field(r, object, "coverage", JSON_OBJECT);
	const struct json *enforced = field(r, object, "enforced", JSON_BOOL);
	const struct json *tests = json_get(object, "tests");

	out->name = text(r, object, "area");
	out->title = text(r, object, "title");
	out->enforced = enforced && enforced->truth;
	for (int i = 0; coverage && i < METRIC_COUNT; i++) {
		if (json_get(coverage, metrics[i].name) &&
			field(r, coverage, metrics[i].name, JSON_OBJECT))
			read_coverage(r, json_get(coverage, metrics[i].name), &out->coverage[i]);
	}
	if (!tests || tests->type != JSON_NULL)
		tests = field(r, object, "tests", JSON_OBJECT);
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

static void read_finding(
	struct reader *r, const struct json *object, const struct verdict *v, struct finding *out)
{
	struct str area = text(r, object, "area");
	size_t index = area_index(v, area);

	if (index == v->area_count)
		diag_at(r->diags, DIAG(RECORD_BAD), object->at,
			"a finding of '" STR_FMT "', which is not among 'areas'", STR_ARG(area));
	out->area = (uint32_t)index;
	out->rule = text(r, object, "rule");
	out->outcome = word(r, object, "outcome", rule_outcome_names, RULE_OUTCOMES);
	out->got = text(r, object, "got");
	out->want = text(r, object, "want");
	out->missing = number(r, object, "missing");
	out->say = text_if_any(r, object, "say");
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

static void read_blocker(struct reader *r, const struct json *object, struct blocker *out)
{
	struct str kind = text(r, object, "kind");
	const struct json *i;
	size_t n = 0;

	/* One that this version does not know is as good as another. */
	out->kind = CAUSE_OTHER;
	for (int k = 0; k < CAUSE_KINDS; k++) {
		if (str_eq(kind, str_of(cause_kind_names[k])))
			out->kind = (enum cause_kind)k;
	}
	out->text = text(r, object, "cause");
	out->mend = text_if_any(r, object, "mend");
	out->tests = number(r, object, "tests");
	out->blocked = number(r, object, "blocked");
	out->planned = number(r, object, "planned");
	if (json_get(object, "files_more"))
		out->files_more = number(r, object, "files_more");
	read_first(json_get(object, "first"), &out->first);
	if (json_get(object, "first_test"))
		out->first_test = text_or_null(r, object, "first_test");
	i = list(r, object, "files", JSON_STRING, &n);
	out->files = arena_alloc(r->arena, n * sizeof(*out->files));
	for (; out->file_count < n; i = i->next)
		out->files[out->file_count++] = i->text;
}

/* Of the project, which comes first; records of before have none. */
static void read_blockers(struct reader *r, const struct json *root, struct verdict *v)
{
	struct area_verdict *project = v->areas;
	const struct json *i;

	if (!v->area_count || !json_get(root, "blockers"))
		return;
	i = list(r, root, "blockers", JSON_OBJECT, &project->blocker_count);
	project->blockers =
		arena_alloc(r->arena, project->blocker_count * sizeof(*project->blockers));
	for (size_t n = 0; n < project->blocker_count; n++, i = i->next)
		read_blocker(r, i, &project->blockers[n]);
}

static void read_lists(struct reader *r, const struct json *root, struct verdict *v)
{
	const struct json *i = list(r, root, "reports", JSON_OBJECT, &v->report_count);

	v->reports = arena_alloc(r->arena, v->report_count * sizeof(*v->reports));
	for (size_t n = 0; n < v->report_count; n++, i = i->next)
		read_report(r, i, &v->reports[n]);

	i = list(r, root, "areas", JSON_OBJECT, &v->area_count);
	v->areas = arena_alloc(r->arena, v->area_count * sizeof(*v->areas));
	for (size_t n = 0; n < v->area_count; n++, i = i->next) {
		read_area(r, i, &v->areas[n]);
		if (area_index(v, v->areas[n].name) < n)
			diag_at(r->diags, DIAG(RECORD_BAD), i->at,
				"the area '" STR_FMT "' stands twice", STR_ARG(v->areas[n].name));
	}

	i = list(r, root, "findings", JSON_OBJECT, &v->finding_count);
	v->findings = arena_alloc(r->arena, v->finding_count * sizeof(*v->findings));
	v->finding_cap = v->finding_count;
	for (size_t n = 0; n < v->finding_count; n++, i = i->next)
		read_finding(r, i, v, &v->findings[n]);
	read_blockers(r, root, v);
}

static int check_schema(struct reader *r, const struct json *root, struct place at)
{
	const struct json *schema;
	uint64_t version;

	if (root->type != JSON_OBJECT)
		return diag_at(r->diags, DIAG(RECORD_BAD), at, "not an object");
	schema = field(r, root, "schema", JSON_STRING);
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
	struct reader r = { .arena = a, .diags = d };
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
	v->tool = text(&r, root, "tool");
	v->time = number(&r, root, "time");
	v->job = text(&r, root, "job");
	v->commit = text_or_null(&r, root, "commit");
	v->tree = text_or_null(&r, root, "tree");
	v->policies = text(&r, root, "policies");
	v->title = text(&r, root, "title");
	v->gate = word(&r, root, "gate", gate_names, GATE_CANNOT_JUDGE + 1);
	if (json_get(root, "left_out"))
		v->left_out = word(&r, root, "left_out", left_out_names, LEFT_OUT_LEVELS);
	read_lists(&r, root, v);
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
