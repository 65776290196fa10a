#include "parsers/junit.h"

#include <inttypes.h>

#include "gate/model/diagnostics.h"

/* digits * 10^power, exactly but for digits that are below a microsecond. */
struct number {
	uint64_t digits;
	int power;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * Java and .NET group thousands and write the decimal sign by the locale of the machine: 2,120.532 and
 * 0,03 are both seen. The last sign is the decimal one; a sign that stands twice groups.
 */
static size_t decimal_sign(struct str s)
{
	size_t comma = str_last_index(s, ','), point = str_last_index(s, '.');
	size_t at = comma == s.n ? point : point == s.n || comma > point ? comma : point;

	return at < s.n && str_index(s, s.p[at]) == at ? at : s.n;
}

static bool read_digits(struct str s, struct number *out)
{
	size_t sign = decimal_sign(s), count = 0, run = 0; /* run: digits since the latest sign */
	bool grouped = false;

	for (size_t i = 0; i < s.n; i++) {
		bool fraction = i > sign;

		if (!is_digit(s.p[i])) {
			if ((s.p[i] != ',' && s.p[i] != '.') || fraction || (grouped && run != 3) ||
				(i != sign && !run))
				return false;
			grouped |= i != sign;
			run = 0;
			continue;
		}
		count++;
		run++;
		if (out->digits < UINT64_MAX / 100) {
			out->digits = out->digits * 10 + (uint64_t)(s.p[i] - '0');
			out->power -= fraction;
		} else {
			out->power += !fraction;
		}
	}
	return count > 0 && (!grouped || sign < s.n || run == 3);
}

static bool read_power(struct str s, struct number *out)
{
	bool negative = s.n && s.p[0] == '-';
	uint64_t power;

	if (s.n && (s.p[0] == '-' || s.p[0] == '+'))
		s = str_skip(s, 1);
	if (str_to_u64(s, &power) < 0)
		return false;
	if (power > 1000)
		power = 1000; /* beyond anything that digits could make up for */
	out->power += negative ? -(int)power : (int)power;
	return true;
}

/* 12 or 3.456: nearly all there are. */
static bool read_plain(struct str s, uint64_t *us)
{
	enum { DIGITS_MAX = 12 };
	uint64_t whole = 0, fraction = 0, unit = 1000000;
	size_t i = 0;

	for (; i < s.n && i < DIGITS_MAX && is_digit(s.p[i]); i++)
		whole = whole * 10 + (uint64_t)(s.p[i] - '0');
	if (i == 0)
		return false;
	if (i + 1 < s.n && s.p[i] == '.') {
		for (i++; i < s.n && is_digit(s.p[i]); i++) {
			unit /= 10;
			fraction += unit * (uint64_t)(s.p[i] - '0');
		}
	}
	*us = whole * 1000000 + fraction;
	return i == s.n && *us <= JUNIT_TIME_MAX_US;
}

bool junit_time(struct str text, uint64_t *us)
{
	struct str s = text;
	struct number n = { .power = 6 };
	size_t e;

	if (read_plain(s, us))
		return true;
	*us = 0;
	s = str_trim(s);
	e = str_index(s, 'e') < s.n ? str_index(s, 'e') : str_index(s, 'E');
	if (!read_digits((struct str){ s.p, e }, &n))
		return false;
	if (e < s.n && !read_power(str_skip(s, e + 1), &n))
		return false;
	for (; n.power < 0 && n.digits; n.power++)
		n.digits /= 10;
	for (; n.power > 0 && n.digits && n.digits <= JUNIT_TIME_MAX_US; n.power--)
		n.digits *= 10;
	*us = n.digits < JUNIT_TIME_MAX_US ? n.digits : JUNIT_TIME_MAX_US;
	return n.digits <= JUNIT_TIME_MAX_US;
}

bool junit_time_us(struct str text, struct place at, struct diags *d, uint64_t *us)
{
	struct str shown;

	*us = 0;
	if (!text.p)
		return false;
	if (junit_time(text, us))
		return true;
	shown = diag_shown(junit_headline(text, false));
	if (*us)
		diag_at(d, DIAG(JUNIT_TIME), at,
			"time=\"" STR_FMT
			"\" is no number of seconds that a test can take: %" PRIu64
			" is taken instead",
			STR_ARG(shown), *us / 1000000);
	else
		diag_at(d, DIAG(JUNIT_TIME), at,
			"time=\"" STR_FMT
			"\" is no number of seconds that a test can take: it is not known",
			STR_ARG(shown));
	return *us > 0;
}

/* Digits of the picture `n`, anything else as it stands there; the numbers in their order. */
static bool read_picture(struct str s, const char *picture, int64_t *numbers)
{
	size_t i = 0;

	for (; picture[i]; i++) {
		if (i >= s.n || (picture[i] == 'n' ? !is_digit(s.p[i]) : s.p[i] != picture[i]))
			return false;
		if (picture[i] != 'n')
			numbers++;
		else
			*numbers = *numbers * 10 + (s.p[i] - '0');
	}
	return true;
}

/* Since 1970-01-01, by the calendar that timestamps use; years start with March here. */
static int64_t days(int64_t year, int64_t month, int64_t day)
{
	int64_t y = month > 2 ? year : year - 1;
	int64_t m = month > 2 ? month - 3 : month + 9;

	return y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 719469;
}

int64_t junit_timestamp(struct str text)
{
	enum { YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, PARTS };
	int64_t v[PARTS] = { 0 };

	text = str_trim(text);
	if (!read_picture(text, "nnnn-nn-nnTnn:nn:nn", v) || v[YEAR] < 1970 || v[MONTH] < 1 ||
		v[MONTH] > 12)
		return 0;
	return ((days(v[YEAR], v[MONTH], v[DAY]) * 24 + v[HOUR]) * 60 + v[MINUTE]) * 60 + v[SECOND];
}
