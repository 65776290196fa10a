#include <stdlib.h>

#include "gate/base/file.h"
#include "gate/base/path.h"
#include "gate/model/diagnostics.h"
#include "gate/model/names.h"
#include "policies/fields.h"
#include "policies/policy.h"

/* The n-th key of both tables; NULL past the end. */
static const char *key_path(size_t n)
{
	if (n < field_count)
		return fields[n].path;
	return n - field_count < rule_count ? rules[n - field_count].id : NULL;
}

static struct str join(struct arena *a, struct str prefix, struct str key)
{
	return prefix.n ? arena_printf(a, STR_FMT "." STR_FMT, STR_ARG(prefix), STR_ARG(key)) : key;
}

/* Which files may have a key that `path` is the beginning of; 0 if there is none. */
static unsigned group_scopes(struct arena *a, struct str path)
{
	struct str with_point = join(a, path, STR(""));
	unsigned scopes = 0;

	for (size_t i = 0; key_path(i); i++) {
		if (str_starts(str_of(key_path(i)), with_point))
			scopes |= i < field_count ? fields[i].scope : IN_BOTH;
	}
	return scopes;
}

/* The key at this level that `key` is likely a misspelling of, or empty. */
static struct str did_you_mean(struct arena *a, struct str prefix, struct str key)
{
	struct nearest nearest = { .given = key };

	for (size_t i = 0; key_path(i); i++) {
		struct str path = str_of(key_path(i)), with_point = join(a, prefix, STR(""));
		struct str rest;

		if (prefix.n && !str_starts(path, with_point))
			continue;
		rest = str_skip(path, prefix.n ? with_point.n : 0);
		nearest_try(&nearest, str_cut(&rest, '.'));
	}
	return nearest.best;
}

/* The keys of this level, each once: "target, max_uncovered, max_drop". */
static struct str list_keys(struct arena *a, unsigned scope, struct str prefix)
{
	struct str with_point = prefix.n ? join(a, prefix, STR("")) : STR("");
	struct names keys = { .arena = a };
	struct buf text = { 0 };
	struct str said;

	for (size_t i = 0; key_path(i); i++) {
		struct str rest = str_of(key_path(i));
		bool here = i >= field_count || fields[i].scope & scope;

		if (!here || !str_starts(rest, with_point))
			continue;
		rest = str_skip(rest, with_point.n);
		names_add(&keys, str_cut(&rest, '.'));
	}
	for (size_t i = 0; i < keys.n; i++)
		buf_printf(&text, "%s" STR_FMT, i ? ", " : "", STR_ARG(keys.v[i]));
	said = arena_str(a, buf_str(&text));
	buf_release(&text);
	return said;
}

static int unknown_key(struct load *l, const struct json *j, struct str prefix)
{
	struct str best = did_you_mean(l->all->arena, prefix, j->key);

	if (best.n)
		return diag_at(l->diags, DIAG(POLICY_KEY), j->key_at,
			"unknown key '" STR_FMT "': did you mean '" STR_FMT "'?",
			STR_ARG(diag_shown(j->key)), STR_ARG(best));
	return diag_at(l->diags, DIAG(POLICY_KEY), j->key_at,
		"unknown key '" STR_FMT "': %s" STR_FMT "%s has " STR_FMT,
		STR_ARG(diag_shown(j->key)), prefix.n ? "'" : "",
		STR_ARG(prefix.n ? diag_shown(prefix) : STR("a policy here")), prefix.n ? "'" : "",
		STR_ARG(list_keys(l->all->arena, l->scope, prefix)));
}

static int wrong_file(struct load *l, const struct json *j, struct str path, unsigned scopes)
{
	return diag_at(l->diags, DIAG(POLICY_KEY), j->key_at, "'" STR_FMT "' belongs into %s",
		STR_ARG(diag_shown(path)),
		scopes == IN_PROJECT ? PROJECT_FILE : "the file of an area");
}

static int load_field(struct load *l, const struct json *j, const struct field *f)
{
	if (!(f->scope & l->scope))
		return wrong_file(l, j, str_of(f->path), f->scope);
	l->field = f;
	*ARENA_PUSH(l->all->arena, l->policy->keys, l->policy->key_count, l->policy->key_cap) =
		(struct key){ f->path, j->at };
	return f->load(l, j);
}

static int load_object(struct load *l, const struct json *object, struct str prefix);

