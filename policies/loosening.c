#include "policies/loosening.h"

#include <inttypes.h>

void loosen(const struct pair *p, struct loosening what, const char *instead)
{
	struct policies *head = p->sides->head;
	const char *then = p->sides->accepted ? "accepted" : instead;

	what.area = p->area;
	what.say = arena_printf(
		head->arena, STR_FMT "%s%s", STR_ARG(what.say), then ? ": " : "", then ? then : "");
	*ARENA_PUSH(head->arena, head->loosened, head->loosened_count, head->loosened_cap) = what;
}

struct place pair_place(const struct pair *p, const char *key)
{
	struct place at = policy_place(p->head, key);
	const struct policies *all = p->sides->head;

	/* The project may be left without a file. */
	if (!at.file.n)
		at.file = arena_printf(all->arena, STR_FMT "/" PROJECT_FILE, STR_ARG(all->folder));
	return at;
}

void lost_add(struct lost *l, struct str what)
{
	if (l->n++ == 0)
		l->first = what;
}

struct str lost_say(const struct lost *l, const char *one, const char *many, struct arena *a)
{
	return arena_printf(a, "%" PRIu64 " %s, such as " STR_FMT, l->n, l->n == 1 ? one : many,
		STR_ARG(l->first));
}
