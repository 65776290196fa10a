#include "gate/repo/repo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gate/base/memory.h"
#include "gate/base/path.h"
#include "gate/base/shell.h"
#include "gate/model/diagnostics.h"
#include "gate/repo/git.h"

/*
 * Extensions that change nothing for a reader of objects who writes one shared ref. libgit2 refuses
 * what it is not told of; objectformat and refstorage must stay refused.
 */
static const char *extensions[] = {
	"partialclone",
	"preciousobjects",
	"relativeworktrees",
	"worktreeconfig",
};

const char *repo_why(void)
{
	const git_error *e = git_error_last();

	return e && e->message ? e->message : "libgit2 does not say why";
}

int repo_id_parse(git_oid *out, const char *hex)
{
	return strlen(hex) == REPO_ID_HEX && git_oid_fromstr(out, hex) == 0 ? 0 : -1;
}

const char *repo_library_version(void)
{
	static char text[32];
	int major = 0, minor = 0, patch = 0;

	git_libgit2_version(&major, &minor, &patch);
	snprintf(text, sizeof(text), "%d.%d.%d", major, minor, patch);
	return text;
}

static const char *environment(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

static bool has(struct arena *a, struct str folder, const char *name)
{
	return access(arena_printf(a, STR_FMT "/%s", STR_ARG(folder), name).p, F_OK) == 0;
}

/* The folder that safe.directory has to name; libgit2's own message often leaves it out. */
static struct str foreign_folder(struct arena *a, const char *from)
{
	char *real = realpath(from, NULL);
	struct str start = arena_str(a, str_of(real ? real : from)), at = start;

	free(real);
	for (; at.n; str_cut_last(&at, '/')) {
		bool bare = has(a, at, "HEAD") && has(a, at, "objects") &&
			!str_eq(path_base(at), STR(".git"));

		if (bare || has(a, at, ".git"))
			return at;
	}
	return start;
}

static int refuse_owner(struct arena *a, const char *where, int code, struct diags *d)
{
	struct str folder = shell_word(a, foreign_folder(a, where));

	/* libgit2 before 1.6 takes no pattern: with one in place it says EOWNER, without ENOTFOUND. */
	return diag_at(d, DIAG(REPO_OPEN), (struct place){ .file = str_of(where) },
		"the repository belongs to another user: if you trust it, run "
		"`git config --global --add safe.directory " STR_FMT "`%s",
		STR_ARG(folder), code == GIT_EOWNER ? " (the exact path; '*' may not do)" : "");
}

static int refuse(struct arena *a, const char *where, int code, bool optional, struct diags *d)
{
	struct place at = { .file = str_of(where) };
	struct str why = arena_str(a, str_of(repo_why()));

	if (code == GIT_EOWNER || str_has(why, STR("safe.directory")))
		return refuse_owner(a, where, code, d);
	if (str_has(why, STR("unsupported extension")) || str_has(why, STR("object format")) ||
		str_has(why, STR("unsupported repository version")))
		return diag_at(d, DIAG(REPO_OPEN), at,
			"this repository format is not supported yet (" STR_FMT ")%s", STR_ARG(why),
			optional ? ": --no-git judges without it" : "");
	if (code == GIT_ENOTFOUND)
		return diag_at(d, DIAG(REPO_OPEN), at,
			"is not in a git repository: run inside one%s",
			optional ? ", or judge without by --no-git" : "");
	return diag_at(d, DIAG(REPO_OPEN), at, "cannot be opened as a git repository: " STR_FMT,
		STR_ARG(why));
}

/*
 * A hook has GIT_DIR and its caller's folder, so nothing is to be searched then. libgit2 can follow
 * the environment by itself, but fails on GIT_WORK_TREE before 1.7.
 */
static int open_git(git_repository **git, const char *folder, const char *git_dir)
{
	if (git_dir)
		return git_repository_open_ext(git, git_dir,
			GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_NO_DOTGIT, NULL);
	return git_repository_open_ext(git, folder, 0, getenv("GIT_CEILING_DIRECTORIES"));
}

/*
 * What a push brings is not among the objects yet while a server's hook looks at it, but in a quarantine
 * of its own (git-receive-pack(1)). Their folders are only ever read.
 */
static int add_objects(struct repo *r, struct diags *d)
{
	const char *lists[] = { environment("GIT_OBJECT_DIRECTORY"),
		environment("GIT_ALTERNATE_OBJECT_DIRECTORIES") };
	git_odb *odb = NULL;
	int code = 0;

	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists) && code == 0; i++) {
		struct str rest = lists[i] ? str_of(lists[i]) : STR("");

		if (rest.n && !odb)
			code = git_repository_odb(&odb, r->git);
		while (code == 0 && rest.n)
			code = git_odb_add_disk_alternate(
				odb, arena_str(&r->arena, str_cut(&rest, ':')).p);
	}
	git_odb_free(odb);
	if (code < 0)
		return diag_at(d, DIAG(REPO_OPEN), (struct place){ 0 },
			"the objects of GIT_OBJECT_DIRECTORY cannot be read: %s", repo_why());
	return 0;
}

static int set_up(struct repo *r, struct diags *d)
{
	const char *work_tree = environment("GIT_WORK_TREE"), *root;

	if (work_tree && git_repository_set_workdir(r->git, work_tree, 0) < 0)
		return diag_at(d, DIAG(REPO_OPEN), (struct place){ .file = str_of(work_tree) },
			"GIT_WORK_TREE names no folder: %s", repo_why());
	if (git_repository_set_ident(r->git, REPO_IDENT_NAME, REPO_IDENT_EMAIL) < 0)
		return diag_at(d, DIAG(REPO_OPEN), (struct place){ 0 }, "%s", repo_why());
	if (add_objects(r, d) < 0)
		return -1;
	root = git_repository_workdir(r->git);
	r->root = root ? arena_str(&r->arena, str_of(root)) : STR("");
	while (r->root.n > 1 && str_ends(r->root, STR("/")))
		r->root.n--;
	return 0;
}

/*
 * git_libgit2_init() is nearly all of the start-up: where it is built with a TLS library it reads
 * every certificate of the system (6 ms), and no option leaves that out.
 */
static int start(struct diags *d)
{
	if (git_libgit2_init() >= 0 &&
		git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions,
			sizeof(extensions) / sizeof(*extensions)) == 0 &&
		git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1) == 0)
		return 0;
	return diag_at(
		d, DIAG(REPO_OPEN), (struct place){ 0 }, "libgit2 does not start: %s", repo_why());
}

int repo_open(struct repo **out, const char *folder, bool optional, struct diags *d)
{
	const char *git_dir = environment("GIT_DIR"), *where = git_dir ? git_dir : folder;
	struct repo *r = memory_get(sizeof(*r));
	int code;

	*out = NULL;
	*r = (struct repo){ .optional = optional };
	if (!*where)
		where = folder = ".";
	if (start(d) < 0)
		goto failed;
	code = open_git(&r->git, folder, git_dir);
	if (code < 0) {
		refuse(&r->arena, where, code, optional, d);
		goto failed;
	}
	if (set_up(r, d) < 0)
		goto failed;
	*out = r;
	return 0;
failed:
	repo_close(r);
	return -1;
}

void repo_close(struct repo *r)
{
	if (!r)
		return;
	git_repository_free(r->git);
	arena_release(&r->arena);
	free(r);
	git_libgit2_shutdown();
}

struct str repo_root(const struct repo *r)
{
	return r->root;
}
