/*
 * Execution counts as tracefiles have them. Only lcov's own are plain numbers: Perl tools print large
 * ones with an exponent, gcov without atomic counters makes negative ones.
 */
#ifndef PARSERS_LCOV_COUNT_H
#define PARSERS_LCOV_COUNT_H

#include "gate/base/str.h"

enum lcov_count {
	LCOV_COUNT_PLAIN,
	LCOV_COUNT_HUGE,     /* over 2^64-1 */
	LCOV_COUNT_NEGATIVE, /* not hit */
	LCOV_COUNT_FLOAT,    /* 1e3, 2.5: a fraction of 1 is none */
	LCOV_COUNT_BAD,      /* no count; `hit` is not set */
};

/* `hit`: more than 0. */
enum lcov_count lcov_count(struct str s, bool *hit);

/* How many decimal digits `s` starts with. */
size_t lcov_digits(struct str s);

#endif
