#include "gate/options.h"

#include <getopt.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "gate/base/threads.h"
#include "gate/commands/command.h"
#include "gate/model/diagnostics.h"
#include "gate/options_check.h"
#include "reporters/reporter.h"

#define DAYS_MAX 36500
#define RECORDS_MAX 10000

#define FLAG(name) offsetof(struct options, name)

const struct option_row option_rows[] = {
	{ OPTION_POLICIES, 'p', "policies", "DIR",
		"the policies (default: .areagate/, else policies/)" },
	{ OPTION_OUT, 'o', "out", "FORMAT[=FILE]",
		"write this format, to stdout or a file; repeatable" },
	{ OPTION_FILE, 'o', "out", "FILE", "write to this file (default: stdout)" },
	{ OPTION_BASE, 'b', "base", "REV", "judge the change since this commit" },
	{ OPTION_HEAD, 0, "head", "STATE",
		"judge the commit, the index or the worktree (by hand, the default)" },
	{ OPTION_BASELINE, 0, "baseline", "REV", "compare with the record of this commit" },
	{ OPTION_NO_BASELINE, 0, "no-baseline", NULL, "there is no record to compare with yet",
		FLAG(no_baseline) },
	{ OPTION_ACCEPT, 0, "accept-loosening", NULL,
		"judge by this commit's policies even where the base's are stricter",
		FLAG(accept_loosening) },
	{ OPTION_RECORD, 'r', "record", NULL, "keep the verdict as a git note on the judged commit",
		FLAG(record) },
	{ OPTION_RECORD_LINES, 0, "record-lines", NULL,
		"the same, with the covered lines of each file", FLAG(record_lines) },
	{ OPTION_JOB, 'j', "job", "NAME",
		"which job's record it is, where one is written or read" },
	{ OPTION_SINCE, 0, "since", "REV",
		"tell what changed since the record of this commit (default: the baseline)" },
	{ OPTION_REPLAY, 0, "replay", "REV",
		"judge what the record of this commit says again, and compare" },
	{ OPTION_NO_GIT, 0, "no-git", NULL, "judge without a repository: paths are not proved",
		FLAG(no_git) },
	{ OPTION_FILES, 'f', "files", NULL, "a line for each file, too", FLAG(files) },
	{ OPTION_THREADS, 't', "threads", "N",
		"read with so many threads (default: one a processor)" },
	{ OPTION_AREA, 'a', "area", "AREA", "the area to tell of (default: the whole project)" },
	{ OPTION_NUMBER, 'n', "number", "N", "no more records than that (default: 20)" },
	{ OPTION_BISECT, 0, "bisect", "AREA.RULE", "where this rule went from held to broken" },
	{ OPTION_COMPACT, 0, "compact", NULL, "drop old records, here and at the remote",
		FLAG(compact) },
	{ OPTION_DAYS, 0, "days", "N", "with --compact: how old they may grow (default: 365)" },
	{ OPTION_CHECK, 0, "check", NULL,
		"change nothing: exit status 1 if a limit could be raised", FLAG(check) },
	{ OPTION_DRY_RUN, 0, "dry-run", NULL, "print the policies instead of writing them",
		FLAG(dry_run) },
	{ OPTION_VERBOSE, 'v', "verbose", NULL, "show the rules that hold, too, and whole lists",
		FLAG(verbose) },
	{ OPTION_QUIET, 'q', "quiet", NULL, "print errors alone: the exit status says it",
		FLAG(quiet) },
	{ OPTION_VERSION, 'V', "version", NULL, "print the version and the libraries' versions",
		FLAG(version) },
	{ OPTION_HELP, 'h', "help", NULL, "print this help, or that of a command", FLAG(help) },
};

enum { ROWS = sizeof(option_rows) / sizeof(option_rows[0]) };

const size_t option_row_count = ROWS;

/* Values that getopt_long() returns for long options: out of reach of letters. */
enum { LONG_BASE = 256 };

