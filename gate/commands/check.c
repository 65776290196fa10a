#include "gate/commands/command.h"

#include <limits.h>

#include "gate/replaying.h"

static int run(const struct options *o, struct diags *d)
{
	struct run r;
	int status;

	run_start(&r, o, d);
	status = o->replay ? run_replay(&r) : run_check(&r);
	run_end(&r);
	return status;
}

const struct command check_command = {
	.name = "check",
	.arguments = "[REPORT...]",
	.about = "judge reports by the policies: 0 open, 1 closed, >1 cannot judge",
	.detail =
		"Reads the reports (those named, else those of the manifest in project.json), proves\n"
		"their paths against the judged tree, and judges every area by its own policy. That tree is\n"
		"HEAD's in CI and for --record; by hand it is the work tree, with new files that are not\n"
		"ignored. With --replay nothing is read but a record and the policies of its commit.",
	.options = OPTION_POLICIES | OPTION_OUT | OPTION_BASE | OPTION_BASELINE |
		OPTION_NO_BASELINE | OPTION_HEAD | OPTION_ACCEPT | OPTION_NO_GIT | OPTION_RECORD |
		OPTION_RECORD_LINES | OPTION_JOB | OPTION_REPLAY | OPTION_VERBOSE | OPTION_QUIET |
		OPTION_THREADS,
	.arguments_max = INT_MAX,
	.reads_reports = true,
	.judges = true,
	.run = run,
};
