#include "policies/policy.h"

#include "gate/base/path.h"
#include "policies/convention.h"

static bool is_project(const struct policy *p)
{
	return !p->has_area;
}

struct place policy_place(const struct policy *p, const char *key)
{
	for (size_t i = 0; i < p->key_count; i++) {
		if (str_eq(str_of(key), str_of(p->keys[i].path)))
			return p->keys[i].at;
	}
	return (struct place){ p->file, 1, 1 };
}

struct policy *policies_area(const struct policies *all, struct str name)
{
	for (size_t i = 0; i < all->n; i++) {
		if (str_eq(all->v[i].name, name))
			return &all->v[i];
	}
	return NULL;
}

struct limit *policy_limit(const struct policy *p, const struct rule *r)
{
	for (size_t i = 0; i < p->limit_count; i++) {
		if (p->limits[i].rule == r)
			return &p->limits[i];
	}
	return NULL;
}

static bool is_left_to_heir(const struct policy *p, struct str path)
{
	return p->heir && path.n && names_find(p->old, path) == NAMES_NONE;
}

static bool was_excluded(const struct policy *p, struct str path)
{
	return p->excluded && names_find(p->old, path) != NAMES_NONE &&
		globs_match(p->excluded, path);
}

bool policy_owns(const struct policy *p, struct str path)
{
	if (was_excluded(p, path))
		return false;
	return is_project(p) || globs_match(&p->sources, path) ||
		(is_left_to_heir(p, path) && policy_owns(p->heir, path));
}

/* To every area that has the test, and there is one. */
static bool one_job_is_enough(const struct policy *areas, size_t n, const struct test *t)
{
	bool enough = false;

	for (size_t i = 0; i < n; i++) {
		if (!policy_has_test(&areas[i], t))
			continue;
		if (!areas[i].one_job_passes)
			return false;
		enough = true;
	}
	return enough;
}

static bool counts_best(const struct policy *p, const struct test *t)
{
	return p->one_job_passes || one_job_is_enough(p->areas, p->area_count, t);
}

enum test_state policy_state(const struct policy *p, const struct test *t)
{
	return counts_best(p, t) ? (enum test_state)t->best : t->state;
}

uint32_t policy_label(const struct policy *p, const struct test *t)
{
	return t->best != t->state && counts_best(p, t) ? t->best_label : t->label;
}

enum test_state policy_counts_as(const struct policy *p, const struct test *t)
{
	enum test_state state = policy_state(p, t);

	return state == TEST_FLAKY && p->flaky_fails ? TEST_FAILING : state;
}

bool policy_has_test(const struct policy *p, const struct test *t)
{
	return is_project(p) || globs_match(&p->tests, t->file) ||
		globs_match(&p->tests, t->suite) || globs_match(&p->tests, t->name) ||
		(is_left_to_heir(p, t->file) && policy_has_test(p->heir, t));
}

/* A new source would be measured by nobody if somebody's tests could have it. */
bool policy_has_test_file(const struct policy *p, struct str path)
{
	return globs_match(&p->tests, path) ||
		(is_left_to_heir(p, path) && convention_is_test(path) &&
			policy_has_test_file(p->heir, path));
}

static void release_ids(struct test_ids *ids)
{
	for (size_t i = 0; i < ids->n; i++) {
		globs_release(&ids->globs[i].home);
		globs_release(&ids->globs[i].name);
	}
}

void policies_release(struct policies *p)
{
	for (size_t i = 0; i < p->n; i++) {
		globs_release(&p->v[i].sources);
		globs_release(&p->v[i].tests);
		globs_release(&p->v[i].carry.inputs);
		pattern_free(p->v[i].framework.pattern);
		release_ids(&p->v[i].ids);
		release_ids(&p->v[i].required);
	}
	for (size_t i = 0; i < p->report_count; i++)
		globs_release(&p->reports[i].glob);
	globs_release(&p->exclude);
	globs_release(&p->record_branches);
}

bool policies_need_lines(const struct policies *all)
{
	for (size_t i = 0; i < all->n; i++) {
		for (size_t j = 0; j < all->v[i].limit_count; j++) {
			if (rule_is_of_classes(all->v[i].limits[j].rule))
				return true;
		}
	}
	return false;
}

bool policies_have_test_file(const struct policies *all, struct str path)
{
	for (size_t i = 0; i < all->n; i++) {
		if (policy_has_test_file(&all->v[i], path))
			return true;
	}
	return false;
}

bool policies_expect_coverage(const struct policies *all, struct str path)
{
	return path_is_source(path) && !path_is_header(path) && !globs_match(&all->exclude, path) &&
		!policies_have_test_file(all, path);
}

const char *const policies_usual_branches[] = { "main", "master", NULL };

static bool has_branch(const struct globs *g, struct str branch)
{
	for (size_t i = 0; !g->n && policies_usual_branches[i]; i++) {
		if (str_eq(branch, str_of(policies_usual_branches[i])))
			return true;
	}
	return globs_match(g, branch);
}

bool policies_record_branch(const struct policies *p, struct str branch)
{
	return has_branch(&p->record_branches, branch) &&
		(!p->base_branches || has_branch(p->base_branches, branch));
}

static bool same_place(struct place a, struct place b)
{
	return a.line == b.line && a.column == b.column && str_eq(a.file, b.file);
}

bool policy_limit_is_planned(const struct policy *p, const struct limit *limit)
{
	return rule_follows_plan(limit->rule) && p->has_plan &&
		same_place(limit->at, p->planned_at);
}

bool policy_limits(const struct policy *p, struct str start)
{
	for (size_t i = 0; i < p->limit_count; i++) {
		if (str_starts(str_of(p->limits[i].rule->id), start))
			return true;
	}
	return false;
}

bool policies_areas_limit_tests(const struct policies *all)
{
	for (size_t i = 1; i < all->n; i++) {
		if (all->v[i].enforced && policy_limits(&all->v[i], STR("plan.")))
			return true;
	}
	return false;
}
