#include <signal.h>

#include "gate/actions.h"
#include "gate/base/memory.h"
#include "gate/commands/command.h"
#include "gate/exit.h"
#include "gate/help.h"
#include "gate/outputs.h"
#include "gate/progress.h"
#include "gate/version.h"

static int print_text(struct buf *text, struct diags *d)
{
	int result = outputs_print(buf_str(text), d);

	buf_release(text);
	return result < 0 ? EXIT_OUTPUT : EXIT_OPEN;
}

static int run_command(const struct options *o, struct diags *d)
{
	struct buf text = { 0 };

	if (o->version) {
		version_print(&text);
		return print_text(&text, d);
	}
	if (o->help) {
		help_print(o->command, &text);
		return print_text(&text, d);
	}
	return o->command->run(o, d);
}

static enum diag_level least_told(const struct options *o)
{
	if (o->quiet)
		return DIAG_ERROR;
	return o->command && o->command->tells_notes ? DIAG_NOTE : DIAG_WARNING;
}

int main(int argc, char **argv)
{
	struct arena keep = { 0 };
	struct diags diags = { .arena = &keep };
	struct options options;
	int status = EXIT_USAGE;

	/* A reader that went away is a failed write with a status of its own, not a silent death. */
	signal(SIGPIPE, SIG_IGN);
	/* So is a file that may not grow: a temporary one would be left behind. */
	signal(SIGXFSZ, SIG_IGN);
	memory_keep_freed();
	if (options_parse(&options, argc, argv, &diags) == 0) {
		progress_start(&options);
		status = run_command(&options, &diags);
	} else if (diags.status) {
		status = diags.status;
	}
	if (diags.count[DIAG_ERROR])
		actions_tell_failure(status, &options, &diags);
	outputs_diagnostics(&diags, &options, least_told(&options));
	arena_release(&keep);
	return status;
}
