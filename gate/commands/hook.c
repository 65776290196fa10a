#include "gate/commands/command.h"

#include "gate/hooking.h"
#include "gate/model/diagnostics.h"
#include "gate/pushing.h"
#include "gate/receiving.h"

static int install(const struct options *o, int n, char **arguments, struct diags *d)
{
	(void)n;
	(void)arguments;
	return hooking_run(o, d);
}

static int receive(const struct options *o, int n, char **arguments, struct diags *d)
{
	(void)n;
	(void)arguments;
	return receiving_run(o, d);
}

static const struct action {
	const char *name;
	int arguments_max;
	int (*run)(const struct options *o, int n, char **arguments, struct diags *d);
} actions[] = {
	{ "install", 0, install },
	{ "pre-push", 2, pushing_run },
	{ "pre-receive", 0, receive },
};

static int unknown(const char *name, struct diags *d)
{
	struct nearest nearest = { .given = str_of(name) };

	for (size_t i = 0; i < sizeof(actions) / sizeof(*actions); i++)
		nearest_try(&nearest, str_of(actions[i].name));
	if (nearest.best.n)
		diag_at(d, DIAG(USAGE), (struct place){ 0 },
			"unknown hook '%s': did you mean '" STR_FMT "'?", name,
			STR_ARG(nearest.best));
	else
		diag_at(d, DIAG(USAGE), (struct place){ 0 },
			"unknown hook '%s': see areagate hook --help", name);
	return d->status;
}

static int run(const struct options *o, struct diags *d)
{
	int n = o->argument_count - 1;

	for (size_t i = 0; i < sizeof(actions) / sizeof(*actions); i++) {
		if (!str_eq(str_of(o->arguments[0]), str_of(actions[i].name)))
			continue;
		if (n <= actions[i].arguments_max)
			return actions[i].run(o, n, o->arguments + 1, d);
		diag_at(d, DIAG(USAGE), (struct place){ 0 },
			"too many arguments at '%s': see areagate hook --help",
			o->arguments[1 + actions[i].arguments_max]);
		return d->status;
	}
	return unknown(o->arguments[0], d);
}

const struct command hook_command = {
	.name = "hook",
	.arguments = "install|pre-push|pre-receive",
	.about = "judge what is pushed, by records and reports that are there",
	.detail =
		"`install` writes the hook pre-push of this repository, or pre-receive of a bare one; what\n"
		"somebody else wrote stays, and what to add to it is printed. `pre-push [REMOTE [URL]]`, which\n"
		"git calls, judges each pushed branch by the records of its tip, else, if that is HEAD, by reports\n"
		"that are proved to be of it. Closed stops the push; without either, a warning is all. No test is\n"
		"run and no network used; git push --no-verify and AREAGATE_SKIP=1 go past it. `pre-receive`, which\n"
		"git calls on a server, takes commits on main and master, or on what the policies name as\n"
		"records.branches, only with open records.",
	.options = OPTION_POLICIES,
	.arguments_min = 1,
	.arguments_max = 3,
	.run = run,
};
