#include "gate/commands/command.h"
#include "gate/completions.h"
#include "reporters/reporter.h"

#define FISH_REVISIONS "'(git for-each-ref --format=\"%(refname:short)\" 2>/dev/null)'"
#define FISH_REMOTES "'(git remote 2>/dev/null)'"

/* -r: a value is wanted; -f: no file; -F: files after all. */
static void put_kind(const char *name, struct buf *out)
{
	switch (completed_by(name)) {
	case COMPLETED_NOTHING:
		buf_puts(out, " -f");
		break;
	case COMPLETED_FILES:
	case COMPLETED_FOLDERS:
		buf_puts(out, " -F");
		break;
	case COMPLETED_FORMATS:
		buf_puts(out, " -f -a '");
		for (size_t i = 0; i < reporter_count; i++)
			buf_printf(out, "%s%s", i ? " " : "", reporters[i]->name);
		buf_byte(out, '\'');
		break;
	case COMPLETED_REVISIONS:
		buf_puts(out, " -f -a " FISH_REVISIONS);
		break;
	case COMPLETED_REMOTES:
		buf_puts(out, " -f -a " FISH_REMOTES);
		break;
	case COMPLETED_WORDS:
		buf_puts(out, " -f -a '");
		completed_words(name, out);
		buf_byte(out, '\'');
		break;
	}
}

static void put_option(const struct command *c, const struct option_row *row, struct buf *out)
{
	buf_printf(out, "complete -c areagate -n '__fish_seen_subcommand_from %s'", c->name);
	if (row->letter)
		buf_printf(out, " -s %c", row->letter);
	buf_printf(out, " -l %s", row->name);
	if (row->value) {
		buf_puts(out, " -r");
		put_kind(row->value, out);
	}
	buf_puts(out, " -d ");
	completed_quote(row->about, out);
	buf_byte(out, '\n');
}

static void put_command(const struct command *c, struct buf *out)
{
	unsigned options = c->options | OPTION_HELP;

	buf_printf(out, "\ncomplete -c areagate -n __fish_use_subcommand -a %s -d ", c->name);
	completed_quote(c->about, out);
	buf_printf(out, "\ncomplete -c areagate -n '__fish_seen_subcommand_from %s'", c->name);
	put_kind(c->arguments, out);
	buf_byte(out, '\n');
	for (size_t i = 0; i < option_row_count; i++) {
		if (options & option_rows[i].id)
			put_option(c, &option_rows[i], out);
	}
}

void completions_fish(struct buf *out)
{
	buf_puts(out,
		"# completion of areagate for fish; `areagate completion fish` prints it\n"
		"complete -c areagate -n __fish_use_subcommand -f\n");
	for (size_t i = 0; i < command_count; i++)
		put_command(commands[i], out);
}
