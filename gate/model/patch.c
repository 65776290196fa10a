#include "gate/model/patch.h"

bool patch_next_uncovered(const struct patch_file *f, const struct lines *lines, uint32_t from,
	struct line_range *out)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct line_range *r = &f->ranges[i];
		uint32_t first = r->first > from ? r->first : from;

		if (r->last < first)
			continue;
		*out = (struct line_range){ first, r->last };
		if (!lines)
			return true;
		if (!lines_next_uncovered(lines, first, out))
			return false;
		if (out->first > r->last)
			continue;
		if (out->last > r->last)
			out->last = r->last;
		return true;
	}
	return false;
}
