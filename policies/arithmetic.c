#include "policies/arithmetic.h"

#include <inttypes.h>

#include "gate/base/date.h"
#include "gate/base/path.h"
#include "policies/waivers.h"

#define US_PER_SECOND "1000000"

/* One rule being told. */
struct telling {
	const struct finding *finding;
	const struct limit *limit;
	const struct policy *policy;
	const struct area_verdict *area;
	struct measure measure;
	struct buf figure, wanted;
};

static const char *word(const struct telling *t, uint64_t n)
{
	return n == 1 ? t->limit->rule->one : t->limit->rule->many;
}

static void tell_percent(struct telling *t)
{
	const struct measure *m = &t->measure;
	struct decimal value = t->limit->value;

	buf_printf(&t->figure, "%" PRIu64 " of %" PRIu64 " %s = ", m->part, m->whole,
		word(t, m->whole));
	ratio_print(&t->figure, m->part, m->whole);
	buf_printf(
		&t->figure, " %% (%" PRIu64 "/%" PRIu64 ", rounded down)", 100 * m->part, m->whole);
	decimal_print(&t->wanted, value);
	buf_puts(&t->wanted, " %: ");
	decimal_print(&t->wanted, value);
	buf_printf(&t->wanted,
		" * %" PRIu64 " <= 100 * covered, so %" PRIu64 " %s needed: ", m->whole,
		ratio_missing(0, m->whole, value),
		ratio_missing(0, m->whole, value) == 1 ? "is" : "are");
	if (t->finding->missing)
		buf_printf(&t->wanted, "%" PRIu64 " more", t->finding->missing);
	else
		buf_puts(&t->wanted, "reached");
}

#define TERMS_MAX 3

/* Counts of tests that are the sum of several states. */
static const struct sum {
	const char *rule;
	enum test_state states[TERMS_MAX];
	size_t n;
} sums[] = {
	{ "plan.runnable", { TEST_PASSING, TEST_FLAKY, TEST_FAILING }, 3 },
	{ "plan.passing", { TEST_PASSING, TEST_FLAKY }, 2 },
	{ "plan.max_failed", { TEST_FAILING, TEST_BLOCKED }, 2 },
};

static void tell_terms(struct telling *t, const struct sum *s)
{
	const uint64_t *state = t->area->tests.counts.state;
	uint64_t sum = 0;

	for (size_t i = 0; i < s->n; i++)
		sum += state[s->states[i]];
	/* Of a plan that names its tests the ids are counted, not the tests. */
	if (sum != t->measure.part)
		return;
	for (size_t i = 0; i < s->n; i++)
		buf_printf(&t->figure, "%s%" PRIu64 " %s", i ? " + " : "", state[s->states[i]],
			test_state_names[s->states[i]]);
	buf_puts(&t->figure, " = ");
}

static void tell_count(struct telling *t)
{
	const struct measure *m = &t->measure;

	if (m->whole)
		buf_printf(
			&t->figure, "%" PRIu64 " - %" PRIu64 " = ", m->whole, m->whole - m->part);
	for (size_t i = 0; i < sizeof(sums) / sizeof(sums[0]); i++) {
		if (str_eq(t->finding->rule, str_of(sums[i].rule)))
			tell_terms(t, &sums[i]);
	}
	buf_printf(&t->figure, "%" PRIu64 " %s", m->part, word(t, m->part));
}

static void tell_at_least(struct telling *t)
{
	uint64_t wanted = t->limit->value.digits;

	tell_count(t);
	buf_printf(&t->wanted, "at least %" PRIu64 ": ", wanted);
	if (t->finding->missing)
		buf_printf(&t->wanted, "%" PRIu64 " - %" PRIu64 " = %" PRIu64 " more", wanted,
			t->measure.part, t->finding->missing);
	else
		buf_puts(&t->wanted, "reached");
}

