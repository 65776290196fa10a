#include "policies/plan_load.h"

#include "gate/model/diagnostics.h"

/* A title may have a star without being a glob: what cannot be one is a name. */
static struct id_glob glob_of_id(struct arena *a, struct str id)
{
	struct id_glob glob = { 0 };
	struct str home = STR(""), name = id;
	size_t n = 0;
	const char *why;

	if (str_index(id, '*') == id.n && str_index(id, '?') == id.n)
		return glob;
	while (n < id.n && !str_starts(str_skip(id, n), STR("::")))
		n++;
	if (n < id.n) {
		home = (struct str){ id.p, n };
		name = str_skip(id, n + 2);
	}
	if ((home.n && globs_add(&glob.home, a, home, &why) < 0) ||
		globs_add(&glob.name, a, name, &why) < 0) {
		globs_release(&glob.home);
		globs_release(&glob.name);
	}
	return glob;
}

static int add_id(struct load *l, struct test_ids *ids, const struct json *j)
{
	struct arena *a = l->all->arena;
	size_t n = ids->n;

	for (size_t i = 0; i < n; i++) {
		if (str_eq(ids->v[i], j->text))
			return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
				"'" STR_FMT "' stands twice in the list",
				STR_ARG(diag_shown(j->text)));
	}
	*ARENA_PUSH(a, ids->globs, n, ids->globs_cap) = glob_of_id(a, j->text);
	*ARENA_PUSH(a, ids->v, ids->n, ids->cap) = j->text;
	return 0;
}

static int each_planned(struct load *l, const struct json *j)
{
	int result = add_id(l, &l->policy->ids, j);

	l->policy->planned = l->policy->ids.n;
	return result;
}

static int each_required(struct load *l, const struct json *j)
{
	return add_id(l, &l->policy->required, j);
}

int plan_load_required(struct load *l, const struct json *j)
{
	if (j->type == JSON_ARRAY && !j->count)
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
			"'required' is empty: a list of no tests would hold whatever happens");
	return field_list(l, j, each_required);
}

/* One of two words. */
static int read_choice(
	struct load *l, const struct json *j, const char *const words[2], bool *second)
{
	struct str text;

	if (field_text(l, j, &text) < 0)
		return -1;
	*second = str_eq(text, str_of(words[1]));
	if (*second || str_eq(text, str_of(words[0])))
		return 0;
	return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
		"'" STR_FMT "' is neither \"%s\" nor \"%s\"", STR_ARG(diag_shown(text)), words[0],
		words[1]);
}

int plan_load_flaky(struct load *l, const struct json *j)
{
	static const char *const words[] = { "pass", "fail" };

	return read_choice(l, j, words, &l->policy->flaky_fails);
}

int plan_load_matrix(struct load *l, const struct json *j)
{
	static const char *const words[] = { "all", "any" };

	return read_choice(l, j, words, &l->policy->one_job_passes);
}

int plan_load_planned(struct load *l, const struct json *j)
{
	struct decimal n;

	l->policy->has_plan = true;
	l->policy->planned_at = j->at;
	if (j->type == JSON_ARRAY && !j->count)
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
			"'planned' is empty: a plan of no tests would hold whatever happens");
	if (j->type == JSON_ARRAY)
		return field_list(l, j, each_planned);
	if (j->type != JSON_NUMBER)
		return field_wrong_type(l, j, "a number or a list of test ids");
	if (field_whole(l, j, &n) < 0)
		return -1;
	l->policy->planned = n.digits;
	return 0;
}
