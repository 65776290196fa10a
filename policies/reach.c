#include "policies/reach.h"

#include <stdlib.h>
#include <string.h>

/* What is longer counts as that long, once the longest are chosen. */
enum { LENGTHS = 4096 };

/* The longest runs so far, and how many there are of each length. */
struct picking {
	struct reach *out;
	uint32_t lines[REACH_SHOWN]; /* that are uncovered in each of out->v */
	uint64_t of_length[LENGTHS];
};

static size_t length_of(uint32_t lines)
{
	return lines < LENGTHS ? lines : LENGTHS - 1;
}

/* Files and lines come in their order: of two alike the first one stays in front. */
static void pick(struct picking *p, const struct uncovered *u, uint32_t lines)
{
	struct reach *r = p->out;
	size_t at = r->n;

	p->of_length[length_of(lines)]++;
	while (at > 0 && lines > p->lines[at - 1])
		at--;
	if (at == REACH_SHOWN)
		return;
	r->n += r->n < REACH_SHOWN;
	memmove(&r->v[at + 1], &r->v[at], (r->n - at - 1) * sizeof(*u));
	memmove(&p->lines[at + 1], &p->lines[at], (r->n - at - 1) * sizeof(*p->lines));
	r->v[at] = *u;
	p->lines[at] = lines;
}

static void pick_all(struct picking *p, const struct policy *policy, const struct evidence *e)
{
	for (size_t i = 0; i < coverage_files(&e->coverage); i++) {
		const struct file_coverage *file = &e->coverage.files[i];
		struct uncovered u = { .path = file->path };

		if (!policy_owns(policy, file->path))
			continue;
		while (lines_next_uncovered(&file->lines, u.range.last + 1, &u.range))
			pick(p, &u, (uint32_t)lines_count_in(&file->lines, &u.range, 1).total);
	}
}

/* The longest until it is enough, and then as many of the rest as it takes. */
static void count_out(struct picking *p)
{
	struct reach *r = p->out;
	size_t n = 0;

	for (; n < r->n && r->lines < r->need; n++) {
		r->lines += p->lines[n];
		p->of_length[length_of(p->lines[n])]--;
	}
	r->n = n;
	for (size_t i = LENGTHS - 1; i > 0 && r->lines < r->need; i--) {
		uint64_t lacking = (r->need - r->lines + i - 1) / i;
		uint64_t taken = lacking < p->of_length[i] ? lacking : p->of_length[i];

		r->more += taken;
		r->lines += taken * i;
	}
}

static int place_order(const void *a, const void *b)
{
	const struct uncovered *x = a, *y = b;
	int order = str_cmp(x->path, y->path);

	return order ? order
		     : (x->range.first > y->range.first) - (x->range.first < y->range.first);
}

void find_reach(struct reach *out, uint64_t need, const struct policy *p, const struct evidence *e)
{
	struct picking picking = { .out = out };

	*out = (struct reach){ .need = need };
	pick_all(&picking, p, e);
	count_out(&picking);
	qsort(out->v, out->n, sizeof(*out->v), place_order);
}