static void fill_getopt(struct option *longs, char *letters)
{
	*letters++ = ':'; /* tells a missing argument from an unknown option */
	for (int i = 0; i < ROWS; i++) {
		if (option_rows[i].id == OPTION_FILE)
			continue;
		*longs++ = (struct option){ option_rows[i].name,
			option_rows[i].value ? required_argument : no_argument, NULL,
			LONG_BASE + i };
		if (!option_rows[i].letter)
			continue;
		*letters++ = option_rows[i].letter;
		if (option_rows[i].value)
			*letters++ = ':';
	}
	*letters = '\0';
	*longs = (struct option){ 0 };
}

static const struct option_row *row_of(int code)
{
	for (int i = 0; i < ROWS; i++) {
		if (code == LONG_BASE + i ||
			(option_rows[i].letter && code == option_rows[i].letter))
			return &option_rows[i];
	}
	return NULL;
}

static int usage(struct diags *d, const char *text, const char *what)
{
	return diag_at(
		d, DIAG(USAGE), (struct place){ 0 }, "%s '%s': see areagate --help", text, what);
}

static const char *command_name(size_t i)
{
	return i < command_count ? commands[i]->name : NULL;
}

static const char *option_name(size_t i)
{
	return i < ROWS ? option_rows[i].name : NULL;
}

static const char *reporter_name(size_t i)
{
	return i < reporter_count ? reporters[i]->name : NULL;
}

static const char *head_name(size_t i)
{
	return i < HEADS ? head_names[i] : NULL;
}

/* What is not known, and the name it is likely a misspelling of. */
static int unknown(
	struct diags *d, const char *what, const char *given, const char *(*name)(size_t i))
{
	struct nearest nearest = { .given = str_of(given) };

	for (size_t i = 0; name(i); i++)
		nearest_try(&nearest, str_of(name(i)));
	if (nearest.best.n)
		return diag_at(d, DIAG(USAGE), (struct place){ 0 },
			"unknown %s '%s': did you mean '" STR_FMT "'?", what, given,
			STR_ARG(nearest.best));
	return diag_at(d, DIAG(USAGE), (struct place){ 0 }, "unknown %s '%s': see areagate --help",
		what, given);
}

static int add_output(struct options *o, char *value, struct diags *d)
{
	char *path = strchr(value, '=');

	if (path)
		*path++ = '\0';
	if (!reporter_find(str_of(value)))
		return unknown(d, "output format", value, reporter_name);
	if (path && !*path)
		return usage(d, "no file behind the = of output format", value);
	o->outputs[o->output_count++] = (struct output){ value, path };
	return 0;
}

static int is_job(const char *name)
{
	size_t n = strlen(name);

	return n > 0 && n <= 64 &&
		strspn(name,
			"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-") == n;
}

static int take_job(struct options *o, const char *value, struct diags *d)
{
	o->job = value;
	return is_job(value)
		? 0
		: usage(d, "up to 64 letters, digits and ._/- make a job's name, not", value);
}

static int take_number(
	unsigned *into, unsigned most, const char *what, const char *value, struct diags *d)
{
	uint64_t n;

	if (str_to_u64(str_of(value), &n) < 0 || n < 1 || n > most)
		return diag_at(d, DIAG(USAGE), (struct place){ 0 },
			"a number of %s from 1 to %u is wanted, not '%s': see areagate --help",
			what, most, value);
	*into = (unsigned)n;
	return 0;
}

static int take_head(struct options *o, const char *value, struct diags *d)
{
	o->has_head = true;
	o->head = head_of(str_of(value));
	return o->head == HEADS ? unknown(d, "head", value, head_name) : 0;
}

/* Options whose value is a text of any kind, and what that is. */
static const struct text_option {
	enum option_id id;
	size_t text;      /* in struct options */
	const char *none; /* what is said when nothing is given behind it */
} text_options[] = {
	{ OPTION_POLICIES, FLAG(policies), "no folder behind" },
	{ OPTION_BASE, FLAG(base), "no revision behind" },
	{ OPTION_BASELINE, FLAG(baseline), "no revision behind" },
	{ OPTION_SINCE, FLAG(since), "no revision behind" },
	{ OPTION_REPLAY, FLAG(replay), "no revision behind" },
	{ OPTION_AREA, FLAG(area), "no name behind" },
	{ OPTION_BISECT, FLAG(bisect), "no rule behind" },
};

