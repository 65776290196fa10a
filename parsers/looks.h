/*
 * What an input that no parser knows looks like, so that a person sees what was given instead of a
 * report. To name one more, add a row to looks.c; once a parser reads it, take the row out.
 */
#ifndef PARSERS_LOOKS_H
#define PARSERS_LOOKS_H

#include "gate/base/str.h"

struct look {
	const char *root;   /* name of the XML root element */
	const char *starts; /* the first bytes; ASCII case is left aside */
	const char *has;    /* somewhere in the head */
	bool (*is)(struct str head);
	const char *what; /* "a Cobertura coverage report" */
	const char *mend; /* what to do, or NULL */
};

/* The first row of which all that is set holds; the last row always does. */
const struct look *looks_like(struct str head);

#endif
