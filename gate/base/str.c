#include "gate/base/str.h"

#include <endian.h>
#include <string.h>

struct str str_of(const char *text)
{
	return (struct str){ text, text ? strlen(text) : 0 };
}

bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_starts(struct str s, struct str with)
{
	return s.n >= with.n && str_eq((struct str){ s.p, with.n }, with);
}

bool str_ends(struct str s, struct str with)
{
	return s.n >= with.n && str_eq(str_skip(s, s.n - with.n), with);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

size_t str_shared(struct str a, struct str b)
{
	size_t n = 0, most = a.n < b.n ? a.n : b.n;

	for (; n + sizeof(uint64_t) <= most; n += sizeof(uint64_t)) {
		uint64_t x, y;

		memcpy(&x, a.p + n, sizeof(x));
		memcpy(&y, b.p + n, sizeof(y));
		if (x != y)
			return n + (size_t)__builtin_ctzll(le64toh(x ^ y)) / 8;
	}
	while (n < most && a.p[n] == b.p[n])
		n++;
	return n;
}

bool str_eq_nocase(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++) {
		if (lower(a.p[i]) != lower(b.p[i]))
			return false;
	}
	return true;
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.p, b.p, n) : 0;

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

int str_cmp_qsort(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

size_t str_index(struct str s, char c)
{
	const char *at = s.n ? memchr(s.p, c, s.n) : NULL;

	return at ? (size_t)(at - s.p) : s.n;
}

size_t str_last_index(struct str s, char c)
{
	for (size_t i = s.n; i > 0; i--) {
		if (s.p[i - 1] == c)
			return i - 1;
	}
	return s.n;
}

bool str_has(struct str s, struct str what)
{
	while (s.n >= what.n) {
		if (str_starts(s, what))
			return true;
		if (!s.n)
			break;
		s = str_skip(s, 1);
		if (what.n)
			s = str_skip(s, str_index(s, what.p[0]));
	}
	return false;
}

struct str str_skip(struct str s, size_t n)
{
	if (n > s.n)
		n = s.n;
	return n ? (struct str){ s.p + n, s.n - n } : s;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
	while (s.n && is_space(s.p[0]))
		s = str_skip(s, 1);
	while (s.n && is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

struct str str_cut(struct str *rest, char c)
{
	size_t at = str_index(*rest, c);
	struct str before = { rest->p, at };

	*rest = str_skip(*rest, at + 1);
	return before;
}

struct str str_cut_last(struct str *rest, char c)
{
	size_t at = str_last_index(*rest, c);
	struct str after = *rest;

	if (at == rest->n) {
		rest->n = 0;
		return after;
	}
	after = str_skip(*rest, at + 1);
	rest->n = at;
	return after;
}

bool str_line(struct str *rest, struct str *line)
{
	if (!rest->n)
		return false;
	*line = str_cut(rest, '\n');
	if (line->n && line->p[line->n - 1] == '\r')
		line->n--;
	return true;
}

int str_to_u64(struct str s, uint64_t *out)
{
	uint64_t value = 0;

	if (!s.n)
		return -1;
	for (size_t i = 0; i < s.n; i++) {
		unsigned digit = (unsigned)(unsigned char)s.p[i] - '0';

		if (digit > 9 || value > (UINT64_MAX - digit) / 10)
			return -1;
		value = value * 10 + digit;
	}
	*out = value;
	return 0;
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
	/* Both constants are odd and of random bits; the shift brings high bits down to where tables look. */
	hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
	return (hash ^ (hash >> 32)) * 0xd6e8feb86659fd93u;
}

uint64_t str_hash(struct str s)
{
	uint64_t hash = s.n, word;

	for (; s.n >= sizeof(word); s = str_skip(s, sizeof(word))) {
		memcpy(&word, s.p, sizeof(word));
		hash = mix(hash, word);
	}
	word = 0;
	if (s.n)
		memcpy(&word, s.p, s.n);
	hash = mix(hash, word);
	return hash ^ (hash >> 32);
}

/* What both begin and end with is no edit; ids of tests have long paths in common. */
static void cut_common(struct str *a, struct str *b)
{
	size_t start = 0;

	while (start < a->n && start < b->n && lower(a->p[start]) == lower(b->p[start]))
		start++;
	*a = str_skip(*a, start);
	*b = str_skip(*b, start);
	while (a->n && b->n && lower(a->p[a->n - 1]) == lower(b->p[b->n - 1])) {
		a->n--;
		b->n--;
	}
}

unsigned str_distance(struct str a, struct str b)
{
	enum { LONGEST = 48 };
	unsigned rows[3][LONGEST + 1];
	unsigned *before = rows[0], *above = rows[1], *row = rows[2];

	cut_common(&a, &b);
	if (a.n > LONGEST || b.n > LONGEST)
		return 99;
	for (size_t j = 0; j <= b.n; j++)
		above[j] = before[j] = (unsigned)j;
	for (size_t i = 1; i <= a.n; i++) {
		unsigned *swap = before;

		row[0] = (unsigned)i;
		for (size_t j = 1; j <= b.n; j++) {
			unsigned best = above[j - 1] + (lower(a.p[i - 1]) != lower(b.p[j - 1]));

			if (above[j] + 1 < best)
				best = above[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] &&
				a.p[i - 2] == b.p[j - 1] && before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			row[j] = best;
		}
		before = above;
		above = row;
		row = swap;
	}
	return above[b.n];
}

void nearest_try(struct nearest *n, struct str name)
{
	unsigned most = n->given.n > 8 ? 3 : n->given.n > 4 ? 2 : 1;
	size_t apart = name.n > n->given.n ? name.n - n->given.n : n->given.n - name.n;
	unsigned distance = apart > most ? 99 : str_distance(name, n->given);

	if (distance > most || (n->best.n && distance >= n->distance))
		return;
	n->best = name;
	n->distance = distance;
}
