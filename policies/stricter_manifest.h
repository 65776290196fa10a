/*
 * For stricter.c: what of the reports is not read any more, or need not have as much in it.
 *
 * Where the reports are those of the manifest, what it was at the base is compared by the files that are
 * there: an entry is the same under any name as long as its files are read. Else only its name and its path
 * can tell.
 */
#ifndef POLICIES_STRICTER_MANIFEST_H
#define POLICIES_STRICTER_MANIFEST_H

#include "policies/loosening.h"

/* The manifest, and how many paths of reports may be unmatched; `p` are the projects. */
void compare_manifest(const struct pair *p);

#endif
