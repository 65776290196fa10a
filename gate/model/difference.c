#include "gate/model/difference.h"

#include "gate/model/bisect.h"

struct comparison {
	struct difference *out;
	struct arena *arena;
	const struct verdict *before, *after;
};

static void pair_areas(struct comparison *c)
{
	struct difference *d = c->out;

	for (size_t i = 0; i < c->after->area_count; i++) {
		const struct area_verdict *a = &c->after->areas[i];

		*ARENA_PUSH(c->arena, d->areas, d->area_count, d->area_cap) =
			(struct area_pair){ verdict_area(c->before, a->name), a };
	}
	for (size_t i = 0; i < c->before->area_count; i++) {
		const struct area_verdict *a = &c->before->areas[i];

		if (!verdict_area(c->after, a->name))
			*ARENA_PUSH(c->arena, d->areas, d->area_count, d->area_cap) =
				(struct area_pair){ a, NULL };
	}
}

static void compare_rule(struct comparison *c, struct str area, struct str rule)
{
	struct turn turn = { .area = area, .rule = rule };
	enum standing before = verdict_standing(c->before, area, rule, &turn.before);
	enum standing after = verdict_standing(c->after, area, rule, &turn.after);
	struct turns *into = after == STANDING_BROKEN ? &c->out->broken : &c->out->mended;

	if (before != STANDING_UNKNOWN && after != STANDING_UNKNOWN && before != after)
		*ARENA_PUSH(c->arena, into->v, into->n, into->cap) = turn;
}

/* Held rules may have been left out of one of the two. */
static void compare_rules(struct comparison *c)
{
	const struct verdict *before = c->before, *after = c->after;
	const struct finding *f;

	for (size_t i = 0; i < after->finding_count; i++)
		compare_rule(
			c, after->areas[after->findings[i].area].name, after->findings[i].rule);
	for (size_t i = 0; i < before->finding_count; i++) {
		struct str area = before->areas[before->findings[i].area].name;

		verdict_standing(after, area, before->findings[i].rule, &f);
		if (!f)
			compare_rule(c, area, before->findings[i].rule);
	}
}

static bool has_blocker(const struct area_verdict *project, const struct blocker *b)
{
	for (size_t i = 0; i < project->blocker_count; i++) {
		const struct blocker *other = &project->blockers[i];

		if (other->kind == b->kind && str_eq(other->text, b->text))
			return true;
	}
	return false;
}

static void blockers_of_one(struct comparison *c, struct blocker_list *into,
	const struct verdict *of, const struct verdict *other)
{
	for (size_t i = 0; i < of->areas[0].blocker_count; i++) {
		const struct blocker *b = &of->areas[0].blockers[i];

		if (!has_blocker(&other->areas[0], b))
			*ARENA_PUSH(c->arena, into->v, into->n, into->cap) = b;
	}
}

/* They are of the project, which comes first. */
static void compare_blockers(struct comparison *c)
{
	struct difference *d = c->out;

	d->blockers_known = c->before->area_count && c->after->area_count &&
		c->before->left_out < LEFT_OUT_MISSING && c->after->left_out < LEFT_OUT_MISSING;
	if (!d->blockers_known)
		return;
	blockers_of_one(c, &d->come, c->after, c->before);
	blockers_of_one(c, &d->gone, c->before, c->after);
}

void difference_of(struct difference *out, struct arena *a, const struct trail_record *before,
	const struct trail_record *after)
{
	struct comparison c = { out, a, before->verdict, after->verdict };

	*out = (struct difference){ .before = *before, .after = *after };
	pair_areas(&c);
	compare_rules(&c);
	compare_blockers(&c);
}

enum { ROW_PLANNED, ROW_CREATED, ROW_RUNNABLE, ROW_PASSING, ROW_STATES };

const char *tests_row_name(unsigned row)
{
	static const char *const names[ROW_STATES] = {
		[ROW_PLANNED] = "planned",
		[ROW_CREATED] = "created",
		[ROW_RUNNABLE] = "runnable",
		[ROW_PASSING] = "passing",
	};

	return row < ROW_STATES ? names[row] : test_state_names[row - ROW_STATES + TEST_FAILING];
}

bool tests_row_get(const struct area_verdict *a, unsigned row, uint64_t *n)
{
	const struct area_tests *t = &a->tests;
	const uint64_t counts[ROW_STATES] = {
		[ROW_PLANNED] = t->planned,
		[ROW_CREATED] = t->created,
		[ROW_RUNNABLE] = t->runnable,
		[ROW_PASSING] = t->passing,
	};

	*n = row < ROW_STATES ? counts[row] : t->counts.state[row - ROW_STATES + TEST_FAILING];
	return t->known && (row != ROW_PLANNED || t->has_plan);
}
