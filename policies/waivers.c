#include "policies/waivers.h"

#include <inttypes.h>

#include "gate/base/date.h"
#include "gate/model/diagnostics.h"
#include "policies/loosening.h"
#include "policies/members.h"

enum { WARN_DAYS = 14 };

static int on_rule(struct load *l, const struct json *j, void *waiver)
{
	struct waiver *w = waiver;
	struct nearest nearest = { 0 };
	struct str id;

	if (field_text(l, j, &id) < 0)
		return -1;
	w->rule = rule_find(id);
	if (w->rule)
		return 0;
	nearest.given = id;
	for (size_t i = 0; i < rule_count; i++)
		nearest_try(&nearest, str_of(rules[i].id));
	return diag_at(l->diags, DIAG(POLICY_VALUE), j->at,
		"'" STR_FMT "' is no rule: %s'" STR_FMT "'%s", STR_ARG(diag_shown(id)),
		nearest.best.n ? "did you mean " : "write its id, such as ",
		STR_ARG(nearest.best.n ? nearest.best : str_of(rules[0].id)),
		nearest.best.n ? "?" : "");
}

static int on_reason(struct load *l, const struct json *j, void *waiver)
{
	return field_text(l, j, &((struct waiver *)waiver)->reason);
}

static int on_owner(struct load *l, const struct json *j, void *waiver)
{
	return field_text(l, j, &((struct waiver *)waiver)->owner);
}

static int on_until(struct load *l, const struct json *j, void *waiver)
{
	return field_date(l, j, &((struct waiver *)waiver)->until);
}

static const struct member keys[] = {
	{ "rule", false, on_rule },
	{ "reason", false, on_reason },
	{ "owner", false, on_owner },
	{ "until", false, on_until },
};

static const struct members members = { "a waiver", keys, sizeof(keys) / sizeof(keys[0]) };

const struct waiver *waivers_find(const struct policy *p, const struct rule *rule)
{
	for (size_t i = 0; i < p->waiver_count; i++) {
		if (p->waivers[i].rule == rule)
			return &p->waivers[i];
	}
	return NULL;
}

int waivers_load(struct load *l, const struct json *j)
{
	struct policy *p = l->policy;
	int result = 0;

	if (j->type != JSON_ARRAY)
		return field_wrong_type(l, j, "a list of waivers");
	for (const struct json *i = j->child; i; i = i->next) {
		struct waiver w = { .at = i->at };

		if (members_load(l, i, &members, &w) < 0)
			result = -1;
		else if (waivers_find(p, w.rule))
			result = diag_at(l->diags, DIAG(POLICY_VALUE), i->at,
				"a second waiver of %s", w.rule->id);
		else
			*ARENA_PUSH(l->all->arena, p->waivers, p->waiver_count, p->waiver_cap) = w;
	}
	return result;
}

bool waiver_has_ended(const struct waiver *w, const int64_t *time)
{
	return !time || date_of(*time) > w->until;
}

bool waivers_ended(const struct policies *all, const int64_t *time)
{
	for (size_t i = 0; i < all->n; i++) {
		for (size_t j = 0; j < all->v[i].waiver_count; j++) {
			if (waiver_has_ended(&all->v[i].waivers[j], time))
				return true;
		}
	}
	return false;
}

bool waivers_want(const struct policies *all, struct str path)
{
	for (size_t i = 0; i < all->n; i++) {
		if (all->v[i].waiver_count && policy_owns(&all->v[i], path))
			return true;
	}
	return false;
}

static void warn_ended(const struct waiver *w, int32_t left, struct diags *d)
{
	struct buf end = { 0 };

	date_print(&end, w->until);
	diag_at(d, DIAG(WAIVER_ENDED), w->at,
		"the waiver of %s ended on " STR_FMT ", %" PRId32
		" %s ago, and holds no longer for changes that touch its files: " STR_FMT
		" is to mend it, to take it out, or to decide again",
		w->rule->id, STR_ARG(buf_str(&end)), -left, left == -1 ? "day" : "days",
		STR_ARG(w->owner));
	buf_release(&end);
}

