#include "gate/commands/command.h"

const struct command *const commands[] = {
	&init_command,
	&check_command,
	&report_command,
	&summary_command,
	&merge_command,
	&stamp_command,
	&lint_command,
	&ratchet_command,
	&show_command,
	&log_command,
	&diff_command,
	&sync_command,
	&hook_command,
	&explain_command,
	&completion_command,
};

const size_t command_count = sizeof(commands) / sizeof(commands[0]);

const struct command *command_find(struct str name)
{
	for (size_t i = 0; i < command_count; i++) {
		if (str_eq(name, str_of(commands[i]->name)))
			return commands[i];
	}
	return NULL;
}
