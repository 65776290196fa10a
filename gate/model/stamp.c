#include "gate/model/stamp.h"

#include "gate/model/diagnostics.h"

void file_states_add(struct file_states *s, struct str path, struct str blob)
{
	size_t known = s->paths.n;
	uint32_t id = names_add(&s->paths, path);

	if (id == known)
		ARENA_PUSH(s->paths.arena, s->blobs, known, s->cap);
	s->blobs[id] = arena_str(s->paths.arena, blob);
}

const struct str *file_states_find(const struct file_states *s, struct str path)
{
	uint32_t id = names_find(&s->paths, path);

	return id == NAMES_NONE ? NULL : &s->blobs[id];
}

const struct str *stamp_find(const struct stamp *s, struct str path)
{
	const struct str *state = file_states_find(&s->changed, path);

	return state ? state : file_states_find(&s->untracked, path);
}

bool stamp_fits(const struct stamp *s, const struct file_states *since,
	bool (*matters)(const void *user, struct str path), const void *user)
{
	for (size_t i = 0; i < since->paths.n; i++) {
		const struct str *state = stamp_find(s, since->paths.v[i]);

		if (!state || !str_eq(*state, since->blobs[i]))
			return false;
	}
	for (size_t i = 0; i < s->changed.paths.n; i++) {
		if (!file_states_find(since, s->changed.paths.v[i]))
			return false;
	}
	for (size_t i = 0; i < s->untracked.paths.n; i++) {
		struct str path = s->untracked.paths.v[i];

		if (!file_states_find(since, path) && matters(user, path))
			return false;
	}
	return true;
}

static const struct json *field(
	const struct json *object, const char *key, enum json_type type, struct diags *d)
{
	const struct json *value = json_get(object, key);

	if (value && value->type == type)
		return value;
	diag_at(d, DIAG(STAMP_BAD), value ? value->at : object->at,
		"'%s' must be %s: run areagate stamp again, right after the tests", key,
		json_type_name(type));
	return NULL;
}

static struct str text_field(const struct json *object, const char *key, struct diags *d)
{
	const struct json *value = field(object, key, JSON_STRING, d);

	return value ? value->text : STR("");
}

static void read_states(struct file_states *out, const struct json *list, struct diags *d)
{
	for (const struct json *i = list ? list->child : NULL; i; i = i->next) {
		const struct json *blob = json_get(i, "blob");
		bool gone = blob && blob->type == JSON_NULL;

		file_states_add(
			out, text_field(i, "path", d), gone ? STR("") : text_field(i, "blob", d));
	}
}

static int check_schema(const struct json *root, struct diags *d)
{
	struct str schema = text_field(root, "schema", d);

	if (!schema.n || str_eq(schema, STR(STAMP_SCHEMA STAMP_VERSION)))
		return schema.n ? 0 : -1;
	if (str_starts(schema, STR(STAMP_SCHEMA)))
		return diag_at(d, DIAG(STAMP_BAD), root->at,
			"is of a newer areagate ('" STR_FMT "'): use that one here as well",
			STR_ARG(diag_shown(schema)));
	return diag_at(d, DIAG(STAMP_BAD), root->at, "is no stamp of areagate ('" STR_FMT "')",
		STR_ARG(diag_shown(schema)));
}

int stamp_parse(
	struct stamp *out, struct arena *a, struct str text, struct str path, struct diags *d)
{
	struct place start = { path, 1, 1 };
	uint64_t errors = d->count[DIAG_ERROR];
	const struct json *root;

	*out = (struct stamp){ .changed = { .paths = { .arena = a } },
		.untracked = { .paths = { .arena = a } } };
	root = json_parse(a, text, start, JSON_STRICT, d, DIAG(STAMP_BAD));
	if (!root || check_schema(root, d) < 0)
		return -1;
	out->tool = text_field(root, "tool", d);
	out->sha256 = text_field(root, "sha256", d);
	out->commit = text_field(root, "commit", d);
	out->tree = text_field(root, "tree", d);
	read_states(&out->changed, field(root, "changed", JSON_ARRAY, d), d);
	read_states(&out->untracked, field(root, "untracked", JSON_ARRAY, d), d);
	return d->count[DIAG_ERROR] > errors ? -1 : 0;
}
