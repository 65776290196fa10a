/*
 * The command line: one table of options that parsing and --help share.
 */
#ifndef GATE_OPTIONS_H
#define GATE_OPTIONS_H

#include "gate/base/buf.h"
#include "gate/base/diag.h"

#define OUTPUTS_MAX 16

struct command;

struct output {
	const char *format; /* a reporter's name */
	const char *path;   /* NULL for stdout */
};

struct options {
	const struct command *command; /* NULL with --help or --version alone */
	bool help, version;
	bool no_git, record, verbose, files;
	const char *policies, *job;
	struct output outputs[OUTPUTS_MAX];
	size_t output_count;
	char **arguments; /* of the command */
	int argument_count;
};

/* What of the options a command takes. */
enum option_id {
	OPTION_HELP = 1 << 0,
	OPTION_VERSION = 1 << 1,
	OPTION_POLICIES = 1 << 2,
	OPTION_OUT = 1 << 3,
	OPTION_NO_GIT = 1 << 4,
	OPTION_RECORD = 1 << 5,
	OPTION_JOB = 1 << 6,
	OPTION_VERBOSE = 1 << 7,
	OPTION_FILES = 1 << 8,
};

/* -1 after a diagnostic [usage]. `argv` is put in another order. */
int options_parse(struct options *o, int argc, char **argv, struct diags *d);

/* The text of `areagate --help`, or of `areagate COMMAND --help`. */
void options_help(const struct command *command, struct buf *out);

#endif
