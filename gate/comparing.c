#include "gate/comparing.h"

#include <stdlib.h>
#include <string.h>

#include "gate/base/path.h"
#include "gate/ci.h"
#include "gate/model/diagnostics.h"
#include "reporters/diagnostics.h"

#define POLICY_BYTES_MAX ((size_t)8 << 20)
#define COMMIT_SHOWN 7

enum { NAMES_SHOWN = 3 };

/* The policies of one commit being read. */
struct comparing {
	struct policies *into;
	struct verdict *verdict;
	struct workplace *place;
	struct revision base;
	struct str folder;  /* from the top; "" is the top */
	bool neither;       /* of the usual folders is there */
	struct names files; /* the policies in it */
	struct str file;    /* that of them which is read */
	struct diags own;   /* of the base: no mistake of this change */
	struct diags *diags;
};

static struct comparing at_revision(
	struct policies *into, const struct revision *at, struct workplace *w, struct diags *d)
{
	return (struct comparing){ .into = into,
		.place = w,
		.base = *at,
		.files = { .arena = w->arena },
		.own = { .arena = w->arena },
		.diags = d };
}

static void note(struct comparing *c, struct str text)
{
	struct str *note = &c->verdict->policies_note;

	*note = note->n
		? arena_printf(c->place->arena, STR_FMT "; " STR_FMT, STR_ARG(*note), STR_ARG(text))
		: text;
}

static void say(struct comparing *c, const char *why)
{
	note(c,
		arena_printf(c->place->arena,
			"%s: those of this commit alone are judged, and what it loosens is not seen",
			why));
}

static const char *shown(const struct comparing *c)
{
	return arena_printf(c->place->arena, "%.*s:" STR_FMT, COMMIT_SHOWN, c->base.commit,
		STR_ARG(c->folder.n ? c->folder : STR(".")))
		.p;
}

static int list(struct comparing *c, struct str folder)
{
	struct names all = { .arena = c->place->arena };
	struct repo *repo = c->place->repo;
	int found = repo_folder(repo, &c->base, folder, &all, c->diags);

	c->folder = folder;
	if (found == 0 && repo_follow(repo, &c->base, folder, all.arena, &folder)) {
		c->folder = folder;
		found = repo_folder(repo, &c->base, folder, &all, c->diags);
	}
	for (size_t i = 0; i < all.n; i++) {
		if (policy_is_file(path_base(all.v[i])))
			names_add(&c->files, all.v[i]);
	}
	return found;
}

/* As workplace_policies() chooses in the work tree. */
static int list_usual(struct comparing *c)
{
	int found = list(c, STR(".areagate"));

	if (found)
		return found;
	found = list(c, STR("policies"));
	c->neither = found == 0;
	return found;
}

static int list_named(struct comparing *c, struct str folder)
{
	struct str below;

	if (!path_is_absolute(folder))
		below = str_eq(folder, STR(".")) ? STR("") : folder;
	else if (!path_below(folder, repo_root(c->place->repo), &below))
		below = STR("..");
	if (!str_eq(below, STR("..")) && !str_starts(below, STR("../")))
		return list(c, path_tidy(c->place->arena, below));
	c->folder = folder;
	return 0;
}

static void parse(void *user, const struct repo_file *file)
{
	struct comparing *c = user;
	struct str name =
		arena_printf(c->place->arena, "%s/" STR_FMT, shown(c), STR_ARG(path_base(c->file)));

	if (file->too_large)
		diag_at(&c->own, DIAG(POLICY_FILE), (struct place){ .file = name },
			"more than 8 MiB, which is no policy");
	else
		policy_parse(c->into, file->text, name, &c->own);
}

/* A link has the name of a policy, and its text lies where it leads. */
static int read_files(struct comparing *c)
{
	struct arena *a = c->place->arena;

	for (size_t i = 0; i < c->files.n; i++) {
		struct names one = { .arena = a };
		struct str real;

		c->file = c->files.v[i];
		if (!repo_follow(c->place->repo, &c->base, c->file, a, &real)) {
			diag_at(&c->own, DIAG(POLICY_FILE),
				(struct place){ .file = arena_printf(a, "%s/" STR_FMT, shown(c),
							STR_ARG(path_base(c->file))) },
				"a link that leads to nothing in this tree");
			continue;
		}
		names_add(&one, real);
		if (repo_read(c->place->repo, &c->base, &one, POLICY_BYTES_MAX, parse, c,
			    c->diags) < 0)
			return -1;
	}
	return 0;
}

