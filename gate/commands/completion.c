#include "gate/commands/command.h"

#include <string.h>

#include "gate/completions.h"
#include "gate/exit.h"
#include "gate/model/diagnostics.h"
#include "gate/outputs.h"

static const struct shell *find(const char *name)
{
	for (size_t i = 0; i < shell_count; i++) {
		if (!strcmp(shells[i].name, name))
			return &shells[i];
	}
	return NULL;
}

static int run(const struct options *o, struct diags *d)
{
	const struct shell *shell = find(o->arguments[0]);
	struct buf text = { 0 };
	int result;

	if (!shell) {
		diag_at(d, DIAG(USAGE), (struct place){ 0 },
			"no completion for '%s': there is one for bash, zsh and fish",
			o->arguments[0]);
		return d->status;
	}
	shell->print(&text);
	result = outputs_print(buf_str(&text), d);
	buf_release(&text);
	return result < 0 ? d->status : EXIT_OPEN;
}

const struct command completion_command = {
	.name = "completion",
	.arguments = "bash|zsh|fish",
	.about = "print the completion script of a shell",
	.detail =
		"Prints a script that completes commands, options and formats in the shell. A package installs\n"
		"them; by hand: source <(areagate completion bash), or into a folder of zsh's $fpath as _areagate, or\n"
		"into ~/.config/fish/completions/areagate.fish.",
	.arguments_min = 1,
	.arguments_max = 1,
	.run = run,
};
