#include "gate/model/functions.h"

#include <endian.h>
#include <string.h>

enum { SHARED_MAX = 255 };

/* What six bits say, in the order of ASCII. */
static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

/* Above the bits of four letters, however far it is moved by those before it. */
#define NO_LETTER ((uint64_t)1 << 32)

/* The six bits of each byte, or NO_LETTER. */
static const uint64_t codes[256] = {
#define NONE_8 \
	NO_LETTER, NO_LETTER, NO_LETTER, NO_LETTER, NO_LETTER, NO_LETTER, NO_LETTER, NO_LETTER
#define NONE_16 NONE_8, NONE_8
	NONE_16, NONE_16, NONE_16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, NO_LETTER, NO_LETTER, NO_LETTER,
	NO_LETTER, NO_LETTER, NO_LETTER, NO_LETTER, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
	22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, NO_LETTER, NO_LETTER, NO_LETTER,
	NO_LETTER, 36, NO_LETTER, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52,
	53, 54, 55, 56, 57, 58, 59, 60, 61, 62, NO_LETTER, NO_LETTER, NO_LETTER, NO_LETTER,
	NO_LETTER, NONE_16, NONE_16, NONE_16, NONE_16, NONE_16, NONE_16, NONE_16, NONE_16
#undef NONE_8
#undef NONE_16
};

/* So many bytes behind the last one may be written. */
enum { PACK_SLACK = 4 };

/* Up to four letters, six bits each, and NO_LETTER, moved, if one is none. */
static uint64_t packed(const char *text, size_t n)
{
	const unsigned char *t = (const unsigned char *)text;
	uint64_t bits = 0;

	for (size_t i = 0; i < n; i++)
		bits |= codes[t[i]] << (6 * i);
	return bits;
}

static void put_bits(unsigned char *p, uint64_t bits)
{
	uint32_t low = htole32((uint32_t)bits & 0xffffff);

	memcpy(p, &low, sizeof(low));
}

/* Packs the text, or copies it where that cannot be; what follows. */
static unsigned char *put_text(unsigned char *p, const char *text, size_t n)
{
	unsigned char *to = varint_put(p, (uint32_t)n * 2);
	uint64_t any = 0, bits;
	size_t i = 0;

	for (; i + 4 <= n; i += 4, to += 3) {
		bits = packed(text + i, 4);
		put_bits(to, bits);
		any |= bits;
	}
	if (i < n) {
		bits = packed(text + i, n - i);
		put_bits(to, bits);
		any |= bits;
		/* No byte for letters that are not there. */
		to += n - i;
	}
	if (any < NO_LETTER)
		return to;
	p = varint_put(p, (uint32_t)n * 2 + 1);
	memcpy(p, text, n);
	return p + n;
}

/* The other way. */
static const unsigned char *get_text(const unsigned char *p, char *into, size_t n, bool packed)
{
	uint32_t bits = 0, have = 0;

	if (!packed) {
		memcpy(into, p, n);
		return p + n;
	}
	for (size_t i = 0; i < n; i++) {
		if (have < 6) {
			bits |= (uint32_t)*p++ << have;
			have += 8;
		}
		into[i] = letters[bits & 63];
		bits >>= 6;
		have -= 6;
	}
	return p;
}

struct keys functions_keys(struct keys_writer *w, struct arena *a, const struct function_list *list)
{
	struct str before = STR("");

	keys_start(w, list->n);
	for (size_t i = 0; i < list->n; i++) {
		const struct function_hits *f = &list->v[i];
		unsigned char *p = keys_room(w, 1 + 2 * VARINT_MAX + PACK_SLACK + f->name.n);
		size_t same = str_shared(before, f->name);

		if (same > SHARED_MAX)
			same = SHARED_MAX;
		*p++ = (unsigned char)same;
		p = put_text(p, f->name.p + same, f->name.n - same);
		keys_wrote(w, varint_put(p, f->line));
		keys_set(w, i, f->count > 0);
		before = f->name;
	}
	return keys_end(w, a);
}

/* Adds what the keys hold to `h`, where the first line of a name wins. */
static void spell_out(const struct keys *k, struct hits *h, struct arena *a)
{
	const unsigned char *p = k->bytes;
	struct str name = STR("");

	for (size_t i = 0; i < k->n; i++) {
		uint32_t line, same, rest;
		char *text;

		same = *p++;
		p = varint_get(p, &rest);
		text = arena_bytes(a, same + rest / 2 + 1);
		memcpy(text, name.p, same);
		p = get_text(p, text + same, rest / 2, rest % 2 == 0);
		p = varint_get(p, &line);
		name = (struct str){ text, same + rest / 2 };
		hits_function(h, (struct function_hits){ keys_bit(k, i), name, line, true });
	}
}

void functions_unite(struct keys *into, struct arena *a, const struct keys *from)
{
	struct keys_writer w = { 0 };
	struct arena names = { 0 };
	struct hits both = { 0 };

	if (keys_unite(into, from))
		return;
	spell_out(into, &both, &names);
	spell_out(from, &both, &names);
	hits_settle(&both);
	*into = functions_keys(&w, a, &both.functions);
	keys_release(&w);
	hits_release(&both);
	arena_release(&names);
}

static bool is_in(uint32_t line, const struct line_range *ranges, size_t n)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (ranges[middle].last < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n && ranges[low].first <= line;
}

struct count functions_count_in(const struct keys *k, const struct line_range *ranges, size_t n)
{
	struct arena names = { 0 };
	struct hits all = { 0 };
	struct count c = { 0 };

	if (n)
		spell_out(k, &all, &names);
	for (size_t i = 0; i < all.functions.n; i++) {
		const struct function_hits *f = &all.functions.v[i];

		if (is_in(f->line, ranges, n)) {
			c.total++;
			c.covered += f->count > 0;
		}
	}
	hits_release(&all);
	arena_release(&names);
	return c;
}

uint32_t *functions_uncalled(const struct keys *k, struct arena *a, size_t *n)
{
	uint32_t *at = arena_alloc(a, (k->n - k->set) * sizeof(*at));
	struct arena names = { 0 };
	struct hits all = { 0 };

	*n = 0;
	spell_out(k, &all, &names);
	for (size_t i = 0; i < all.functions.n; i++) {
		if (!all.functions.v[i].count)
			at[(*n)++] = all.functions.v[i].line;
	}
	hits_release(&all);
	arena_release(&names);
	return at;
}
