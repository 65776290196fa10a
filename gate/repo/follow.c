#include "gate/base/path.h"
#include "gate/repo/git.h"

enum { LINKS_MAX = 32 };

/* A path being walked, as open(2) would walk it in a checkout. */
struct walk {
	struct repo *repo;
	git_tree *top;
	struct arena *arena;
	struct str done, rest;
	unsigned links;
};

static struct str join(struct arena *a, struct str folder, struct str name)
{
	return arena_printf(
		a, STR_FMT "%s" STR_FMT, STR_ARG(folder), folder.n ? "/" : "", STR_ARG(name));
}

/* What a link says comes before what is left. */
static bool take_link(struct walk *w, const git_tree_entry *entry)
{
	git_blob *blob = NULL;
	struct str target;

	if (w->links++ == LINKS_MAX ||
		git_blob_lookup(&blob, w->repo->git, git_tree_entry_id(entry)) < 0)
		return false;
	target = (struct str){ git_blob_rawcontent(blob), (size_t)git_blob_rawsize(blob) };
	w->rest = join(w->arena, target, w->rest);
	git_blob_free(blob);
	return !path_is_absolute(w->rest);
}

static bool enter(struct walk *w, struct str name)
{
	struct str path = join(w->arena, w->done, name);
	git_tree_entry *entry = NULL;
	bool there = git_tree_entry_bypath(&entry, w->top, path.p) == 0;

	if (there && git_tree_entry_filemode(entry) == GIT_FILEMODE_LINK)
		there = take_link(w, entry);
	else
		w->done = path;
	git_tree_entry_free(entry);
	return there;
}

static bool leave(struct walk *w)
{
	size_t slash = str_last_index(w->done, '/');

	if (!w->done.n)
		return false;
	w->done.n = slash < w->done.n ? slash : 0;
	return true;
}

static bool step(struct walk *w)
{
	struct str name = str_cut(&w->rest, '/');

	if (!name.n || str_eq(name, STR(".")))
		return true;
	return str_eq(name, STR("..")) ? leave(w) : enter(w, name);
}

bool repo_follow(struct repo *r, const struct revision *rev, struct str path, struct arena *a,
	struct str *out)
{
	struct walk w = { .repo = r, .arena = a, .done = STR(""), .rest = path };
	bool there = true;
	git_oid id;

	if (repo_id_parse(&id, rev->tree) < 0 || git_tree_lookup(&w.top, r->git, &id) < 0)
		return false;
	while (there && w.rest.n)
		there = step(&w);
	git_tree_free(w.top);
	*out = arena_str(a, w.done);
	return there;
}
