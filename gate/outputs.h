/*
 * Bytes out: what reporters make goes to its destination here, and nowhere else.
 */
#ifndef GATE_OUTPUTS_H
#define GATE_OUTPUTS_H

#include "gate/base/file.h"
#include "gate/options.h"
#include "gate/workplace.h"
#include "reporters/reporter.h"

/* How stdout looks to a person: colour only on a terminal, and not with NO_COLOR set. */
struct look outputs_look(int fd, const struct options *o);

/* What a command prints, in the format of that name; the first member of what it is made of. */
struct output_maker {
	void (*make)(const struct output_maker *m, const char *format, const struct look *look,
		struct buf *out);

	/* Several files into that folder: -1 after a diagnostic. NULL: it makes none. */
	int (*fill)(const struct output_maker *m, const char *format, struct str folder,
		struct diags *d);
};

/*
 * Each --out of the options; else the terminal's, and where a runner of GitHub Actions reads what a
 * judging command prints, its annotations. All are made before the first is written.
 */
int outputs_write_of(const struct output_maker *m, const struct options *o,
	const struct workplace *w, struct diags *d);

/* For a command that knows only some: is each --out one of `formats`, which ends in NULL? */
int outputs_check(const struct options *o, const char *const *formats, struct diags *d);

/* By a reporter each. */
int outputs_write(struct verdicts verdicts, const struct options *o, const struct workplace *w,
	struct diags *d);

/* Whether this is one of them, asked for or not; or one that shows places. */
bool outputs_want(const struct options *o, const struct reporter *reporter);
/* Or sources. */
bool outputs_want_detail(const struct options *o);
bool outputs_want_sources(const struct options *o);

/* To the file, or to stdout without a path. */
int outputs_put(const char *path, struct str bytes, struct diags *d);
int outputs_make(const char *path, struct file_maker *m, struct diags *d);

/*
 * For commands that write one text, to stdout: whether --out asks for JSON, not for the terminal's.
 * -1 after a diagnostic if it asks for anything else.
 */
int outputs_one(const struct options *o, bool *json, struct diags *d);

/* To stdout, where nothing of it is a command to a runner. */
int outputs_print(struct str text, struct diags *d);

/* What is of this level, or above it, to stderr. */
void outputs_diagnostics(const struct diags *d, const struct options *o, enum diag_level least);

#endif
