#include "policies/finding.h"

#include <inttypes.h>

#include "gate/base/date.h"

/* How far a measure is from its limit; 0 when it holds. */
static uint64_t distance(const struct limit *limit, const struct measure *m)
{
	const uint64_t second_us = 1000000;
	uint64_t allowed = limit->value.digits;
	struct decimal us = { m->part, 6 };

	switch (limit->rule->kind) {
	case RULE_PERCENT_AT_LEAST:
		return ratio_missing(m->part, m->whole, limit->value);
	case RULE_DROP_AT_MOST:
	case RULE_RATCHET:
		return ratio_drop_missing(
			m->part, m->whole, m->before_part, m->before_whole, limit->value);
	case RULE_COUNT_AT_LEAST:
	case RULE_EACH_PASSES:
		return m->part < allowed ? allowed - m->part : 0;
	case RULE_COUNT_AT_MOST:
		return m->part > allowed ? m->part - allowed : 0;
	case RULE_SECONDS_AT_MOST:
		if (decimal_cmp(us, limit->value) <= 0)
			return 0;
		for (unsigned i = 0; i < limit->value.scale; i++)
			allowed /= 10;
		return (m->part - allowed * second_us + second_us - 1) / second_us;
	}
	return 0;
}

static struct str printed(struct arena *a, struct buf *b)
{
	struct str s = arena_str(a, buf_str(b));

	buf_release(b);
	return s;
}

static struct str print_got(const struct rule *r, const struct measure *m, struct arena *a)
{
	struct buf b = { 0 };

	if (r->kind == RULE_PERCENT_AT_LEAST)
		ratio_print(&b, m->part, m->whole);
	else if (r->kind == RULE_DROP_AT_MOST || r->kind == RULE_RATCHET)
		ratio_print_drop(&b, m->part, m->whole, m->before_part, m->before_whole);
	else if (r->kind == RULE_SECONDS_AT_MOST)
		buf_printf(&b, "%" PRIu64 ".%03" PRIu64, m->part / 1000000, m->part / 1000 % 1000);
	else
		buf_printf(&b, "%" PRIu64, m->part);
	return printed(a, &b);
}

static struct str print_want(const struct limit *limit, struct arena *a)
{
	struct buf b = { 0 };

	decimal_print(&b, limit->value);
	return printed(a, &b);
}

static struct str say_required(
	const struct finding *f, const char *word, const struct area_verdict *area, struct arena *a)
{
	const struct required_tests *r = &area->tests.required;
	bool project = str_eq(area->name, STR(PROJECT_NAME));
	struct buf b = { 0 };

	buf_printf(&b, "%" PRIu64 " %s not passing, ", f->missing, word);
	if (r->unknown && r->unknown < f->missing)
		buf_printf(&b, "%" PRIu64 " of ", r->unknown);
	if (r->unknown)
		buf_printf(&b, "which no report has%s", project ? "" : " in this area");
	buf_printf(&b, "%s" STR_FMT,
		!r->unknown               ? "such as "
			: r->unknown == 1 ? ": "
					  : ", such as ",
		STR_ARG(r->first));
	if (r->nearby.n)
		buf_printf(&b, "; did you mean '" STR_FMT "'?", STR_ARG(r->nearby));
	return printed(a, &b);
}

static struct str say_broken(const struct rule *r, const struct finding *f,
	const struct area_verdict *area, struct arena *a)
{
	const char *word = f->missing == 1 ? r->one : r->many;

	switch (r->kind) {
	case RULE_PERCENT_AT_LEAST:
		return arena_printf(a, "%" PRIu64 " more %s to " STR_FMT " %%", f->missing, word,
			STR_ARG(f->want));
	case RULE_DROP_AT_MOST:
		return arena_printf(a,
			"%s dropped by " STR_FMT " points, " STR_FMT " allowed: %" PRIu64
			" more %s",
			r->many, STR_ARG(f->got), STR_ARG(f->want), f->missing, word);
	case RULE_RATCHET:
		return arena_printf(a,
			"%s are " STR_FMT " points below the best record, " STR_FMT
			" allowed: %" PRIu64 " more %s",
			r->many, STR_ARG(f->got), STR_ARG(f->want), f->missing, word);
	case RULE_COUNT_AT_LEAST:
		return arena_printf(
			a, "%" PRIu64 " more %s to " STR_FMT, f->missing, word, STR_ARG(f->want));
	case RULE_COUNT_AT_MOST:
		return arena_printf(a, STR_FMT " %s, %" PRIu64 " over the limit of " STR_FMT,
			STR_ARG(f->got), str_eq(f->got, STR("1")) ? r->one : r->many, f->missing,
			STR_ARG(f->want));
	case RULE_EACH_PASSES:
		return say_required(f, word, area, a);
	case RULE_SECONDS_AT_MOST:
		break;
	}
	return arena_printf(a, STR_FMT " %s, over the limit of " STR_FMT, STR_ARG(f->got), r->many,
		STR_ARG(f->want));
}

