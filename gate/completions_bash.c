#include "gate/commands/command.h"
#include "gate/completions.h"
#include "reporters/reporter.h"

/* The shell's own functions, one for each kind of text that is completed. */
static const char *const start =
	"# completion of areagate for bash; `areagate completion bash` prints it\n"
	"\n"
	"_areagate_files() { compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$1\"); }\n"
	"_areagate_folders() { compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- \"$1\"); }\n"
	"_areagate_words() { mapfile -t COMPREPLY < <(compgen -W \"$2\" -- \"$1\"); }\n"
	/* compgen -W would run what stands in a name of a branch. */
	"_areagate_lines() {\n"
	"\tlocal line\n"
	"\twhile IFS= read -r line; do\n"
	"\t\t[[ $line != \"$1\"* ]] || COMPREPLY+=(\"$(printf %q \"$line\")\")\n"
	"\tdone\n"
	"}\n"
	"_areagate_revisions() {\n"
	"\t_areagate_lines \"$1\" < <(echo HEAD; git for-each-ref --format='%(refname:short)' 2>/dev/null)\n"
	"}\n"
	"_areagate_remotes() { _areagate_lines \"$1\" < <(git remote 2>/dev/null); }\n"
	"\n";

/* Behind an = stands a file: bash takes what is before it for a word of its own. */
static const char *const body =
	"_areagate() {\n"
	"\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' i\n"
	"\tCOMPREPLY=()\n"
	"\t[[ $word != '=' ]] || word=''\n"
	"\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	"\t\t[[ ${COMP_WORDS[i]} == -* ]] || { command=${COMP_WORDS[i]}; break; }\n"
	"\tdone\n"
	"\tif [[ $before == '=' || ${COMP_WORDS[COMP_CWORD]} == '=' ]]; then\n"
	"\t\t_areagate_files \"$word\"\n"
	"\t\treturn\n"
	"\tfi\n"
	"\tcase $command in\n";

static void put_kind(enum completed kind, const char *name, struct buf *out)
{
	static const char *const functions[] = {
		[COMPLETED_FILES] = "_areagate_files",
		[COMPLETED_FOLDERS] = "_areagate_folders",
		[COMPLETED_REVISIONS] = "_areagate_revisions",
		[COMPLETED_REMOTES] = "_areagate_remotes",
	};

	if (kind == COMPLETED_NOTHING) {
		buf_puts(out, ":");
	} else if (kind == COMPLETED_FORMATS) {
		buf_puts(out, "_areagate_words \"$word\" '");
		for (size_t i = 0; i < reporter_count; i++)
			buf_printf(out, "%s%s", i ? " " : "", reporters[i]->name);
		buf_byte(out, '\'');
	} else if (kind == COMPLETED_WORDS) {
		buf_puts(out, "_areagate_words \"$word\" '");
		completed_words(name, out);
		buf_byte(out, '\'');
	} else {
		buf_printf(out, "%s \"$word\"", functions[kind]);
	}
}

static void put_values(unsigned options, struct buf *out)
{
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];

		if (!(options & row->id) || !row->value)
			continue;
		buf_puts(out, "\t\t");
		if (row->letter)
			buf_printf(out, "-%c | ", row->letter);
		buf_printf(out, "--%s) ", row->name);
		put_kind(completed_by(row->value), row->value, out);
		buf_puts(out, " ;;\n");
	}
}

static void put_options(unsigned options, struct buf *out)
{
	buf_puts(out, "\t\t-*) _areagate_words \"$word\" '");
	for (size_t i = 0, n = 0; i < option_row_count; i++) {
		if (options & option_rows[i].id)
			buf_printf(out, "%s--%s", n++ ? " " : "", option_rows[i].name);
	}
	buf_puts(out, "' ;;\n");
}

static void put_command(const struct command *c, struct buf *out)
{
	unsigned options = c->options | OPTION_HELP;

	buf_printf(out, "\t%s)\n\t\tcase $before in\n", c->name);
	put_values(options, out);
	buf_puts(out, "\t\t*) case $word in\n");
	put_options(options, out);
	buf_puts(out, "\t\t*) ");
	put_kind(completed_by(c->arguments), c->arguments, out);
	buf_puts(out, " ;;\n\t\tesac ;;\n\t\tesac ;;\n");
}

void completions_bash(struct buf *out)
{
	buf_puts(out, start);
	buf_puts(out, body);
	for (size_t i = 0; i < command_count; i++)
		put_command(commands[i], out);
	buf_puts(out, "\t'') _areagate_words \"$word\" 'help --help --version");
	for (size_t i = 0; i < command_count; i++)
		buf_printf(out, " %s", commands[i]->name);
	buf_puts(out, "' ;;\n\tesac\n}\n\ncomplete -F _areagate areagate\n");
}
