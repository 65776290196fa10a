#include "gate/basing.h"

#include <inttypes.h>
#include <string.h>

#include "gate/basing_parts.h"
#include "gate/model/diagnostics.h"

int choice_none(struct choice *c, struct str why)
{
	*c->out = (struct base){ .rule = BASE_NONE, .why = why, .hidden = true };
	return TAKEN;
}

static int take(struct choice *c, enum base_rule rule, const char *id, struct str why)
{
	struct arena *a = c->place->arena;
	struct base *out = c->out;
	struct history_commit base;

	if (history_commit(c->history, id, &base) < 0)
		return choice_none(c, arena_printf(a, "%.12s cannot be read", id));
	*out = (struct base){ .rule = rule,
		.commit = arena_str(a, str_of(base.id)),
		.tree = arena_str(a, str_of(base.tree)),
		.why = arena_printf(a, STR_FMT STR_FMT, STR_ARG(why), STR_ARG(c->behind)) };
	out->distance_known =
		history_distance(c->history, id, c->head.id, &out->distance) == HISTORY_YES;
	return TAKEN;
}

int choice_take(struct choice *c, enum base_rule rule, const char *id, struct str what)
{
	struct base *out = c->out;

	if (take(c, rule, id, what) == TAKEN && out->distance_known)
		out->why = arena_printf(c->place->arena,
			STR_FMT ", %" PRIu64 " commit%s back" STR_FMT, STR_ARG(what), out->distance,
			out->distance == 1 ? "" : "s", STR_ARG(c->behind));
	return TAKEN;
}

/* The parent of a shallow commit is known by its id, and may be there all the same. */
int choice_first_parent(struct choice *c, enum base_rule rule, struct str why)
{
	struct history_commit parent;

	if (!c->head.parent_count) {
		*c->out = (struct base){ .why = STR("the first commit has no parent") };
		return TAKEN;
	}
	if (history_commit(c->history, c->head.parents[0], &parent) == 0)
		return take(c, rule, parent.id, why);
	return choice_none(c,
		arena_printf(c->place->arena,
			"the first parent of HEAD, %.12s, is not in this clone: git fetch --deepen=1"
			" (fetch-depth: 2 for actions/checkout, GIT_DEPTH: 2 on GitLab)",
			c->head.parents[0]));
}

int choice_merge_base(struct choice *c, enum base_rule rule, const struct ref *branch)
{
	struct arena *a = c->place->arena;
	char id[REPO_ID_HEX + 1];

	switch (history_merge_base(c->history, c->head.id, branch->commit, id)) {
	case HISTORY_HIDDEN:
		return choice_none(c,
			arena_printf(a, "the merge base with " STR_FMT " is not known: " STR_FMT,
				STR_ARG(branch->name), STR_ARG(history_hidden(c->history))));
	case HISTORY_NO:
		return choice_none(c,
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
	return choice_take(
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
	return choice_take(c, BASE_EXPLICIT, r.commit, STR("named by --base"));
}

enum history_answer choice_is_before_head(struct choice *c, struct str id)
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

	if (!ci_is_id(from) || ci_is_zero(from) || choice_is_before_head(c, from) != HISTORY_YES)
		return NEXT;
	return choice_take(c, BASE_PUSH, from.p, STR("start of the pushed range"));
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

static bool find_named(struct choice *c, struct str name, struct ref *out)
{
	static const char *const folders[] = { "refs/remotes/origin", "refs/heads" };
	struct arena *a = c->place->arena;

	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		struct str full = arena_printf(a, "%s/" STR_FMT, folders[i], STR_ARG(name));

		if (repo_ref(c->place->repo, full.p, a, out) == 0)
			return true;
	}
	return false;
}

/* Of the one that CI names another is no stand-in. */
bool choice_upstream(struct choice *c, struct ref *out)
{
	struct str named = ci_default_branch(&c->ci, c->place->arena);

	if (c->pushed && find_default(c, c->pushed->remote, out))
		return true;
	if (named.n)
		return find_named(c, named, out);
	return find_default(c, STR("origin"), out) || find_named(c, STR("main"), out) ||
		find_named(c, STR("master"), out);
}

static int no_upstream(struct choice *c)
{
	struct arena *a = c->place->arena;
	struct str named = ci_default_branch(&c->ci, a);

	if (named.n)
		return choice_none(c,
			arena_printf(a,
				"origin/" STR_FMT
				", the default branch, is not in this clone: fetch"
				" it (fetch-depth: 0 for actions/checkout, GIT_DEPTH: 0 on GitLab),"
				" or name a base by --base REV",
				STR_ARG(named)));
	return choice_none(c,
		STR("there is no branch origin/HEAD, origin/main, origin/master, main or master to"
		    " compare with: fetch it (fetch-depth: 0 for actions/checkout), or name a base by"
		    " --base REV"));
}

static int by_upstream(struct choice *c)
{
	struct ref branch;

	/* A rule before may have found HEAD to be on another one. */
	if (!c->branch.n && choice_upstream(c, &branch))
		return choice_merge_base(c, BASE_UPSTREAM, &branch);
	if (c->branch.n || !c->head.parent_count)
		return NEXT;
	return no_upstream(c);
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
	return choice_first_parent(c, BASE_FIRST_PARENT,
		arena_printf(c->place->arena, "first parent of HEAD, which is on " STR_FMT,
			STR_ARG(c->branch)));
}

/* The first one that applies decides; the last one always does. */
static int (*const rules[])(struct choice *c) = {
	by_option,
	by_pushed_range,
	choice_by_pull_request,
	choice_by_merge_queue,
	choice_by_push,
	choice_by_merge_request,
	by_upstream,
	by_uncommitted,
	by_first_parent,
};

static int choose(struct choice *c)
{
	int result = NEXT;

	if (history_commit(c->history, c->place->revision.commit, &c->head) < 0)
		return choice_none(c, STR("the commit of HEAD cannot be read"));
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
	out->needed = c.needed || ci_is_proposed(&c.ci);
	history_close(c.history);
	return result;
}
