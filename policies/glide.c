#include "policies/glide.h"

#include "gate/base/date.h"
#include "gate/model/diagnostics.h"
#include "policies/members.h"

enum { PRINTED_SCALE = 2 }; /* decimals of a target on its way */

static int on_from(struct load *l, const struct json *j, void *glide)
{
	return field_percent(l, j, &((struct glide *)glide)->from);
}

static int on_to(struct load *l, const struct json *j, void *glide)
{
	return field_percent(l, j, &((struct glide *)glide)->to);
}

static int on_by(struct load *l, const struct json *j, void *glide)
{
	return field_date(l, j, &((struct glide *)glide)->by);
}

static int on_since(struct load *l, const struct json *j, void *glide)
{
	return field_date(l, j, &((struct glide *)glide)->since);
}

static const struct member keys[] = {
	{ "from", false, on_from },
	{ "to", false, on_to },
	{ "by", false, on_by },
	{ "since", true, on_since },
};

static const struct members members = {
	"a target on its way",
	keys,
	sizeof(keys) / sizeof(keys[0]),
};

static int check(struct load *l, const struct json *j, const struct glide *g)
{
	if (decimal_cmp(g->from, g->to) > 0)
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
			"a target goes up: 'from' is more than 'to'");
	if (g->since && g->since >= g->by)
		return diag_at(l->diags, DIAG(POLICY_VALUE), j->at, "'since' is not before 'by'");
	return 0;
}

int glide_load(struct load *l, const struct json *j, struct limit *out)
{
	struct glide *g = arena_alloc(l->all->arena, sizeof(*g));

	if (members_load(l, j, &members, g) < 0 || check(l, j, g) < 0)
		return -1;
	out->glide = g;
	out->value = g->to;
	return 0;
}

static uint64_t scaled(struct decimal d)
{
	for (; d.scale < DECIMAL_SCALE_MAX; d.scale++)
		d.digits *= 10;
	return d.digits;
}

static struct decimal value_at(const struct glide *g, int32_t day)
{
	uint64_t from = scaled(g->from), to = scaled(g->to), unit = 1, value;

	if (day >= g->by)
		return g->to;
	if (!g->since || day <= g->since)
		return g->from;
	for (int i = PRINTED_SCALE; i < DECIMAL_SCALE_MAX; i++)
		unit *= 10;
	value = from + (to - from) * (uint64_t)(day - g->since) / (uint64_t)(g->by - g->since);
	/* Rounding up asks for no less than the path does; its end is not overshot. */
	value = (value + unit - 1) / unit * unit;
	if (value > to)
		return g->to;
	return (struct decimal){ value / unit, PRINTED_SCALE };
}

void glide_settle(struct policies *all, const int64_t *time)
{
	for (size_t i = 0; i < all->n; i++) {
		for (size_t j = 0; j < all->v[i].limit_count; j++) {
			struct limit *l = &all->v[i].limits[j];

			if (l->glide)
				l->value = time ? value_at(l->glide, date_of(*time)) : l->glide->to;
		}
	}
}

/* Both go straight from point to point, with a step right before an end: these are the days to ask of. */
bool glide_is_below(const struct glide *g, const struct glide *other)
{
	const int32_t days[] = { g->since, g->by - 1, g->by, other->since, other->by - 1,
		other->by };

	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		if (decimal_cmp(value_at(g, days[i]), value_at(other, days[i])) < 0)
			return true;
	}
	return false;
}
