/*
 * What GitHub is asked to show beside the code: commands to its runner, a line each. It shows so many of
 * a kind and drops the others without a word, so what is worst must be added first, and what is left
 * out is counted at the end.
 */
#ifndef REPORTERS_ANNOTATIONS_H
#define REPORTERS_ANNOTATIONS_H

#include "gate/base/buf.h"
#include "gate/base/diag.h"

#define ANNOTATIONS_SHOWN 10u /* of a kind, by GitHub, in a step */

enum annotation_kind { ANNOTATION_ERROR, ANNOTATION_WARNING, ANNOTATION_NOTICE, ANNOTATION_KINDS };

struct annotation {
	enum annotation_kind kind;
	struct place at;   /* what is no path of the repository is told in the text instead */
	uint32_t end_line; /* 0: no range */
	struct str title, text;
};

/* Starts with `out` set and zeroes. */
struct annotations {
	struct buf *out;
	uint64_t n[ANNOTATION_KINDS];
};

void annotate(struct annotations *all, const struct annotation *a);

/* So many more of that kind are not given at all. */
void annotations_leave_out(struct annotations *all, enum annotation_kind kind, uint64_t n);

/* Counts what was left out. */
void annotations_end(struct annotations *all);

#endif
