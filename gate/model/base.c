#include "gate/model/base.h"

#include "gate/model/diagnostics.h"

const char *const base_rule_names[BASE_RULES] = {
	[BASE_NONE] = "none",
	[BASE_EXPLICIT] = "explicit",
	[BASE_PULL_REQUEST] = "pull-request",
	[BASE_MERGE_QUEUE] = "merge-queue",
	[BASE_PUSH] = "push",
	[BASE_MERGE_REQUEST] = "merge-request",
	[BASE_UPSTREAM] = "upstream",
	[BASE_FIRST_PARENT] = "first-parent",
	[BASE_OTHER] = "other",
};

static struct str text(const struct json *object, const char *key, struct diags *d)
{
	const struct json *value = json_get(object, key);

	if (value && value->type == JSON_STRING)
		return value->text;
	diag_at(d, DIAG(RECORD_BAD), object->at, "'base' has no text '%s'", key);
	return STR("");
}

static enum base_rule rule_of(struct str name)
{
	for (int i = BASE_EXPLICIT; i < BASE_RULES; i++) {
		if (str_eq(name, str_of(base_rule_names[i])))
			return (enum base_rule)i;
	}
	return BASE_OTHER;
}

void base_read(struct base *out, const struct json *value, struct diags *d)
{
	const struct json *distance;

	*out = (struct base){ .rule = BASE_NONE, .why = STR("the record has no base") };
	if (!value || value->type == JSON_NULL)
		return;
	if (value->type != JSON_OBJECT) {
		diag_at(d, DIAG(RECORD_BAD), value->at, "'base' must be %s, not %s",
			json_type_name(JSON_OBJECT), json_type_name(value->type));
		return;
	}
	*out = (struct base){ .rule = rule_of(text(value, "rule", d)),
		.commit = text(value, "commit", d),
		.tree = text(value, "tree", d),
		.why = text(value, "say", d) };
	distance = json_get(value, "distance");
	if (!distance || distance->type == JSON_NULL)
		return;
	out->distance_known =
		distance->type == JSON_NUMBER && str_to_u64(distance->text, &out->distance) == 0;
	if (!out->distance_known)
		diag_at(d, DIAG(RECORD_BAD), distance->at, "'distance' must be a whole number");
}
