#include "gate/guessing.h"

#include <string.h>

#include "gate/base/path.h"
#include "parsers/declared.h"
#include "parsers/framework_guess.h"
#include "policies/convention.h"

/* More of them do not tell more. */
enum { FILES_MAX = 5000 };

struct guessing {
	struct framework_votes votes;
	struct str manifest; /* package.json beside the tests, or further up; or empty */
	struct arena *arena;
};

static void take_manifest(void *user, const struct repo_file *file)
{
	struct guessing *g = user;

	if (!file->too_large)
		g->manifest = arena_str(g->arena, file->text);
}

static void take_test(void *user, const struct repo_file *file)
{
	struct guessing *g = user;

	if (!file->too_large)
		framework_vote(&g->votes, file->path, file->text, g->manifest);
}

/* The nearest package.json up from the file. */
static int read_manifest(struct guessing *g, struct run *r, struct str path)
{
	struct names found = { .arena = &r->arena };

	while (path.n && !found.n) {
		struct str file;

		str_cut_last(&path, '/');
		file = arena_printf(
			&r->arena, STR_FMT "%spackage.json", STR_ARG(path), path.n ? "/" : "");
		if (names_find(&r->place.tree, file) != NAMES_NONE)
			names_add(&found, file);
	}
	if (!found.n)
		return 0;
	return repo_read(r->place.repo, &r->place.revision, &found, DECLARED_BYTES_MAX,
		take_manifest, g, r->diags);
}

/* What of a glob is a folder, if nothing in it needs a quote in a shell; else empty. */
static struct str plain_folder(struct str glob)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-";
	size_t n = 0;

	while (n < glob.n && strchr(plain, glob.p[n]))
		n++;
	if (n < glob.n && glob.p[n] != '*')
		return STR("");
	glob.n = n;
	str_cut_last(&glob, '/');
	return *glob.p == '-' ? STR("") : glob;
}

static int guess(struct proposed_area *area, const struct policy *policy, struct run *r)
{
	struct names files = { .arena = &r->arena };
	struct guessing g = { .arena = &r->arena };

	for (size_t i = 0; i < r->place.tree.n && files.n < FILES_MAX; i++) {
		struct str path = r->place.tree.v[i];

		if (convention_is_test(path) && globs_match(&policy->tests, path))
			names_add(&files, path);
	}
	if (!files.n)
		return 0;
	if (read_manifest(&g, r, files.v[0]) < 0 ||
		repo_read(r->place.repo, &r->place.revision, &files, DECLARED_BYTES_MAX, take_test,
			&g, r->diags) < 0)
		return -1;
	area->framework = framework_elected(&g.votes);
	area->command =
		framework_command(area->framework, plain_folder(area->tests.v[0]), &r->arena);
	return 0;
}

int guess_frameworks(struct proposal *p, struct run *r)
{
	for (size_t i = 0; i < p->n; i++) {
		if (guess(&p->v[i], &r->policies.v[i + 1], r) < 0)
			return -1;
	}
	return 0;
}
