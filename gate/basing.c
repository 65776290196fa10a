#include "gate/basing.h"

static int take(struct base *out, struct workplace *w, enum base_rule rule, const char *rev,
	struct diags *d)
{
	struct revision revision;

	if (repo_revision(w->repo, rev, &revision, d) < 0)
		return -1;
	out->rule = rule;
	out->commit = arena_str(w->arena, str_of(revision.commit));
	out->tree = arena_str(w->arena, str_of(revision.tree));
	return 0;
}

int basing_choose(struct base *out, struct workplace *w, const struct options *o, struct diags *d)
{
	*out = (struct base){ .rule = BASE_NONE, .why = STR("no base was named: --base REV does") };
	if (!w->repo || !o->base)
		return 0;
	out->why = STR("named by --base");
	return take(out, w, BASE_EXPLICIT, o->base, d);
}
