#include "gate/model/names.h"

#include "gate/base/memory.h"

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

	if (names->n + 1 > names->slot_count / 4 * 3)
		grow(names);
	slot = &names->slots[slot_of(names, text, hash)];
	if (slot->id_plus_1)
		return slot->id_plus_1 - 1;
	if (names->n >= NAMES_NONE - 1)
		memory_exhausted();
	*ARENA_PUSH(names->arena, names->v, names->n, names->cap) = arena_str(names->arena, text);
	*slot = (struct name_slot){ (uint32_t)names->n, hash };
	return (uint32_t)names->n - 1;
}
