/*
 * A set of keys with one bit each, as small as it goes: the keys one behind the other in bytes, in
 * their order and as differences, then a bitmap. What a key is, and its order, is its owner's to say
 * (outcomes.h, functions.h). Equal sets have equal bytes, so that their union is one OR.
 */
#ifndef MODEL_KEYS_H
#define MODEL_KEYS_H

#include "gate/base/arena.h"
#include "gate/base/buf.h"
#include "gate/model/count.h"

/* Starts as all zeroes. Memory is an arena's. */
struct keys {
	unsigned char *bytes; /* `size` of keys, then one bit a key, lowest first */
	uint32_t size, n;
	uint32_t set; /* how many bits are */
};

/* A set while it is written: keys_end() gives it to an arena, keys_start() begins the next. */
struct keys_writer {
	struct buf keys, bits;
	size_t n;
};

/* A set of at most `n` keys; `n` is what keys_end() takes, if nobody sets it to less. */
void keys_start(struct keys_writer *w, size_t n);

/* Room for at most `bytes` bytes of keys; keys_wrote() says where they ended. */
static inline unsigned char *keys_room(struct keys_writer *w, size_t bytes)
{
	if (w->keys.cap - w->keys.n > bytes)
		return (unsigned char *)w->keys.p + w->keys.n;
	return (unsigned char *)buf_room(&w->keys, bytes);
}

static inline void keys_wrote(struct keys_writer *w, const unsigned char *end)
{
	w->keys.n = (size_t)((const char *)end - w->keys.p);
}
/* Bits are 0 until they are set. */
static inline void keys_set(struct keys_writer *w, size_t i, bool bit);

struct keys keys_end(struct keys_writer *w, struct arena *a);
void keys_release(struct keys_writer *w);

bool keys_bit(const struct keys *k, size_t i);

static inline struct count keys_count(const struct keys *k)
{
	return (struct count){ k->set, k->n };
}

struct keys keys_copy(const struct keys *k, struct arena *a);

/* Do both have the same keys? Then `into` gets the bits of `from`, too. */
bool keys_unite(struct keys *into, const struct keys *from);

static inline void keys_set(struct keys_writer *w, size_t i, bool bit)
{
	w->bits.p[i / 8] = (char)(w->bits.p[i / 8] | bit << i % 8);
}

/* LEB128, at most five bytes. Both give what follows. */
enum { VARINT_MAX = 5 };

static inline unsigned char *varint_put(unsigned char *p, uint32_t n)
{
	for (; n >= 0x80; n >>= 7)
		*p++ = (unsigned char)(n | 0x80);
	*p++ = (unsigned char)n;
	return p;
}

static inline const unsigned char *varint_get(const unsigned char *p, uint32_t *n)
{
	unsigned shift = 0;

	*n = 0;
	do
		*n |= (uint32_t)(*p & 0x7f) << shift;
	while (shift += 7, *p++ & 0x80);
	return p;
}

#endif
