#include "gate/base/decimal.h"

#include <inttypes.h>

__extension__ typedef unsigned __int128 u128;

static u128 power_of_ten(unsigned n)
{
	u128 value = 1;

	while (n--)
		value *= 10;
	return value;
}

int decimal_parse(struct str s, struct decimal *out)
{
	size_t point = str_index(s, '.');
	struct str fraction = str_skip(s, point + 1);
	uint64_t whole, part = 0;
	u128 digits;

	if (str_to_u64((struct str){ s.p, point }, &whole) < 0)
		return -1;
	if (point < s.n && (fraction.n > DECIMAL_SCALE_MAX || str_to_u64(fraction, &part) < 0))
		return -1;
	digits = whole * power_of_ten((unsigned)fraction.n) + part;
	if (digits > DECIMAL_DIGITS_MAX)
		return -1;
	*out = (struct decimal){ (uint64_t)digits, (unsigned)fraction.n };
	return 0;
}

int decimal_cmp(struct decimal a, struct decimal b)
{
	u128 left = a.digits * power_of_ten(b.scale), right = b.digits * power_of_ten(a.scale);

	return (left > right) - (left < right);
}

void decimal_print(struct buf *b, struct decimal d)
{
	uint64_t unit;

	while (d.scale && d.digits % 10 == 0) {
		d.digits /= 10;
		d.scale--;
	}
	unit = (uint64_t)power_of_ten(d.scale);
	buf_printf(b, "%" PRIu64, d.digits / unit);
	if (d.scale)
		buf_printf(b, ".%0*" PRIu64, (int)d.scale, d.digits % unit);
}

bool ratio_reaches(uint64_t part, uint64_t whole, struct decimal percent)
{
	return part * (100 * power_of_ten(percent.scale)) >= (u128)percent.digits * whole;
}

int ratio_cmp(uint64_t a_part, uint64_t a_whole, uint64_t b_part, uint64_t b_whole)
{
	u128 a = (u128)a_part * b_whole, b = (u128)b_part * a_whole;

	return (a > b) - (a < b);
}

uint64_t ratio_missing(uint64_t part, uint64_t whole, struct decimal percent)
{
	u128 unit = 100 * power_of_ten(percent.scale);
	u128 need = ((u128)percent.digits * whole + unit - 1) / unit;

	if (need <= part)
		return 0;
	/* Over 100 % it may be more than can be counted. */
	return need - part > UINT64_MAX ? UINT64_MAX : (uint64_t)(need - part);
}

void ratio_print(struct buf *b, uint64_t part, uint64_t whole)
{
	uint64_t hundredths = (uint64_t)((u128)part * 10000 / whole);

	buf_printf(b, "%" PRIu64 ".%02" PRIu64, hundredths / 100, hundredths % 100);
}

/* before - now, times both wholes; 0 where it rose. */
static u128 drop(uint64_t part, uint64_t whole, uint64_t before_part, uint64_t before_whole)
{
	u128 now = (u128)part * before_whole, before = (u128)before_part * whole;

	return before > now ? before - now : 0;
}

uint64_t ratio_drop_missing(uint64_t part, uint64_t whole, uint64_t before_part,
	uint64_t before_whole, struct decimal points)
{
	u128 unit = 100 * power_of_ten(points.scale);
	u128 over = drop(part, whole, before_part, before_whole) * unit;
	u128 allowed = (u128)whole * before_whole * points.digits;

	if (over <= allowed)
		return 0;
	unit *= before_whole;
	return (uint64_t)((over - allowed + unit - 1) / unit);
}

void ratio_print_drop(
	struct buf *b, uint64_t part, uint64_t whole, uint64_t before_part, uint64_t before_whole)
{
	u128 wholes = (u128)whole * before_whole;
	u128 over = drop(part, whole, before_part, before_whole) * 10000;
	uint64_t hundredths = (uint64_t)((over + wholes - 1) / wholes);

	buf_printf(b, "%" PRIu64 ".%02" PRIu64, hundredths / 100, hundredths % 100);
}

uint64_t ratio_of(struct ratio r, uint64_t unit)
{
	return (uint64_t)((u128)r.part * unit / r.whole);
}

#define EXACT_MAX ((uint64_t)1 << 56)

/* Its parts times those of another times 10,000 stay below 2^128. */
static struct ratio scaled(struct ratio r)
{
	while (r.whole > EXACT_MAX || r.part > EXACT_MAX) {
		r.part /= 2;
		r.whole = r.whole / 2 ? r.whole / 2 : 1;
	}
	return r;
}

void ratio_print_change(struct buf *b, struct ratio from, struct ratio to)
{
	int direction = ratio_cmp(to.part, to.whole, from.part, from.whole);
	u128 gain;

	from = scaled(from);
	to = scaled(to);
	if (direction < 0) {
		buf_byte(b, '-');
		ratio_print_drop(b, to.part, to.whole, from.part, from.whole);
		return;
	}
	gain = drop(from.part, from.whole, to.part, to.whole) * 10000 /
		((u128)from.whole * to.whole);
	buf_printf(b, "%s%" PRIu64 ".%02" PRIu64, direction ? "+" : "", (uint64_t)gain / 100,
		(uint64_t)gain % 100);
}
