/*
 * Records by 64 bytes at a look. First it is found where lines end, for as many as a window has; then
 * each record is read from both of its ends, so that none waits for the one before it. What is not a
 * digit where one must be is found out for all of them at once, at the end.
 */
#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#include "parsers/lcov_scan_record.h"

#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

enum { WINDOW = 1024, LOOK = 64 };

static bool has_avx2(void)
{
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
		__builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
}

AVX2 static inline uint64_t newlines_32(const char *p)
{
	__m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)p);

	return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\n')));
}

/* Where lines end in the next `n` bytes, at most a window of them; how many do. */
AVX2 static inline size_t line_ends(const char *p, size_t n, uint16_t ends[WINDOW + LOOK])
{
	size_t count = 0;

	for (size_t at = 0; at < n; at += LOOK) {
		uint64_t bits = newlines_32(p + at) | newlines_32(p + at + 32) << 32;
		/* Or else a compiler may put them together in a vector, which takes twice as long. */
		volatile uint16_t *next = ends + count;

		if (n - at < LOOK)
			bits = _bzhi_u64(bits, (uint32_t)(n - at));
		count += (size_t)_mm_popcnt_u64(bits);
		/* A few too many cost less than a branch on how many there are. */
		do {
			for (int i = 0; i < 8; i++, bits = _blsr_u64(bits))
				*next++ = (uint16_t)(at + _tzcnt_u64(bits));
		} while (bits);
	}
	return count;
}

AVX2 static inline uint64_t word_at(const char *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof(word));
	return word;
}

/* Bytes as a little-endian word, the first one lowest. */
#define WORD(a, b, c, d, e)                                                               \
	((uint64_t)(a) | (uint64_t)(b) << 8 | (uint64_t)(c) << 16 | (uint64_t)(d) << 24 | \
		(uint64_t)(e) << 32)

/* Where the first comma of the next 16 bytes is, or more. */
AVX2 static inline unsigned first_comma(const char *p)
{
	__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);

	return _tzcnt_u32((uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(','))));
}

AVX2 static inline __m128i load_8(const void *p)
{
	return _mm_loadl_epi64((const __m128i *)p);
}

/*
 * Two numbers of up to 8 digits, by where they end: the first in the lowest 32 bits, the other in the
 * next. Neighbouring digits become pairs, pairs fours, and fours the numbers. Some byte of `wrong` is not
 * 0 after it if one of theirs is no digit.
 */
AVX2 static inline __m128i two_numbers(const char *end, unsigned digits, const char *other_end,
	unsigned other_digits, __m128i *wrong)
{
	/* A window on these has as many bytes set at its end as it is moved. */
	static const unsigned char ones[16] = { [8] = 255, 255, 255, 255, 255, 255, 255, 255 };
	__m128i texts = _mm_unpacklo_epi64(load_8(end - 8), load_8(other_end - 8));
	__m128i theirs = _mm_unpacklo_epi64(load_8(ones + digits), load_8(ones + other_digits));
	__m128i values = _mm_and_si128(_mm_sub_epi8(texts, _mm_set1_epi8('0')), theirs);
	__m128i pairs = _mm_maddubs_epi16(values, _mm_set1_epi16(1 << 8 | 10));
	__m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(1 << 16 | 100));

	*wrong = _mm_or_si128(*wrong, _mm_subs_epu8(values, _mm_set1_epi8(9)));
	return _mm_madd_epi16(
		_mm_packus_epi32(fours, _mm_setzero_si128()), _mm_set1_epi32(1 << 16 | 10000));
}

/*
 * The fast forms below give the order of a record, see lcov_scan_record.h, or NOT_FAST. Whether line 0 is
 * among them shows in that order.
 */
#define NOT_FAST UINT64_MAX

AVX2 static inline bool is_line(const char *p)
{
	return word_at(p) << 40 == WORD('D', 'A', ':', 0, 0) << 40;
}

/* The commonest form: no number has more than 8 digits. */
AVX2 static inline uint64_t fast_line(
	const char *p, const char *end, struct line_hits *into, __m128i *wrong)
{
	unsigned comma = first_comma(p), digits = (unsigned)(end - p) - comma - 1;
	__m128i both;

	if (comma - 4 >= LCOV_LINE_DIGITS_MAX || digits - 1 >= 8)
		return NOT_FAST;
	both = two_numbers(p + comma, comma - 3, end, digits, wrong);
	/* The layout of struct line_hits: 64 bits of the count, then the line, then 0. */
	_mm_storeu_si128((__m128i *)(void *)into, _mm_shuffle_epi32(both, _MM_SHUFFLE(3, 0, 3, 1)));
	return (uint32_t)_mm_cvtsi128_si32(both);
}

AVX2 static inline bool is_branch(const char *p)
{
	return word_at(p) << 24 == WORD('B', 'R', 'D', 'A', ':') << 24;
}

