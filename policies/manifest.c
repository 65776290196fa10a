#include "policies/manifest.h"

#include "gate/model/diagnostics.h"

static int on_name(struct load *l, const struct json *j, struct expected_report *r)
{
	return field_text(l, j, &r->name);
}

static int on_path(struct load *l, const struct json *j, struct expected_report *r)
{
	if (field_text(l, j, &r->pattern) < 0)
		return -1;
	return field_glob(l, &r->glob, j);
}

static int read_count(struct load *l, const struct json *j, uint64_t *out)
{
	struct decimal n;

	if (field_whole(l, j, &n) < 0)
		return -1;
	*out = n.digits;
	return 0;
}

static int on_min_files(struct load *l, const struct json *j, struct expected_report *r)
{
	return read_count(l, j, &r->min_files);
}

static int on_min_lines(struct load *l, const struct json *j, struct expected_report *r)
{
	return read_count(l, j, &r->min_lines);
}

static const struct report_key {
	const char *key;
	int (*load)(struct load *l, const struct json *j, struct expected_report *r);
} report_keys[] = {
	{ "name", on_name },
	{ "path", on_path },
	{ "min_files", on_min_files },
	{ "min_lines", on_min_lines },
};

static int read_member(struct load *l, const struct json *j, struct expected_report *r)
{
	for (size_t i = 0; i < sizeof(report_keys) / sizeof(report_keys[0]); i++) {
		if (str_eq(j->key, str_of(report_keys[i].key)))
			return report_keys[i].load(l, j, r);
	}
	return diag_at(l->diags, DIAG(POLICY_KEY), j->key_at,
		"a report has no key '" STR_FMT
		"': it has a name, a path, and perhaps min_files and min_lines",
		STR_ARG(diag_shown(j->key)));
}

static int read_report(struct load *l, const struct json *j, struct expected_report *r)
{
	int result = 0;

	if (j->type != JSON_OBJECT)
		return field_wrong_type(l, j, "an object with a name and a path");
	for (const struct json *i = j->child; i; i = i->next) {
		if (read_member(l, i, r) < 0)
			result = -1;
	}
	if (result == 0 && (!r->name.n || !r->pattern.n))
		return diag_at(
			l->diags, DIAG(POLICY_KEY), j->at, "a report needs a name and a path");
	for (size_t i = 0; i < l->all->report_count; i++) {
		if (str_eq(l->all->reports[i].name, r->name))
			return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
				"two reports are named '" STR_FMT "'",
				STR_ARG(diag_shown(r->name)));
	}
	return result;
}

static int on_report(struct load *l, const struct json *j)
{
	struct expected_report r = { .at = j->at };

	if (read_report(l, j, &r) < 0) {
		globs_release(&r.glob);
		return -1;
	}
	*ARENA_PUSH(l->all->arena, l->all->reports, l->all->report_count, l->all->report_cap) = r;
	return 0;
}

int manifest_load(struct load *l, const struct json *j)
{
	int result = 0;

	if (j->type != JSON_ARRAY)
		return field_wrong_type(l, j, "a list of objects with a name and a path");
	for (const struct json *i = j->child; i; i = i->next) {
		if (on_report(l, i) < 0)
			result = -1;
	}
	return result;
}
