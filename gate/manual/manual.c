/*
 * Makes a page of the manual: copies a page written in mdoc(7), and puts what the program's tables say
 * where a line is "@commands@", "@options@", "@formats@" or "@diagnostics@".
 */
#include <stdio.h>
#include <stdlib.h>

#include "gate/base/buf.h"
#include "gate/commands/command.h"
#include "gate/model/diagnostics.h"
#include "reporters/reporter.h"

enum { COLUMNS = 78 };

/* A word of free text: no escape of its own, and no macro at the start of a line. */
static void put_word(struct str word, bool start, struct buf *out)
{
	if (start && (word.p[0] == '.' || word.p[0] == '\''))
		buf_puts(out, "\\&");
	for (size_t i = 0; i < word.n; i++) {
		if (word.p[i] == '\\')
			buf_puts(out, "\\e");
		else if (word.p[i] == '-')
			buf_puts(out, "\\-");
		else
			buf_byte(out, word.p[i]);
	}
}

static struct str take_word(struct str *rest)
{
	size_t n = 0;

	while (rest->n && (*rest->p == ' ' || *rest->p == '\n'))
		*rest = str_skip(*rest, 1);
	while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\n')
		n++;
	return (struct str){ rest->p, n };
}

/* Each sentence on lines of its own, as mdoc(7) wants it. */
static void put_text(const char *text, struct buf *out)
{
	struct str rest = str_of(text), word;
	size_t column = 0;
	bool ended = false;

	for (; (word = take_word(&rest)).n; rest = str_skip(rest, word.n)) {
		bool start = !column || ended || column + 1 + word.n > COLUMNS;

		if (column)
			buf_byte(out, start ? '\n' : ' ');
		put_word(word, start, out);
		column = (start ? 0 : column + 1) + word.n;
		ended = word.p[word.n - 1] == '.';
	}
	buf_byte(out, '\n');
}

/* --help has it as a phrase. */
static void put_sentence(const char *phrase, struct buf *out)
{
	struct buf text = { 0 };

	buf_puts(&text, phrase);
	if (text.p[0] >= 'a' && text.p[0] <= 'z')
		text.p[0] = (char)(text.p[0] - 'a' + 'A');
	buf_byte(&text, '.');
	put_text(text.p, out);
	buf_release(&text);
}

/* Words that would be macros on their line are none in quotes. */
static void put_argument(const char *text, struct buf *out)
{
	if (*text)
		buf_printf(out, " Ar \"%s\"", text);
}

static void commands_part(struct buf *out)
{
	buf_puts(out, ".Bl -tag -width Ds\n");
	for (size_t i = 0; i < command_count; i++) {
		buf_printf(out, ".It Ic %s", commands[i]->name);
		put_argument(commands[i]->arguments, out);
		buf_byte(out, '\n');
		put_text(commands[i]->detail, out);
	}
	buf_puts(out, ".El\n");
}

/* Which commands take the option; nothing for those that all take. */
static void put_takers(const struct option_row *row, struct buf *out)
{
	size_t n = 0;

	for (size_t i = 0; i < command_count; i++) {
		if (commands[i]->options & row->id)
			buf_printf(out, "%s%s", n++ ? ", " : "With ", commands[i]->name);
	}
	buf_puts(out, n ? ".\n" : "");
}

static void options_part(struct buf *out)
{
	buf_puts(out, ".Bl -tag -width Ds\n");
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];

		buf_puts(out, ".It ");
		if (row->letter)
			buf_printf(out, "Fl %c , ", row->letter);
		buf_printf(out, "Fl Fl %s", row->name);
		put_argument(row->value ? row->value : "", out);
		buf_byte(out, '\n');
		put_sentence(row->about, out);
		put_takers(row, out);
	}
	buf_puts(out, ".El\n");
}

static void formats_part(struct buf *out)
{
	buf_puts(out, ".Bl -tag -width markdown\n");
	for (size_t i = 0; i < reporter_count; i++) {
		buf_printf(out, ".It Cm %s\n", reporters[i]->name);
		put_sentence(reporters[i]->about, out);
	}
	buf_puts(out, ".El\n");
}

static void diagnostics_part(struct buf *out)
{
	static const char *const levels[] = { "note", "doubt", "warning", "error" };

	buf_puts(out, ".Bl -tag -width Ds\n");
	for (size_t i = 0; i < DIAGNOSTIC_COUNT; i++) {
		const struct diag_kind *kind = &diagnostics[i];

		buf_printf(out, ".It Cm %s", kind->slug);
		buf_printf(out, kind->status ? " Pq %s, exit status %d" : " Pq %s",
			levels[kind->level], kind->status);
		buf_byte(out, '\n');
		put_sentence(diagnostic_abouts[i], out);
	}
	buf_puts(out, ".El\n");
}

static const struct {
	const char *line;
	void (*put)(struct buf *out);
} parts[] = {
	{ "@commands@", commands_part },
	{ "@options@", options_part },
	{ "@formats@", formats_part },
	{ "@diagnostics@", diagnostics_part },
};

static void put_line(struct str line, struct buf *out)
{
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (str_eq(line, str_of(parts[i].line))) {
			parts[i].put(out);
			return;
		}
	}
	buf_add(out, line);
	buf_byte(out, '\n');
}

int main(void)
{
	struct buf page = { 0 }, out = { 0 };
	struct str rest, line;
	int c;

	while ((c = getchar()) != EOF)
		buf_byte(&page, (char)c);
	rest = buf_str(&page);
	while (str_line(&rest, &line))
		put_line(line, &out);
	if (fwrite(out.p, 1, out.n, stdout) != out.n || fflush(stdout) == EOF)
		return EXIT_FAILURE;
	buf_release(&page);
	buf_release(&out);
	return EXIT_SUCCESS;
}
