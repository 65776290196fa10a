#include "parsers/lcov_scan.h"

#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

const char *lcov_number(const char *p, char until, unsigned digits_max, uint64_t *out)
{
	const char *from = p;
	uint64_t n = 0;

	while (is_digit(*p) && p - from <= LCOV_COUNT_DIGITS_MAX)
		n = n * 10 + (uint64_t)(*p++ - '0');
	*out = n;
	if (p == from || p - from > digits_max || *p != until)
		return NULL;
	return p + 1;
}

/* DA:<line>,<count>; what follows, or `p` if it is not plain. */
static const char *plain_line(const char *p, struct line_hits *into)
{
	uint64_t line, count = 0;
	const char *next;

	if (memcmp(p, "DA:", 3) != 0)
		return p;
	next = lcov_number(p + 3, ',', LCOV_LINE_DIGITS_MAX, &line);
	if (next)
		next = lcov_number(next, '\n', LCOV_COUNT_DIGITS_MAX, &count);
	if (!next || !line)
		return p;
	*into = (struct line_hits){ count, (uint32_t)line, 0 };
	return next;
}

/* Text that looks like a number but for a leading zero is another block, or branch, than the number. */
static const char *token(const char *p, uint64_t *out)
{
	return p && *p == '0' && p[1] != ',' ? NULL
		: p                          ? lcov_number(p, ',', LCOV_LINE_DIGITS_MAX, out)
					     : NULL;
}

/* BRDA:<line>,<block>,<branch>,<taken> */
static const char *plain_branch(const char *p, struct outcome_hits *into)
{
	uint64_t line, group = 0, index = 0, count = 0;
	bool reached = true;
	const char *next;

	if (memcmp(p, "BRDA:", 5) != 0)
		return p;
	next = lcov_number(p + 5, ',', LCOV_LINE_DIGITS_MAX, &line);
	next = token(next, &group);
	next = token(next, &index);
	if (next && next[0] == '-' && next[1] == '\n') {
		reached = false;
		next += 2;
	} else if (next) {
		next = lcov_number(next, '\n', LCOV_COUNT_DIGITS_MAX, &count);
	}
	if (!next || !line)
		return p;
	*into = (struct outcome_hits){ count, (uint32_t)line, (uint32_t)group, (uint32_t)index,
		.reached = reached };
	return next;
}

static uint64_t line_rank(const struct line_hits *l)
{
	return l->line;
}

/* The order of branches by line, block and number; where these are large, several have one rank. */
static uint64_t branch_rank(const struct outcome_hits *o)
{
	enum { MAX = (1 << 20) - 1 };
	uint64_t group = o->group < MAX ? o->group : MAX, index = o->index < MAX ? o->index : MAX;

	return (uint64_t)o->line << 40 | group << 20 | index;
}

#define DEFINE_PLAIN(name, list, item, slow, rank)                                 \
	static const char *name(const char *p, const char *end, struct list *into) \
	{                                                                          \
		const char *next = p;                                              \
                                                                                   \
		for (; p < end && into->n < into->cap; into->n++, p = next) {      \
			struct item *v = &into->v[into->n];                        \
                                                                                   \
			next = slow(p, v);                                         \
			if (next == p)                                             \
				break;                                             \
			into->unordered |= into->n && rank(v - 1) >= rank(v);      \
		}                                                                  \
		return p;                                                          \
	}

DEFINE_PLAIN(plain_lines, line_list, line_hits, plain_line, line_rank)
DEFINE_PLAIN(plain_branches, outcome_list, outcome_hits, plain_branch, branch_rank)

static bool always(void)
{
	return true;
}

static const struct lcov_scan plain = { "plain", always, plain_lines, plain_branches };

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi")))

static bool has_avx2(void)
{
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi");
}

/* Bit i: byte i of the 32 at `p` is no digit. */
AVX2 static inline uint32_t others_32(const char *p)
{
	__m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)p);
	__m256i from_0 = _mm256_sub_epi8(bytes, _mm256_set1_epi8('0'));
	__m256i digits = _mm256_cmpeq_epi8(_mm256_min_epu8(from_0, _mm256_set1_epi8(9)), from_0);

	return ~(uint32_t)_mm256_movemask_epi8(digits);
}

AVX2 static inline uint64_t others(const char *p)
{
	return others_32(p) | (uint64_t)others_32(p + 32) << 32;
}

/* Where the first one is; 64 if there is none. */
AVX2 static inline unsigned first(uint64_t bits)
{
	return (unsigned)_tzcnt_u64(bits);
}

/* The last eight bytes before `end`, without those before the last `n`, 8 at most. */
AVX2 static inline __m128i last_digits(const char *end, unsigned n)
{
	/* A window on these has n bytes set at its end. */
	static const unsigned char ones[16] = { [8] = 255, 255, 255, 255, 255, 255, 255, 255 };

	return _mm_and_si128(_mm_loadl_epi64((const __m128i *)(const void *)(end - 8)),
		_mm_loadl_epi64((const __m128i *)(const void *)(ones + n)));
}

/*
 * Two numbers of up to 8 digits, by where they end: the first in the lowest 32 bits, the other in the
 * next. Neighbouring digits become pairs, pairs fours, and fours the numbers.
 */
