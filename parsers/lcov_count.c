#include "parsers/lcov_count.h"

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

/* A value between 0 and 1 is no count: a negative exponent is refused, and 0.9 with it. */
static enum lcov_count float_count(struct str s, bool *hit)
{
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
	*hit = !all_zero(whole);
	return LCOV_COUNT_FLOAT;
}

enum lcov_count lcov_count(struct str s, bool *hit)
{
	size_t digits = lcov_digits(s);
	uint64_t n;

	if (digits && digits == s.n) {
		*hit = !all_zero(s);
		/* Shorter ones fit for sure. */
		return digits > 19 && str_to_u64(s, &n) < 0 ? LCOV_COUNT_HUGE : LCOV_COUNT_PLAIN;
	}
	if (s.n > 1 && s.p[0] == '-' && lcov_digits(str_skip(s, 1)) == s.n - 1) {
		*hit = false;
		return LCOV_COUNT_NEGATIVE;
	}
	return float_count(s, hit);
}
