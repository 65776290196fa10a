#include "policies/fields.h"

#include "gate/base/date.h"
#include "policies/glide.h"
#include "policies/ratchet.h"
#include "policies/waivers.h"

#include <string.h>

#include "gate/model/diagnostics.h"
#include "policies/carry.h"
#include "policies/framework.h"
#include "policies/manifest.h"
#include "policies/plan_load.h"

int field_wrong_type(struct load *l, const struct json *j, const char *want)
{
	return diag_at(l->diags, DIAG(POLICY_TYPE), j->at,
		"'" STR_FMT "' is %s here and must be %s", STR_ARG(diag_shown(j->key)),
		json_type_name(j->type), want);
}

int field_text(struct load *l, const struct json *j, struct str *out)
{
	if (j->type != JSON_STRING)
		return field_wrong_type(l, j, "a string");
	if (!j->text.n)
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
			"'" STR_FMT "' is empty: leave it out", STR_ARG(diag_shown(j->key)));
	*out = j->text;
	return 0;
}

int field_list(
	struct load *l, const struct json *j, int (*each)(struct load *l, const struct json *item))
{
	int result = 0;

	if (j->type != JSON_ARRAY)
		return field_wrong_type(l, j, "a list of strings");
	for (struct json *i = j->child; i; i = i->next) {
		if (i->type != JSON_STRING || !i->text.n)
			result = diag_at(l->diags, DIAG(POLICY_TYPE), i->at,
				"'" STR_FMT "' holds %s and must hold strings that are not empty",
				STR_ARG(diag_shown(j->key)), json_type_name(i->type));
		else if (each(l, i) < 0)
			result = -1;
	}
	return result;
}

int field_glob(struct load *l, struct globs *into, const struct json *j)
{
	const char *why;

	if (globs_add(into, l->all->arena, j->text, &why) < 0)
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at, "'" STR_FMT "' is no glob: %s",
			STR_ARG(diag_shown(j->text)), why);
	return 0;
}

static int on_schema(struct load *l, const struct json *j)
{
	struct str ignored;

	return field_text(l, j, &ignored);
}

static int on_version(struct load *l, const struct json *j)
{
	if (j->type != JSON_NUMBER)
		return field_wrong_type(l, j, "the number 1");
	if (!str_eq(j->text, STR("1")))
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
			"version " STR_FMT " is not known: this areagate reads version 1",
			STR_ARG(diag_shown(j->text)));
	return 0;
}

static int on_title(struct load *l, const struct json *j)
{
	return field_text(l, j, &l->policy->title);
}

static bool is_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
			!strchr("._-", c))
			return false;
	}
	return s.n && s.n <= 64;
}

static int on_area(struct load *l, const struct json *j)
{
	if (field_text(l, j, &l->policy->name) < 0)
		return -1;
	if (!is_name(j->text) || str_eq(j->text, STR(PROJECT_NAME)))
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
			"'" STR_FMT
			"' is no name for an area: use up to 64 letters, digits, '.', '_' and"
			" '-', and not '" PROJECT_NAME "'",
			STR_ARG(diag_shown(j->text)));
	return 0;
}

static int each_owner(struct load *l, const struct json *j)
{
	struct policy *p = l->policy;

	*ARENA_PUSH(l->all->arena, p->owners, p->owner_count, p->owner_cap) = j->text;
	return 0;
}

static int on_owners(struct load *l, const struct json *j)
{
	return field_list(l, j, each_owner);
}

static int each_source(struct load *l, const struct json *j)
{
	struct policy *p = l->policy;
	size_t n = p->sources.n;

	if (field_glob(l, &p->sources, j) < 0)
		return -1;
	*ARENA_PUSH(l->all->arena, p->source_at, n, p->source_at_cap) = j->at;
	return 0;
}

static int on_sources(struct load *l, const struct json *j)
{
	if (j->type == JSON_ARRAY && !j->count)
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
			"'sources' is empty: an area without files cannot be judged");
	return field_list(l, j, each_source);
}

static int each_test_file(struct load *l, const struct json *j)
{
	struct policy *p = l->policy;
	size_t n = p->tests.n;

	if (field_glob(l, &p->tests, j) < 0)
		return -1;
	*ARENA_PUSH(l->all->arena, p->test_at, n, p->test_at_cap) = j->at;
	return 0;
}

static int on_test_files(struct load *l, const struct json *j)
{
	return field_list(l, j, each_test_file);
}

static int on_command(struct load *l, const struct json *j)
{
	return field_text(l, j, &l->policy->command);
}

static int read_bool(struct load *l, const struct json *j, bool *out)
{
	if (j->type != JSON_BOOL)
		return field_wrong_type(l, j, "true or false");
	*out = j->truth;
	return 0;
}

static int on_overlap(struct load *l, const struct json *j)
{
	return read_bool(l, j, &l->policy->overlap);
}

static int on_enforce(struct load *l, const struct json *j)
{
	return read_bool(l, j, &l->policy->enforced);
}

static int each_strip(struct load *l, const struct json *j)
{
	*ARENA_PUSH(l->all->arena, l->all->strip, l->all->strip_count, l->all->strip_cap) = j->text;
	return 0;
}

static int on_strip(struct load *l, const struct json *j)
{
	return field_list(l, j, each_strip);
}

static int each_branch(struct load *l, const struct json *j)
{
	return field_glob(l, &l->all->record_branches, j);
}