static struct str say_held(const struct rule *r, const struct finding *f, struct arena *a)
{
	const char *word = str_eq(f->got, STR("1")) ? r->one : r->many;

	switch (r->kind) {
	case RULE_PERCENT_AT_LEAST:
		return arena_printf(a, STR_FMT " %% of %s, " STR_FMT " %% wanted", STR_ARG(f->got),
			r->many, STR_ARG(f->want));
	case RULE_DROP_AT_MOST:
		return arena_printf(a, "%s dropped by " STR_FMT " points, " STR_FMT " allowed",
			r->many, STR_ARG(f->got), STR_ARG(f->want));
	case RULE_RATCHET:
		return arena_printf(a,
			"%s are " STR_FMT " points below the best record, " STR_FMT " allowed",
			r->many, STR_ARG(f->got), STR_ARG(f->want));
	case RULE_COUNT_AT_LEAST:
		return arena_printf(a, STR_FMT " %s, " STR_FMT " wanted", STR_ARG(f->got), word,
			STR_ARG(f->want));
	case RULE_EACH_PASSES:
		return arena_printf(a, STR_FMT " %s, all passing", STR_ARG(f->got), word);
	default:
		return arena_printf(a, STR_FMT " %s, " STR_FMT " allowed", STR_ARG(f->got), word,
			STR_ARG(f->want));
	}
}

/* Why it is not compared with what was, though both have figures; or empty. */
static struct str say_other_code(const struct rule *r, const struct area_verdict *area)
{
	const struct area_before *b = &area->before;
	bool drop = r->kind == RULE_DROP_AT_MOST || r->kind == RULE_RATCHET;

	if (!drop || !area->coverage[r->metric].known)
		return STR("");
	return b->other_code[r->metric].n || r->kind == RULE_DROP_AT_MOST
		? b->other_code[r->metric]
		: b->other_code_of_best[r->metric];
}

static struct str say_no_data(
	const struct rule *r, const struct area_verdict *area, struct arena *a)
{
	enum { COMMIT_SHOWN = 12 };
	bool plan = str_starts(str_of(r->id), STR("plan."));
	const struct carried *c = &area->carried;

	if (plan && area->tests.mixed.n)
		return area->tests.mixed;
	if (rule_is_of_baseline(r) && area->before.state == BEFORE_NONE)
		return arena_printf(a,
			"there is no baseline, as " STR_FMT
			": --no-baseline says that none is meant",
			STR_ARG(area->before.why));
	if (rule_is_of_classes(r) && !area->classes.known)
		return area->classes.why;
	if (say_other_code(r, area).n)
		return say_other_code(r, area);
	if (!rule_is_of_patch(r) && (plan ? c->no_tests : c->no_coverage).n)
		return plan ? c->no_tests : c->no_coverage;
	if ((plan && c->tests) || (rule_is_of_files(r) && c->commit.n))
		return arena_printf(a, "the record of %.*s does not tell it", COMMIT_SHOWN,
			arena_str(a, c->commit).p);
	if (rule_is_of_files(r) && area->coverage[METRIC_LINES].known)
		return STR("which source files there are is only known in a repository,"
			   " which --no-git leaves out");
	if (rule_is_of_baseline(r) && plan)
		return STR("the record of the baseline has no ids of tests");
	if (!plan)
		return arena_printf(a, "no report has %s of this area's files: were they measured?",
			metrics[r->metric].many);
	if (area->tests.known)
		return STR("no report has a test of this area: were they run and reported?");
	return STR("no report has any test: were they run and reported?");
}

/* Nothing of before to compare with. */
static struct str say_new(const struct area_verdict *area)
{
	return area->before.state == BEFORE_WAIVED ? STR("no baseline yet, and that is meant")
		: area->before.state == BEFORE_NEW ? STR("the baseline has no such area")
						   : STR("the baseline has no such figure");
}

/* Where the limit comes from that no policy has as it stands. */
static struct str say_glide(const struct glide *g, struct str say, struct arena *a)
{
	struct buf b = { 0 };

	buf_printf(&b, STR_FMT ", on the way from ", STR_ARG(say));
	decimal_print(&b, g->from);
	buf_puts(&b, " to ");
	decimal_print(&b, g->to);
	buf_puts(&b, " % by ");
	date_print(&b, g->by);
	return printed(a, &b);
}

