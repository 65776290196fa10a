#include "gate/help.h"

#include "gate/commands/command.h"
#include "reporters/reporter.h"

static void help_options(unsigned allowed, struct buf *out)
{
	/* Once is enough where both are allowed. */
	if (allowed & OPTION_OUT)
		allowed &= ~(unsigned)OPTION_FILE;
	buf_puts(out, "\nOptions:\n");
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];
		size_t start = out->n;

		if (!(allowed & row->id))
			continue;
		buf_puts(out, "  ");
		if (row->letter)
			buf_printf(out, "-%c, ", row->letter);
		else
			buf_puts(out, "    ");
		buf_printf(out, "--%s%s%s", row->name, row->value ? " " : "",
			row->value ? row->value : "");
		buf_repeat(out, ' ', out->n - start < 28 ? 28 - (out->n - start) : 1);
		buf_printf(out, "%s\n", row->about);
	}
}

static void help_outputs(struct buf *out)
{
	buf_puts(out, "\nOutput formats:\n");
	for (size_t i = 0; i < reporter_count; i++)
		buf_printf(out, "  %-10s  %s\n", reporters[i]->name, reporters[i]->about);
}

static void help_command(const struct command *c, struct buf *out)
{
	buf_printf(out, "areagate %s%s%s\n\n%s\n", c->name, *c->arguments ? " " : "", c->arguments,
		c->detail);
	help_options(c->options | OPTION_HELP, out);
	if (c->outputs)
		buf_printf(out, "\nOutput formats:\n  %s\n", c->outputs);
	else if (c->options & OPTION_OUT)
		help_outputs(out);
}

void help_print(const struct command *command, struct buf *out)
{
	if (command) {
		help_command(command, out);
		return;
	}
	buf_puts(out, "areagate: open or close the gate on a change, area by area\n\nCommands:\n");
	for (size_t i = 0; i < command_count; i++) {
		size_t start = out->n;

		buf_printf(out, "  areagate %s %s", commands[i]->name, commands[i]->arguments);
		buf_repeat(out, ' ', out->n - start < 31 ? 31 - (out->n - start) : 1);
		buf_printf(out, "%s\n", commands[i]->about);
	}
	help_options(~0u, out);
	help_outputs(out);
	buf_puts(out,
		"\nExit status:\n"
		"  0  open: every enforced rule holds\n"
		"  1  closed: everything was read and judged, and an enforced rule is broken\n"
		"  2  the command line or a policy is wrong\n"
		"  3  a report is missing, empty, cut off, unreadable or of other code, or a rule has no data\n"
		"  4  the repository, a commit or a record is missing or cannot be read\n"
		"  5  a record or an output could not be written\n");
}
