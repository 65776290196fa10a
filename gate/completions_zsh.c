#include "gate/commands/command.h"
#include "gate/completions.h"
#include "reporters/reporter.h"

/* A colon or a bracket would end what _arguments and _describe take for the text. */
static void put_text(const char *text, struct buf *out)
{
	struct buf escaped = { 0 };

	for (; *text; text++) {
		if (*text == ':' || *text == '[' || *text == ']')
			buf_byte(&escaped, '\\');
		if (*text == '\'')
			buf_puts(&escaped, "'\\'");
		buf_byte(&escaped, *text);
	}
	buf_add(out, buf_str(&escaped));
	buf_release(&escaped);
}

/* What completes a value, behind its name: "DIR:_files -/". */
static void put_kind(const char *name, struct buf *out)
{
	put_text(name, out);
	buf_byte(out, ':');
	switch (completed_by(name)) {
	case COMPLETED_NOTHING:
		break;
	case COMPLETED_FILES:
		buf_puts(out, "_files");
		break;
	case COMPLETED_FOLDERS:
		buf_puts(out, "_files -/");
		break;
	case COMPLETED_FORMATS:
		buf_byte(out, '(');
		for (size_t i = 0; i < reporter_count; i++)
			buf_printf(out, "%s%s", i ? " " : "", reporters[i]->name);
		buf_byte(out, ')');
		break;
	case COMPLETED_REVISIONS:
		buf_puts(out, "_areagate_revisions");
		break;
	case COMPLETED_REMOTES:
		buf_puts(out, "_areagate_remotes");
		break;
	case COMPLETED_WORDS:
		buf_byte(out, '(');
		completed_words(name, out);
		buf_byte(out, ')');
		break;
	}
}

static void put_option(const struct option_row *row, struct buf *out)
{
	if (row->letter)
		buf_printf(out, "\t\t\t'(-%c --%s)'{-%c,--%s}'[", row->letter, row->name,
			row->letter, row->name);
	else
		buf_printf(out, "\t\t\t'--%s[", row->name);
	put_text(row->about, out);
	buf_byte(out, ']');
	if (row->value) {
		buf_byte(out, ':');
		put_kind(row->value, out);
	}
	buf_puts(out, "' \\\n");
}

static void put_command(const struct command *c, struct buf *out)
{
	unsigned options = c->options | OPTION_HELP;

	buf_printf(out, "\t\t%s)\n\t\t\t_arguments -s \\\n", c->name);
	for (size_t i = 0; i < option_row_count; i++) {
		if (options & option_rows[i].id)
			put_option(&option_rows[i], out);
	}
	buf_puts(out, "\t\t\t'*:");
	put_kind(c->arguments, out);
	buf_puts(out, "' ;;\n");
}

void completions_zsh(struct buf *out)
{
	buf_puts(out,
		"#compdef areagate\n"
		"# completion of areagate for zsh; `areagate completion zsh` prints it\n"
		"\n"
		"_areagate_revisions() {\n"
		"\tlocal -a revisions=(HEAD ${(f)\"$(git for-each-ref --format='%(refname:short)' 2>/dev/null)\"})\n"
		"\tcompadd -a revisions\n"
		"}\n"
		"_areagate_remotes() {\n"
		"\tlocal -a remotes=(${(f)\"$(git remote 2>/dev/null)\"})\n"
		"\tcompadd -a remotes\n"
		"}\n"
		"\n"
		"_areagate() {\n"
		"\tlocal state\n"
		"\tlocal -a commands=(\n");
	for (size_t i = 0; i < command_count; i++) {
		buf_printf(out, "\t\t'%s:", commands[i]->name);
		put_text(commands[i]->about, out);
		buf_puts(out, "'\n");
	}
	buf_puts(out,
		"\t)\n"
		"\t_arguments -C '1: :->command' '*:: :->arguments'\n"
		"\tcase $state in\n"
		"\tcommand) _describe command commands ;;\n"
		"\targuments)\n"
		"\t\tcase $words[1] in\n");
	for (size_t i = 0; i < command_count; i++)
		put_command(commands[i], out);
	buf_puts(out,
		"\t\tesac ;;\n"
		"\tesac\n"
		"}\n"
		"\n"
		"_areagate \"$@\"\n");
}
