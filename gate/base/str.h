/*
 * A string that is not owned: a pointer and a length, any bytes. It lives as long as what it points
 * into (an arena, an input, a literal). Nothing here allocates; only str_of() needs a NUL byte.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
	const char *p;
	size_t n;
};

#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })
#define STR_FMT "%.*s"
#define STR_ARG(s) ((s).n > INT_MAX ? INT_MAX : (int)(s).n), ((s).p ? (s).p : "")

struct str str_of(const char *text);

bool str_eq(struct str a, struct str b);
bool str_starts(struct str s, struct str with);
bool str_ends(struct str s, struct str with);

/* The same letters when ASCII case is left aside. */
bool str_eq_nocase(struct str a, struct str b);

/* Order of bytes, as memcmp; a prefix comes first. */
int str_cmp(struct str a, struct str b);

/* str_cmp() for qsort() over an array of struct str. */
int str_cmp_qsort(const void *a, const void *b);

/* How many bytes both start with. */
size_t str_shared(struct str a, struct str b);

/* Where `c` is in `s`, or s.n. */
size_t str_index(struct str s, char c);
size_t str_last_index(struct str s, char c);

/* Is `what` somewhere in `s`? */
bool str_has(struct str s, struct str what);

struct str str_skip(struct str s, size_t n);
struct str str_trim(struct str s);

/* What comes before the first `c`; `rest` keeps what comes after it, or nothing. */
struct str str_cut(struct str *rest, char c);

/* What comes after the last `c`; `rest` keeps what comes before it. Without `c`: all, and nothing. */
struct str str_cut_last(struct str *rest, char c);

/* The next line without its LF or CR LF. False at the end. */
bool str_line(struct str *rest, struct str *line);

/* A number of decimal digits only. -1 if it is anything else or over 2^64-1. */
int str_to_u64(struct str s, uint64_t *out);

/* 64 bits, eight bytes at a time: for hash tables within one run, never for identity. */
uint64_t str_hash(struct str s);

/*
 * How far two words are apart in edits (Damerau's, adjacent swaps count once); 99 for long ones that
 * differ all over.
 */
unsigned str_distance(struct str a, struct str b);

/* The name that a misspelt one is likely meant to be. Starts with `given` set and zeroes. */
struct nearest {
	struct str given;
	struct str best; /* empty: none comes near */
	unsigned distance;
};

/* One edit is near in a short word, two in a longer one, three in a long one. */
void nearest_try(struct nearest *n, struct str name);

#endif
