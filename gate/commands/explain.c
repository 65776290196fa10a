#include "gate/commands/command.h"

#include <limits.h>
#include <unistd.h>

#include "gate/exit.h"
#include "gate/outputs.h"
#include "gate/run.h"
#include "policies/explain.h"
#include "reporters/explain.h"

/* What the first argument names. */
struct subject {
	uint32_t area;
	struct str rule; /* empty: all of the area */
};

static int unknown(struct run *r, const char *what, const struct nearest *n, struct str list)
{
	struct str hint = STR("");

	if (n->best.n)
		hint = arena_printf(
			&r->arena, "did you mean '" STR_FMT "'? There are ", STR_ARG(n->best));
	return diag_at(r->diags, DIAG(USAGE), (struct place){ 0 },
		"%s '" STR_FMT "': " STR_FMT STR_FMT, what, STR_ARG(diag_shown(n->given)),
		STR_ARG(hint.n ? hint : STR("there are ")), STR_ARG(list.n ? list : STR("none")));
}

static struct str append(struct str list, struct str name, struct arena *a)
{
	return arena_printf(
		a, STR_FMT "%s" STR_FMT, STR_ARG(list), list.n ? ", " : "", STR_ARG(name));
}

static int unknown_area(struct run *r, struct str given)
{
	/* Without its rule, which would count as a mistake. */
	struct nearest nearest = { .given = str_cut(&given, '.') };
	struct str list = STR("");

	for (size_t i = 0; i < r->verdict.area_count; i++) {
		nearest_try(&nearest, r->verdict.areas[i].name);
		list = append(list, r->verdict.areas[i].name, &r->arena);
	}
	return unknown(r, "unknown area", &nearest, list);
}

static int unknown_rule(struct run *r, const struct subject *s)
{
	struct nearest nearest = { .given = s->rule };
	struct str list = STR(""), area = r->verdict.areas[s->area].name;

	for (size_t i = 0; i < r->verdict.finding_count; i++) {
		const struct finding *f = &r->verdict.findings[i];

		if (f->area != s->area)
			continue;
		nearest_try(&nearest, f->rule);
		list = append(list, f->rule, &r->arena);
	}
	return unknown(r,
		arena_printf(&r->arena, "area '" STR_FMT "' has no rule", STR_ARG(area)).p,
		&nearest, list);
}

static bool has_rule(const struct verdict *v, const struct subject *s)
{
	for (size_t i = 0; i < v->finding_count; i++) {
		if (v->findings[i].area == s->area && str_eq(v->findings[i].rule, s->rule))
			return true;
	}
	return false;
}

/* Names of areas may have dots: the longest that fits is meant. */
static int find_subject(struct run *r, struct str given, struct subject *out)
{
	const struct verdict *v = &r->verdict;
	size_t longest = 0;

	for (size_t i = 0; i < v->area_count; i++) {
		struct str name = v->areas[i].name;

		if (!str_starts(given, name) || name.n <= longest ||
			(given.n > name.n && given.p[name.n] != '.'))
			continue;
		longest = name.n;
		*out = (struct subject){ .area = (uint32_t)i };
	}
	if (!longest)
		return unknown_area(r, given);
	if (given.n > longest)
		out->rule = str_skip(given, longest + 1);
	if (given.n > longest && !has_rule(v, out))
		return unknown_rule(r, out);
	return 0;
}

static int print(struct run *r, const struct subject *s, bool json)
{
	struct look look = outputs_look(STDOUT_FILENO, r->options);
	struct judged judged = { &r->verdict, &r->policies, &r->grounds };
	struct explanation e;
	struct buf out = { 0 };
	int result;

	explain(&e, &judged, s->area, s->rule, &r->arena);
	if (json)
		explain_json(&e, &out);
	else
		explain_terminal(&e, &look, &out);
	result = outputs_print(buf_str(&out), r->diags);
	buf_release(&out);
	return result;
}

static int explain_named(struct run *r, struct str name)
{
	struct subject subject = { 0 };
	bool json;

	if (outputs_one(r->options, &json, r->diags) < 0 || run_verdict(r) < 0 ||
		find_subject(r, name, &subject) < 0 || print(r, &subject, json) < 0)
		return r->diags->status;
	return EXIT_OPEN;
}

static int run(const struct options *o, struct diags *d)
{
	struct options of_check = *o;
	struct run r;
	int status;

	of_check.arguments++;
	of_check.argument_count--;
	run_start(&r, &of_check, d);
	status = explain_named(&r, str_of(o->arguments[0]));
	run_end(&r);
	return status;
}

const struct command explain_command = {
	.name = "explain",
	.arguments = "AREA[.RULE] [REPORT...]",
	.about = "what the figures of an area rest on, down to files, lines and tests",
	.detail =
		"Judges as `areagate check` does with the same reports and options, and tells of one area,\n"
		"or of one of its rules, everything its figures rest on: reports, limits and where they come\n"
		"from, the base, the arithmetic, and the files, lines and tests that add up to it. Its exit\n"
		"status says whether it could be explained, not what is judged.",
	.outputs = "terminal, json (areagate/explanation/1)",
	.options = OPTION_POLICIES | OPTION_OUT | OPTION_BASE | OPTION_BASELINE |
		OPTION_NO_BASELINE | OPTION_HEAD | OPTION_ACCEPT | OPTION_NO_GIT | OPTION_THREADS,
	.arguments_min = 1,
	.arguments_max = INT_MAX,
	.reads_reports = true,
	.first_report = 1,
	.run = run,
};
