#include "gate/model/names.h"

#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"
#include "gate/base/sort.h"

static size_t slot_of(const struct names *names, struct str text, uint32_t hash)
{
	size_t mask = names->slot_count - 1, at = hash & mask;

	for (;; at = (at + 1) & mask) {
		const struct name_slot *slot = &names->slots[at];

		if (!slot->id_plus_1 ||
			(slot->hash == hash && str_eq(names->v[slot->id_plus_1 - 1], text)))
			return at;
	}
}

static void grow(struct names *names)
{
	struct name_slot *old = names->slots;
	size_t old_count = names->slot_count, mask;

	names->slot_count = old_count ? old_count * 2 : 64;
	names->slots = arena_alloc(names->arena, names->slot_count * sizeof(*names->slots));
	mask = names->slot_count - 1;
	for (size_t i = 0; i < old_count; i++) {
		size_t at = old[i].hash & mask;

		if (!old[i].id_plus_1)
			continue;
		while (names->slots[at].id_plus_1)
			at = (at + 1) & mask;
		names->slots[at] = old[i];
	}
	arena_drop(names->arena, old, old_count * sizeof(*old));
}

uint32_t names_find(const struct names *names, struct str text)
{
	if (!names->slot_count)
		return NAMES_NONE;
	return names->slots[slot_of(names, text, (uint32_t)str_hash(text))].id_plus_1 - 1;
}

uint32_t names_add(struct names *names, struct str text)
{
	uint32_t hash = (uint32_t)str_hash(text);
	struct name_slot *slot;
	char *copy;

	if (names->n + 1 > names->slot_count / 4 * 3)
		grow(names);
	slot = &names->slots[slot_of(names, text, hash)];
	if (slot->id_plus_1)
		return slot->id_plus_1 - 1;
	if (names->n >= NAMES_NONE - 1)
		memory_exhausted();
	copy = arena_bytes(names->arena, text.n + 1);
	memcpy(copy, text.n ? text.p : "", text.n);
	copy[text.n] = '\0';
	*ARENA_PUSH(names->arena, names->v, names->n, names->cap) = (struct str){ copy, text.n };
	*slot = (struct name_slot){ (uint32_t)names->n, hash };
	return (uint32_t)names->n - 1;
}

uint32_t *names_sort(struct names *names)
{
	struct sort_item *sorted = memory_get(2 * names->n * sizeof(*sorted) + 1);
	uint32_t *rank = memory_get(names->n * sizeof(*rank) + 1);

	for (size_t i = 0; i < names->n; i++)
		sorted[i] = (struct sort_item){ .text = names->v[i], .index = (uint32_t)i };
	sort_texts(sorted, sorted + names->n, names->n);
	for (size_t i = 0; i < names->n; i++) {
		names->v[i] = sorted[i].text;
		rank[sorted[i].index] = (uint32_t)i;
	}
	for (size_t i = 0; i < names->slot_count; i++) {
		if (names->slots[i].id_plus_1)
			names->slots[i].id_plus_1 = rank[names->slots[i].id_plus_1 - 1] + 1;
	}
	free(sorted);
	return rank;
}