/* The first mistake in what was read. */
static struct str say_mistake(struct comparing *c)
{
	struct look look = { 0 };
	struct diags first = { .arena = c->own.arena, .first = c->own.first };
	struct buf text = { 0 };
	struct str said;

	first.first->next = NULL;
	first.first->more = 0;
	diagnostics_print(&first, DIAG_ERROR, &look, &text);
	said = arena_str(c->place->arena, str_trim(buf_str(&text)));
	buf_release(&text);
	return said;
}

static void leave_out(struct comparing *c)
{
	struct str why = say_mistake(c);

	say(c,
		arena_printf(c->place->arena,
			"the policies of the base cannot be read (" STR_FMT ")", STR_ARG(why))
			.p);
	diag_at(c->diags, DIAG(BASE_UNSEEN), (struct place){ 0 },
		"the policies of the base cannot be read, so what this change loosens is not seen:"
		" " STR_FMT,
		STR_ARG(why));
	policies_release(c->into);
	*c->into = (struct policies){ .arena = c->place->arena };
}

static int read_all(struct comparing *c)
{
	if (!c->files.n) {
		const char *where = c->neither
			? arena_printf(c->place->arena, "%.*s: neither .areagate nor policies",
				  COMMIT_SHOWN, c->base.commit)
				  .p
			: shown(c);

		say(c, arena_printf(c->place->arena, "the base has no policies (%s)", where).p);
		return 0;
	}
	if (read_files(c) < 0)
		return -1;
	if (c->own.count[DIAG_ERROR])
		leave_out(c);
	return 0;
}

/* What people named, or what is usual. */
static int list_as_asked(struct comparing *c, const struct options *o)
{
	return o->policies ? list_named(c, workplace_policies(c->place, o)) : list_usual(c);
}

int comparing_unseen(
	struct verdict *v, struct workplace *w, const struct options *o, struct diags *d)
{
	struct comparing c = { .verdict = v, .place = w };

	if (!v->base.hidden)
		return 0;
	if (v->base.needed && !o->accept_loosening)
		return diag_at(d, DIAG(BASE_NONE), (struct place){ 0 },
			"there is no base, and what this change loosens would not be seen: " STR_FMT,
			STR_ARG(v->base.why));
	say(&c, arena_printf(w->arena, "there is no base (" STR_FMT ")", STR_ARG(v->base.why)).p);
	return diag_at(d, DIAG(BASE_UNSEEN), (struct place){ 0 },
		"there is no base, so what this change loosens is not seen: " STR_FMT,
		STR_ARG(v->base.why));
}

static struct revision base_revision(const struct verdict *v)
{
	struct revision base = { 0 };

	memcpy(base.commit, v->base.commit.p, REPO_ID_HEX);
	memcpy(base.tree, v->base.tree.p, REPO_ID_HEX);
	return base;
}

int comparing_read(struct policies *out, struct verdict *v, struct workplace *w,
	const struct options *o, struct diags *d)
{
	const struct revision base = base_revision(v);
	struct comparing c = at_revision(out, &base, w, d);

	c.verdict = v;
	*out = (struct policies){ .arena = w->arena };
	return list_as_asked(&c, o) < 0 ? -1 : read_all(&c);
}

int comparing_again(struct str *lost, struct workplace *w, const struct options *o, struct diags *d)
{
	struct policies again = { .arena = w->arena };
	struct comparing c = at_revision(&again, &w->revision, w, d);
	int result = list_as_asked(&c, o) < 0 || read_files(&c) < 0 ? -1 : 0;

	*lost = STR("");
	if (!c.files.n)
		*lost = arena_printf(w->arena, "no policies in the judged tree (%s)", shown(&c));
	else if (c.own.count[DIAG_ERROR])
		*lost = arena_printf(w->arena,
			"the policies in the judged tree cannot be read: " STR_FMT,
			STR_ARG(say_mistake(&c)));
	policies_release(&again);
	return result;
}

int comparing_files(
	struct names *out, const struct verdict *v, struct workplace *w, struct diags *d)
{
	struct tree_paths into = { .files = out };
	struct revision base = base_revision(v);

	*out = (struct names){ .arena = w->arena };
	return repo_paths(w->repo, &base, &into, d);
}

int comparing_policies(struct policies *out, const struct revision *at, struct str folder,
	struct workplace *w, struct diags *d)
{
	struct comparing c = at_revision(out, at, w, d);

	*out = (struct policies){ .arena = w->arena, .folder = folder };
	if (list_named(&c, folder) < 0)
		return -1;
	if (!c.files.n)
		return diag_at(d, DIAG(RECORD_REPLAY), (struct place){ .file = str_of(shown(&c)) },
			"the policies that were judged by are not in the tree of the commit");
	if (read_files(&c) < 0)
		return -1;
	diags_merge(d, &c.own, 0);
	return d->status ? -1 : 0;
}

