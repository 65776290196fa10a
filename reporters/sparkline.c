#include "reporters/sparkline.h"

#define UNIT 1000000000u /* fine enough for a picture */

struct ratio ratio_least(const struct ratio *v, size_t n)
{
	struct ratio least = v[0];

	for (size_t i = 1; i < n; i++) {
		if (ratio_cmp(v[i].part, v[i].whole, least.part, least.whole) < 0)
			least = v[i];
	}
	return least;
}

struct ratio ratio_most(const struct ratio *v, size_t n)
{
	struct ratio most = v[0];

	for (size_t i = 1; i < n; i++) {
		if (ratio_cmp(v[i].part, v[i].whole, most.part, most.whole) > 0)
			most = v[i];
	}
	return most;
}

void sparkline(struct buf *out, const struct ratio *v, size_t n, size_t columns)
{
	static const char *const blocks[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	enum { TOP = sizeof(blocks) / sizeof(blocks[0]) - 1, MIDDLE = TOP / 2 };
	uint64_t least, range;

	if (!n || !columns)
		return;
	least = ratio_of(ratio_least(v, n), UNIT);
	range = ratio_of(ratio_most(v, n), UNIT) - least;
	if (columns > n)
		columns = n;
	for (size_t i = 0; i < columns; i++) {
		size_t from = i * n / columns, to = (i + 1) * n / columns;
		uint64_t height = ratio_of(ratio_least(v + from, to - from), UNIT) - least;

		buf_puts(out, blocks[range ? height * TOP / range : MIDDLE]);
	}
}