static int load_member(struct load *l, const struct json *j, struct str prefix)
{
	struct str path = join(l->all->arena, prefix, j->key);
	const struct rule *rule = rule_find(path);
	unsigned scopes;

	if (rule)
		return field_load_rule(l, j, rule);
	for (size_t i = 0; i < field_count; i++) {
		if (str_eq(path, str_of(fields[i].path)))
			return load_field(l, j, &fields[i]);
	}
	scopes = group_scopes(l->all->arena, path);
	if (!scopes)
		return unknown_key(l, j, prefix);
	if (!(scopes & l->scope))
		return wrong_file(l, j, path, scopes);
	if (j->type != JSON_OBJECT)
		return diag_at(l->diags, DIAG(POLICY_TYPE), j->at,
			"'" STR_FMT "' is %s here and must be an object",
			STR_ARG(diag_shown(j->key)), json_type_name(j->type));
	return load_object(l, j, path);
}

static int load_object(struct load *l, const struct json *object, struct str prefix)
{
	int result = 0;

	for (const struct json *i = object->child; i; i = i->next) {
		if (load_member(l, i, prefix) < 0)
			result = -1;
	}
	return result;
}

static int by_rule(const void *a, const void *b)
{
	const struct rule *x = ((const struct limit *)a)->rule,
			  *y = ((const struct limit *)b)->rule;

	return (x > y) - (x < y);
}

/* What is planned shall be created, runnable and passing, unless the policy says less. */
static void plan_to_limits(struct policies *all, struct policy *p)
{
	for (size_t i = 0; p->has_plan && i < rule_count; i++) {
		if (rule_follows_plan(&rules[i]) && !policy_limit(p, &rules[i]))
			*ARENA_PUSH(all->arena, p->limits, p->limit_count, p->limit_cap) =
				(struct limit){ &rules[i], { p->planned, 0 }, .at = p->planned_at };
	}
	if (p->limit_count)
		qsort(p->limits, p->limit_count, sizeof(*p->limits), by_rule);
}

static int check_area(struct load *l, const struct json *root)
{
	const struct json *plan = json_get(root, "plan");
	struct policy *p = l->policy;
	int result = 0;

	if (!p->name.n && !json_get(root, "area"))
		result = diag_at(l->diags, DIAG(POLICY_AREA), root->at,
			"'area' is missing: the name of the area");
	if (!json_get(root, "sources"))
		result = diag_at(l->diags, DIAG(POLICY_AREA), root->at,
			"'sources' is missing: the globs of the area's files");
	if (plan && !p->tests.n)
		result = diag_at(l->diags, DIAG(POLICY_AREA), plan->at,
			"a plan needs 'tests': { \"files\": [...] }: which tests are the area's?");
	if (p->framework.kind && !p->tests.n)
		result = diag_at(l->diags, DIAG(POLICY_AREA), json_get(root, "tests")->at,
			"a framework needs \"files\": [...]: where are the area's tests?");
	for (const struct policy *i = l->all->v + 1; p->name.n && i < p; i++) {
		if (str_eq(i->name, p->name))
			result = diag_at(l->diags, DIAG(POLICY_AREA), json_get(root, "area")->at,
				"area '" STR_FMT "' is already in " STR_FMT,
				STR_ARG(diag_shown(p->name)), STR_ARG(i->file));
	}
	return result;
}

static struct policy *add_policy(struct policies *p)
{
	struct policy *new;

	if (!p->n)
		*ARENA_PUSH(p->arena, p->v, p->n, p->cap) =
			(struct policy){ .name = STR(PROJECT_NAME), .enforced = true };
	new = ARENA_PUSH(p->arena, p->v, p->n, p->cap);
	*new = (struct policy){ .has_area = true, .enforced = true };
	return new;
}

int policy_parse(struct policies *p, struct str text, struct str file, struct diags *d)
{
	bool project = str_eq(file, STR(PROJECT_FILE)) || str_ends(file, STR("/" PROJECT_FILE));
	struct load l = { .all = p, .diags = d, .scope = project ? IN_PROJECT : IN_AREA };
	struct place start = { file, 1, 1 };
	const struct json *root;
	int result;

	l.policy = add_policy(p);
	if (project) {
		p->n--;
		l.policy = &p->v[0];
	}
	l.policy->file = arena_str(p->arena, file);
	l.policy->text = arena_str(p->arena, text);
	root = json_parse(p->arena, text, start, JSON_COMMENTS, d, DIAG(POLICY_JSON));
	if (!root)
		return -1;
	if (root->type != JSON_OBJECT)
		return diag_at(d, DIAG(POLICY_TYPE), root->at, "a policy is an object: { ... }");
	result = load_object(&l, root, STR(""));
	if (!project && check_area(&l, root) < 0)
		result = -1;
	if (project && !json_get(root, "version"))
		result = diag_at(d, DIAG(POLICY_KEY), root->at,
			"'version' is missing: write \"version\": 1");
	plan_to_limits(p, l.policy);
	if (project)
		p->title = l.policy->title;
	return result;
}

