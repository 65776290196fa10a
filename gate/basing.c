#include "gate/basing.h"

#include <inttypes.h>
#include <string.h>

#include "gate/ci.h"
#include "gate/model/diagnostics.h"
#include "gate/repo/history.h"
#include "gate/repo/refs.h"

struct choice {
	struct workplace *place;
	const struct options *options;
	const struct pushed_range *pushed;
	struct history *history;
	struct history_commit head;
	struct ci ci;
	struct str branch; /* the upstream branch that HEAD is on */
	struct base *out;
	struct diags *diags;
};

/* What a rule comes to; -1 is an error that was told. */
enum { TAKEN, NEXT };

static int none(struct choice *c, struct str why)
{
	*c->out = (struct base){ .rule = BASE_NONE, .why = why, .hidden = true };
	return TAKEN;
}

/* The commit is in this clone. */
static int take(struct choice *c, enum base_rule rule, const char *id, struct str why)
{
	struct arena *a = c->place->arena;
	struct base *out = c->out;
	struct history_commit base;

	if (history_commit(c->history, id, &base) < 0)
		return none(c, arena_printf(a, "%.12s cannot be read", id));
	*out = (struct base){ .rule = rule,
		.commit = arena_str(a, str_of(base.id)),
		.tree = arena_str(a, str_of(base.tree)),
		.why = why };
	out->distance_known =
		history_distance(c->history, id, c->head.id, &out->distance) == HISTORY_YES;
	return TAKEN;
}

/* The same, and how far it is. */
static int take_with_distance(
	struct choice *c, enum base_rule rule, const char *id, struct str what)
{
	struct base *out = c->out;

	if (take(c, rule, id, what) == TAKEN && out->distance_known)
		out->why = arena_printf(c->place->arena, STR_FMT ", %" PRIu64 " commit%s back",
			STR_ARG(what), out->distance, out->distance == 1 ? "" : "s");
	return TAKEN;
}

/* The parent of a shallow commit is known by its id, and may be there all the same. */
static int take_first_parent(struct choice *c, enum base_rule rule, struct str why)
{
	struct history_commit parent;

	if (!c->head.parent_count) {
		*c->out = (struct base){ .why = STR("the first commit has no parent") };
		return TAKEN;
	}
	if (history_commit(c->history, c->head.parents[0], &parent) == 0)
		return take(c, rule, parent.id, why);
	return none(c,
		arena_printf(c->place->arena,
			"the first parent of HEAD, %.12s, is not in this clone: git fetch --deepen=1"
			" (fetch-depth: 2 for actions/checkout, GIT_DEPTH: 2 on GitLab)",
			c->head.parents[0]));
}

/* NEXT when HEAD is on the branch: then nothing of it is a change. */
static int take_merge_base(struct choice *c, enum base_rule rule, const struct ref *branch)
{
	struct arena *a = c->place->arena;
	char id[REPO_ID_HEX + 1];

	switch (history_merge_base(c->history, c->head.id, branch->commit, id)) {
	case HISTORY_HIDDEN:
		return none(c,
			arena_printf(a, "the merge base with " STR_FMT " is not known: " STR_FMT,
				STR_ARG(branch->name), STR_ARG(history_hidden(c->history))));
	case HISTORY_NO:
		return none(c,
			arena_printf(a,
				"HEAD and " STR_FMT
				" have no commit in common: --base REV names a base",
				STR_ARG(branch->name)));
	case HISTORY_YES:
		break;
	}
	c->branch = branch->name;
	if (!strcmp(id, c->head.id))
		return NEXT;
	return take_with_distance(
		c, rule, id, arena_printf(a, "merge base with " STR_FMT, STR_ARG(branch->name)));
}

static int refuse(struct choice *c, struct revision *r, enum history_answer answer)
{
	struct place at = { .file = str_of(c->options->base) };
	char id[REPO_ID_HEX + 1];

	if (answer == HISTORY_HIDDEN)
		return diag_at(c->diags, DIAG(BASE_HIDDEN), at,
			"cannot be proved to be an ancestor of HEAD: " STR_FMT,
			STR_ARG(history_hidden(c->history)));
	if (history_merge_base(c->history, c->head.id, r->commit, id) != HISTORY_YES)
		return diag_at(c->diags, DIAG(BASE_UNRELATED), at,
			"is no ancestor of HEAD, and has no commit in common with it");
	return diag_at(c->diags, DIAG(BASE_UNRELATED), at,
		"is no ancestor of HEAD, so what others did since would count as this change:"
		" name the merge base of both, --base %s",
		id);
}

