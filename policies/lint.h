/*
 * What can be said of policies and a tree without any report.
 */
#ifndef POLICIES_LINT_H
#define POLICIES_LINT_H

#include "gate/model/names.h"
#include "policies/policy.h"

/* Globs of `sources` that match no file of the tree: errors. For check as well as for lint. */
int lint_sources(const struct policies *p, const struct names *tree, struct diags *d);

/* Adds: globs of `tests.files` without a match, files of two areas, source files of none. */
int lint_all(const struct policies *p, const struct names *tree, struct diags *d);

#endif
