#include "gate/commands/command.h"

#include <inttypes.h>
#include <limits.h>
#include <unistd.h>

#include "gate/base/date.h"
#include "gate/exit.h"
#include "gate/outputs.h"
#include "gate/run.h"
#include "policies/carried.h"
#include "policies/raise.h"
#include "reporters/table.h"

/*
 * A failed run is no measure: it may have covered less, or more, than the mended one will. So is one that
 * lacks data.
 */
static int refuse_broken(struct run *r)
{
	const struct verdict *v = &r->verdict;

	for (size_t i = 0; i < v->finding_count; i++) {
		const struct finding *f = &v->findings[i];
		struct str area = v->areas[f->area].name;

		if (f->outcome == RULE_BROKEN)
			diag_at(r->diags, DIAG(RATCHET_CLOSED), f->at,
				STR_FMT " of " STR_FMT " is broken (" STR_FMT
					"): nothing is raised while the gate is closed",
				STR_ARG(f->rule), STR_ARG(area), STR_ARG(f->say));
		else if (f->outcome == RULE_NO_DATA)
			diag_at(r->diags, DIAG(RATCHET_NO_DATA), f->at,
				STR_FMT " of " STR_FMT " cannot be judged (" STR_FMT
					"): nothing is raised",
				STR_ARG(f->rule), STR_ARG(area), STR_ARG(f->say));
	}
	return v->gate == GATE_OPEN ? 0 : -1;
}

enum { FILES_SHOWN = 5 };

/* Source files of an area that its figures lack. */
struct lacking {
	uint64_t n;
	struct buf some; /* of their names */
};

/* Where nobody asks for coverage there is none on purpose. */
static bool is_unasked(const struct policies *all, struct str path)
{
	for (size_t i = 1; i < all->n; i++) {
		if (policy_owns(&all->v[i], path) && !policy_limits(&all->v[i], STR("coverage.")))
			return true;
	}
	return false;
}

static struct lacking find_lacking(struct run *r, size_t area)
{
	const struct policies *all = &r->policies;
	const struct names *tree = &r->place.tree;
	struct lacking l = { 0 };

	for (size_t i = 0; i < tree->n; i++) {
		if (!area_is_unreported(&all->v[area], all, &r->evidence, tree->v[i]) ||
			carried_has_file(&r->verdict, all, tree->v[i]) ||
			(area == 0 && is_unasked(all, tree->v[i])))
			continue;
		if (l.n++ < FILES_SHOWN)
			buf_printf(&l.some, "%s" STR_FMT, l.n > 1 ? ", " : "", STR_ARG(tree->v[i]));
	}
	if (l.n > FILES_SHOWN)
		buf_printf(&l.some, " and %" PRIu64 " more", l.n - FILES_SHOWN);
	return l;
}

static bool is_allowed(const struct policy *p, uint64_t unreported)
{
	const struct limit *l = policy_limit(p, rule_find(STR("coverage.max_unreported")));

	return l && l->value.digits >= unreported;
}

static void tell_left(struct run *r, size_t area, const struct lacking *l)
{
	const struct policy *p = &r->policies.v[area];
	bool one = l->n == 1;

	diag_at(r->diags, DIAG(RATCHET_PART), (struct place){ .file = p->file },
		"coverage of " STR_FMT " is not raised: %" PRIu64
		" source %s of it %s in no report (" STR_FMT
		"); have %s measured, or allow that: \"coverage\": { \"max_unreported\": %" PRIu64
		" }",
		STR_ARG(p->name), l->n, one ? "file" : "files", one ? "is" : "are",
		STR_ARG(buf_str(&l->some)), one ? "it" : "them", r->verdict.areas[area].unreported);
}

static struct raises find_all(struct run *r)
{
	struct raises all = { 0 };

	for (size_t i = 0; i < r->policies.n; i++) {
		const struct policy *p = &r->policies.v[i];
		const struct area_verdict *area = &r->verdict.areas[i];
		struct lacking lacking = find_lacking(r, i);
		bool of_part = lacking.n && !is_allowed(p, area->unreported);
		size_t left = all.left;

		raise_find(&all, p, area, of_part, &r->arena);
		if (all.left > left)
			tell_left(r, i, &lacking);
		buf_release(&lacking.some);
	}
	return all;
}

/* The new text of one policy. */
static int make_text(
	struct buf *text, struct run *r, const struct policy *p, const struct raises *all)
{
	struct place at = { .file = p->file };
	struct file f;
	int result = 0;

	if (file_read(&f, p->file.p, r->diags, DIAG(POLICY_FILE)) < 0)
		return -1;
	if (f.size != f.bytes.n)
		result = diag_at(r->diags, DIAG(POLICY_FILE), at,
			"is compressed: its numbers cannot be changed in place");
	else if (!raise_apply(text, buf_str(&f.bytes), p, all))
		result = diag_at(r->diags, DIAG(POLICY_FILE), at,
			"was changed while it was judged: run again");
	file_release(&f);
	return result;
}

static bool has_raise(const struct raises *all, const struct policy *p)
{
	for (size_t i = 0; i < all->n; i++) {
		if (all->v[i].policy == p)
			return true;
	}
	return false;
}

