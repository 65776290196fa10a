#include "gate/base/date.h"

#include <inttypes.h>

enum { YEAR_MIN = 1970, YEAR_MAX = 9999, DAYS_MAX = 2932896 }; /* the last is 9999-12-31 */

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_of_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

/* Of the first day of the year. */
static int32_t day_of_year(int year)
{
	int before = year - 1;

	return (year - YEAR_MIN) * 365 + before / 4 - before / 100 + before / 400 - 477;
}

/* So many digits, and nothing else. */
static int number(struct str s, size_t from, size_t digits)
{
	int n = 0;

	for (size_t i = from; i < from + digits; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return -1;
		n = n * 10 + (s.p[i] - '0');
	}
	return n;
}

int date_parse(struct str s, int32_t *day)
{
	int year, month, of_month;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-')
		return -1;
	year = number(s, 0, 4);
	month = number(s, 5, 2);
	of_month = number(s, 8, 2);
	if (year < YEAR_MIN || month < 1 || month > 12 || of_month < 1 ||
		of_month > days_of_month(year, month))
		return -1;
	*day = day_of_year(year) + of_month - 1;
	for (int i = 1; i < month; i++)
		*day += days_of_month(year, i);
	return 0;
}

int32_t date_of(int64_t seconds)
{
	int64_t day = seconds / (24 * 60 * 60);

	return day < 0 ? 0 : day > DAYS_MAX ? DAYS_MAX : (int32_t)day;
}

void date_print(struct buf *b, int32_t day)
{
	int year = YEAR_MIN + day / 366, month = 1;

	while (year < YEAR_MAX && day_of_year(year + 1) <= day)
		year++;
	day -= day_of_year(year);
	for (; day >= days_of_month(year, month); month++)
		day -= days_of_month(year, month);
	buf_printf(b, "%04d-%02d-%02" PRId32, year, month, day + 1);
}