static void warn_ending(const struct waiver *w, int32_t left, struct diags *d)
{
	if (left <= WARN_DAYS)
		diag_at(d, DIAG(POLICY_WAIVER), w->at,
			"the waiver of %s ends in %" PRId32 " %s: " STR_FMT
			" is to mend it or to decide again",
			w->rule->id, left, left == 1 ? "day" : "days", STR_ARG(w->owner));
}

static void warn_all(const struct policies *all, int32_t today, bool ended, struct diags *d)
{
	for (size_t i = 0; i < all->n; i++) {
		for (size_t j = 0; j < all->v[i].waiver_count; j++) {
			const struct waiver *w = &all->v[i].waivers[j];
			int32_t left = w->until - today;

			if (ended && left < 0)
				warn_ended(w, left, d);
			else if (!ended && left >= 0)
				warn_ending(w, left, d);
		}
	}
}

/* What has ended is worse, and comes first. */
void waivers_warn(const struct policies *all, int64_t time, struct diags *d)
{
	warn_all(all, date_of(time), true, d);
	warn_all(all, date_of(time), false, d);
}

static struct str day(struct arena *a, int32_t day)
{
	struct buf b = { 0 };
	struct str s;

	date_print(&b, day);
	s = arena_str(a, buf_str(&b));
	buf_release(&b);
	return s;
}

static void tell_waiver(const struct pair *p, const struct waiver *head, const struct waiver *base)
{
	struct arena *a = p->sides->head->arena;
	struct loosening l = { .at = head->at, .got = day(a, head->until) };

	if (base)
		l.want = day(a, base->until);
	l.say = base ? arena_printf(a, "waiver of %s put off from " STR_FMT " to " STR_FMT,
			       head->rule->id, STR_ARG(l.want), STR_ARG(l.got))
		     : arena_printf(a, "waiver of %s added", head->rule->id);
	loosen(p, l, base ? "it ends when it did" : "judged without it");
}

void waivers_compare(const struct pair *p)
{
	size_t kept = 0;

	for (size_t i = 0; i < p->head->waiver_count; i++) {
		struct waiver w = p->head->waivers[i];
		const struct waiver *base = waivers_find(p->base, w.rule);
		bool looser = policy_limit(p->base, w.rule) && (!base || base->until < w.until);

		if (looser)
			tell_waiver(p, &w, base);
		if (looser && base && !p->sides->accepted)
			w.until = base->until;
		if (!looser || base || p->sides->accepted)
			p->head->waivers[kept++] = w;
	}
	p->head->waiver_count = kept;
}

static bool is_touched(const struct policy *p, const struct grounds *g)
{
	for (size_t i = 0; g->patch && i < g->patch->n; i++) {
		if (policy_owns(p, g->patch->files[i].path))
			return true;
	}
	for (size_t i = 0; g->patch && i < g->patch->gone_count; i++) {
		if (policy_owns(p, g->patch->gone[i]))
			return true;
	}
	/* Without a base any change may be meant. */
	return !g->patch;
}

void waive(struct finding *f, const struct policy *p, const struct grounds *g, struct arena *a)
{
	const struct waiver *w = waivers_find(p, rule_find(f->rule));
	bool ended;
	struct buf b = { 0 };

	if (!w || f->outcome != RULE_BROKEN)
		return;
	ended = waiver_has_ended(w, g->time);
	if (!ended || !is_touched(p, g))
		f->outcome = RULE_WAIVED;
	buf_printf(
		&b, STR_FMT "; %s ", STR_ARG(f->say), ended ? "its waiver ended" : "waived until");
	date_print(&b, w->until);
	if (ended && f->outcome == RULE_WAIVED)
		buf_puts(&b, " and holds only for what changes elsewhere,");
	buf_printf(&b, " by " STR_FMT ": " STR_FMT, STR_ARG(w->owner), STR_ARG(w->reason));
	f->say = arena_str(a, buf_str(&b));
	buf_release(&b);
}