static void tell_at_most(struct telling *t)
{
	uint64_t allowed = t->limit->value.digits;
	uint64_t most = t->measure.part + t->measure.doubtful;

	tell_count(t);
	if (t->measure.doubtful)
		buf_printf(&t->figure, ", and %" PRIu64 " that may be of this area",
			t->measure.doubtful);
	buf_printf(&t->wanted, "at most %" PRIu64 ": ", allowed);
	if (t->finding->missing)
		buf_printf(&t->wanted, "%" PRIu64 " - %" PRIu64 " = %" PRIu64 " too many",
			t->measure.part, allowed, t->finding->missing);
	else if (most > allowed)
		buf_printf(&t->wanted, "%" PRIu64 " + %" PRIu64 " = %" PRIu64 " would be too many",
			t->measure.part, t->measure.doubtful, most);
	else
		buf_puts(&t->wanted, "kept");
}

static void tell_seconds(struct telling *t)
{
	buf_printf(&t->figure, "%" PRIu64 " us", t->measure.part);
	if (t->finding->got.n)
		buf_printf(&t->figure, " = " STR_FMT " %s (rounded down)", STR_ARG(t->finding->got),
			t->limit->rule->many);
	if (t->measure.doubtful)
		buf_printf(&t->figure, ", and %" PRIu64 " us more that may be of this area",
			t->measure.doubtful);
	if (t->measure.untimed)
		buf_printf(&t->figure, ", and tests of unknown time: %" PRIu64, t->measure.untimed);
	buf_puts(&t->wanted, "at most ");
	decimal_print(&t->wanted, t->limit->value);
	buf_puts(&t->wanted, " s: us <= ");
	decimal_print(&t->wanted, t->limit->value);
	buf_puts(&t->wanted, " * " US_PER_SECOND ": ");
	if (t->finding->missing)
		buf_printf(&t->wanted, "%" PRIu64 " s too long (rounded up)", t->finding->missing);
	else if (!t->finding->got.n)
		buf_puts(&t->wanted, "nobody knows");
	else
		buf_puts(&t->wanted, "kept");
}

static void tell_ratio(struct buf *b, uint64_t part, uint64_t whole)
{
	buf_printf(b, "%" PRIu64 " of %" PRIu64 " = ", part, whole);
	ratio_print(b, part, whole);
	buf_puts(b, " %");
}

static void tell_drop(struct telling *t)
{
	const struct measure *m = &t->measure;

	buf_puts(&t->figure, "before ");
	tell_ratio(&t->figure, m->before_part, m->before_whole);
	buf_puts(&t->figure, ", now ");
	tell_ratio(&t->figure, m->part, m->whole);
	buf_printf(&t->figure, ": " STR_FMT " points less (rounded up)", STR_ARG(t->finding->got));
	buf_printf(&t->wanted,
		"100 * %" PRIu64 "/%" PRIu64 " - 100 * covered/%" PRIu64 " <= ", m->before_part,
		m->before_whole, m->whole);
	decimal_print(&t->wanted, t->limit->value);
	if (t->finding->missing)
		buf_printf(&t->wanted, ": %" PRIu64 " more", t->finding->missing);
	else
		buf_puts(&t->wanted, ": kept");
}

static void tell_each(struct telling *t)
{
	uint64_t missing = t->finding->missing;

	buf_printf(&t->figure, "%" PRIu64 " of %" PRIu64 " %s passing", t->measure.part,
		t->area->tests.required.n, word(t, t->area->tests.required.n));
	if (missing)
		buf_printf(&t->wanted, "each: %" PRIu64 " %s not", missing,
			missing == 1 ? "does" : "do");
	else
		buf_puts(&t->wanted, "each: reached");
}

/* A kind without a row is told by its finding alone. */
static void (*const tellers[])(struct telling *t) = {
	[RULE_PERCENT_AT_LEAST] = tell_percent,
	[RULE_COUNT_AT_LEAST] = tell_at_least,
	[RULE_COUNT_AT_MOST] = tell_at_most,
	[RULE_SECONDS_AT_MOST] = tell_seconds,
	[RULE_DROP_AT_MOST] = tell_drop,
	[RULE_RATCHET] = tell_drop,
	[RULE_EACH_PASSES] = tell_each,
};

static struct str taken(struct arena *a, struct buf *b)
{
	struct str s = arena_str(a, buf_str(b));

	buf_release(b);
	return s;
}

static void came(struct explained_rule *out, struct str text, struct arena *a)
{
	*ARENA_PUSH(a, out->came.v, out->came.n, out->came.cap) = text;
}

