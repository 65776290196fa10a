#include "gate/commands/command.h"

#include <limits.h>

#include "gate/exit.h"
#include "gate/repo/states.h"
#include "gate/stamping.h"
#include "gate/version.h"

struct stamping {
	const struct options *options;
	struct workplace *place;
};

/* Reports and stamps are made after the tests. */
static bool wants(void *user, struct str path)
{
	const struct stamping *s = user;

	for (int i = 0; i < s->options->argument_count; i++) {
		if (str_eq(workplace_path(s->place, s->options->arguments[i]), path))
			return false;
	}
	return !str_ends(path, STR(STAMP_ENDING));
}

static int stamp(const struct options *o, struct arena *a, struct workplace *w, struct diags *d)
{
	struct stamping stamping = { o, w };
	struct head_request want = { .side = HEAD_WORKTREE, .wants = wants, .user = &stamping };
	struct stamp s = { .tool = STR(VERSION_TOOL),
		.changed = { .paths = { .arena = a } },
		.untracked = { .paths = { .arena = a } } };
	struct changed_files changed = { .arena = a };
	int result = 0;

	if (workplace_open(w, a, GIT_NEEDED, d) < 0 ||
		workplace_revision(w, "HEAD", false, d) < 0 ||
		repo_states_of_head(
			w->repo, &w->revision, &want, &s.changed, &s.untracked, &changed, d) < 0)
		return d->status;
	s.commit = str_of(w->revision.commit);
	s.tree = str_of(w->revision.tree);
	for (int i = 0; i < o->argument_count; i++) {
		if (stamping_write(&s, &changed, workplace_path(w, o->arguments[i]), d) < 0)
			result = -1;
	}
	return result < 0 ? d->status : EXIT_OPEN;
}

static int run(const struct options *o, struct diags *d)
{
	struct arena arena = { 0 };
	struct workplace place = { 0 };
	int status = stamp(o, &arena, &place, d);

	workplace_close(&place);
	arena_release(&arena);
	return status;
}

const struct command stamp_command = {
	.name = "stamp",
	.arguments = "REPORT...",
	.about = "note beside reports which code they are of, right after the tests",
	.detail =
		"Writes REPORT" STAMP_ENDING
		" beside each report: its digest, the tree of HEAD, and the files\n"
		"that are changed in the work tree, or new and not ignored. Where that file lies beside the report, `areagate\n"
		"check` refuses the report for any other code than that. What was in a file that was edited after the report\n"
		"was written is not known: of that file it is refused as well.",
	.arguments_min = 1,
	.arguments_max = INT_MAX,
	.run = run,
};