static int on_branches(struct load *l, const struct json *j)
{
	if (j->type == JSON_ARRAY && !j->count)
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
			"'branches' is empty: no record could ever be compared with");
	return field_list(l, j, each_branch);
}

static int each_exclude(struct load *l, const struct json *j)
{
	size_t n = l->all->exclude.n;

	if (field_glob(l, &l->all->exclude, j) < 0)
		return -1;
	*ARENA_PUSH(l->all->arena, l->all->exclude_at, n, l->all->exclude_at_cap) = j->at;
	return 0;
}

static int on_exclude(struct load *l, const struct json *j)
{
	return field_list(l, j, each_exclude);
}

static int read_decimal(struct load *l, const struct json *j, struct decimal *out)
{
	if (j->type != JSON_NUMBER)
		return field_wrong_type(l, j, "a number");
	if (decimal_parse(j->text, out) < 0)
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
			"'" STR_FMT "' must be 0 or more, written in digits with up to %d decimals",
			STR_ARG(diag_shown(j->text)), DECIMAL_SCALE_MAX);
	return 0;
}

int field_percent(struct load *l, const struct json *j, struct decimal *out)
{
	if (read_decimal(l, j, out) < 0)
		return -1;
	if (decimal_cmp(*out, (struct decimal){ 100, 0 }) > 0)
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
			STR_FMT " is over 100: '" STR_FMT "' is a percentage",
			STR_ARG(diag_shown(j->text)), STR_ARG(diag_shown(j->key)));
	return 0;
}

int field_date(struct load *l, const struct json *j, int32_t *day)
{
	struct str text;

	if (field_text(l, j, &text) < 0)
		return -1;
	if (date_parse(text, day) < 0)
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
			"'" STR_FMT "' is no day such as 2026-12-31", STR_ARG(diag_shown(text)));
	return 0;
}

int field_whole(struct load *l, const struct json *j, struct decimal *out)
{
	if (read_decimal(l, j, out) < 0)
		return -1;
	if (out->scale)
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
			STR_FMT " must be a whole number", STR_ARG(diag_shown(j->text)));
	return 0;
}

static int on_max_unmatched(struct load *l, const struct json *j)
{
	struct decimal n;

	if (field_whole(l, j, &n) < 0)
		return -1;
	l->all->max_unmatched = n.digits;
	return 0;
}

static int on_baseline(struct load *l, const struct json *j)
{
	enum metric metric = l->field->metric;

	l->policy->has_baseline[metric] = true;
	return field_percent(l, j, &l->policy->baseline[metric]);
}

/* Everything a policy may say beside its rules; the rules are keys by their own table. */
const struct field fields[] = {
	{ "$schema", IN_BOTH, on_schema },
	{ "version", IN_PROJECT, on_version },
	{ "title", IN_BOTH, on_title },
	{ "reports", IN_PROJECT, manifest_load },
	{ "paths.strip", IN_PROJECT, on_strip },
	{ "paths.exclude", IN_PROJECT, on_exclude },
	{ "paths.max_unmatched", IN_PROJECT, on_max_unmatched },
	{ "records.branches", IN_PROJECT, on_branches },
	{ "area", IN_AREA, on_area },
	{ "owners", IN_AREA, on_owners },
	{ "sources", IN_AREA, on_sources },
	{ "overlap", IN_AREA, on_overlap },
	{ "tests.files", IN_AREA, on_test_files },
	{ "tests.framework", IN_AREA, framework_load },
	{ "tests.command", IN_AREA, on_command },
	{ "enforce", IN_AREA, on_enforce },
	{ "carry", IN_AREA, carry_load },
	{ "waivers", IN_BOTH, waivers_load },
	{ "coverage.lines.baseline", IN_BOTH, on_baseline, METRIC_LINES },
	{ "coverage.branches.baseline", IN_BOTH, on_baseline, METRIC_BRANCHES },
	{ "coverage.functions.baseline", IN_BOTH, on_baseline, METRIC_FUNCTIONS },
	{ "coverage.mcdc.baseline", IN_BOTH, on_baseline, METRIC_MCDC },
	{ "plan.planned", IN_BOTH, plan_load_planned },
	{ "plan.flaky", IN_BOTH, plan_load_flaky },
	{ "plan.matrix", IN_BOTH, plan_load_matrix },
};

const size_t field_count = sizeof(fields) / sizeof(fields[0]);

int field_load_rule(struct load *l, const struct json *j, const struct rule *r)
{
	struct policy *p = l->policy;
	struct limit limit = { .rule = r, .at = j->at };
	int result = 0;

	switch (r->kind) {
	case RULE_PERCENT_AT_LEAST:
		result = j->type == JSON_OBJECT ? glide_load(l, j, &limit)
						: field_percent(l, j, &limit.value);
		break;
	case RULE_RATCHET:
		result = ratchet_load(l, j, &limit);
		break;
	case RULE_DROP_AT_MOST:
		result = field_percent(l, j, &limit.value);
		break;
	case RULE_COUNT_AT_LEAST:
	case RULE_COUNT_AT_MOST:
		result = field_whole(l, j, &limit.value);
		break;
	case RULE_SECONDS_AT_MOST:
		result = read_decimal(l, j, &limit.value);
		break;
	case RULE_EACH_PASSES:
		result = plan_load_required(l, j);
		limit.value.digits = p->required.n;
		break;
	}
	if (result == 0)
		*ARENA_PUSH(l->all->arena, p->limits, p->limit_count, p->limit_cap) = limit;
	return result;
}
