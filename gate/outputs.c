#include "gate/outputs.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "gate/ci.h"
#include "gate/commands/command.h"
#include "gate/model/diagnostics.h"
#include "gate/output_folder.h"
#include "reporters/diagnostics.h"
#include "reporters/escape.h"
#include "reporters/github.h"

struct look outputs_look(int fd, const struct options *o)
{
	struct look look = { .verbose = o && o->verbose };
	const char *no_colour = getenv("NO_COLOR"); /* https://no-color.org: set and not empty */
	const char *term = getenv("TERM");
	struct winsize size;

	if (!isatty(fd))
		return look;
	look.colour = (!no_colour || !*no_colour) && (!term || strcmp(term, "dumb"));
	if (ioctl(fd, TIOCGWINSZ, &size) == 0)
		look.columns = size.ws_col;
	return look;
}

static int print(struct str text, struct diags *d)
{
	return file_write_fd(STDOUT_FILENO, "stdout", text, d, DIAG(OUTPUT_WRITE));
}

int outputs_print(struct str text, struct diags *d)
{
	struct buf inert = { 0 };
	int result;

	if (!ci_actions().on)
		return print(text, d);
	escape_runner(&inert, text);
	result = print(buf_str(&inert), d);
	buf_release(&inert);
	return result;
}

int outputs_one(const struct options *o, bool *json, struct diags *d)
{
	*json = o->output_count && !strcmp(o->outputs[0].format, "json");
	if (o->output_count > 1 || (o->output_count && o->outputs[0].path) ||
		(o->output_count && !*json && strcmp(o->outputs[0].format, "terminal")))
		return diag_at(d, DIAG(USAGE), (struct place){ 0 },
			"%s writes to stdout, as --out terminal or --out json", o->command->name);
	return 0;
}

int outputs_put(const char *path, struct str bytes, struct diags *d)
{
	return path ? file_write(path, bytes, d, DIAG(OUTPUT_WRITE)) : outputs_print(bytes, d);
}

int outputs_make(const char *path, struct file_maker *m, struct diags *d)
{
	return path ? file_make(path, m, d, DIAG(OUTPUT_WRITE))
		    : file_make_fd(STDOUT_FILENO, "stdout", m, d, DIAG(OUTPUT_WRITE));
}

static void make(const struct output_maker *m, const struct options *o, const struct output *output,
	struct buf *out)
{
	struct look look = { .verbose = o->verbose };

	if (!output->path)
		look = outputs_look(STDOUT_FILENO, o);
	m->make(m, output->format, &look, out);
}

/* What was asked for, or what is usual. */
static size_t chosen(const struct options *o, const struct output **out)
{
	static struct output usual[] = { { "terminal", NULL }, { "github", NULL } };

	usual[0].format = o->command && o->command->usual ? o->command->usual : "terminal";
	*out = o->output_count ? o->outputs : usual;
	if (o->output_count || o->quiet)
		return o->output_count;
	return o->command && o->command->judges && ci_actions().on ? 2 : 1;
}

static bool is_folder(const struct output *output, struct str path)
{
	return str_ends(str_of(output->path), STR("/")) || file_is_folder(path.p);
}

static int put(const struct output_maker *m, const struct output *output, struct str bytes,
	const struct workplace *w, struct diags *d)
{
	struct str path;

	if (!output->path)
		return reporter_find(str_of(output->format))->commands ? print(bytes, d)
								       : outputs_print(bytes, d);
	path = workplace_path(w, output->path);
	if (m->fill && reporter_find(str_of(output->format))->report_area &&
		is_folder(output, path))
		return m->fill(m, output->format, path, d);
	return outputs_put(path.p, bytes, d);
}

int outputs_write_of(const struct output_maker *m, const struct options *o,
	const struct workplace *w, struct diags *d)
{
	const struct output *outputs;
	size_t n = chosen(o, &outputs);
	struct buf made[OUTPUTS_MAX] = { 0 };
	int result = 0;

	for (size_t i = 0; i < n; i++)
		make(m, o, &outputs[i], &made[i]);
	for (size_t i = 0; i < n; i++) {
		if (put(m, &outputs[i], buf_str(&made[i]), w, d) < 0)
			result = -1;
		buf_release(&made[i]);
	}
	return result;
}

static bool is_one_of(const char *format, const char *const *formats)
{
	while (*formats && strcmp(*formats, format))
		formats++;
	return *formats;
}

