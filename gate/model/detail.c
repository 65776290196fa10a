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
