/*
 * The records that make up nearly all of a tracefile, in the form in which nearly all tools write them,
 * read in one pass over their bytes. Whatever is written otherwise is left to lcov_record.c, which
 * reads, or refuses, everything.
 */
#ifndef PARSERS_LCOV_FAST_H
#define PARSERS_LCOV_FAST_H

#include "parsers/lcov_state.h"

/*
 * Reads lines from `p` on, inside a section, and counts them. What follows them: `p` if it read none.
 * LCOV_SLACK bytes must be there behind `end`, of which the first is no digit.
 */
const char *lcov_fast(struct lcov *l, const char *p, const char *end);

#endif
