/*
 * How many of how many.
 */
#ifndef MODEL_COUNT_H
#define MODEL_COUNT_H

#include <stdint.h>

struct count {
	uint64_t covered, total;
};

static inline struct count count_sum(struct count a, struct count b)
{
	return (struct count){ a.covered + b.covered, a.total + b.total };
}

#endif
