#include "gate/commands/command.h"

#include <limits.h>
#include <unistd.h>

#include "gate/exit.h"
#include "gate/intake.h"
#include "gate/outputs.h"
#include "gate/progress.h"
#include "reporters/summary.h"

static int print(const struct evidence *e, const struct options *o, bool json, struct diags *d)
{
	struct look look = outputs_look(STDOUT_FILENO, o);
	struct buf out = { 0 };
	int result;

	if (json)
		summary_json(e, o->files, &out);
	else
		summary_terminal(e, o->files, &look, &out);
	result = outputs_print(buf_str(&out), d);
	buf_release(&out);
	return result;
}

static int summary(const struct options *o, struct evidence *e, struct diags *d)
{
	bool json;
	int result = 0;

	if (outputs_one(o, &json, d) < 0)
		return d->status;
	for (int i = 0; i < o->argument_count; i++) {
		if (intake_total(e, str_of(o->arguments[i]), o->threads, d) < 0)
			result = -1;
	}
	progress_end();
	if (result < 0)
		return d->status;
	evidence_joined(e);
	if (o->files)
		coverage_sort(&e->coverage);
	return print(e, o, json, d) < 0 ? d->status : EXIT_OPEN;
}

static int run(const struct options *o, struct diags *d)
{
	struct arena arena = { 0 };
	struct evidence evidence;
	int status;

	evidence_init(&evidence, &arena);
	status = summary(o, &evidence, d);
	arena_release(&arena);
	return status;
}

const struct command summary_command = {
	.name = "summary",
	.arguments = "REPORT...",
	.about = "the totals of reports, without policies or a repository",
	.detail =
		"Reads the reports and prints what was counted in each and in their union. Paths stay as\n"
		"the reports have them.",
	.outputs = "terminal, json (areagate/summary/1)",
	.options = OPTION_OUT | OPTION_FILES | OPTION_THREADS,
	.arguments_min = 1,
	.arguments_max = INT_MAX,
	.reads_reports = true,
	.run = run,
};
