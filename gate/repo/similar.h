/*
 * Whether a file that moved is still the same: as git estimates it (git's diffcore-rename.c and
 * diffcore-delta.c), so that what it calls new is new here.
 */
#ifndef REPO_SIMILAR_H
#define REPO_SIMILAR_H

#include "gate/base/str.h"

/* At least half of the bytes of the larger one stand, line by line, in the other as well. */
bool similar(struct str a, struct str b);

#endif
