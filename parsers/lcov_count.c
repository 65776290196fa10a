#include "parsers/lcov_count.h"

#include <stdlib.h>

size_t lcov_digits(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n;
}

static bool all_zero(struct str s)
{
	while (s.n && s.p[0] == '0')
		s = str_skip(s, 1);
	return s.n == 0;
}

static struct str take_digits(struct str *s)
{
	struct str digits = { s->p, lcov_digits(*s) };

	*s = str_skip(*s, digits.n);
	return digits;
}

static bool take(struct str *s, char c)
{
	if (!s->n || s->p[0] != c)
		return false;
	*s = str_skip(*s, 1);
	return true;
}

/* More than 2^64-1 is that, and what is behind the point is left out. */
static uint64_t clamped(double n)
{
	return n < 18446744073709551615.0 ? (uint64_t)n : UINT64_MAX;
}

/* A value between 0 and 1 is no count: a negative exponent is refused, and 0.9 with it. */
static enum lcov_count float_count(struct str s, uint64_t *count)
{
	const char *from = s.p;
	struct str whole = take_digits(&s), fraction = STR("");
	bool good = whole.n > 0;

	if (take(&s, '.')) {
		fraction = take_digits(&s);
		good &= fraction.n > 0;
	}
	if (take(&s, 'e') || take(&s, 'E')) {
		take(&s, '+');
		good &= take_digits(&s).n > 0;
	}
	if (!good || s.n || (all_zero(whole) && !all_zero(fraction)))
		return LCOV_COUNT_BAD;
	/* No byte that could belong to a number follows one here. */
	*count = clamped(strtod(from, NULL));
	return LCOV_COUNT_FLOAT;
}

enum lcov_count lcov_count(struct str s, uint64_t *count)
{
	size_t digits = lcov_digits(s);

	if (digits && digits == s.n) {
		if (str_to_u64(s, count) == 0)
			return LCOV_COUNT_PLAIN;
		*count = UINT64_MAX;
		return LCOV_COUNT_HUGE;
	}
	if (s.n > 1 && s.p[0] == '-' && lcov_digits(str_skip(s, 1)) == s.n - 1) {
		*count = 0;
		return LCOV_COUNT_NEGATIVE;
	}
	return float_count(s, count);
}
