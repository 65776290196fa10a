#include "gate/model/patch.h"

const struct patch_file *patch_find(const struct patch *p, struct str path)
{
	size_t low = 0, high = p->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_cmp(p->files[middle].path, path);

		if (order == 0)
			return &p->files[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}
