#include "gate/commands/command.h"

#include <limits.h>

#include "gate/exit.h"
#include "gate/intake.h"
#include "gate/outputs.h"
#include "reporters/tracefile.h"

static int merge(const struct options *o, struct tally *t, struct diags *d)
{
	struct buf out = { 0 };
	int result = 0;

	for (int i = 0; i < o->argument_count; i++) {
		if (intake_tally(t, str_of(o->arguments[i]), o->threads, d) < 0)
			result = -1;
	}
	if (result < 0)
		return d->status;
	tally_settle(t);
	tracefile_print(t, o->threads, &out);
	result = outputs_put(o->file, buf_str(&out), d);
	buf_release(&out);
	return result < 0 ? d->status : EXIT_OPEN;
}

static int run(const struct options *o, struct diags *d)
{
	struct tally tally;
	int status;

	tally_init(&tally);
	status = merge(o, &tally, d);
	tally_release(&tally);
	return status;
}

const struct command merge_command = {
	.name = "merge",
	.arguments = "REPORT...",
	.about = "add tracefiles up, into one",
	.detail =
		"Adds up the counts of lcov tracefiles, as the shards of a test run write them, and writes\n"
		"one tracefile: sorted, and the same bytes whatever the order of the reports. Test names\n"
		"(TN:) are not kept.",
	.options = OPTION_FILE | OPTION_THREADS,
	.arguments_min = 1,
	.arguments_max = INT_MAX,
	.reads_reports = true,
	.tells_notes = true,
	.run = run,
};
