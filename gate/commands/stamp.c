#include "gate/commands/command.h"

#include <limits.h>

#include "gate/exit.h"
#include "gate/repo/states.h"
#include "gate/stamping.h"
#include "gate/version.h"

static int stamp(const struct options *o, struct arena *a, struct workplace *w, struct diags *d)
{
	struct stamp s = { .tool = STR(VERSION_TOOL), .changed = { .paths = { .arena = a } } };
	int result = 0;

	if (workplace_open(w, a, false, d) < 0 || workplace_revision(w, "HEAD", false, d) < 0 ||
		repo_states_of_work(w->repo, &w->revision, &s.changed, d) < 0)
		return d->status;
	s.commit = str_of(w->revision.commit);
	s.tree = str_of(w->revision.tree);
	for (int i = 0; i < o->argument_count; i++) {
		if (stamping_write(&s, workplace_path(w, o->arguments[i]), d) < 0)
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
		" beside each report: its digest, the tree of HEAD, and the tracked\n"
		"files that are changed in the work tree. Where that file lies beside the report, `areagate\n"
		"check` refuses the report for any other code than that.",
	.arguments_min = 1,
	.arguments_max = INT_MAX,
	.run = run,
};
