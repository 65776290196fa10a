/*
 * The manifest of a project: the reports that must be there.
 */
#ifndef POLICIES_MANIFEST_H
#define POLICIES_MANIFEST_H

#include "policies/fields.h"

/* The list behind "reports". -1 after diagnostics, all mistakes of it. */
int manifest_load(struct load *l, const struct json *j);

/* Do both say the same, in the same order? */
bool manifest_is_same(const struct policies *a, const struct policies *b);

/* Which job the entry's file with that path is from, or empty. */
struct str manifest_label(const struct expected_report *r, struct str path, struct arena *a);

#endif
