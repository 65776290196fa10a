#include "policies/framework.h"

#include "gate/model/diagnostics.h"

static int unknown(struct load *l, const struct json *j)
{
	struct nearest nearest = { .given = j->text };

	for (int i = FRAMEWORK_NONE + 1; i < FRAMEWORK_PATTERN; i++)
		nearest_try(&nearest, str_of(framework_names[i]));
	if (nearest.best.n)
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
			"unknown framework '" STR_FMT "': did you mean '" STR_FMT "'?",
			STR_ARG(diag_shown(j->text)), STR_ARG(nearest.best));
	return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
		"unknown framework '" STR_FMT
		"': write { \"pattern\": REGEX }, whose group 'name' is the name of a test",
		STR_ARG(diag_shown(j->text)));
}

static int load_name(struct load *l, const struct json *j)
{
	for (int i = FRAMEWORK_NONE + 1; i < FRAMEWORK_PATTERN; i++) {
		if (str_eq(j->text, str_of(framework_names[i]))) {
			l->policy->framework.kind = (enum framework_kind)i;
			return 0;
		}
	}
	return unknown(l, j);
}

static int load_pattern(struct load *l, const struct json *j)
{
	struct framework *f = &l->policy->framework;
	struct pattern_mistake m;
	struct str regex;

	if (field_text(l, j, &regex) < 0)
		return -1;
	f->pattern = pattern_of_regex(regex, &m);
	if (!f->pattern)
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
			"'" STR_FMT "' is no regular expression: %s, at byte %zu of it",
			STR_ARG(diag_shown(regex)), m.why, m.offset);
	f->kind = FRAMEWORK_PATTERN;
	f->regex = regex;
	if (!pattern_groups(f->pattern))
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
			"'" STR_FMT
			"' has no group: name the test by one, such as \"^TEST\\\\((?<name>\\\\w+)\"",
			STR_ARG(diag_shown(regex)));
	return 0;
}

int framework_load(struct load *l, const struct json *j)
{
	const struct json *pattern = json_get(j, "pattern");

	if (j->type == JSON_STRING)
		return load_name(l, j);
	if (j->type != JSON_OBJECT)
		return field_wrong_type(l, j, "a name or { \"pattern\": REGEX }");
	for (const struct json *i = j->child; i; i = i->next) {
		if (i != pattern)
			return diag_at(l->diags, DIAG(POLICY_KEY), i->key_at,
				"a framework has no key '" STR_FMT "': it has a pattern",
				STR_ARG(diag_shown(i->key)));
	}
	if (!pattern)
		return diag_at(l->diags, DIAG(POLICY_KEY), j->at,
			"a framework is a name or { \"pattern\": REGEX }");
	return load_pattern(l, pattern);
}
