#include "gate/bisecting.h"

#include <string.h>

#include "gate/model/diagnostics.h"
#include "gate/outputs.h"
#include "gate/recalling.h"
#include "reporters/log.h"

enum { RULES_TOLD = 20 };

struct bisecting {
	struct recall recall; /* the first, for take() */
	struct bisect bisect;
	struct str given, known; /* what was asked for, and what the newest record has instead */
};

struct bisect_maker {
	struct output_maker maker;
	const struct bisect *bisect;
};

static const char *const formats[] = { "terminal", "json", NULL };

static void print(
	const struct output_maker *m, const char *format, const struct look *look, struct buf *out)
{
	const struct bisect *b = ((const struct bisect_maker *)m)->bisect;

	if (!strcmp(format, "json"))
		bisect_json(b, look, out);
	else
		bisect_terminal(b, look, out);
}

static struct str rules_of(const struct verdict *v, struct str area, struct arena *a)
{
	struct buf text = { 0 };
	struct str out;
	size_t told = 0;

	for (size_t i = 0; i < v->finding_count; i++) {
		const struct finding *f = &v->findings[i];

		if (!str_eq(v->areas[f->area].name, area) || told++ >= RULES_TOLD)
			continue;
		buf_printf(&text, "%s" STR_FMT, text.n ? ", " : "", STR_ARG(f->rule));
	}
	if (told > RULES_TOLD)
		buf_printf(&text, " and %zu more", told - RULES_TOLD);
	out = arena_printf(a, "of the area '" STR_FMT "' the newest knows %s", STR_ARG(area),
		text.n ? text.p : "none");
	buf_release(&text);
	return out;
}

/* Held rules may be left out of a record: an older one may know what the newest does not. */
static bool cut(struct bisecting *b, const struct verdict *v)
{
	struct arena *a = b->bisect.arena;
	struct str area, rule;

	if (b->bisect.rule.n)
		return true;
	if (bisect_cut(v, b->given, &area, &rule)) {
		b->bisect.area = arena_str(a, area);
		b->bisect.rule = arena_str(a, rule);
		return true;
	}
	if (!b->known.n)
		b->known = area.n
			? rules_of(v, area, a)
			: arena_printf(a,
				  "AREA.RULE is wanted, and the newest knows the areas " STR_FMT,
				  STR_ARG(recall_areas(v, a)));
	return false;
}

static bool take(struct recall *r, const struct trail_record *record)
{
	struct bisecting *b = (struct bisecting *)r;

	return cut(b, record->verdict) && bisect_show(&b->bisect, record);
}

int bisecting_run(const struct options *o, struct workplace *w, struct diags *d)
{
	struct bisecting b = { .recall = { .place = w, .diags = d, .take = take },
		.bisect = { .arena = w->arena },
		.given = str_of(o->bisect) };
	struct bisect_maker m = { { print }, &b.bisect };

	if (outputs_check(o, formats, d) < 0 || recall_walk(&b.recall) < 0)
		return d->status;
	if (!b.bisect.rule.n) {
		diag_at(d, DIAG(USAGE), (struct place){ 0 },
			"no record knows a rule '%s': " STR_FMT, o->bisect, STR_ARG(b.known));
		return d->status;
	}
	b.bisect.walk = b.recall.walk;
	outputs_write_of(&m.maker, o, w, d);
	return d->status;
}
