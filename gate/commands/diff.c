#include "gate/commands/command.h"

#include <string.h>

#include "gate/exit.h"
#include "gate/model/diagnostics.h"
#include "gate/outputs.h"
#include "gate/recalling.h"
#include "reporters/difference.h"

struct pairs {
	struct arena *arena;
	struct difference *v;
	size_t n, cap;
	struct recalled only_before, only_after;
};

struct diff_maker {
	struct output_maker maker;
	struct differences differences;
};

static const char *const formats[] = { "terminal", "json", NULL };

static void print(
	const struct output_maker *m, const char *format, const struct look *look, struct buf *out)
{
	const struct differences *d = &((const struct diff_maker *)m)->differences;

	if (!strcmp(format, "json"))
		differences_json(d, look, out);
	else
		differences_terminal(d, look, out);
}

/* One folder of policies if there is a choice: it may have moved in between. */
static const struct trail_record *of_job(const struct recalled *in, const struct verdict *v)
{
	const struct trail_record *best = NULL;

	for (size_t i = 0; i < in->n; i++) {
		const struct verdict *other = in->v[i].verdict;

		if (!str_eq(other->job, v->job))
			continue;
		if (str_eq(other->policies, v->policies))
			return &in->v[i];
		best = best ? best : &in->v[i];
	}
	return best;
}

static void keep(struct pairs *p, struct recalled *into, const struct trail_record *r)
{
	*ARENA_PUSH(p->arena, into->v, into->n, into->cap) = *r;
}

static void pair(struct pairs *p, const struct recalled *before, const struct recalled *after)
{
	for (size_t i = 0; i < after->n; i++) {
		const struct trail_record *other = of_job(before, after->v[i].verdict);

		if (other)
			difference_of(ARENA_PUSH(p->arena, p->v, p->n, p->cap), p->arena, other,
				&after->v[i]);
		else
			keep(p, &p->only_after, &after->v[i]);
	}
	for (size_t i = 0; i < before->n; i++) {
		if (!of_job(after, before->v[i].verdict))
			keep(p, &p->only_before, &before->v[i]);
	}
}

/* Both are looked for, so that one run tells of both. */
static int recall(const struct options *o, struct recall r, struct recalled sides[2])
{
	int result = 0;

	for (int i = 0; i < 2; i++) {
		if (workplace_revision(r.place, o->arguments[i], false, r.diags) < 0 ||
			recall_one(&r) < 0)
			result = -1;
		sides[i] = r.kept;
	}
	return result;
}

static int diff(const struct options *o, struct arena *a, struct workplace *w, struct diags *d)
{
	struct pairs p = { .arena = a };
	struct recalled sides[2];
	struct diff_maker m = { .maker = { print } };

	if (outputs_check(o, formats, d) < 0 || workplace_open(w, a, GIT_NEEDED, d) < 0 ||
		recall(o, (struct recall){ .place = w, .diags = d }, sides) < 0)
		return d->status;
	pair(&p, &sides[0], &sides[1]);
	if (!p.n) {
		diag_at(d, DIAG(RECORD_NONE), (struct place){ 0 },
			"the records of %s and %s are of different jobs: nothing to compare",
			o->arguments[0], o->arguments[1]);
		return d->status;
	}
	m.differences = (struct differences){ p.v, p.n, p.only_before.v, p.only_after.v,
		p.only_before.n, p.only_after.n };
	outputs_write_of(&m.maker, o, w, d);
	return d->status;
}

static int run(const struct options *o, struct diags *d)
{
	struct arena arena = { 0 };
	struct workplace place = { 0 };
	int status = diff(o, &arena, &place, d);

	workplace_close(&place);
	arena_release(&arena);
	return status;
}

const struct command diff_command = {
	.name = "diff",
	.arguments = "BEFORE AFTER",
	.about = "what the records of two commits say differently",
	.detail =
		"Compares the records of two commits, job by job: coverage and tests by area, rules that\n"
		"broke or hold again, blockers that came or went. Nothing is judged anew: the exit status\n"
		"is 0, or 4 where a record is missing.",
	.outputs = "terminal, json (areagate/diff/1)",
	.options = OPTION_OUT,
	.arguments_min = 2,
	.arguments_max = 2,
	.run = run,
};
