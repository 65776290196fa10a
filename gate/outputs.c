#include "gate/outputs.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

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

int outputs_put(const char *path, struct str bytes, struct diags *d)
{
	return path ? file_write(path, bytes, d, DIAG(OUTPUT_WRITE)) : outputs_print(bytes, d);
}

int outputs_make(const char *path, struct file_maker *m, struct diags *d)
{
	return path ? file_make(path, m, d, DIAG(OUTPUT_WRITE))
		    : file_make_fd(STDOUT_FILENO, "stdout", m, d, DIAG(OUTPUT_WRITE));
}

static void make(struct verdicts verdicts, const struct options *o, const struct output *output,
	struct buf *out)
{
	const struct reporter *reporter = reporter_find(str_of(output->format));
	struct look look = { .verbose = o->verbose };

	if (!output->path)
		look = outputs_look(STDOUT_FILENO, o);
	for (size_t i = 0; i < verdicts.n; i++) {
		if (i)
			buf_byte(out, '\n');
		reporter->report(verdicts.v[i], &look, out);
	}
}

int outputs_write(struct verdicts verdicts, const struct options *o, const struct workplace *w,
	struct diags *d)
{
	static const struct output usual[] = { { "terminal", NULL } };
	const struct output *outputs = o->output_count ? o->outputs : usual;
	size_t n = o->output_count ? o->output_count : 1;
	struct buf made[OUTPUTS_MAX] = { 0 };
	int result = 0;

	for (size_t i = 0; i < n; i++)
		make(verdicts, o, &outputs[i], &made[i]);
	for (size_t i = 0; i < n; i++) {
		const char *path = outputs[i].path ? workplace_path(w, outputs[i].path).p : NULL;

		if (outputs_put(path, buf_str(&made[i]), d) < 0)
			result = -1;
		buf_release(&made[i]);
	}
	return result;
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
