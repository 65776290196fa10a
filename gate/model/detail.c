#include "gate/model/detail.h"

static bool next_in(const struct file_coverage *file, const struct line_range *range,
	struct added_cursor *at, struct added_run *out)
{
	struct count c;

	if (!lines_next_uncovered_in(&file->lines, range, at->line + 1, &out->range))
		return false;
	at->line = out->range.last;
	c = lines_count_in(&file->lines, &out->range, 1);
	out->lines = c.total - c.covered;
	return true;
}

bool detail_next_added(const struct file_detail *f, struct added_cursor *at, struct added_run *out)
{
	for (; f->patch && at->range < f->patch->n; at->range++) {
		const struct line_range *range = &f->patch->ranges[at->range];

		if (f->coverage && next_in(f->coverage, range, at, out))
			return true;
		if (f->coverage)
			continue;
		at->range++;
		*out = (struct added_run){ *range, range->last - range->first + 1 };
		if (f->patch->too_large)
			*out = (struct added_run){ .range = { 1, 1 } };
		return true;
	}
	return false;
}
