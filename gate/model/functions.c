#include "gate/model/functions.h"

#include <stdlib.h>

void functions_add(struct functions *set, struct arena *a, struct function function)
{
	if (set->n && set->v[set->n - 1].name >= function.name)
		set->unsettled = true;
	/* One name may be added many times over; joining before growing bounds that. */
	if (set->unsettled && set->n == set->cap) {
		functions_settle(set);
		set->unsettled = true;
		/* Room for as many again, or else every addition might sort. */
		if (set->n > set->cap / 2)
			set->v = arena_room(a, set->v, set->cap, &set->cap, sizeof(*set->v));
	}
	*ARENA_PUSH(a, set->v, set->n, set->cap) = function;
}

static int by_name(const void *a, const void *b)
{
	uint32_t left = ((const struct function *)a)->name;
	uint32_t right = ((const struct function *)b)->name;

	return (left > right) - (left < right);
}

static void join(struct function *into, const struct function *from)
{
	/* The first line is kept, so that the order of inputs does not matter. */
	if (from->line && (!into->line || from->line < into->line))
		into->line = from->line;
	into->declared |= from->declared;
	into->hit |= from->hit;
}

void functions_settle(struct functions *set)
{
	size_t kept = 0;

	if (!set->unsettled)
		return;
	qsort(set->v, set->n, sizeof(*set->v), by_name);
	for (size_t i = 1; i < set->n; i++) {
		if (set->v[i].name == set->v[kept].name)
			join(&set->v[kept], &set->v[i]);
		else
			set->v[++kept] = set->v[i];
	}
	set->n = kept + 1;
	set->unsettled = false;
}

struct count functions_count(const struct functions *set)
{
	struct count c = { .total = set->n };

	for (size_t i = 0; i < set->n; i++)
		c.covered += set->v[i].hit;
	return c;
}

size_t functions_undeclared(const struct functions *set)
{
	size_t n = 0;

	for (size_t i = 0; i < set->n; i++)
		n += !set->v[i].declared;
	return n;
}
