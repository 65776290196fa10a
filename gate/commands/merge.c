#include "gate/commands/command.h"

#include <limits.h>

#include "gate/exit.h"
#include "gate/intake.h"
#include "gate/outputs.h"
#include "reporters/tracefile.h"

struct merged {
	struct file_maker maker; /* the first, for print() */
	const struct tally *tally;
	unsigned threads;
};

static int print(struct file_maker *m, struct sink *into)
{
	const struct merged *merged = (const struct merged *)m;

	return tracefile_print(merged->tally, merged->threads, into);
}

static int merge(const struct options *o, struct tally *t, struct diags *d)
{
	struct merged merged = { { print }, t, o->threads };

	if (intake_tally(t, o->arguments, (size_t)o->argument_count, o->threads, d) < 0)
		return d->status;
	tally_settle(t);
	return outputs_make(o->file, &merged.maker, d) < 0 ? d->status : EXIT_OPEN;
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