static int take_text(
	struct options *o, const struct option_row *row, const char *value, struct diags *d)
{
	for (size_t i = 0; i < sizeof(text_options) / sizeof(text_options[0]); i++) {
		const struct text_option *t = &text_options[i];

		if (t->id != row->id)
			continue;
		*(const char **)((char *)o + t->text) = value;
		if (!*value)
			return diag_at(d, DIAG(USAGE), (struct place){ 0 },
				"%s '--%s': see areagate --help", t->none, row->name);
	}
	return 0;
}

static int apply(struct options *o, const struct option_row *row, char *value, struct diags *d)
{
	if (!row->value)
		*(bool *)((char *)o + row->flag) = true;
	switch (row->id) {
	case OPTION_OUT:
	case OPTION_FILE:
		if (o->out_count == OUTPUTS_MAX)
			return usage(d, "too many outputs at", value);
		o->outs[o->out_count++] = value;
		return 0;
	case OPTION_JOB:
		return take_job(o, value, d);
	case OPTION_HEAD:
		return take_head(o, value, d);
	case OPTION_THREADS:
		return take_number(&o->threads, THREADS_MAX, "threads", value, d);
	case OPTION_DAYS:
		return take_number(&o->days, DAYS_MAX, "days", value, d);
	case OPTION_NUMBER:
		return take_number(&o->number, RECORDS_MAX, "records", value, d);
	default:
		return take_text(o, row, value, d);
	}
}

/* "json=x", as other commands take it. */
static bool names_format(const char *file)
{
	struct str path = str_of(file), format = str_cut(&path, '=');

	return path.n && reporter_find(format);
}

/* What --out says depends on the command. */
static int take_outputs(struct options *o, unsigned *given, struct diags *d)
{
	bool is_file = o->command && o->command->options & OPTION_FILE;

	if (is_file && o->out_count) {
		*given = (*given & ~(unsigned)OPTION_OUT) | OPTION_FILE;
		o->file = o->outs[0];
		if (!*o->file)
			return usage(d, "no file behind", "--out");
		if (names_format(o->file))
			return diag_at(d, DIAG(USAGE), (struct place){ 0 },
				"%s writes a tracefile, and its --out takes only the file: did you mean"
				" --out %s?",
				o->command->name, strchr(o->file, '=') + 1);
		return o->out_count == 1 ? 0 : usage(d, "a second output at", o->outs[1]);
	}
	for (size_t i = 0; i < o->out_count; i++) {
		if (add_output(o, o->outs[i], d) < 0)
			return -1;
	}
	return 0;
}

/* `areagate help`, `areagate help COMMAND`: what people type first. */
static int take_command(struct options *o, int argc, char **argv, struct diags *d)
{
	if (optind < argc && !strcmp(argv[optind], "help")) {
		o->help = true;
		optind++;
	}
	if (optind < argc) {
		o->command = command_find(str_of(argv[optind]));
		if (!o->command)
			return unknown(d, "command", argv[optind], command_name);
		optind++;
	}
	o->arguments = argv + optind;
	o->argument_count = argc - optind;
	return 0;
}

int options_parse(struct options *o, int argc, char **argv, struct diags *d)
{
	struct option longs[ROWS + 1];
	char letters[2 * ROWS + 2];
	unsigned given = 0;
	int code;

	*o = (struct options){ 0 };
	fill_getopt(longs, letters);
	opterr = 0;
	/* With it, getopt_long() takes all behind the first argument for arguments: --out for a report. */
	unsetenv("POSIXLY_CORRECT");
	while ((code = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		const struct option_row *row = row_of(code);

		if (code == ':')
			return usage(d, "no value for option", argv[optind - 1]);
		if (!row)
			return unknown(d, "option",
				argv[optind - 1] + strspn(argv[optind - 1], "-"), option_name);
		given |= row->id;
		if (apply(o, row, optarg, d) < 0)
			return -1;
	}
	if (take_command(o, argc, argv, d) < 0 || take_outputs(o, &given, d) < 0)
		return -1;
	o->record |= o->record_lines;
	return options_check(o, given, d);
}
