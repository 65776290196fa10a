/*
 * Runs of the two records that make up most of a tracefile, DA: and BRDA:, in the form in which nearly
 * all tools write them: plain numbers of few digits, LF. This is the one place for instructions of
 * a certain processor; whatever is written otherwise is left to lcov_record.c, which reads, or refuses,
 * everything.
 */
#ifndef PARSERS_LCOV_SCAN_H
#define PARSERS_LCOV_SCAN_H

#include "gate/model/hits.h"

/*
 * So many bytes before the first and behind the last one may be looked at: they must be there. The first
 * one behind is NUL.
 */
enum { LCOV_SLACK_BEFORE = 8, LCOV_SLACK = 64 };

/* Numbers of so many digits are below LINE_MAX_NUMBER, and 2^64, without a look at them. */
enum { LCOV_LINE_DIGITS_MAX = 7, LCOV_COUNT_DIGITS_MAX = 19 };

/* A number of digits alone, and the byte that ends it; what follows, or NULL. */
static inline const char *lcov_number(const char *p, char until, unsigned digits_max, uint64_t *out)
{
	const char *from = p;
	uint64_t n = 0;

	while ((unsigned char)(*p - '0') <= 9 && p - from <= LCOV_COUNT_DIGITS_MAX)
		n = n * 10 + (uint64_t)(*p++ - '0');
	*out = n;
	return p == from || p - from > digits_max || *p != until ? NULL : p + 1;
}

struct lcov_scan {
	const char *name;
	bool (*supported)(void);

	/*
	 * Read records from `p` on until one is not plain, `end` is reached or the list is full, and add
	 * them to the list. What follows them.
	 */
	const char *(*lines)(const char *p, const char *end, struct line_list *into);
	const char *(*branches)(const char *p, const char *end, struct outcome_list *into);
};

/* The best first; the last one runs everywhere. */
extern const struct lcov_scan *const lcov_scans[];
extern const size_t lcov_scan_count;

const struct lcov_scan *lcov_scan_best(void);

#endif
