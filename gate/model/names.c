#include "gate/model/names.h"

#include "gate/base/memory.h"

static size_t slot_of(const struct names *names, struct str text)
{
	size_t mask = names->slot_count - 1, at = (size_t)str_hash(text) & mask;

	while (names->slots[at] && !str_eq(names->v[names->slots[at] - 1], text))
		at = (at + 1) & mask;
	return at;
}

static void grow(struct names *names)
{
	names->slot_count = names->slot_count ? names->slot_count * 2 : 64;
	names->slots = arena_alloc(names->arena, names->slot_count * sizeof(*names->slots));
	for (size_t i = 0; i < names->n; i++)
		names->slots[slot_of(names, names->v[i])] = (uint32_t)i + 1;
}

uint32_t names_find(const struct names *names, struct str text)
{
	return names->slot_count ? names->slots[slot_of(names, text)] - 1 : NAMES_NONE;
}

uint32_t names_add(struct names *names, struct str text)
{
	size_t at;

	if (names->n + 1 > names->slot_count / 4 * 3)
		grow(names);
	at = slot_of(names, text);
	if (names->slots[at])
		return names->slots[at] - 1;
	if (names->n >= NAMES_NONE - 1)
		memory_exhausted();
	*ARENA_PUSH(names->arena, names->v, names->n, names->cap) = arena_str(names->arena, text);
	names->slots[at] = (uint32_t)names->n;
	return (uint32_t)names->n - 1;
}