static int by_option(struct choice *c)
{
	enum history_answer answer;
	struct revision r;

	if (!c->options->base)
		return NEXT;
	if (repo_revision(c->place->repo, c->options->base, &r, c->diags) < 0)
		return -1;
	answer = history_is_ancestor(c->history, r.commit, c->head.id);
	if (answer != HISTORY_YES)
		return refuse(c, &r, answer);
	if (!strcmp(r.commit, c->head.id))
		return take(c, BASE_EXPLICIT, r.commit, STR("HEAD itself, named by --base"));
	return take_with_distance(c, BASE_EXPLICIT, r.commit, STR("named by --base"));
}

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

static int by_pull_request(struct choice *c)
{
	struct arena *a = c->place->arena;
	struct ref branch;
	struct str name;

	/* And pull_request_target, pull_request_review: what is checked out tells. */
	if (!str_starts(c->ci.event, STR("pull_request")))
		return NEXT;
	if (is_test_merge(c))
		return take_first_parent(
			c, BASE_PULL_REQUEST, STR("first parent of CI's merge commit"));
	if (!c->ci.base_ref.n)
		return NEXT;
	name = arena_printf(a, "refs/remotes/origin/" STR_FMT, STR_ARG(c->ci.base_ref));
	if (repo_ref(c->place->repo, name.p, a, &branch) < 0)
		return none(c,
			arena_printf(a,
				"origin/" STR_FMT ", which the pull request is for, is not in this"
				" clone: fetch it (fetch-depth: 0 for actions/checkout)",
				STR_ARG(c->ci.base_ref)));
	return take_merge_base(c, BASE_PULL_REQUEST, &branch);
}

/* Before HEAD, not HEAD itself: of an empty change every rule would hold. */
static enum history_answer is_before_head(struct choice *c, struct str id)
{
	return str_eq(id, str_of(c->head.id)) ? HISTORY_NO
					      : history_is_ancestor(c->history, id.p, c->head.id);
}

/*
 * What a force push replaces may not be here, or no ancestor; then, and for a new branch, the default branch
 * tells, that of the same remote if it has one.
 */
static int by_pushed_range(struct choice *c)
{
	struct str from = c->pushed ? c->pushed->from : STR("");

	if (!ci_is_id(from) || ci_is_zero(from) || is_before_head(c, from) != HISTORY_YES)
		return NEXT;
	return take_with_distance(c, BASE_PUSH, from.p, STR("start of the pushed range"));
}