int comparing_at(struct policies *out, const struct revision *at, struct workplace *w,
	const struct options *o, struct diags *d)
{
	struct comparing c = at_revision(out, at, w, d);
	int result;

	*out = (struct policies){ .arena = w->arena };
	if (list_as_asked(&c, o) < 0)
		return -1;
	out->folder = c.folder.n ? c.folder : STR(".");
	if (!c.files.n)
		return 0;
	if (read_files(&c) < 0)
		return -1;
	if (!c.own.count[DIAG_ERROR])
		(void)policies_check(out, &c.own);
	result = c.own.count[DIAG_ERROR] ? -1 : 1;
	diags_merge(d, &c.own, 0);
	return result;
}

/* Policies that are not as in the judged tree. */
struct others {
	size_t n;
	struct buf some; /* of their names */
};

static void add_other(struct others *o, struct str path, const char *how)
{
	if (o->n++ < NAMES_SHOWN)
		buf_printf(&o->some, "%s" STR_FMT " (%s)", o->n > 1 ? ", " : "",
			STR_ARG(diag_shown(path)), how);
}

static void find_others(struct comparing *c, const struct policies *p, struct others *o)
{
	struct names here = { .arena = c->place->arena };

	for (size_t i = 0; i < p->n; i++) {
		struct str path;

		/* Without a project.json the project has none. */
		if (!p->v[i].file.n)
			continue;
		path = arena_printf(c->place->arena, STR_FMT "%s" STR_FMT, STR_ARG(c->folder),
			c->folder.n ? "/" : "", STR_ARG(path_base(p->v[i].file)));
		names_add(&here, path);
		if (names_find(&c->files, path) == NAMES_NONE)
			add_other(o, path, "new");
		else if (!repo_is_same(c->place->repo, &c->base, path))
			add_other(o, path, "changed");
	}
	for (size_t i = 0; i < c->files.n; i++) {
		if (names_find(&here, c->files.v[i]) == NAMES_NONE)
			add_other(o, c->files.v[i], "gone");
	}
	if (o->n > NAMES_SHOWN)
		buf_printf(&o->some, " and %zu more", o->n - NAMES_SHOWN);
}

/* By hand they are being worked on. In CI nobody does, and the commit's are the base of the next change. */
static int tell_others(struct comparing *c, struct str folder, const struct others *o)
{
	bool refused = c->files.n && ci_is_here();
	struct arena *a = c->place->arena;
	bool index = c->place->asked == HEAD_INDEX;
	struct str text = arena_printf(a, "not as in the judged %s: " STR_FMT,
		index ? "index" : "commit", STR_ARG(buf_str(&o->some)));
	const char *are = o->n == 1 ? "is" : "are";

	note(c, arena_printf(a, "%zu of them %s " STR_FMT, o->n, are, STR_ARG(text)));
	/* A folder that is in no commit at all is recorded without an id: nobody takes one for it. */
	if (c->files.n)
		c->verdict->unrecorded = arena_printf(
			a, "%zu of the policies %s " STR_FMT, o->n, are, STR_ARG(text));
	return diag_at(c->diags, refused ? DIAG(POLICY_FILE) : DIAG(POLICY_OTHER),
		(struct place){ .file = folder },
		"%zu of the policies here %s " STR_FMT
		"; %s them, or judge the work tree with --head worktree",
		o->n, are, STR_ARG(text), index ? "stage" : "commit");
}

/* Of the folder, wherever links lead: where it lies below the top. */
static bool is_in_work_tree(struct comparing *c, struct str folder)
{
	char *real = realpath(folder.p, NULL);
	struct str root = repo_root(c->place->repo), below = STR("");
	bool inside = real && root.n &&
		(str_eq(str_of(real), root) || path_below(str_of(real), root, &below));

	c->folder = arena_str(c->place->arena, below);
	free(real);
	return inside;
}

int comparing_judged(
	struct verdict *v, const struct policies *p, struct workplace *w, struct diags *d)
{
	struct comparing c = at_revision(NULL, &w->revision, w, d);
	struct others others = { 0 };
	int result = 0;

	c.verdict = v;
	if (!w->repo || w->asked == HEAD_WORKTREE || !is_in_work_tree(&c, p->folder))
		return 0;
	if (list(&c, c.folder) < 0)
		return -1;
	find_others(&c, p, &others);
	if (others.n)
		result = tell_others(&c, p->folder, &others);
	buf_release(&others.some);
	return result;
}
