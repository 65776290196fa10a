#include "gate/outputs.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "gate/commands/command.h"
#include "gate/model/diagnostics.h"
#include "reporters/diagnostics.h"

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

int outputs_print(struct str text, struct diags *d)
{
	return file_write_fd(STDOUT_FILENO, "stdout", text, d, DIAG(OUTPUT_WRITE));
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

static bool is_folder(const struct output *output, struct str path)
{
	return str_ends(str_of(output->path), STR("/")) || file_is_folder(path.p);
}

static int put(const struct output_maker *m, const struct output *output, struct str bytes,
	const struct workplace *w, struct diags *d)
{
	struct str path;

	if (!output->path)
		return outputs_put(NULL, bytes, d);
	path = workplace_path(w, output->path);
	if (m->fill && reporter_find(str_of(output->format))->report_area &&
		is_folder(output, path))
		return m->fill(m, output->format, path, d);
	return outputs_put(path.p, bytes, d);
}

int outputs_write_of(const struct output_maker *m, const struct options *o,
	const struct workplace *w, struct diags *d)
{
	static const struct output usual[] = { { "terminal", NULL } };
	const struct output *outputs = o->output_count ? o->outputs : usual;
	size_t n = o->output_count ? o->output_count : 1;
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

static void report_all(
	const struct output_maker *m, const char *format, const struct look *look, struct buf *out)
{
	const struct verdicts *verdicts = &((const struct report_maker *)m)->verdicts;
	const struct reporter *reporter = reporter_find(str_of(format));

	if (reporter->join) {
		reporter->join(*verdicts, out);
		return;
	}
	for (size_t i = 0; i < verdicts->n; i++) {
		if (i)
			buf_byte(out, '\n');
		reporter->report(verdicts->v[i], look, out);
	}
}

/* An area of a record is called as strangers like: no file of that name is outside of the folder. */
static struct str name_file(struct arena *a, struct str folder, struct str area, const char *ending)
{
	struct buf path = { 0 };
	struct str copy;

	buf_add(&path, folder);
	buf_byte(&path, '/');
	for (size_t i = 0; i < area.n; i++) {
		char c = area.p[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			(c && strchr("._-", c)))
			buf_byte(&path, c);
		else
			buf_printf(&path, "%%%02x", (unsigned)(unsigned char)c);
	}
	buf_puts(&path, ending);
	copy = arena_str(a, buf_str(&path));
	buf_release(&path);
	return copy;
}

/* Each area once, however many of the verdicts have it. */
static struct names names_of_areas(struct verdicts verdicts, struct arena *a)
{
	struct names names = { .arena = a };

	for (size_t i = 0; i < verdicts.n; i++) {
		for (size_t j = 0; j < verdicts.v[i]->area_count; j++)
			names_add(&names, verdicts.v[i]->areas[j].name);
	}
	return names;
}

static int report_areas(
	const struct output_maker *m, const char *format, struct str folder, struct diags *d)
{
	const struct verdicts *verdicts = &((const struct report_maker *)m)->verdicts;
	const struct reporter *reporter = reporter_find(str_of(format));
	struct arena arena = { 0 };
	struct names names = names_of_areas(*verdicts, &arena);
	struct buf bytes = { 0 };
	int result = 0;

	for (size_t i = 0; i < names.n && result == 0; i++) {
		buf_truncate(&bytes, 0);
		reporter->report_area(*verdicts, names.v[i], &bytes);
		result = outputs_put(name_file(&arena, folder, names.v[i], reporter->ending).p,
			buf_str(&bytes), d);
	}
	buf_release(&bytes);
	arena_release(&arena);
	return result;
}

int outputs_write(struct verdicts verdicts, const struct options *o, const struct workplace *w,
	struct diags *d)
{
	struct report_maker m = { { report_all, report_areas }, verdicts };

	return outputs_write_of(&m.maker, o, w, d);
}

bool outputs_want_detail(const struct options *o)
{
	for (size_t i = 0; i < o->output_count; i++) {
		if (reporter_find(str_of(o->outputs[i].format))->detail)
			return true;
	}
	return false;
}

void outputs_diagnostics(const struct diags *d, enum diag_level least)
{
	struct look look = outputs_look(STDERR_FILENO, NULL);
	struct diags lost = { .arena = d->arena };
	struct buf text = { 0 };

	diagnostics_print(d, least, &look, &text);
	/* A stderr that cannot be written has nobody left to be told; the exit status stays. */
	(void)file_write_fd(STDERR_FILENO, "stderr", buf_str(&text), &lost, DIAG(OUTPUT_WRITE));
	buf_release(&text);
}
