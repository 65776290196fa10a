#include "gate/model/keys.h"

#include <string.h>

#include "gate/base/memory.h"

static size_t bitmap_bytes(size_t n)
{
	return (n + 7) / 8;
}

static uint32_t count_bits(const unsigned char *bits, size_t n)
{
	uint32_t count = 0;
	size_t i = 0;

	for (; i + 8 <= n; i += 8) {
		uint64_t word;

		memcpy(&word, bits + i, sizeof(word));
		count += (uint32_t)__builtin_popcountll(word);
	}
	for (; i < n; i++)
		count += (uint32_t)__builtin_popcount(bits[i]);
	return count;
}

void keys_start(struct keys_writer *w, size_t n)
{
	w->keys.n = 0;
	w->n = n;
	memset(buf_room(&w->bits, bitmap_bytes(n) + 1), 0, bitmap_bytes(n));
}

struct keys keys_end(struct keys_writer *w, struct arena *a)
{
	struct keys k = { .size = (uint32_t)w->keys.n, .n = (uint32_t)w->n };

	if (w->keys.n > UINT32_MAX || w->n > UINT32_MAX)
		memory_exhausted();
	if (!w->n)
		return k;
	k.bytes = arena_bytes(a, k.size + bitmap_bytes(w->n));
	memcpy(k.bytes, w->keys.p, k.size);
	memcpy(k.bytes + k.size, w->bits.p, bitmap_bytes(w->n));
	k.set = count_bits(k.bytes + k.size, bitmap_bytes(w->n));
	return k;
}

void keys_release(struct keys_writer *w)
{
	buf_release(&w->keys);
	buf_release(&w->bits);
}

bool keys_bit(const struct keys *k, size_t i)
{
	return k->bytes[k->size + i / 8] >> i % 8 & 1;
}

struct keys keys_copy(const struct keys *k, struct arena *a)
{
	struct keys copy = *k;

	if (k->n) {
		copy.bytes = arena_bytes(a, k->size + bitmap_bytes(k->n));
		memcpy(copy.bytes, k->bytes, k->size + bitmap_bytes(k->n));
	}
	return copy;
}

bool keys_unite(struct keys *into, const struct keys *from)
{
	if (into->n != from->n || into->size != from->size ||
		(from->size && memcmp(into->bytes, from->bytes, from->size) != 0))
		return false;
	if (!into->n)
		return true;
	for (size_t i = from->size; i < from->size + bitmap_bytes(from->n); i++)
		into->bytes[i] |= from->bytes[i];
	into->set = count_bits(into->bytes + into->size, bitmap_bytes(into->n));
	return true;
}