/* All classes, since a line that is of one is of no other. */
static void tell_classes(
	struct explained_rule *out, const struct area_classes *classes, struct arena *a)
{
	for (int i = 0; i < LINE_CLASSES; i++) {
		if (classes->counts.n[i])
			came(out,
				arena_printf(a, "%s %" PRIu64 ", %s", line_classes[i].name,
					classes->counts.n[i], line_classes[i].about),
				a);
	}
}

void arithmetic_say(struct explained_rule *out, const struct limit *limit, const struct policy *p,
	const struct area_verdict *area, struct arena *a)
{
	const struct rule *r = limit->rule;
	struct telling t = { .finding = out->finding,
		.limit = limit,
		.policy = p,
		.area = area,
		.measure = r->measure(r, area) };

	if (t.measure.state == MEASURED_NOTHING && !rule_is_of_baseline(r)) {
		buf_printf(&t.figure, "0 of 0 %s: nothing to cover", r->many);
	} else if (t.measure.state == MEASURED && r->kind < sizeof(tellers) / sizeof(tellers[0]) &&
		tellers[r->kind]) {
		tellers[r->kind](&t);
	}
	if (rule_is_of_classes(r) && area->classes.known)
		tell_classes(out, &area->classes, a);
	out->figure = taken(a, &t.figure);
	out->wanted = taken(a, &t.wanted);
}

static void print_day(struct buf *b, const char *before, int32_t day)
{
	buf_puts(b, before);
	date_print(b, day);
}

static void tell_day(struct buf *b, const struct glide *g, int32_t day)
{
	if (day >= g->by) {
		buf_puts(b, ", its end is reached");
	} else if (!g->since) {
		buf_puts(b, ", where it is taken in one step");
	} else if (day <= g->since) {
		buf_puts(b, ", it has not begun");
	} else {
		buf_printf(b, ", %" PRId32 " of %" PRId32 " days are over: ", day - g->since,
			g->by - g->since);
		decimal_print(b, g->from);
		buf_puts(b, " + (");
		decimal_print(b, g->to);
		buf_puts(b, " - ");
		decimal_print(b, g->from);
		buf_printf(b, ") * %" PRId32 " / %" PRId32 ", rounded up to two decimals",
			day - g->since, g->by - g->since);
	}
}

static struct str say_glide(const struct glide *g, const int64_t *time, struct arena *a)
{
	struct buf b = { 0 };

	buf_puts(&b, "rises from ");
	decimal_print(&b, g->from);
	buf_puts(&b, " %");
	if (g->since)
		print_day(&b, " on ", g->since);
	buf_puts(&b, " to ");
	decimal_print(&b, g->to);
	print_day(&b, " % by ", g->by);
	if (time) {
		print_day(&b, "; on the day that counts, ", date_of(*time));
		tell_day(&b, g, date_of(*time));
	} else {
		buf_puts(&b, "; without a commit's day its end counts");
	}
	return taken(a, &b);
}

/* What was read from the base stands in no file of this folder. */
static bool is_of_base(const struct limit *limit, struct str folder)
{
	struct str rest;

	return !path_below(limit->at.file, folder, &rest);
}

static struct str say_waiver(const struct waiver *w, struct arena *a)
{
	struct buf b = { 0 };

	print_day(&b, "until ", w->until);
	buf_printf(&b, " by " STR_FMT ": " STR_FMT ", " STR_FMT ":%" PRIu32 ":%" PRIu32,
		STR_ARG(w->owner), STR_ARG(w->reason), STR_ARG(w->at.file), w->at.line,
		w->at.column);
	return taken(a, &b);
}

void arithmetic_came(struct explained_rule *out, const struct limit *limit, const struct policy *p,
	struct str folder, const int64_t *time, struct arena *a)
{
	const struct waiver *w = waivers_find(p, limit->rule);

	if (is_of_base(limit, folder))
		came(out, STR("of the base's policy: this commit's asks for less"), a);
	if (limit->glide)
		came(out, say_glide(limit->glide, time, a), a);
	if (policy_limit_is_planned(p, limit))
		came(out, STR("what is planned: the policy sets no other limit"), a);
	if (limit->rule->kind == RULE_EACH_PASSES)
		came(out, STR("one for each id of the list"), a);
	if (!p->enforced)
		came(out, STR("not enforced: broken, it is only told"), a);
	if (w)
		out->waiver = say_waiver(w, a);
}