AVX2 static inline __m128i two_numbers(
	const char *end, unsigned digits, const char *other_end, unsigned other_digits)
{
	__m128i both =
		_mm_unpacklo_epi64(last_digits(end, digits), last_digits(other_end, other_digits));
	__m128i values = _mm_subs_epu8(both, _mm_set1_epi8('0'));
	__m128i pairs = _mm_maddubs_epi16(values, _mm_set1_epi16(1 << 8 | 10));
	__m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(1 << 16 | 100));

	return _mm_madd_epi16(
		_mm_packus_epi32(fours, _mm_setzero_si128()), _mm_set1_epi32(1 << 16 | 10000));
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

/*
 * The commonest form of a record: no number has more than 8 digits. `others` are those of the bytes from
 * `p` on, as far as it goes. What follows the record, or `p`.
 */
AVX2 static inline const char *fast_line(const char *p, uint64_t others, struct line_hits *into)
{
	uint64_t bits = others >> 3, behind = _blsr_u64(bits);
	unsigned comma = first(bits), newline = first(behind), digits = newline - comma - 1;
	const char *q = p + 3;
	__m128i both;

	if (!behind || (word_at(p) & 0xffffff) != WORD('D', 'A', ':', 0, 0) || q[comma] != ',' ||
		q[newline] != '\n' || comma - 1 >= LCOV_LINE_DIGITS_MAX || digits - 1 >= 8)
		return p;
	both = two_numbers(q + comma, comma, q + newline, digits);
	/* The layout of struct line_hits: 64 bits of the count, then the line, then 0. */
	_mm_storeu_si128((__m128i *)(void *)into, _mm_shuffle_epi32(both, _MM_SHUFFLE(3, 0, 3, 1)));
	return into->line ? q + newline + 1 : p;
}

/* ... and block and branch have one digit. */
AVX2 static inline const char *fast_branch(
	const char *p, uint64_t others, struct outcome_hits *into)
{
	const char *q = p + 5;
	unsigned comma = first(others >> 5), at = comma + 5, dash, digits;
	uint64_t bits, separators;
	__m128i both;

	if (at > 12 || comma == 0)
		return p;
	/* Three commas with a digit between each two, then the count, or a dash, and the newline. */
	separators = word_at(q + comma);
	bits = others >> at;
	if ((bits & 31) != 21 || (separators & 0xff00ff00ff) != WORD(',', 0, ',', 0, ',') ||
		(word_at(p) & 0xffffffffff) != WORD('B', 'R', 'D', 'A', ':'))
		return p;
	bits >>= 5;
	dash = bits & 1;
	digits = first(bits >> dash);
	q += comma + 5;
	/* A dash alone, or 1 to 8 digits: without a branch on what nobody can foresee. */
	if (!(bits >> dash) || q[dash + digits] != '\n' || digits - !dash >= 8 ||
		dash & (*q != '-' || digits))
		return p;
	both = two_numbers(p + at, comma, q + digits, digits);
	into->count = (uint32_t)_mm_extract_epi32(both, 1);
	into->line = (uint32_t)_mm_cvtsi128_si32(both);
	into->group = (uint32_t)(separators >> 8 & 15);
	into->index = (uint32_t)(separators >> 24 & 15);
	into->text = 0;
	into->reached = !dash;
	into->mark = 0;
	return into->line ? q + dash + digits + 1 : p;
}

/*
 * Records until one is not plain, `end` or `full`. Those that end within the next 64 bytes are read by
 * one look at these; what is not of the commonest form is read byte by byte.
 */
#define DEFINE_SCAN(name, list, item, fast, slow, rank)                                 \
	AVX2 static const char *name(const char *p, const char *end, struct list *into) \
	{                                                                               \
		struct item *v, *full;                                                  \
		uint64_t last = 0, now;                                                 \
		bool unordered = into->unordered;                                       \
		const char *window = NULL, *next;                                       \
                                                                                        \
		if (into->n == into->cap)                                               \
			return p;                                                       \
		v = into->v + into->n;                                                  \
		full = into->v + into->cap;                                             \
		if (into->n)                                                            \
			last = rank(v - 1);                                             \
		while (p != window && p < end && v < full) {                            \
			uint64_t bits = others(p);                                      \
                                                                                        \
			window = p;                                                     \
			while (v < full && (next = fast(p, bits, v)) != p) {            \
				/* In two steps: a record may be all 64 of them. */     \
				bits = bits >> (next - p - 1) >> 1;                     \
				p = next;                                               \
				now = rank(v++);                                        \
				unordered |= now <= last;                               \
				last = now;                                             \
			}                                                               \
			if (p == window && (p = slow(p, v)) != window) {                \
				now = rank(v++);                                        \
				unordered |= now <= last;                               \
				last = now;                                             \
			}                                                               \
		}                                                                       \
		into->n = (size_t)(v - into->v);                                        \
		into->unordered = unordered;                                            \
		return p;                                                               \
	}

DEFINE_SCAN(avx2_lines, line_list, line_hits, fast_line, plain_line, line_rank)
DEFINE_SCAN(avx2_branches, outcome_list, outcome_hits, fast_branch, plain_branch, branch_rank)

static const struct lcov_scan avx2 = { "avx2", has_avx2, avx2_lines, avx2_branches };

const struct lcov_scan *const lcov_scans[] = { &avx2, &plain };
#else
const struct lcov_scan *const lcov_scans[] = { &plain };
#endif

const size_t lcov_scan_count = sizeof(lcov_scans) / sizeof(lcov_scans[0]);

const struct lcov_scan *lcov_scan_best(void)
{
	size_t i = 0;

	while (!lcov_scans[i]->supported())
		i++;
	return lcov_scans[i];
}
