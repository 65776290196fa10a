#include "gate/model/bisect.h"

static const enum standing standings[RULE_OUTCOMES] = {
	[RULE_HELD] = STANDING_HELD,
	[RULE_BROKEN] = STANDING_BROKEN,
	[RULE_NO_DATA] = STANDING_UNKNOWN,
	[RULE_WAIVED] = STANDING_BROKEN,
	[RULE_INFORMED] = STANDING_BROKEN,
};

enum standing verdict_standing(
	const struct verdict *v, struct str area, struct str rule, const struct finding **finding)
{
	*finding = NULL;
	for (size_t i = 0; i < v->finding_count; i++) {
		const struct finding *f = &v->findings[i];

		if (!str_eq(v->areas[f->area].name, area) || !str_eq(f->rule, rule))
			continue;
		*finding = f;
		/* Not enforced and not measured is no break. */
		return f->outcome == RULE_INFORMED && !f->got.n ? STANDING_UNKNOWN
								: standings[f->outcome];
	}
	return v->left_out >= LEFT_OUT_HELD && verdict_area(v, area) ? STANDING_HELD
								     : STANDING_UNKNOWN;
}

bool bisect_cut(const struct verdict *v, struct str given, struct str *area, struct str *rule)
{
	*area = *rule = STR("");
	for (size_t i = 0; i < v->area_count; i++) {
		struct str name = v->areas[i].name, rest = str_skip(given, name.n);

		if (!str_starts(given, name) || (rest.n && rest.p[0] != '.'))
			continue;
		*area = name;
		*rule = str_skip(rest, 1);
		for (size_t j = 0; j < v->finding_count; j++) {
			if (v->findings[j].area == i && str_eq(v->findings[j].rule, *rule))
				return true;
		}
	}
	return false;
}

static struct stand stand_of(struct arena *a, const struct trail_record *r, const struct finding *f,
	enum standing standing)
{
	struct stand s = { .commit = arena_str(a, r->commit),
		.job = arena_str(a, r->verdict->job),
		.policies = arena_str(a, r->verdict->policies),
		.time = r->time,
		.depth = r->depth,
		.by_tree = r->by_tree,
		.standing = standing };

	if (!f)
		return s;
	s.got = arena_str(a, f->got);
	s.want = arena_str(a, f->want);
	s.say = arena_str(a, f->say);
	return s;
}

static struct stand *pending_of(struct bisect *b, const struct stand *s)
{
	for (size_t i = 0; i < b->pending_count; i++) {
		struct stand *p = &b->pending[i];

		if (str_eq(p->job, s->job) && str_eq(p->policies, s->policies))
			return p;
	}
	return ARENA_PUSH(b->arena, b->pending, b->pending_count, b->pending_cap);
}

bool bisect_show(struct bisect *b, const struct trail_record *r)
{
	const struct finding *f;
	enum standing standing = verdict_standing(r->verdict, b->area, b->rule, &f);
	const struct area_verdict *area = verdict_area(r->verdict, b->area);
	struct stand s, *newer;

	/* The record that was measured tells it; by other limits it may have turned without a change. */
	if (area && area->carried.commit.n && !area->carried.areas) {
		b->carried++;
		return false;
	}
	b->seen[standing]++;
	if (standing == STANDING_UNKNOWN)
		return false;
	s = stand_of(b->arena, r, f, standing);
	newer = pending_of(b, &s);
	if (b->newest.standing == STANDING_UNKNOWN)
		b->newest = s;
	b->oldest = s;
	if (newer->standing == STANDING_BROKEN && standing == STANDING_HELD) {
		b->found = true;
		b->good = s;
		b->bad = *newer;
	}
	*newer = s;
	return b->found;
}

uint64_t bisect_between(const struct bisect *b)
{
	uint64_t depth = b->good.depth - b->bad.depth;

	return depth ? depth - 1 : 0;
}
