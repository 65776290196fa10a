#include "policies/raise.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { SCALE = 2, UNITS_PER_WHOLE = 10000 };

/* What a run reaches the next one can keep, but for time, luck, and what depends on the change. */
static bool is_kept(const struct rule *r)
{
	if (rule_is_of_patch(r) || rule_is_of_baseline(r))
		return false;
	switch (r->kind) {
	case RULE_PERCENT_AT_LEAST:
	case RULE_COUNT_AT_LEAST:
		return true;
	case RULE_COUNT_AT_MOST:
		return r->state != TEST_FLAKY;
	default:
		return false;
	}
}

static struct decimal reached(const struct rule *r, const struct measure *m)
{
	struct ratio ratio = { m->part, m->whole };

	if (r->kind == RULE_PERCENT_AT_LEAST)
		return (struct decimal){ ratio_of(ratio, UNITS_PER_WHOLE), SCALE };
	return (struct decimal){ m->part + m->doubtful, 0 };
}

bool raise_is_on_its_way(const struct limit *l)
{
	return l->glide != NULL;
}

static int by_place(const void *a, const void *b)
{
	const struct place *x = &((const struct raise *)a)->limit->at,
			   *y = &((const struct raise *)b)->limit->at;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return (x->column > y->column) - (x->column < y->column);
}

/* Does the run give more than the limit asks for? */
static bool can_rise(const struct policy *p, const struct limit *l, const struct area_verdict *area,
	struct decimal *to)
{
	struct measure m = l->rule->measure(l->rule, area);
	int order;

	if (!is_kept(l->rule) || raise_is_on_its_way(l) || policy_limit_is_planned(p, l) ||
		m.state != MEASURED)
		return false;
	*to = reached(l->rule, &m);
	assert(l->rule->kind != RULE_PERCENT_AT_LEAST || ratio_reaches(m.part, m.whole, *to));
	order = decimal_cmp(*to, l->value);
	return l->rule->kind == RULE_COUNT_AT_MOST ? order < 0 : order > 0;
}

void raise_find(struct raises *into, const struct policy *p, const struct area_verdict *area,
	bool of_part, struct arena *a)
{
	size_t first = into->n;

	for (size_t i = 0; i < p->limit_count; i++) {
		const struct limit *l = &p->limits[i];
		struct decimal to;

		if (!can_rise(p, l, area, &to))
			continue;
		if (of_part && str_starts(str_of(l->rule->id), STR("coverage.")))
			into->left++;
		else
			*ARENA_PUSH(a, into->v, into->n, into->cap) = (struct raise){ p, l, to };
	}
	if (into->n > first)
		qsort(into->v + first, into->n - first, sizeof(*into->v), by_place);
}

/* How much of the text comes before the place; all of it if there is no such place. */
static size_t offset_of(struct str text, struct place at)
{
	struct str rest = text;

	for (uint32_t line = 1; line < at.line && rest.n; line++)
		str_cut(&rest, '\n');
	if (rest.n < at.column)
		return text.n;
	return text.n - rest.n + at.column - 1;
}

static struct str number_at(struct str text, size_t offset)
{
	struct str number = str_skip(text, offset);
	size_t n = 0;

	while (n < number.n && number.p[n] && strchr("0123456789.", number.p[n]))
		n++;
	number.n = n;
	return number;
}

bool raise_apply(
	struct buf *out, struct str text, const struct policy *p, const struct raises *raises)
{
	size_t done = 0;

	for (size_t i = 0; i < raises->n; i++) {
		const struct raise *r = &raises->v[i];
		struct decimal found;
		struct str number;
		size_t offset;

		if (r->policy != p)
			continue;
		offset = offset_of(text, r->limit->at);
		number = number_at(text, offset);
		if (offset < done || decimal_parse(number, &found) < 0 ||
			decimal_cmp(found, r->limit->value) != 0)
			return false;
		buf_add(out, (struct str){ text.p + done, offset - done });
		decimal_print(out, r->to);
		done = offset + number.n;
	}
	buf_add(out, str_skip(text, done));
	return true;
}
