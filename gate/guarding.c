#include "gate/guarding.h"

#include "gate/model/diagnostics.h"

struct str guarding_name(const struct pushed_ref *r)
{
	struct str branch;

	return push_branch(r, &branch) ? branch : r->ref;
}

/* What is less than an error: a record that is passed over. */
static void tell_passed(const struct diags *said, struct diags *d)
{
	for (const struct diag *i = said->first; i; i = i->next) {
		if (i->kind->level < DIAG_ERROR)
			diag_at(d, i->kind, i->at, STR_FMT, STR_ARG(i->text));
	}
}

static bool has_kind(const struct diags *said, const struct diag_kind *kind)
{
	for (const struct diag *i = said->first; i; i = i->next) {
		if (i->kind == kind)
			return true;
	}
	return false;
}

int guarding_records(
	struct recalled *out, struct workplace *w, const char *notes_at, struct diags *d)
{
	struct diags said = { .arena = d->arena };
	struct recall r = { .place = w, .diags = &said, .notes_at = notes_at };
	int result = recall_one(&r);

	*out = r.kept;
	if (result < 0 && has_kind(&said, DIAG(RECORD_NONE))) {
		tell_passed(&said, d);
		return 0;
	}
	diags_move(d, &said);
	return result < 0 ? -1 : 1;
}

static void tell_count(struct buf *out, size_t n, const char *one, const char *many)
{
	if (n)
		buf_printf(out, "%s%zu %s", out->n ? " and " : "", n, n == 1 ? one : many);
}

bool guarding_tell(const struct verdict *v, struct str name, struct str what, struct diags *d)
{
	const struct diag_kind *kind =
		v->gate == GATE_CLOSED ? DIAG(PUSH_CLOSED) : DIAG(PUSH_NO_DATA);
	struct place at = { .file = name };
	struct buf counts = { 0 };

	if (v->gate == GATE_OPEN)
		return true;
	tell_count(&counts, verdict_count(v, RULE_BROKEN), "rule is broken", "rules are broken");
	tell_count(
		&counts, verdict_count(v, RULE_NO_DATA), "rule has no data", "rules have no data");
	diag_at(d, kind, at, STR_FMT " %s: " STR_FMT, STR_ARG(what),
		v->gate == GATE_CLOSED ? "is closed" : "cannot judge", STR_ARG(buf_str(&counts)));
	buf_release(&counts);
	for (size_t i = 0; i < v->finding_count; i++) {
		const struct finding *f = &v->findings[i];

		if (f->outcome == RULE_BROKEN || f->outcome == RULE_NO_DATA)
			diag_at(d, kind, at, STR_FMT " " STR_FMT ": " STR_FMT,
				STR_ARG(v->areas[f->area].name), STR_ARG(f->rule), STR_ARG(f->say));
	}
	return false;
}

bool guarding_open(const struct recalled *records, struct str name, struct diags *d)
{
	bool open = true;

	for (size_t i = 0; i < records->n; i++) {
		const struct trail_record *r = &records->v[i];
		struct str job = r->verdict->job;

		open &= guarding_tell(r->verdict, name,
			arena_printf(d->arena, "the record of " GUARDING_ID "%s%s" STR_FMT "%s",
				r->commit.p, r->by_tree ? "'s tree" : "", job.n ? " (job '" : "",
				STR_ARG(job), job.n ? "')" : ""),
			d);
	}
	return open;
}