int outputs_check(const struct options *o, const char *const *formats, struct diags *d)
{
	struct buf known = { 0 };
	int result = 0;

	for (size_t i = 0; formats[i]; i++)
		buf_printf(&known, "%s%s", i ? ", " : "", formats[i]);
	for (size_t i = 0; i < o->output_count; i++) {
		if (!is_one_of(o->outputs[i].format, formats))
			result = diag_at(d, DIAG(USAGE), (struct place){ 0 },
				"%s has no output '%s': its formats are %s", o->command->name,
				o->outputs[i].format, known.p);
	}
	buf_release(&known);
	return result;
}

struct report_maker {
	struct output_maker maker;
	struct verdicts verdicts;
};

/* Several share what one would have. */
static struct look look_of(const struct look *given, const struct reporter *r, size_t verdicts)
{
	struct look look = *given;

	if (!look.most_bytes)
		look.most_bytes = r->most_bytes;
	if (look.most_bytes && verdicts > 1)
		look.most_bytes = look.most_bytes / verdicts - 1;
	return look;
}

static void report_all(
	const struct output_maker *m, const char *format, const struct look *given, struct buf *out)
{
	const struct verdicts *verdicts = &((const struct report_maker *)m)->verdicts;
	const struct reporter *reporter = reporter_find(str_of(format));
	struct look look = look_of(given, reporter, verdicts->n);

	if (reporter->join) {
		reporter->join(*verdicts, out);
		return;
	}
	for (size_t i = 0; i < verdicts->n; i++) {
		if (i)
			buf_byte(out, '\n');
		reporter->report(verdicts->v[i], &look, out);
	}
}

static int report_areas(
	const struct output_maker *m, const char *format, struct str folder, struct diags *d)
{
	return output_folder_fill(((const struct report_maker *)m)->verdicts,
		reporter_find(str_of(format)), folder, d);
}

static int check_single(struct verdicts verdicts, const struct options *o, struct diags *d)
{
	for (size_t i = 0; verdicts.n > 1 && i < o->output_count; i++) {
		if (reporter_find(str_of(o->outputs[i].format))->single)
			return diag_at(d, DIAG(USAGE), (struct place){ 0 },
				"--out %s has room for one record, and here are those of %zu jobs:"
				" --job names one",
				o->outputs[i].format, verdicts.n);
	}
	return 0;
}

int outputs_write(struct verdicts verdicts, const struct options *o, const struct workplace *w,
	struct diags *d)
{
	struct report_maker m = { { report_all, report_areas }, verdicts };

	if (check_single(verdicts, o, d) < 0)
		return -1;

	return outputs_write_of(&m.maker, o, w, d);
}

bool outputs_want(const struct options *o, const struct reporter *reporter)
{
	const struct output *outputs;
	size_t n = chosen(o, &outputs);

	while (n > 0 && reporter_find(str_of(outputs[n - 1].format)) != reporter)
		n--;
	return n > 0;
}

bool outputs_want_detail(const struct options *o)
{
	for (size_t i = 0; i < reporter_count; i++) {
		if (reporters[i]->detail && outputs_want(o, reporters[i]))
			return true;
	}
	return false;
}

bool outputs_want_sources(const struct options *o)
{
	for (size_t i = 0; i < o->output_count; i++) {
		if (reporter_find(str_of(o->outputs[i].format))->sources)
			return true;
	}
	return false;
}

/* Where a runner may read them they are annotations as well, but for commands with outputs of their own. */
static bool wants_annotations(const struct options *o)
{
	return outputs_want(o, &github_reporter) || (!o->output_count && ci_actions().on);
}

void outputs_diagnostics(const struct diags *d, const struct options *o, enum diag_level least)
{
	struct look look = outputs_look(STDERR_FILENO, NULL);
	struct diags lost = { .arena = d->arena };
	struct buf text = { 0 }, inert = { 0 };

	diagnostics_print(d, least, &look, &text);
	if (ci_actions().on)
		escape_runner(&inert, buf_str(&text));
	else
		buf_add(&inert, buf_str(&text));
	if (wants_annotations(o))
		github_diagnostics(d, least, &inert);
	/* A stderr that cannot be written has nobody left to be told; the exit status stays. */
	(void)file_write_fd(STDERR_FILENO, "stderr", buf_str(&inert), &lost, DIAG(OUTPUT_WRITE));
	buf_release(&text);
	buf_release(&inert);
}
