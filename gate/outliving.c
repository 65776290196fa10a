#include "gate/outliving.h"

#include "gate/base/path.h"
#include "gate/model/tree_index.h"

struct outliving {
	const struct policies *policies;
	struct tree_index tree;
	const struct names *submodules;
	struct arena *arena;
};

/* Some other way to write the path of a file that is there. */
static bool may_be_there(struct outliving *o, struct str path)
{
	struct str end = path;

	return tree_has(&o->tree, path) || tree_ending_in(&o->tree, path).n ||
		tree_next_suffix(&o->tree, &end) || tree_folder_among(o->submodules, path).n;
}

static bool is_of_an_area(const struct outliving *o, struct str path, bool pytest)
{
	for (size_t i = 1; i < o->policies->n; i++) {
		const struct policy *p = &o->policies->v[i];

		if ((!pytest || p->framework.kind == FRAMEWORK_PYTEST) &&
			globs_match(&p->tests, path))
			return true;
	}
	return false;
}

static bool is_class(struct str name)
{
	return name.n && name.p[0] >= 'A' && name.p[0] <= 'Z';
}

/* A name of one part is also that of some folder: tests, and tests.py elsewhere. */
static bool has_module(struct outliving *o, struct str path, bool whole)
{
	if (whole || str_index(path, '/') < path.n)
		return tree_stems_in(&o->tree, path).n > 0;
	return tree_has(&o->tree, arena_printf(o->arena, STR_FMT ".py", STR_ARG(path)));
}

/* tests.pay.test_fees.TestFee: tests/pay/test_fees.py; empty if that, or what a part of it names, is there. */
static struct str gone_module(struct outliving *o, struct str suite)
{
	struct str path = STR(""), module;

	while (suite.n) {
		struct str part = str_cut(&suite, '.');

		if (path.n && is_class(part))
			break;
		path = path.n
			? arena_printf(o->arena, STR_FMT "/" STR_FMT, STR_ARG(path), STR_ARG(part))
			: part;
		if (has_module(o, path, false))
			return STR("");
	}
	module = arena_printf(o->arena, STR_FMT ".py", STR_ARG(path));
	return path.n && !has_module(o, path, true) && is_of_an_area(o, module, true) ? module
										      : STR("");
}

/* The file of the test that is not in the tree, or empty. */
static struct str gone_file(struct outliving *o, const struct report *r, const struct test *t)
{
	struct str path;

	if (!t->file.n)
		return str_eq(r->producer, STR("pytest")) ? gone_module(o, t->suite) : STR("");
	path = path_tidy(o->arena, t->file);
	if (path_is_absolute(path) || may_be_there(o, path) || !is_of_an_area(o, path, false))
		return STR("");
	return path;
}

static bool same_home(const struct test *a, const struct test *b)
{
	return str_eq(a->file, b->file) && str_eq(a->suite, b->suite);
}

static void tell(struct outliving *o, struct report *r, struct diags *d)
{
	struct str first = STR(""), gone = STR("");
	size_t n = 0;

	for (size_t i = 0; i < r->tests.n; i++) {
		/* Tests of a file follow each other in a report. */
		if (!i || !same_home(&r->tests.v[i], &r->tests.v[i - 1]))
			gone = gone_file(o, r, &r->tests.v[i]);
		if (gone.n && n++ == 0)
			first = gone;
	}
	if (n)
		diag_at(d, DIAG(TESTS_GONE), (struct place){ .file = r->path },
			"%zu of its tests %s of a file that is not in the judged tree, such as"
			" '" STR_FMT "': run the tests again",
			n, n == 1 ? "is" : "are", STR_ARG(diag_shown(first)));
}

void outliving_tell(
	struct evidence *e, const struct policies *p, const struct workplace *w, struct diags *d)
{
	struct outliving o = { .policies = p,
		.tree = tree_index_new(e->arena, &w->tree),
		.submodules = &w->submodules,
		.arena = e->arena };

	for (size_t i = 0; w->repo && i < e->report_count; i++) {
		struct diags of_report = { .arena = d->arena };

		tell(&o, e->reports[i], &of_report);
		report_take_notes(e->reports[i], e->arena, &of_report);
		diags_move(d, &of_report);
	}
}
