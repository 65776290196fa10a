/*
 * An output format: a verdict in, bytes out. A reporter sees no file, clock, environment or git, so
 * that the same verdict gives the same bytes. To add one: write reporters/<name>.c, add a row to the
 * table in registry.c and cases to tests/golden/; every text that a stranger may have written goes
 * through escape.h.
 */
#ifndef REPORTERS_REPORTER_H
#define REPORTERS_REPORTER_H

#include "gate/base/buf.h"
#include "gate/model/verdict.h"

/* What run.c found out about the destination. */
struct look {
	bool colour;
	unsigned columns;  /* of the terminal; 0 for no limit */
	bool verbose;      /* held rules too */
	size_t most_bytes; /* 0: as many as it takes; else no more, in a format that can be cut */
};

/* One verdict, or those of several jobs. */
struct verdicts {
	const struct verdict *const *v;
	size_t n;
};

struct reporter {
	const char *name;  /* what users type: --out <name>=FILE */
	const char *about; /* one line for --help */
	bool detail;       /* it shows places: verdict.detail is there, if the verdict is fresh */
	size_t most_bytes; /* the look's, unless its maker knows better; 0: none */
	bool commands;     /* a job's runner is to obey it: it may stand between other lines */
	bool sources;      /* and the detail has the sources of files that matter, and the trails */
	bool single; /* its output holds one verdict: several are no valid file of its format */
	void (*report)(const struct verdict *v, const struct look *look, struct buf *out);

	/* Several in one document. NULL: they are written one after the other. */
	void (*join)(struct verdicts verdicts, struct buf *out);

	/* Of the area of that name, for --out <name>=FOLDER/. NULL: there is no such thing. */
	void (*report_area)(struct verdicts verdicts, struct str area, struct buf *out);
	const char *ending; /* of the files in that folder: ".svg" */
};

extern const struct reporter *const reporters[];
extern const size_t reporter_count;

extern const struct reporter terminal_reporter, markdown_reporter, json_reporter, note_reporter;
extern const struct reporter github_reporter, comment_reporter;
extern const struct reporter html_reporter;
extern const struct reporter sarif_reporter, gitlab_reporter, badge_reporter;

/* As much of an id as people are shown. */
struct str short_id(struct str id);

/* NULL if there is none of that name. */
const struct reporter *reporter_find(struct str name);

#endif