/* Where the project limits no tests its figures are those of its areas, and so is their reckoning. */
static void leave_jobs_to_areas(struct policies *p)
{
	struct policy *project = &p->v[0];
	bool left = false;

	for (size_t i = 1; i < p->n; i++)
		left |= p->v[i].one_job_passes;
	left = left && !policy_limits(project, STR("plan."));
	for (size_t i = 0; i < project->key_count; i++)
		left = left && !str_eq(str_of(project->keys[i].path), STR("plan.matrix"));
	if (!left)
		return;
	project->areas = p->v + 1;
	project->area_count = p->n - 1;
}

int policies_check(struct policies *p, struct diags *d)
{
	size_t limits = 0;

	for (size_t i = 0; i < p->n; i++)
		limits += p->v[i].limit_count;
	if (!limits)
		return diag_at(d, DIAG(POLICY_FILE), (struct place){ .file = p->folder },
			"no rule in any policy here: nothing could ever close the gate");
	leave_jobs_to_areas(p);
	return 0;
}

static bool is_schema(struct str path)
{
	return str_ends(path, STR(".schema.json"));
}

bool policy_is_file(struct str path)
{
	return str_index(path, '/') == path.n && str_ends(path, STR(".json")) && !is_schema(path);
}

/* Whatever somebody may take for a policy: what is not read must be told. */
static bool looks_like_policy(void *user, struct str path)
{
	static const char *const endings[] = { ".json", ".jsonc", ".json5" };
	struct str extension = path_extension(path);

	(void)user;
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		if (str_eq_nocase(extension, str_of(endings[i])))
			return !is_schema(path);
	}
	return false;
}

static int load_file(struct policies *p, struct str path, struct diags *d)
{
	struct file f;
	int result;

	if (file_read(&f, path.p, d, DIAG(POLICY_FILE)) < 0)
		return -1;
	result = policy_parse(p, buf_str(&f.bytes), path, d);
	file_release(&f);
	return result;
}

static int load_files(struct policies *p, const struct file_list *files, struct diags *d)
{
	int result = 0;
	size_t read = 0;

	for (size_t i = 0; i < files->n; i++)
		read += policy_is_file(files->v[i]);
	if (!read)
		return diag_at(d, DIAG(POLICY_FILE), (struct place){ .file = p->folder },
			"no policy (*.json) in this folder");
	for (size_t i = 0; i < files->n; i++) {
		struct str path = arena_printf(
			p->arena, STR_FMT "/" STR_FMT, STR_ARG(p->folder), STR_ARG(files->v[i]));

		if (policy_is_file(files->v[i])) {
			if (load_file(p, path, d) < 0)
				result = -1;
		} else if (str_index(files->v[i], '/') < files->v[i].n) {
			diag_at(d, DIAG(POLICY_IGNORED), (struct place){ .file = path },
				"is not read: policies lie right in " STR_FMT "/",
				STR_ARG(p->folder));
		} else {
			result = diag_at(d, DIAG(POLICY_FILE), (struct place){ .file = path },
				"is not read: the name of a policy ends in .json");
		}
	}
	return result;
}

int policies_load(struct policies *p, struct arena *a, const char *folder, struct diags *d)
{
	struct file_list files = { 0 };

	*p = (struct policies){ .arena = a, .folder = arena_str(a, str_of(folder)) };
	if (!file_is_folder(folder))
		return diag_at(d, DIAG(POLICY_FILE), (struct place){ .file = str_of(folder) },
			"no policies here: `areagate init` writes some, or name their folder with"
			" --policies DIR");
	if (file_find(&files, a, folder, looks_like_policy, NULL, d, DIAG(POLICY_FILE)) < 0)
		return -1;
	return load_files(p, &files, d) < 0 || policies_check(p, d) < 0 ? -1 : 0;
}