/* An id that CI says is the base. */
static int take_told(struct choice *c, enum base_rule rule, struct str id, const char *what)
{
	struct arena *a = c->place->arena;

	switch (is_before_head(c, id)) {
	case HISTORY_YES:
		return take_with_distance(c, rule, id.p, str_of(what));
	case HISTORY_HIDDEN:
		return none(c,
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

static int by_merge_queue(struct choice *c)
{
	struct str id;

	if (!str_eq(c->ci.event, STR("merge_group")))
		return NEXT;
	id = ci_event_id(&c->ci, "merge_group.base_sha", c->place->arena, c->diags);
	return id.n ? take_told(c, BASE_MERGE_QUEUE, id, "base of the merge queue") : NEXT;
}

/* A branch that is new has no start; what a force push replaced is none. */
static int by_push(struct choice *c)
{
	struct arena *a = c->place->arena;
	struct str id, why = STR("first parent of HEAD");

	if (!str_eq(c->ci.event, STR("push")))
		return NEXT;
	id = ci_event_id(&c->ci, "before", a, c->diags);
	if (!id.n)
		return take_first_parent(c, BASE_FIRST_PARENT, why);
	if (ci_is_zero(id))
		return take_first_parent(c, BASE_FIRST_PARENT,
			STR("first parent of HEAD, as the pushed branch is new"));
	switch (is_before_head(c, id)) {
	case HISTORY_YES:
		return take_with_distance(c, BASE_PUSH, id.p, STR("start of the pushed range"));
	case HISTORY_HIDDEN:
		if (history_is_shallow(c->history))
			return none(c,
				arena_printf(a,
					"%.12s, where the push started, cannot be proved to be"
					" before HEAD: " STR_FMT,
					id.p, STR_ARG(history_hidden(c->history))));
		why = arena_printf(a,
			"first parent of HEAD, as %.12s, where the push started, is not in this clone",
			id.p);
		break;
	case HISTORY_NO:
		why = arena_printf(a,
			"first parent of HEAD, as the push replaced %.12s, which is not before it",
			id.p);
		break;
	}
	return take_first_parent(c, BASE_FIRST_PARENT, why);
}

static int by_merge_request(struct choice *c)
{
	struct str id = c->ci.merge_request_base;

	if (!id.n)
		return NEXT;
	if (ci_is_id(id))
		return take_told(c, BASE_MERGE_REQUEST, id, "diff base of the merge request");
	diag_at(c->diags, DIAG(BASE_EVENT), (struct place){ 0 },
		"CI_MERGE_REQUEST_DIFF_BASE_SHA is no id: '" STR_FMT
		"', so the base is chosen without it",
		STR_ARG(diag_shown(id)));
	return NEXT;
}

/* The default branch of a remote, as it is here. False if there is none. */
static bool find_default(struct choice *c, struct str remote, struct ref *out)
{
	static const char *const names[] = { "HEAD", "main", "master" };
	struct arena *a = c->place->arena;

	for (size_t i = 0; remote.n && i < sizeof(names) / sizeof(*names); i++) {
		struct str name =
			arena_printf(a, "refs/remotes/" STR_FMT "/%s", STR_ARG(remote), names[i]);

		if (repo_ref(c->place->repo, name.p, a, out) == 0)
			return true;
	}
	return false;
}

static bool find_upstream(struct choice *c, struct ref *out)
{
	struct arena *a = c->place->arena;

	return (c->pushed && find_default(c, c->pushed->remote, out)) ||
		find_default(c, STR("origin"), out) ||
		repo_ref(c->place->repo, "refs/heads/main", a, out) == 0 ||
		repo_ref(c->place->repo, "refs/heads/master", a, out) == 0;
}

static int by_upstream(struct choice *c)
{
	struct ref branch;

	/* A rule before may have found HEAD to be on another one. */
	if (!c->branch.n && find_upstream(c, &branch))
		return take_merge_base(c, BASE_UPSTREAM, &branch);
	if (c->branch.n || !c->head.parent_count)
		return NEXT;
	return none(c,
		STR("there is no branch origin/HEAD, origin/main, origin/master, main or master to"
		    " compare with: fetch it (fetch-depth: 0 for actions/checkout), or name a base by"
		    " --base REV"));
}

/* What is not committed yet is all of the change, even where HEAD is the first commit. */
static int by_uncommitted(struct choice *c)
{
	struct str why = STR("HEAD: the change is not committed yet");

	if (!c->place->changed.n)
		return NEXT;
	if (c->branch.n)
		why = arena_printf(c->place->arena,
			"HEAD, which is on " STR_FMT ": the change is not committed yet",
			STR_ARG(c->branch));
	return take(c, BASE_UNCOMMITTED, c->head.id, why);
}

static int by_first_parent(struct choice *c)
{
	return take_first_parent(c, BASE_FIRST_PARENT,
		arena_printf(c->place->arena, "first parent of HEAD, which is on " STR_FMT,
			STR_ARG(c->branch)));
}

/* The first one that applies decides; the last one always does. */
static int (*const rules[])(struct choice *c) = {
	by_option,
	by_pushed_range,
	by_pull_request,
	by_merge_queue,
	by_push,
	by_merge_request,
	by_upstream,
	by_uncommitted,
	by_first_parent,
};

static int choose(struct choice *c)
{
	int result = NEXT;

	if (history_commit(c->history, c->place->revision.commit, &c->head) < 0)
		return none(c, STR("the commit of HEAD cannot be read"));
	for (size_t i = 0; result == NEXT && i < sizeof(rules) / sizeof(*rules); i++)
		result = rules[i](c);
	return result;
}

int basing_choose(struct base *out, struct workplace *w, const struct options *o,
	const struct pushed_range *pushed, struct diags *d)
{
	struct choice c = { .place = w, .options = o, .pushed = pushed, .out = out, .diags = d };
	int result;

	*out = (struct base){ .rule = BASE_NONE, .why = STR("--no-git leaves out the repository") };
	if (!w->repo)
		return 0;
	if (!pushed)
		c.ci = ci_read();
	if (history_open(&c.history, w->repo, d) < 0)
		return -1;
	result = choose(&c);
	history_close(c.history);
	return result;
}
