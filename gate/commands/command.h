/*
 * A command. To add one: write gate/commands/<name>.c and add a row to the table in commands.c.
 */
#ifndef COMMANDS_COMMAND_H
#define COMMANDS_COMMAND_H

#include "gate/options.h"

struct command {
	const char *name;
	const char *arguments;  /* for --help: "[REPORT...]" */
	const char *about;      /* one line for --help */
	const char *detail;     /* a paragraph for COMMAND --help */
	const char *outputs;    /* for its --help, where --out is not about verdicts; or NULL */
	const char *usual;      /* the format without --out; NULL: terminal */
	unsigned options;       /* enum option_id, or-ed */
	unsigned with_argument; /* those that an argument leaves a meaning; 0: all */
	int arguments_min, arguments_max;
	bool reads_reports; /* the arguments are files, from this one on: */
	int first_report;
	bool judges;      /* CI is told of it unasked */
	bool tells_notes; /* on stderr: its output has no place for them */

	/* The exit status. */
	int (*run)(const struct options *o, struct diags *d);
};

extern const struct command *const commands[];
extern const size_t command_count;

extern const struct command check_command, summary_command, merge_command, lint_command,
	show_command, sync_command, stamp_command, log_command, diff_command, explain_command,
	completion_command, report_command, hook_command, ratchet_command, init_command;

/* NULL if there is none of that name. */
const struct command *command_find(struct str name);

#endif
