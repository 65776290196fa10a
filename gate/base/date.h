/*
 * Days of the calendar (proleptic Gregorian, UTC), as policies write them: 2026-12-31.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "gate/base/buf.h"

/* Days since 1970-01-01. -1 for what is no such day, or not in the years 1970 to 9999. */
int date_parse(struct str s, int32_t *day);

/* Of the seconds since 1970; before it, the first day. */
int32_t date_of(int64_t seconds);

void date_print(struct buf *b, int32_t day);

#endif
