#include "gate/options_check.h"

#include <string.h>

#include "gate/base/file.h"
#include "gate/base/path.h"
#include "gate/commands/command.h"
#include "gate/matching.h"
#include "gate/model/diagnostics.h"
#include "reporters/reporter.h"

static bool same_path(struct arena *a, const char *x, const char *y)
{
	return str_eq(path_tidy(a, str_of(x)), path_tidy(a, str_of(y))) || file_is_same(x, y);
}

/* A runner takes its commands out of whatever lines a person reads. */
static bool goes_between(const struct output *x, const struct output *y)
{
	return reporter_find(str_of(x->format))->commands &&
		reporter_find(str_of(y->format)) == &terminal_reporter;
}

static bool collide(struct arena *a, const struct output *x, const struct output *y)
{
	/* What is written to a device twice is there twice. */
	if (x->path && y->path)
		return !str_starts(str_of(x->path), STR("/dev/")) && same_path(a, x->path, y->path);
	return !x->path && !y->path && !goes_between(x, y) && !goes_between(y, x);
}

/* Each output has a place of its own, which is none of the reports'. */
static int check_outputs(const struct options *o, struct diags *d)
{
	int result = 0;

	for (int i = 0; o->file && i < o->argument_count; i++) {
		if (same_path(d->arena, o->file, o->arguments[i]))
			result = diag_at(d, DIAG(USAGE), (struct place){ 0 },
				"--out would write over the report %s: name another file",
				o->arguments[i]);
	}

	for (size_t i = 0; i < o->output_count; i++) {
		const struct output *output = &o->outputs[i];

		for (size_t j = 0; j < i; j++) {
			if (collide(d->arena, output, &o->outputs[j]))
				result = diag_at(d, DIAG(USAGE), (struct place){ 0 },
					"--out %s and --out %s both write to %s: name another file",
					o->outputs[j].format, output->format,
					output->path ? output->path : "stdout");
		}
		for (int j = o->command->first_report; output->path && j < o->argument_count; j++) {
			if (o->command->reads_reports &&
				same_path(d->arena, output->path, o->arguments[j]))
				result = diag_at(d, DIAG(USAGE), (struct place){ 0 },
					"--out %s would write over the report %s: name another file",
					output->format, o->arguments[j]);
		}
	}
	return result;
}

static int check_arguments(struct options *o, struct diags *d)
{
	static char stdin_path[] = "/dev/stdin";
	const struct command *c = o->command;

	if (o->argument_count < c->arguments_min)
		return diag_at(d, DIAG(USAGE), (struct place){ 0 }, "usage: areagate %s %s",
			c->name, c->arguments);
	if (o->argument_count > c->arguments_max)
		return diag_at(d, DIAG(USAGE), (struct place){ 0 },
			"too many arguments at '%s': see areagate --help",
			o->arguments[c->arguments_max]);
	for (int i = c->first_report; c->reads_reports && i < o->argument_count; i++) {
		if (!strcmp(o->arguments[i], "-"))
			o->arguments[i] = stdin_path;
	}
	if (c->reads_reports && matching_arguments(o, d) < 0)
		return -1;
	return check_outputs(o, d);
}

/* Options that make no sense together. */
static int check_pairs(const struct options *o, unsigned given, struct diags *d)
{
	if (o->days && !o->compact)
		return diag_at(d, DIAG(USAGE), (struct place){ 0 },
			"--days says how old records may grow: it goes with --compact");
	if (o->replay && (given & ~(unsigned)(OPTION_REPLAY | OPTION_JOB) || o->argument_count))
		return diag_at(d, DIAG(USAGE), (struct place){ 0 },
			"--replay has everything from the record: only --job goes with it");
	if ((o->base || o->baseline || o->since) && o->no_git)
		return diag_at(d, DIAG(USAGE), (struct place){ 0 },
			"--%s names a commit of the repository that --no-git leaves out",
			o->base               ? "base"
				: o->baseline ? "baseline"
					      : "since");
	if (o->has_head && o->no_git)
		return diag_at(d, DIAG(USAGE), (struct place){ 0 },
			"--head names a state of the repository that --no-git leaves out");
	if (o->has_head && o->head != HEAD_COMMIT && o->record)
		return diag_at(d, DIAG(USAGE), (struct place){ 0 },
			"--record is of a commit, and --head %s judges what is none yet",
			head_names[o->head]);
	if (o->baseline && o->no_baseline)
		return diag_at(d, DIAG(USAGE), (struct place){ 0 },
			"--baseline names a record, and --no-baseline says that there is none");
	if (o->bisect && (o->area || o->number))
		return diag_at(d, DIAG(USAGE), (struct place){ 0 },
			"--bisect names an area and looks at every record: it goes without --area and"
			" --number");
	return 0;
}

/* What a record has needs no option. */
static int check_with_argument(const struct options *o, unsigned given, struct diags *d)
{
	unsigned allowed = OPTION_HELP | OPTION_VERSION | o->command->with_argument;

	if (!o->command->with_argument || !o->argument_count)
		return 0;
	for (size_t i = 0; i < option_row_count; i++) {
		if (given & option_rows[i].id && !(allowed & option_rows[i].id))
			return diag_at(d, DIAG(USAGE), (struct place){ 0 },
				"--%s is for reports that are read: the record of '%s' has everything",
				option_rows[i].name, o->arguments[0]);
	}
	return 0;
}

static int check_quiet(const struct options *o, struct diags *d)
{
	if (o->quiet && o->verbose)
		return diag_at(d, DIAG(USAGE), (struct place){ 0 },
			"--quiet prints less and --verbose more: one of them, not both");
	for (size_t i = 0; o->quiet && i < o->output_count; i++) {
		if (!o->outputs[i].path)
			return diag_at(d, DIAG(USAGE), (struct place){ 0 },
				"--quiet prints nothing: --out %s needs a file, --out %s=FILE",
				o->outputs[i].format, o->outputs[i].format);
	}
	return 0;
}

int options_check(struct options *o, unsigned given, struct diags *d)
{
	unsigned allowed = OPTION_HELP | OPTION_VERSION | (o->command ? o->command->options : 0);

	for (int i = 0; i < (int)option_row_count; i++) {
		if (given & option_rows[i].id && !(allowed & option_rows[i].id))
			return diag_at(d, DIAG(USAGE), (struct place){ 0 },
				"--%s is not an option of '%s': see areagate --help",
				option_rows[i].name, o->command ? o->command->name : "areagate");
	}
	if (o->help || o->version)
		return 0;
	if (!o->command)
		return diag_at(d, DIAG(USAGE), (struct place){ 0 },
			"no command given: areagate --help lists them");
	if (check_pairs(o, given, d) < 0 || check_with_argument(o, given, d) < 0 ||
		check_quiet(o, d) < 0)
		return -1;
	return check_arguments(o, d);
}
