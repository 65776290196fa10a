/*
 * Execution counts as tracefiles have them. Only lcov's own are plain numbers: Perl tools print large
 * ones with an exponent, gcov without atomic counters makes negative ones.
 */
#ifndef PARSERS_LCOV_COUNT_H
#define PARSERS_LCOV_COUNT_H

#include "gate/base/str.h"

enum lcov_count {
	LCOV_COUNT_PLAIN,
	LCOV_COUNT_HUGE,     /* over 2^64-1, which it is taken for */
	LCOV_COUNT_NEGATIVE, /* taken for 0 */
	LCOV_COUNT_FLOAT,    /* 1e3, 2.5: a fraction of 1 is none */
	LCOV_COUNT_BAD,      /* no count, and `count` is not set */
};

/* The byte behind `s` may be looked at. */
enum lcov_count lcov_count(struct str s, uint64_t *count);

/* How many decimal digits `s` starts with. */
size_t lcov_digits(struct str s);

#endif