/* All texts are made before the first is written. */
static int write_all(struct run *r, const struct raises *all)
{
	const struct policies *p = &r->policies;
	struct buf *texts = arena_alloc(&r->arena, p->n * sizeof(*texts));
	int result = 0;

	for (size_t i = 0; i < p->n; i++) {
		if (has_raise(all, &p->v[i]) && make_text(&texts[i], r, &p->v[i], all) < 0)
			result = -1;
	}
	for (size_t i = 0; i < p->n; i++) {
		if (result == 0 && texts[i].n)
			result = outputs_put(p->v[i].file.p, buf_str(&texts[i]), r->diags);
		buf_release(&texts[i]);
	}
	return result;
}

static void row(struct table *t, const struct raise *r)
{
	struct buf text = { 0 };
	struct place at = r->limit->at;

	table_cell(t, r->policy->name, STYLE_STRONG);
	table_cell(t, str_of(r->limit->rule->id), STYLE_PLAIN);
	decimal_print(&text, r->limit->value);
	table_cell(t, buf_str(&text), STYLE_PLAIN);
	table_cell(t, STR("->"), STYLE_FAINT);
	buf_truncate(&text, 0);
	decimal_print(&text, r->to);
	table_cell(t, buf_str(&text), STYLE_GOOD);
	table_cellf(t, STYLE_FAINT, STR_FMT ":%u:%u", STR_ARG(at.file), at.line, at.column);
	buf_release(&text);
}

static void print_table(const struct raises *all, const struct look *look, struct buf *out)
{
	static const struct table_column columns[] = {
		{ "", false, 0 },
		{ "", false, 0 },
		{ "", true, 0 },
		{ "", false, 0 },
		{ "", true, 0 },
		{ "", false, 1 },
	};
	struct table t;

	table_init(&t, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < all->n; i++)
		row(&t, &all->v[i]);
	table_print(&t, look, 0, out);
	table_release(&t);
}

static void print_left_alone(const struct policies *p, struct buf *out)
{
	for (size_t i = 0; i < p->n; i++) {
		for (size_t j = 0; j < p->v[i].limit_count; j++) {
			const struct limit *l = &p->v[i].limits[j];

			if (!raise_is_on_its_way(l))
				continue;
			/* The name of an area is plain. */
			buf_printf(out, "left alone: " STR_FMT " %s, which rises to ",
				STR_ARG(p->v[i].name), l->rule->id);
			decimal_print(out, l->glide->to);
			buf_puts(out, " until ");
			date_print(out, l->glide->by);
			buf_byte(out, '\n');
		}
	}
}

static int print(struct run *r, const struct raises *all)
{
	struct look look = outputs_look(STDOUT_FILENO, r->options);
	struct buf out = { 0 };
	int result;

	print_table(all, &look, &out);
	if (all->n)
		buf_printf(&out, "%zu %s%s\n", all->n, all->n == 1 ? "limit" : "limits",
			r->options->check ? " can be raised" : " raised");
	else
		buf_printf(&out, "nothing to raise%s\n",
			all->left ? "" : ": no limit is below what is reached");
	print_left_alone(&r->policies, &out);
	result = outputs_print(buf_str(&out), r->diags);
	buf_release(&out);
	return result;
}

static int ratchet(struct run *r)
{
	struct raises all;

	if (run_verdict(r) < 0)
		return r->diags->status;
	if (refuse_broken(r) < 0)
		return verdict_exit(&r->verdict);
	all = find_all(r);
	if (!r->options->check && write_all(r, &all) < 0)
		return r->diags->status;
	if (print(r, &all) < 0)
		return r->diags->status;
	return r->options->check && all.n ? EXIT_CLOSED : EXIT_OPEN;
}

static int run(const struct options *o, struct diags *d)
{
	/* The policies here are what is raised, so it is they that judge, not those of a base. */
	struct options own = *o;
	struct run r;
	int status;

	own.accept_loosening = true;
	run_start(&r, &own, d);
	status = ratchet(&r);
	run_end(&r);
	return status;
}

const struct command ratchet_command = {
	.name = "ratchet",
	.arguments = "[REPORT...]",
	.about = "raise the limits of the policies to what is reached",
	.detail =
		"Judges as `areagate check` does, and if the gate is open changes the policies in place:\n"
		"coverage targets and the created, runnable and passing tests of a plan rise to what is\n"
		"reached, max_uncovered, max_unreported, max_failed, max_blocked, max_skipped, max_disabled\n"
		"and max_not_run fall to it. Percentages are rounded down to two decimals. Nothing but these\n"
		"numbers is changed, and none is ever made looser. Left alone are targets that rise by\n"
		"themselves, what is `planned`, and limits of time, flaky tests, drops and patches; and\n"
		"coverage of an area while source files of it are in no report, if no max_unreported allows\n"
		"them.\n"
		"While the gate is closed nothing is raised, in no area: exit status 1. A policy that is a\n"
		"link is changed where it points to.",
	.options = OPTION_POLICIES | OPTION_CHECK | OPTION_HEAD | OPTION_BASE | OPTION_BASELINE |
		OPTION_NO_BASELINE | OPTION_NO_GIT | OPTION_THREADS,
	.arguments_max = INT_MAX,
	.reads_reports = true,
	.run = run,
};
