#include "gate/commands/command.h"

#include "gate/exit.h"
#include "gate/syncing.h"

static int run(const struct options *o, struct diags *d)
{
	struct arena arena = { 0 };
	struct workplace place = { 0 };

	if (workplace_open(&place, &arena, GIT_NEEDED, d) == 0)
		(void)syncing_run(&place, o, d);
	workplace_close(&place);
	arena_release(&arena);
	return d->status;
}

const struct command sync_command = {
	.name = "sync",
	.arguments = "[REMOTE]",
	.about = "fetch, merge and push records",
	.detail =
		"Fetches the records of the remote (default origin), puts those that are only here on\n"
		"top, and pushes them, by your own git. Of one job and commit the newest record stays.\n"
		"With --compact, records that are too old are dropped here and there, and stay dropped.",
	.options = OPTION_COMPACT | OPTION_DAYS,
	.arguments_max = 1,
	.run = run,
};
