#include "gate/model/detail.h"

struct count file_detail_added(const struct file_detail *f)
{
	if (!f->patch)
		return (struct count){ 0 };
	if (!f->coverage)
		return (struct count){ .total = f->patch->lines - f->patch->blank };
	return lines_count_in(&f->coverage->lines, f->patch->ranges, f->patch->n);
}

uint64_t file_detail_uncovered(const struct file_detail *f)
{
	return f->coverage ? f->coverage->lines.total - f->coverage->lines.hit : 0;
}

const struct file_detail *detail_file(const struct detail *d, struct str path)
{
	size_t low = 0, high = d->file_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_cmp(d->files[middle].path, path);

		if (order == 0)
			return &d->files[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

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
	/* Where only blank lines were added nothing is uncovered, whether or not a report knows the file. */
	if (!f->coverage && f->patch && !f->patch->too_large && f->patch->lines == f->patch->blank)
		return false;
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
