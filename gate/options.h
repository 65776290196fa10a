/*
 * The command line: one table of options that parsing and --help share.
 */
#ifndef GATE_OPTIONS_H
#define GATE_OPTIONS_H

#include "gate/base/buf.h"
#include "gate/base/diag.h"
#include "gate/model/head.h"

#define OUTPUTS_MAX 16

struct command;

struct output {
	const char *format; /* a reporter's name */
	const char *path;   /* NULL for stdout */
};

struct options {
	const struct command *command; /* NULL with --help or --version alone */
	bool help, version;
	bool no_git, record, record_lines, verbose, files, accept_loosening, compact, no_baseline;
	bool has_head, quiet, check, dry_run;
	const char *policies, *job, *base, *replay, *baseline, *area, *bisect, *since;
	enum head head;          /* with has_head; else the command chooses */
	unsigned days;           /* 0: not said */
	unsigned number;         /* of records; 0: the command's own */
	unsigned threads;        /* 0: as many as there are processors */
	char *outs[OUTPUTS_MAX]; /* --out as it was given */
	size_t out_count;
	const char *file; /* to write to; NULL for stdout */
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
	OPTION_THREADS = 1 << 9,
	OPTION_BASE = 1 << 11,
	OPTION_ACCEPT = 1 << 12,
	OPTION_BASELINE = 1 << 15,
	OPTION_NO_BASELINE = 1 << 16,
	OPTION_AREA = 1 << 17,
	OPTION_NUMBER = 1 << 18,
	OPTION_BISECT = 1 << 19,
	OPTION_FILE = 1 << 10, /* spelled like OPTION_OUT, where that makes no sense */
	OPTION_REPLAY = 1 << 20,
	OPTION_COMPACT = 1 << 13,
	OPTION_DAYS = 1 << 14,
	OPTION_RECORD_LINES = 1 << 21,
	OPTION_HEAD = 1 << 22,
	OPTION_SINCE = 1 << 23,
	OPTION_QUIET = 1 << 24,
	OPTION_CHECK = 1 << 25,
	OPTION_DRY_RUN = 1 << 26,
};

struct option_row {
	enum option_id id;
	char letter; /* 0 for none */
	const char *name;
	const char *value; /* what --help calls the argument; NULL for none */
	const char *about;
	size_t flag; /* without a value: where in struct options it is set */
};

extern const struct option_row option_rows[];
extern const size_t option_row_count;

/* -1 after a diagnostic [usage]. `argv` is put in another order. */
int options_parse(struct options *o, int argc, char **argv, struct diags *d);

#endif
