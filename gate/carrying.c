#include "gate/carrying.h"

#include "gate/repo/states.h"
#include "policies/carry.h"

struct digesting {
	const struct policies *policies;
	struct sha256 **digests; /* one an area; NULL: it carries nothing */
	bool *tested;            /* some file may hold its tests */
};

static void take(void *user, const struct repo_entry *e)
{
	const struct digesting *s = user;
	const struct carry_file file = { e->path, e->id, e->mode };

	for (size_t i = 0; i < s->policies->n; i++) {
		const struct policy *p = &s->policies->v[i];

		if (!s->digests[i])
			continue;
		if (carry_digest_file(s->digests[i], p, s->policies, &file) &
			(CARRY_TEST | CARRY_INPUT))
			s->tested[i] = true;
	}
}

static int find_digests(
	struct carry_ground *out, const struct policies *p, struct workplace *w, struct diags *d)
{
	struct digesting s = { p, arena_alloc(w->arena, p->n * sizeof(*s.digests)),
		arena_alloc(w->arena, p->n * sizeof(*s.tested)) };
	int result;

	for (size_t i = 0; i < p->n; i++) {
		if (!p->v[i].carry.days)
			continue;
		s.digests[i] = sha256_new();
		carry_digest_counting(s.digests[i], &p->v[i]);
	}
	result = repo_entries(w->repo, &w->revision, take, &s, d);
	for (size_t i = 0; i < p->n; i++) {
		char hex[SHA256_HEX + 1];

		if (!s.digests[i])
			continue;
		sha256_end(s.digests[i], hex);
		out[i].inputs = arena_str(w->arena, str_of(hex));
		if (p->v[i].tests.n && !s.tested[i])
			out[i].doubt = STR("no file of the tree is known to hold its tests:"
					   " carry.inputs names them");
	}
	return result;
}

/* The first of the paths that is the area's, as the end of a sentence. */
static struct str first_of(
	const struct file_states *paths, const struct policy *p, const char *what, struct arena *a)
{
	struct str first = STR("");
	const char *part = NULL;

	for (size_t i = 0; i < paths->paths.n; i++) {
		struct str path = paths->paths.v[i];
		const char *of = carry_part(p, path);

		if (!of || (first.n && str_cmp(first, path) < 0))
			continue;
		first = path;
		part = of;
	}
	return part ? arena_printf(a, "%s changed%s, such as " STR_FMT, part, what, STR_ARG(first))
		    : first;
}

/* What differs by the work tree is not what would be judged. */
static int find_dirty(
	struct carry_ground *out, const struct policies *p, struct workplace *w, struct diags *d)
{
	struct file_states changed = { .paths = { .arena = w->arena } };

	if (!repo_root(w->repo).n)
		return 0;
	if (repo_states_of_work(w->repo, &w->revision, &changed, d) < 0)
		return -1;
	for (size_t i = 0; i < p->n; i++) {
		if (p->v[i].carry.days && !out[i].doubt.n)
			out[i].doubt = first_of(&changed, &p->v[i], " in the work tree", w->arena);
	}
	return 0;
}

/* Where the older tree is there, it tells what the digests do not; nothing rests on it. */
static void find_changed(struct carry_ground *out, const struct carrying *c, struct workplace *w)
{
	struct file_states changed = { .paths = { .arena = w->arena } };
	struct diags ignored = { .arena = w->arena };

	if (!c->baseline->record ||
		repo_states_since(
			w->repo, c->baseline->record->tree, &w->revision, &changed, &ignored) <= 0)
		return;
	for (size_t i = 0; i < c->policies->n; i++) {
		if (c->policies->v[i].carry.days)
			out[i].changed = first_of(&changed, &c->policies->v[i], "", w->arena);
	}
}

static bool is_any_carried(const struct policies *p)
{
	for (size_t i = 0; i < p->n; i++) {
		if (p->v[i].carry.days)
			return true;
	}
	return false;
}

int carrying_find(const struct carry_ground **out, const struct carrying *c, struct workplace *w,
	struct diags *d)
{
	bool wanted = carry_is_wanted_by_any(c->policies, c->evidence);
	struct carry_ground *grounds;

	*out = NULL;
	if (!w->repo || !(wanted || (c->record && is_any_carried(c->policies))))
		return 0;
	grounds = arena_alloc(w->arena, c->policies->n * sizeof(*grounds));
	if (find_digests(grounds, c->policies, w, d) < 0)
		return -1;
	if (wanted && find_dirty(grounds, c->policies, w, d) < 0)
		return -1;
	if (wanted)
		find_changed(grounds, c, w);
	*out = grounds;
	return 0;
}
