#include "tests/bench/section.h"

#include <string.h>

#include "tests/bench/dice.h"

/* Sums of dice are near a normal distribution, in units of 2^-16 standard deviations. */
static int32_t dice_normal(struct dice *d)
{
	int32_t sum = 0;

	for (int i = 0; i < 12; i++)
		sum += (int32_t)dice_below(d, 1u << 16);
	return sum - 6 * (1 << 16);
}

/*
 * Log-normal: half of the files have fewer than 200 lines, one of a thousand has 20,000. Powers of
 * two with a straight line between them are near enough, and the same on every machine.
 */
static uint32_t dice_file_size(struct dice *d)
{
	int64_t log2 = (7 << 16) + 42000 + dice_normal(d) * 2; /* 7 + 42000 / 65536: of 200 */
	uint64_t size;

	if (log2 < 2 << 16)
		return 4;
	if (log2 >= 15 << 16)
		return SECTION_LINES_MAX;
	size = ((1u << 16) + ((uint64_t)log2 & 0xffff)) << (log2 >> 16) >> 16;
	return size < SECTION_LINES_MAX ? (uint32_t)size : SECTION_LINES_MAX;
}

/* How far the next line that can be counted is: 45 % of the lines of a C file can. */
static uint32_t dice_gap(struct dice *d)
{
	uint32_t percent = dice_below(d, 100);

	if (percent < 66)
		return 1;
	if (percent < 83)
		return 2;
	return percent < 93 ? 3 : 4 + dice_below(d, 4);
}

/* As gcc counts C: a condition has two, each && and || two more, a switch one a case. */
static uint8_t dice_ways(struct dice *d)
{
	uint32_t percent = dice_below(d, 1000);

	if (percent < 740)
		return 0;
	if (percent < 920)
		return 2;
	if (percent < 976)
		return 4;
	return (uint8_t)(percent < 992 ? 6 : 7 + dice_below(d, SECTION_WAYS_MAX - 6));
}

static void add_function(struct section *s, uint32_t line)
{
	struct section_function *f = &s->functions[s->function_count];

	f->line = line;
	section_name_function(s, s->function_count++, f);
}

static void invent_lines(struct section *s, struct dice *d)
{
	uint32_t number = 20 + dice_below(d, 20), left = 0;
	bool dead = false;

	s->function_count = s->branch_count = 0;
	for (uint32_t i = 0; i < s->line_count; i++) {
		struct section_line *l = &s->lines[i];

		number += dice_gap(d);
		*l = (struct section_line){ .number = number };
		if (!left) {
			number += 2 + dice_below(d, 6); /* a comment above it */
			*l = (struct section_line){ .number = number, .starts = true };
			left = 3 + dice_below(d, 11) + dice_below(d, 11);
			dead = dice_percent(d, 8);
			add_function(s, number);
		} else {
			l->ways = dice_ways(d);
		}
		left--;
		l->never_run = dead || (!l->starts && dice_percent(d, 5));
		s->branch_count += l->ways;
	}
}

static void invent_order(struct section *s, struct dice *d)
{
	uint32_t percent = dice_below(d, 100);

	s->order = percent < 60 ? NAMES_HASHED : percent < 80 ? NAMES_SORTED : NAMES_PAIRED;
	for (uint32_t i = 0; i < s->function_count; i++) {
		uint32_t j = s->order == NAMES_HASHED ? dice_below(d, i + 1) : i;

		s->hashed[i] = s->hashed[j];
		s->hashed[j] = i;
	}
}

void section_invent(struct section *s, uint64_t index)
{
	struct dice d = dice_of(index, 0);

	s->index = index;
	s->mangled = dice_percent(&d, 50);
	section_name_path(s);
	s->line_count = dice_file_size(&d);
	invent_lines(s, &d);
	invent_order(s, &d);
}

uint64_t section_bytes(const struct section *s)
{
	uint64_t n = 80 + strlen(s->path) + 11u * s->line_count + 15u * s->branch_count;

	for (uint32_t i = 0; i < s->function_count; i++)
		n += 18 + 2u * s->functions[i].name_bytes;
	return n;
}

/* 1 to 10^7: a power of two, each a bit rarer than the one before, and something added. */
static uint64_t dice_count(struct dice *d)
{
	uint32_t power = 0;

	while (power < 23 && dice_below(d, 16) < 13)
		power++;
	return ((uint64_t)1 << power) + dice_below(d, 1u << power);
}

/* The branches of a line share its count; a condition is often true or false every time. */
static void count_branches(struct dice *d, uint64_t count, uint32_t ways, uint64_t *out)
{
	uint64_t left = count;

	if (!count) {
		for (uint32_t i = 0; i < ways; i++)
			out[i] = NOT_REACHED;
		return;
	}
	for (uint32_t i = 0; i < ways; i++) {
		uint32_t percent = dice_below(d, 100);
		uint64_t part = percent < 30 ? 0 : percent < 60 ? left : left * percent / 100;

		out[i] = i == ways - 1 ? left : part;
		left -= out[i];
	}
}

struct state {
	struct dice dice;
	uint64_t function; /* how often the function was called */
	uint64_t line;     /* the count of the line before */
};

/* Most lines have the count of the line before; loops and conditions change it. */
static uint64_t count_line(struct state *state, const struct section_line *l)
{
	uint32_t percent;

	if (!state->function || l->never_run)
		return 0;
	if (l->starts || !dice_percent(&state->dice, 35))
		return state->line;
	percent = dice_below(&state->dice, 100);
	if (percent < 10)
		return state->line = 0;
	if (percent < 60)
		return state->line = state->function;
	if (percent < 80)
		return state->line = 1 + state->function / (2 + dice_below(&state->dice, 8));
	return state->line = state->function * (2 + dice_below(&state->dice, 30));
}

bool section_count(const struct section *s, struct run run, struct section_counts *c)
{
	struct state state = { .dice = dice_of(s->index, 0x100 + run.number) };
	uint32_t function = 0, branch = 0;
	uint32_t called = run.runs > 1 ? 55 : 93; /* a shard calls less */

	if (dice_percent(&state.dice, 10) && run.runs > 1 && s->index % run.runs != run.number)
		return false;
	for (uint32_t i = 0; i < s->line_count; i++) {
		const struct section_line *l = &s->lines[i];

		if (l->starts) {
			bool runs = !l->never_run && dice_percent(&state.dice, called);

			state.function = state.line = runs ? dice_count(&state.dice) : 0;
			c->functions[function++] = state.function;
		}
		c->lines[i] = count_line(&state, l);
		count_branches(&state.dice, c->lines[i], l->ways, &c->branches[branch]);
		branch += l->ways;
	}
	return true;
}
