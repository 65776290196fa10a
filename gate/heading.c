#include "gate/heading.h"

#include "gate/base/path.h"
#include "gate/ci.h"
#include "gate/model/stamp.h"
#include "gate/repo/head.h"

struct wanting {
	struct workplace *place;
	const struct evidence *evidence;
	const struct policies *policies;
	const struct options *options;
	struct names bases; /* of the files that reports name; filled when first asked for */
	bool has_bases;
};

/* What a verdict is made from or written to is no part of the code, ignored or not. */
static bool is_own(const struct wanting *w, struct str path)
{
	struct str root = repo_root(w->place->repo), below;

	if (str_ends(path, STR(STAMP_ENDING)))
		return true;
	for (size_t i = 0; i < w->evidence->report_count; i++) {
		struct str report = w->evidence->reports[i]->path;

		if (str_eq(report, path) ||
			(path_below(report, root, &below) && str_eq(below, path)))
			return true;
	}
	for (size_t i = 0; i < w->options->output_count; i++) {
		const char *output = w->options->outputs[i].path;

		if (output && str_eq(workplace_path(w->place, output), path))
			return true;
	}
	return false;
}

/* Of a path on any system. */
static struct str base_of(struct str path)
{
	struct str rest = path_base(path);

	return str_cut_last(&rest, '\\');
}

static void add_bases(struct names *bases, const struct report *r)
{
	for (size_t i = 0; i < coverage_files(&r->coverage); i++)
		names_add(bases, base_of(r->coverage.files[i].path));
	for (size_t i = 0; i < r->tests.n; i++)
		names_add(bases, base_of(r->tests.v[i].file));
}

/* However a report's path is resolved, its last part stays. */
static bool is_named(struct wanting *w, struct str path)
{
	if (!w->has_bases) {
		for (size_t i = 0; i < w->evidence->report_count; i++)
			add_bases(&w->bases, w->evidence->reports[i]);
		w->has_bases = true;
	}
	return names_find(&w->bases, path_base(path)) != NAMES_NONE;
}

bool heading_wants(const void *place, struct str path)
{
	struct wanting *w = ((const struct workplace *)place)->wanting;
	const struct policies *p = w->policies;

	if (is_own(w, path))
		return false;
	for (size_t i = 0; i < p->n; i++) {
		if (globs_match(&p->v[i].sources, path) || globs_match(&p->v[i].tests, path))
			return true;
	}
	return is_named(w, path);
}

static bool wants(void *user, struct str path)
{
	return heading_wants(user, path);
}

static enum head choose(const struct workplace *w, const struct options *o)
{
	if (o->has_head)
		return o->head;
	if (o->record || !repo_root(w->repo).n || ci_is_here())
		return HEAD_COMMIT;
	return HEAD_WORKTREE;
}

int heading_take(struct workplace *w, const struct evidence *e, const struct policies *p,
	const struct options *o, struct diags *d)
{
	struct head_request want = { .wants = wants, .user = w, .threads = o->threads };
	struct tree_paths into = { &w->tree, &w->submodules };

	if (!w->repo)
		return 0;
	w->wanting = arena_alloc(w->arena, sizeof(*w->wanting));
	*w->wanting = (struct wanting){ .place = w,
		.evidence = e,
		.policies = p,
		.options = o,
		.bases = { .arena = w->arena } };
	w->changed.arena = w->arena;
	want.side = choose(w, o);
	w->asked = want.side;
	if (want.side == HEAD_COMMIT)
		return repo_paths(w->repo, &w->revision, &into, d);
	if (repo_head(w->repo, &w->revision, &want, &into, &w->changed, d) < 0)
		return -1;
	w->head = w->changed.n ? want.side : HEAD_COMMIT;
	return 0;
}
