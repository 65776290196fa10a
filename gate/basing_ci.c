#include "gate/basing_parts.h"

#include "gate/model/diagnostics.h"

/*
 * A workflow may as well check out the head of the pull request, which may be a merge too: the first parent
 * of that one would leave out whatever came before it.
 */
static bool is_test_merge(struct choice *c)
{
	struct str head = STR("");

	if (c->head.parent_count != 2)
		return false;
	if (c->ci.event_path.n)
		head = ci_event_id(&c->ci, "pull_request.head.sha", c->place->arena, c->diags);
	if (head.n)
		return str_eq(head, str_of(c->head.parents[1]));
	return !c->ci.sha.n || str_eq(c->ci.sha, str_of(c->head.id));
}

int choice_by_pull_request(struct choice *c)
{
	struct arena *a = c->place->arena;
	struct ref branch;
	struct str name;

	/* And pull_request_target, pull_request_review: what is checked out tells. */
	if (!str_starts(c->ci.event, STR("pull_request")))
		return NEXT;
	if (is_test_merge(c))
		return choice_first_parent(
			c, BASE_PULL_REQUEST, STR("first parent of CI's merge commit"));
	if (!c->ci.base_ref.n)
		return NEXT;
	name = arena_printf(a, "refs/remotes/origin/" STR_FMT, STR_ARG(c->ci.base_ref));
	if (repo_ref(c->place->repo, name.p, a, &branch) < 0)
		return choice_none(c,
			arena_printf(a,
				"origin/" STR_FMT ", which the pull request is for, is not in this"
				" clone: fetch it (fetch-depth: 0 for actions/checkout)",
				STR_ARG(c->ci.base_ref)));
	return choice_merge_base(c, BASE_PULL_REQUEST, &branch);
}

/* An id that CI says is the base. */
static int take_told(struct choice *c, enum base_rule rule, struct str id, const char *what)
{
	struct arena *a = c->place->arena;

	switch (choice_is_before_head(c, id)) {
	case HISTORY_YES:
		return choice_take(c, rule, id.p, str_of(what));
	case HISTORY_HIDDEN:
		return choice_none(c,
			arena_printf(a,
				"the %s, %.12s, cannot be proved to be before HEAD: " STR_FMT, what,
				id.p, STR_ARG(history_hidden(c->history))));
	case HISTORY_NO:
		break;
	}
	diag_at(c->diags, DIAG(BASE_EVENT), (struct place){ 0 },
		"the %s, %.12s, is not before HEAD, so the base is chosen without it", what, id.p);
	return NEXT;
}

int choice_by_merge_queue(struct choice *c)
{
	struct str id;

	if (!str_eq(c->ci.event, STR("merge_group")))
		return NEXT;
	id = ci_event_id(&c->ci, "merge_group.base_sha", c->place->arena, c->diags);
	return id.n ? take_told(c, BASE_MERGE_QUEUE, id, "base of the merge queue") : NEXT;
}

static struct str id_or_nothing(struct choice *c, struct str id, const char *variable)
{
	if (!id.n || ci_is_id(id))
		return id;
	diag_at(c->diags, DIAG(BASE_EVENT), (struct place){ 0 },
		"%s is no id: '" STR_FMT "', so the base is chosen without it", variable,
		STR_ARG(diag_shown(id)));
	return STR("");
}

static bool is_push(const struct choice *c)
{
	return str_eq(c->ci.event.n ? c->ci.event : c->ci.pipeline, STR("push"));
}

/* Where the pushed branch was; zeros where it is new, and empty where that is not told. */
static struct str start_of_push(struct choice *c)
{
	if (c->ci.event.n)
		return ci_event_id(&c->ci, "before", c->place->arena, c->diags);
	return id_or_nothing(c, c->ci.before, "CI_COMMIT_BEFORE_SHA");
}

static bool is_default_branch(struct choice *c)
{
	struct str name = ci_default_branch(&c->ci, c->place->arena), origin = STR("origin/");
	struct ref upstream;

	if (!name.n && choice_upstream(c, &upstream))
		name = str_starts(upstream.name, origin) ? str_skip(upstream.name, origin.n)
							 : upstream.name;
	return c->ci.branch.n && str_eq(c->ci.branch, name);
}

/* Without a start of its own a push is judged since the default branch, be it many commits, or not at all. */
static int pass(struct choice *c, struct str why)
{
	c->behind = why;
	c->needed = true;
	return NEXT;
}

static int pass_new(struct choice *c)
{
	/* A tag is no branch. */
	if (!c->ci.branch.n)
		return NEXT;
	*c->out = (struct base){ .why = arena_printf(c->place->arena,
					 "this is the first push of " STR_FMT
					 ", the default branch, so all of it is new",
					 STR_ARG(c->ci.branch)) };
	return TAKEN;
}

/* What a force push replaced may be gone, or of a shallow clone not here. */
static int pass_hidden(struct choice *c, struct str id)
{
	struct arena *a = c->place->arena;

	if (!history_is_shallow(c->history))
		return pass(c,
			arena_printf(
				a, "; %.12s, where the push started, is not in this clone", id.p));
	return choice_none(c,
		arena_printf(a,
			"%.12s, where the push started, cannot be proved to be before HEAD: " STR_FMT,
			id.p, STR_ARG(history_hidden(c->history))));
}

int choice_by_push(struct choice *c)
{
	struct str id;

	if (!is_push(c))
		return NEXT;
	/* What one push loosens would be the base of the next. */
	if (c->ci.branch.n && !is_default_branch(c))
		return pass(c, STR(""));
	id = start_of_push(c);
	if (!id.n)
		return pass(c, STR(""));
	if (ci_is_zero(id))
		return pass_new(c);
	switch (choice_is_before_head(c, id)) {
	case HISTORY_YES:
		return choice_take(c, BASE_PUSH, id.p, STR("start of the pushed range"));
	case HISTORY_HIDDEN:
		return pass_hidden(c, id);
	case HISTORY_NO:
		break;
	}
	return pass(c,
		arena_printf(c->place->arena, "; the push replaced %.12s, which is not before it",
			id.p));
}

/*
 * Of merged results and in merge trains GitLab makes the commit, the target first. A train may as well rebase,
 * and a job may have checked out the source branch: the first parent of that is not where it began.
 */
static bool is_merged_result(struct choice *c)
{
	const struct ci *ci = &c->ci;
	struct str head = str_of(c->head.id);

	if (!str_eq(ci->merge_request_kind, STR("merged_result")) &&
		!str_eq(ci->merge_request_kind, STR("merge_train")))
		return false;
	return c->head.parent_count == 2 && !str_eq(ci->merge_request_head, head) &&
		(!ci->pipeline_sha.n || str_eq(ci->pipeline_sha, head));
}

int choice_by_merge_request(struct choice *c)
{
	struct str id;

	if (is_merged_result(c))
		return choice_first_parent(
			c, BASE_MERGE_REQUEST, STR("first parent of CI's merge commit"));
	id = id_or_nothing(c, c->ci.merge_request_base, "CI_MERGE_REQUEST_DIFF_BASE_SHA");
	return id.n ? take_told(c, BASE_MERGE_REQUEST, id, "diff base of the merge request") : NEXT;
}
