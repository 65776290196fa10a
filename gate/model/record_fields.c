#include "gate/model/record_fields.h"

#include "gate/model/diagnostics.h"

static void wrong_type(
	struct record_reader *r, const struct json *value, const char *key, enum json_type type)
{
	diag_at(r->diags, DIAG(RECORD_BAD), value->at, "'%s' must be %s, not %s", key,
		json_type_name(type), json_type_name(value->type));
}

const struct json *record_field(
	struct record_reader *r, const struct json *object, const char *key, enum json_type type)
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

struct str record_text(struct record_reader *r, const struct json *object, const char *key)
{
	const struct json *value = record_field(r, object, key, JSON_STRING);

	return value ? value->text : STR("");
}

struct str record_text_if_any(struct record_reader *r, const struct json *object, const char *key)
{
	return json_get(object, key) ? record_text_or_null(r, object, key) : STR("");
}

struct str record_text_or_null(struct record_reader *r, const struct json *object, const char *key)
{
	const struct json *value = json_get(object, key);

	return value && value->type == JSON_NULL ? STR("") : record_text(r, object, key);
}

uint64_t record_number(struct record_reader *r, const struct json *object, const char *key)
{
	const struct json *value = record_field(r, object, key, JSON_NUMBER);
	uint64_t n = 0;

	if (value && str_to_u64(value->text, &n) < 0)
		diag_at(r->diags, DIAG(RECORD_BAD), value->at,
			"'%s' must be a whole number below 2^64, not " STR_FMT, key,
			STR_ARG(value->text));
	return n;
}

/* The index of the text among `names`. */
unsigned record_word(struct record_reader *r, const struct json *object, const char *key,
	const char *const *names, unsigned n)
{
	const struct json *value = record_field(r, object, key, JSON_STRING);

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

bool record_percentage(
	struct record_reader *r, const struct json *object, const char *key, struct decimal *out)
{
	const struct json *value =
		json_get(object, key) ? record_field(r, object, key, JSON_STRING) : NULL;

	if (value && decimal_parse(value->text, out) < 0)
		diag_at(r->diags, DIAG(RECORD_BAD), value->at,
			"'%s' is not a decimal: '" STR_FMT "'", key, STR_ARG(value->text));
	return value;
}

/* The first item of a list whose items are all of one type; an item of another type ends it. */
const struct json *record_list(struct record_reader *r, const struct json *object, const char *key,
	enum json_type type, size_t *n)
{
	const struct json *value = record_field(r, object, key, JSON_ARRAY);

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