/*
 * Of tests that are carried the record has neither results nor exact times: that the same limit held there
 * says as much.
 */
static bool was_held(const struct rule *r, const struct area_verdict *area, struct finding *f)
{
	const struct verdict *v = area->carried.tests ? area->carried.record : NULL;

	if (r->kind != RULE_EACH_PASSES && r->kind != RULE_SECONDS_AT_MOST)
		return false;
	for (size_t i = 0; v && i < v->finding_count; i++) {
		const struct finding *was = &v->findings[i];

		if (was->outcome == RULE_HELD && str_eq(was->rule, f->rule) &&
			str_eq(was->want, f->want) &&
			str_eq(v->areas[was->area].name, area->name)) {
			f->got = was->got;
			return true;
		}
	}
	return false;
}

static struct str say_carried(const struct carried *c, struct str say, struct arena *a)
{
	struct buf b = { 0 };

	buf_printf(&b, STR_FMT ", ", STR_ARG(say));
	carried_say(c, &b);
	return printed(a, &b);
}

/* It holds, and would not if all were of the area that may be; any test may have taken too long. */
static bool is_doubtful(const struct limit *limit, const struct measure *m)
{
	struct measure most = *m;

	if (m->state != MEASURED || distance(limit, m))
		return false;
	most.part = m->doubtful > UINT64_MAX - m->part ? UINT64_MAX : m->part + m->doubtful;
	return m->untimed || distance(limit, &most);
}

static struct str say_doubtful_time(
	const struct rule *r, const struct measure *m, struct str held, struct arena *a)
{
	const struct measure more = { .part = m->doubtful };

	if (!m->untimed)
		return arena_printf(a,
			STR_FMT ", and " STR_FMT " more may be of this area, such as " STR_FMT,
			STR_ARG(held), STR_ARG(print_got(r, &more, a)), STR_ARG(m->doubt));
	return arena_printf(a,
		STR_FMT ", and no report tells how long %" PRIu64 " %s took%s" STR_FMT,
		STR_ARG(held), m->untimed, m->untimed == 1 ? "test" : "tests",
		!m->doubt.n               ? ""
			: m->untimed == 1 ? ": "
					  : ", such as ",
		STR_ARG(m->doubt));
}

static struct str say_doubtful(
	const struct rule *r, const struct measure *m, struct finding held, struct arena *a)
{
	held.got = print_got(r, m, a);
	if (r->kind == RULE_SECONDS_AT_MOST)
		return say_doubtful_time(r, m, say_held(r, &held, a), a);
	return arena_printf(a, STR_FMT ", and %" PRIu64 " more may be of this area%s" STR_FMT,
		STR_ARG(say_held(r, &held, a)), m->doubtful, m->doubtful == 1 ? ": " : ", such as ",
		STR_ARG(m->doubt));
}

struct finding finding_of(
	const struct limit *limit, const struct area_verdict *area, struct arena *a)
{
	const struct rule *r = limit->rule;
	struct measure m = r->measure(r, area);
	struct finding f = { .rule = str_of(r->id), .at = limit->at, .want = print_want(limit, a) };
	bool mixed = area->tests.mixed.n && str_starts(f.rule, STR("plan."));

	if (mixed)
		m.state = MEASURED_NO_DATA;
	if (!mixed && was_held(r, area, &f)) {
		f.outcome = RULE_HELD;
		f.say = say_held(r, &f, a);
	} else if (m.state == MEASURED_NO_DATA) {
		f.outcome = RULE_NO_DATA;
		f.say = say_no_data(r, area, a);
	} else if (m.state == MEASURED_NOTHING) {
		f.outcome = RULE_HELD;
		f.say = rule_is_of_baseline(r) ? say_new(area) : STR("nothing to cover");
	} else if (is_doubtful(limit, &m)) {
		f.outcome = RULE_NO_DATA;
		f.say = say_doubtful(r, &m, f, a);
	} else {
		f.missing = distance(limit, &m);
		f.got = print_got(r, &m, a);
		f.outcome = f.missing ? RULE_BROKEN : RULE_HELD;
		f.say = f.missing ? say_broken(r, &f, area, a) : say_held(r, &f, a);
	}
	if (limit->glide)
		f.say = say_glide(limit->glide, f.say, a);
	if (area->carried.commit.n && !rule_is_of_patch(r) && f.outcome != RULE_NO_DATA)
		f.say = say_carried(&area->carried, f.say, a);
	if (!area->enforced && f.outcome != RULE_HELD)
		f.outcome = RULE_INFORMED;
	return f;
}
