/* What the scanners of lcov_scan.h share: one record read byte by byte, and the order of records. */
#ifndef PARSERS_LCOV_SCAN_RECORD_H
#define PARSERS_LCOV_SCAN_RECORD_H

#include "parsers/lcov_scan.h"

/* DA:<line>,<count>; what follows, or `p` if it is not plain. */
const char *lcov_plain_line(const char *p, struct line_hits *into);

/* BRDA:<line>,<block>,<branch>,<taken> */
const char *lcov_plain_branch(const char *p, struct outcome_hits *into);

static inline uint64_t lcov_line_rank(const struct line_hits *l)
{
	return l->line;
}

/* The order of branches by line, block and number; where these are large, several have one rank. */
static inline uint64_t lcov_branch_rank(const struct outcome_hits *o)
{
	enum { MAX = (1 << 20) - 1 };
	uint64_t group = o->group < MAX ? o->group : MAX, index = o->index < MAX ? o->index : MAX;

	return (uint64_t)o->line << 40 | group << 20 | index;
}

extern const struct lcov_scan lcov_scan_plain;
#if defined(__x86_64__)
extern const struct lcov_scan lcov_scan_avx2;
#endif

#endif