/* ... and block and branch have one digit. */
AVX2 static inline uint64_t fast_branch(
	const char *p, const char *end, struct outcome_hits *into, __m128i *wrong)
{
	unsigned comma = first_comma(p), dash, digits;
	/* 0 but for the values of two digits: 6 more than 9 is more than four bits. */
	uint64_t middle = word_at(p + comma) ^ WORD(',', '0', ',', '0', ',');
	const char *q = p + comma + 5;
	uint64_t group = middle >> 8 & 15, index = middle >> 24 & 15;
	__m128i both;

	dash = *q == '-';
	digits = (unsigned)(end - q);
	/* A dash alone, or 1 to 8 digits: without a branch on what nobody can foresee. */
	if (comma - 6 >= LCOV_LINE_DIGITS_MAX || digits - 1 >= (8u >> (3 * dash)) ||
		(middle + 0x0006000600) & 0xfff0fff0ff)
		return NOT_FAST;
	both = two_numbers(p + comma, comma - 5, end, digits - dash, wrong);
	*into = (struct outcome_hits){ .index = (uint32_t)index, .reached = !dash };
	/* The layout of struct outcome_hits: 64 bits of the count, the line, the group. */
	_mm_storeu_si128((__m128i *)(void *)into,
		_mm_insert_epi32(_mm_shuffle_epi32(both, _MM_SHUFFLE(3, 0, 3, 1)), (int)group, 3));
	return (uint64_t)(uint32_t)_mm_cvtsi128_si32(both) << 40 | group << 20 | index;
}

static inline size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * Records of one window that are of the commonest form; it stops where one is not. No function is called
 * from here, so that all is in registers.
 */
#define FAST_RECORDS(is, fast)                                          \
	for (; e < last_end && is(q); e++, v++, q = next, last = now) { \
		next = p + *e + 1;                                      \
		now = fast(q, next - 1, v, &wrong);                     \
		if (now == NOT_FAST)                                    \
			break;                                          \
		unordered |= now <= last;                               \
	}

/* The next record, byte by byte: all stops where it is not plain. */
#define SLOW_RECORD(slow, rank)               \
	next = p + *e + 1;                    \
	if (slow(q, v) == next) {             \
		q = next;                     \
		unordered |= rank(v) <= last; \
		last = rank(v);               \
		e++;                          \
		v++;                          \
	} else {                              \
		stop = q;                     \
	}

/*
 * Records until one is not plain, `end` or `full`. Where a byte is wrong, the whole window is read byte by
 * byte, to find out which. `line_1` is the least rank there may be: line 0 comes before what is there, so
 * that it is looked for only where something does.
 */
#define DEFINE_SCAN(name, list, item, is, fast, slow, rank, line_1, plain)                       \
	AVX2 static const char *name(const char *p, const char *end, struct list *into)          \
	{                                                                                        \
		uint16_t ends[WINDOW + LOOK];                                                    \
		const char *stop = NULL;                                                         \
                                                                                                 \
		while (p != stop && p < end && into->n < into->cap) {                            \
			size_t n = least((size_t)(end - p), WINDOW), room = into->cap - into->n; \
			const uint16_t *e = ends, *last_end = ends;                              \
			struct item *first = into->v + into->n, *v = first;                      \
			uint64_t now, last = into->n ? rank(v - 1) : (line_1)-1;                 \
			const char *q = p, *next;                                                \
			__m128i wrong = _mm_setzero_si128();                                     \
			uint64_t unordered = 0;                                                  \
                                                                                                 \
			last_end += least(line_ends(p, n, ends), room);                          \
			while (e < last_end && q != stop) {                                      \
				FAST_RECORDS(is, fast)                                           \
				if (e < last_end) {                                              \
					SLOW_RECORD(slow, rank)                                  \
				}                                                                \
			}                                                                        \
			for (const struct item *i = first; unordered && i < v; i++)              \
				wrong = _mm_or_si128(wrong, _mm_set1_epi8(!i->line));            \
			/* A line as long as a window is not of the commonest form, either. */   \
			if (!_mm_testz_si128(wrong, wrong) || last_end == ends)                  \
				return plain(p, end, into);                                      \
			into->n += (size_t)(v - first);                                          \
			into->unordered |= unordered;                                            \
			p = q;                                                                   \
		}                                                                                \
		return p;                                                                        \
	}

DEFINE_SCAN(avx2_lines, line_list, line_hits, is_line, fast_line, lcov_plain_line, lcov_line_rank,
	(uint64_t)1, lcov_scan_plain.lines)
DEFINE_SCAN(avx2_branches, outcome_list, outcome_hits, is_branch, fast_branch, lcov_plain_branch,
	lcov_branch_rank, (uint64_t)1 << 40, lcov_scan_plain.branches)

const struct lcov_scan lcov_scan_avx2 = { "avx2", has_avx2, avx2_lines, avx2_branches };
#endif
