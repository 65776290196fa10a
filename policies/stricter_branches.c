#include "policies/stricter_branches.h"

/* No one knows which branches there will be, so of two patterns only the same one is surely no wider. */
static bool is_name(struct str glob)
{
	static const char special[] = "*?[\\";

	for (size_t i = 0; i + 1 < sizeof(special); i++) {
		if (str_index(glob, special[i]) < glob.n)
			return false;
	}
	return !str_ends(glob, STR("/"));
}

/* What a later glob takes out again may be any part of it. */
static bool has_pattern(const struct globs *g, struct str text)
{
	bool found = false;

	for (size_t i = 0; i < g->n; i++) {
		if (g->v[i].negative)
			return false;
		found |= str_eq(g->v[i].text, text);
	}
	return found;
}

static void try_glob(struct lost *more, const struct policies *base, struct str text)
{
	bool there = is_name(text) ? policies_record_branch(base, text)
				   : has_pattern(&base->record_branches, text);

	if (!there && more->n++ == 0)
		more->first = text;
}

static struct lost find_more(const struct policies *base, const struct policies *head)
{
	const struct globs *g = &head->record_branches;
	struct lost more = { 0 };

	if (globs_same(&base->record_branches, g))
		return more;
	for (size_t i = 0; i < g->n; i++) {
		if (!g->v[i].negative)
			try_glob(&more, base, g->v[i].text);
	}
	for (size_t i = 0; !g->n && policies_usual_branches[i]; i++)
		try_glob(&more, base, str_of(policies_usual_branches[i]));
	return more;
}

void compare_branches(const struct pair *p)
{
	struct policies *head = p->sides->head;
	struct lost more = find_more(p->sides->base, head);
	struct loosening l = { .at = pair_place(p, "records.branches"), .missing = more.n };

	if (!more.n)
		return;
	l.say = arena_printf(head->arena, "records.branches have " STR_FMT,
		STR_ARG(lost_say(&more, "more branch", "more branches", head->arena)));
	loosen(p, l, "judged by those of the base");
	if (!p->sides->accepted)
		head->base_branches = &p->sides->base->record_branches;
}
