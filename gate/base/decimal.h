/*
 * Exact decimals and ratios. Nothing rounded is ever compared: a limit keeps the digits it was
 * written with, and a ratio is compared by multiplying crosswise in 128 bits.
 */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include "gate/base/buf.h"

#define DECIMAL_SCALE_MAX 6
#define DECIMAL_DIGITS_MAX ((uint64_t)1 << 53) /* what every JSON reader keeps exactly */

/* digits / 10^scale: 97.9 is { 979, 1 }. Never negative. */
struct decimal {
	uint64_t digits;
	unsigned scale;
};

/* Digits, or digits.digits; -1 for anything else, or over the two limits above. */
int decimal_parse(struct str s, struct decimal *out);

/* <0, 0, >0 */
int decimal_cmp(struct decimal a, struct decimal b);

/* As short as it can be written: 80, 97.9. */
void decimal_print(struct buf *b, struct decimal d);

/* part / whole >= percent / 100; a whole of 0 reaches everything. */
bool ratio_reaches(uint64_t part, uint64_t whole, struct decimal percent);

/* a_part / a_whole against b_part / b_whole: <0, 0, >0. No whole is 0. */
int ratio_cmp(uint64_t a_part, uint64_t a_whole, uint64_t b_part, uint64_t b_whole);

/* How much `part` lacks until ratio_reaches(), with `whole` as it is. */
uint64_t ratio_missing(uint64_t part, uint64_t whole, struct decimal percent);

/*
 * How much `part` lacks until it is at most so many points below `before`; 0 when it is. No count may be
 * over 2^40, and no whole is 0.
 */
#define RATIO_DROP_MAX ((uint64_t)1 << 40)
uint64_t ratio_drop_missing(uint64_t part, uint64_t whole, uint64_t before_part,
	uint64_t before_whole, struct decimal points);

/* The drop in points with two decimals, rounded up: 0.01 for any; 0.00 for none. */
void ratio_print_drop(
	struct buf *b, uint64_t part, uint64_t whole, uint64_t before_part, uint64_t before_whole);

/* The percentage with two decimals, rounded down: 79.99 for 79.996. `whole` is not 0. */
void ratio_print(struct buf *b, uint64_t part, uint64_t whole);

/* How much of how much; `whole` is not 0. */
struct ratio {
	uint64_t part, whole;
};

/* How many of `unit` that is, rounded down; for pictures. */
uint64_t ratio_of(struct ratio r, uint64_t unit);

/*
 * From one to the other in points of the percentage, with two decimals: a gain is rounded down and a
 * drop up, so "+0.00" is a gain and "0.00" none. Exact up to a whole of 2^56.
 */
void ratio_print_change(struct buf *b, struct ratio from, struct ratio to);

#endif
