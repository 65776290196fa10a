#include "policies/places.h"

#include <string.h>

static uint32_t length(const struct uncovered *u)
{
	return u->range.last - u->range.first;
}

/* The longer one first; of two alike the one that a reader would come to first. */
static bool goes_before(const struct uncovered *a, const struct uncovered *b)
{
	int order;

	if (length(a) != length(b))
		return length(a) > length(b);
	order = str_cmp(a->path, b->path);
	return order ? order < 0 : a->range.first < b->range.first;
}

void uncovered_add(struct uncovered_list *list, const struct uncovered *u)
{
	size_t at = list->n;

	while (at > 0 && goes_before(u, &list->v[at - 1]))
		at--;
	if (list->n == UNCOVERED_SHOWN)
		list->more++;
	else
		list->n++;
	if (at == UNCOVERED_SHOWN)
		return;
	memmove(&list->v[at + 1], &list->v[at], (list->n - at - 1) * sizeof(*u));
	list->v[at] = *u;
}

void uncovered_add_in(struct uncovered_list *list, struct str path,
	const struct file_coverage *file, const struct line_range *r)
{
	struct uncovered u = { .path = path, .range = *r };

	if (!file)
		uncovered_add(list, &u);
	u.range.last = 0;
	while (file && lines_next_uncovered_in(&file->lines, r, u.range.last + 1, &u.range))
		uncovered_add(list, &u);
}

void find_uncovered(struct uncovered_list *list, const struct policy *p, const struct evidence *e)
{
	for (size_t i = 0; i < coverage_files(&e->coverage); i++) {
		const struct file_coverage *file = &e->coverage.files[i];
		struct uncovered u = { .path = file->path };

		if (!policy_owns(p, file->path))
			continue;
		while (lines_next_uncovered(&file->lines, u.range.last + 1, &u.range))
			uncovered_add(list, &u);
	}
}
