/*
 * What both hooks share: the records of a commit that is pushed, and a closed gate told.
 */
#ifndef GATE_GUARDING_H
#define GATE_GUARDING_H

#include "gate/model/push.h"
#include "gate/recalling.h"

/* As much of an id as people are shown. */
#define GUARDING_ID "%.12s"

/* "main" of a branch, else the whole name. */
struct str guarding_name(const struct pushed_ref *r);

/*
 * The records on the commit that the place is at, else those on its tree; `notes_at` as in struct recall.
 * 1, 0 if there is none that can be read, or -1 after a diagnostic.
 */
int guarding_records(
	struct recalled *out, struct workplace *w, const char *notes_at, struct diags *d);

/*
 * Tells of each record that is not open, with its broken rules; `name` is that of the ref. True if all of
 * them are open.
 */
bool guarding_open(const struct recalled *records, struct str name, struct diags *d);

/* The same of one verdict, which `what` calls by its name. */
bool guarding_tell(const struct verdict *v, struct str name, struct str what, struct diags *d);

#endif
