/*
 * The records that make up nearly all of a tracefile, in the form in which nearly all tools write them,
 * read in one pass over their bytes. Whatever is written otherwise is left to lcov_record.c, which
 * reads, or refuses, everything.
 */
#ifndef PARSERS_LCOV_FAST_H
#define PARSERS_LCOV_FAST_H

#include "parsers/lcov_state.h"

/*
 * Reads the line at `p`, inside a section. What follows it, or NULL: then nothing was read. A byte
 * that is no digit must stand at `end`.
 */
const char *lcov_fast(struct lcov *l, const char *p, const char *end);

#endif
