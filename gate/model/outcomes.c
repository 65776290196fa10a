#include "gate/model/outcomes.h"

#include <stdlib.h>

#define TOKEN_IS_NAME 0x80000000u

uint32_t outcome_token(struct names *names, struct str text)
{
	uint64_t number;
	bool plain = str_to_u64(text, &number) == 0 && (text.n == 1 || text.p[0] != '0');

	if (plain && number < TOKEN_IS_NAME)
		return (uint32_t)number;
	return names_add(names, text) | TOKEN_IS_NAME;
}

uint32_t outcome_token_moved(struct names *to, const struct names *from, uint32_t token)
{
	if (!(token & TOKEN_IS_NAME))
		return token;
	return names_add(to, from->v[token & ~TOKEN_IS_NAME]) | TOKEN_IS_NAME;
}

static int by_key(const void *a, const void *b)
{
	const struct outcome *x = a, *y = b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

void outcomes_add(struct outcomes *set, struct arena *a, struct outcome outcome)
{
	if (set->n && by_key(&set->v[set->n - 1], &outcome) >= 0)
		set->unsettled = true;
	/* One key may be added many times over; joining before growing bounds that. */
	if (set->unsettled && set->n == set->cap) {
		outcomes_settle(set);
		set->unsettled = true;
		/* Room for as many again, or else every addition might sort. */
		if (set->n > set->cap / 2)
			set->v = arena_room(a, set->v, set->cap, &set->cap, sizeof(*set->v));
	}
	*ARENA_PUSH(a, set->v, set->n, set->cap) = outcome;
}

void outcomes_settle(struct outcomes *set)
{
	size_t kept = 0;

	if (!set->unsettled)
		return;
	qsort(set->v, set->n, sizeof(*set->v), by_key);
	for (size_t i = 1; i < set->n; i++) {
		if (by_key(&set->v[i], &set->v[kept]) == 0)
			set->v[kept].taken |= set->v[i].taken;
		else
			set->v[++kept] = set->v[i];
	}
	set->joined += set->n - (kept + 1);
	set->n = kept + 1;
	set->unsettled = false;
}

struct count outcomes_count(const struct outcomes *set)
{
	struct count c = { .total = set->n };

	for (size_t i = 0; i < set->n; i++)
		c.covered += set->v[i].taken;
	return c;
}
