#include "gate/model/function_find.h"

#include <stdlib.h>
#include <string.h>

#include "gate/base/memory.h"

enum {
	SLOTS_MIN = 256,
	/* Where more names than that have neighbouring slots, the rest is missed. */
	TRIES = 16,
};

void function_find_reset(struct function_find *f)
{
	f->added = f->next = 0;
}

void function_find_release(struct function_find *f)
{
	free(f->slots);
}

static uint64_t word_at(const char *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof(word));
	return word;
}

/* Of the length, the end and the middle, which tell nearly all names of one file apart. */
static uint64_t hash_of(struct str name)
{
	uint64_t hash;

	if (name.n < 16)
		return str_hash(name);
	hash = word_at(name.p + name.n - 8) * 0x9e3779b97f4a7c15;
	hash = (hash ^ hash >> 32 ^ word_at(name.p + name.n - 16)) * 0xbf58476d1ce4e5b9;
	hash = (hash ^ hash >> 32 ^ word_at(name.p + name.n / 2 - 4) ^ name.n) * 0x94d049bb133111eb;
	return hash ^ hash >> 32;
}

static void add(struct function_find *f, uint32_t at, struct str name)
{
	size_t mask = f->slot_count - 1, slot = hash_of(name) & mask;

	for (unsigned i = 0; i < TRIES; i++, slot = (slot + 1) & mask) {
		if (f->slots[slot])
			continue;
		f->slots[slot] = at + 1;
		return;
	}
}

/* All of the list; at most every other slot is taken. */
static void add_all(struct function_find *f, const struct function_list *list)
{
	size_t wanted = SLOTS_MIN;

	while (wanted < list->n * 2)
		wanted *= 2;
	if (!f->added || wanted > f->slot_count) {
		if (wanted > f->slot_cap) {
			f->slots = memory_resize(f->slots, wanted * sizeof(*f->slots));
			f->slot_cap = wanted;
		}
		/* Not all there is room for, or a large section would slow down all small ones after it. */
		f->slot_count = wanted;
		memset(f->slots, 0, wanted * sizeof(*f->slots));
		f->added = 0;
	}
	for (; f->added < list->n; f->added++)
		add(f, (uint32_t)f->added, list->v[f->added].name);
}

static struct function_hits *look_up(
	struct function_find *f, const struct function_list *list, struct str name)
{
	size_t mask = f->slot_count - 1, slot = hash_of(name) & mask;

	for (unsigned i = 0; i < TRIES && f->slots[slot]; i++, slot = (slot + 1) & mask) {
		size_t at = f->slots[slot] - 1;

		if (at < list->n && str_eq(list->v[at].name, name)) {
			f->next = at + 1;
			return &list->v[at];
		}
	}
	return NULL;
}

struct function_hits *function_find(
	struct function_find *f, const struct function_list *list, struct str name)
{
	/* Often they come in the order of the declarations. */
	if (f->next < list->n && str_eq(list->v[f->next].name, name))
		return &list->v[f->next++];
	if (list->n > UINT32_MAX / 2)
		return NULL;
	/* After hits_settle(), and others, the list is another one. */
	if (f->added > list->n)
		f->added = 0;
	if (f->added < list->n)
		add_all(f, list);
	return list->n ? look_up(f, list, name) : NULL;
}
