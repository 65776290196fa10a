/*
 * Dice that fall the same way on every machine: splitmix64. A value each, so that a section can be
 * made again, in another shard, from its number alone.
 */
#ifndef BENCH_DICE_H
#define BENCH_DICE_H

#include <stdbool.h>
#include <stdint.h>

struct dice {
	uint64_t state;
};

static inline uint64_t dice_next(struct dice *d)
{
	uint64_t z = d->state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

/* Dice of their own for a thing that two numbers name. */
static inline struct dice dice_of(uint64_t a, uint64_t b)
{
	struct dice d = { a * 0xd1342543de82ef95u ^ b };

	d.state = dice_next(&d);
	return d;
}

/* 0 to n - 1. */
static inline uint32_t dice_below(struct dice *d, uint32_t n)
{
	return (uint32_t)((dice_next(d) >> 32) * n >> 32);
}

static inline bool dice_percent(struct dice *d, uint32_t percent)
{
	return dice_below(d, 100) < percent;
}

#endif
