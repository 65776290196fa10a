#include "policies/lint.h"

#include <inttypes.h>
#include <stdlib.h>

#include "gate/base/path.h"
#include "gate/model/diagnostics.h"

static bool matches_any(const struct glob *g, const struct names *tree)
{
	for (size_t i = 0; i < tree->n; i++) {
		if (glob_match(g, tree->v[i]))
			return true;
	}
	return false;
}

static bool is_folder(struct str path, const struct names *tree)
{
	struct str below;

	for (size_t i = 0; i < tree->n; i++) {
		if (path_below(tree->v[i], path, &below))
			return true;
	}
	return false;
}

static const char *mend_of(const struct glob *g, const struct names *tree)
{
	if (is_folder(g->text, tree))
		return "it is a folder: add /** to it";
	if (str_index(g->text, '{') < g->text.n)
		return "braces have no meaning in a glob: write two";
	return "correct it or take it out";
}

int lint_sources(const struct policies *p, const struct names *tree, struct diags *d)
{
	int result = 0;

	for (const struct policy *i = p->v; i < p->v + p->n; i++) {
		for (size_t j = 0; j < i->sources.n; j++) {
			const struct glob *g = &i->sources.v[j];

			if (!matches_any(g, tree))
				result = diag_at(d, DIAG(POLICY_DEAD_GLOB), i->source_at[j],
					"'" STR_FMT "' matches no file of the tree: %s",
					STR_ARG(g->text), mend_of(g, tree));
		}
	}
	return result;
}

/* A test may be a folder: a case with its inputs. */
static bool matches_folder(const struct glob *g, const struct names *tree)
{
	for (size_t i = 0; i < tree->n; i++) {
		struct str folder = tree->v[i];

		for (str_cut_last(&folder, '/'); folder.n; str_cut_last(&folder, '/')) {
			if (glob_match(g, folder))
				return true;
		}
	}
	return false;
}

/* A test that nobody has written yet is a plan, not a mistake. */
static void lint_tests(const struct policies *p, const struct names *tree, struct diags *d)
{
	for (const struct policy *i = p->v; i < p->v + p->n; i++) {
		for (size_t j = 0; j < i->tests.n; j++) {
			/* One without a folder may be meant for the names of tests. */
			if (str_index(i->tests.v[j].text, '/') < i->tests.v[j].text.n &&
				!matches_any(&i->tests.v[j], tree) &&
				!matches_folder(&i->tests.v[j], tree))
				diag_at(d, DIAG(LINT_DEAD_TESTS), i->test_at[j],
					"'" STR_FMT
					"' matches no file of HEAD yet: commit the tests, or"
					" correct it",
					STR_ARG(i->tests.v[j].text));
		}
	}
}

/* A change in a file that is spelt otherwise would not be noticed. */
static void lint_inputs(const struct policies *p, const struct names *tree, struct diags *d)
{
	for (const struct policy *i = p->v; i < p->v + p->n; i++) {
		for (size_t j = 0; j < i->carry.inputs.n; j++) {
			if (!matches_any(&i->carry.inputs.v[j], tree))
				diag_at(d, DIAG(LINT_DEAD_INPUT), i->carry.input_at[j],
					"'" STR_FMT "' matches no file of the tree",
					STR_ARG(i->carry.inputs.v[j].text));
		}
	}
}

static const struct policy *first_owner(
	const struct policies *p, struct str path, const struct policy **second)
{
	const struct policy *first = NULL;

	*second = NULL;
	for (const struct policy *i = p->v; i < p->v + p->n; i++) {
		if (!i->has_area || i->overlap || !policy_owns(i, path))
			continue;
		if (first) {
			*second = i;
			return first;
		}
		first = i;
	}
	return first;
}

/* Of the glob that takes the file in. */
static struct place source_place(const struct policy *p, struct str path)
{
	size_t last = 0;

	for (size_t i = 0; i < p->sources.n; i++) {
		if (glob_match(&p->sources.v[i], path))
			last = i;
	}
	return p->source_at[last];
}

static bool is_test_file(const struct policies *p, struct str path)
{
	for (const struct policy *i = p->v; i < p->v + p->n; i++) {
		if (globs_match(&i->tests, path))
			return true;
	}
	return false;
}

static struct str folder_of(struct str path)
{
	size_t slash = str_last_index(path, '/');

	return slash < path.n ? (struct str){ path.p, slash + 1 } : STR("./");
}

struct orphans {
	struct str folder, first;
	uint64_t n;
};

static int report_orphans(const struct policies *p, const struct orphans *o, struct diags *d)
{
	if (!o->n)
		return 0;
	return diag_at(d, DIAG(LINT_ORPHAN), (struct place){ .file = p->folder },
		"%" PRIu64 " source %s of " STR_FMT " %s in no area, such as " STR_FMT
		": add a glob to an area's 'sources', or to 'paths.exclude' in " PROJECT_FILE,
		o->n, o->n == 1 ? "file" : "files", STR_ARG(o->folder), o->n == 1 ? "is" : "are",
		STR_ARG(o->first));
}

/* `paths` is sorted, so that files of a folder come together and are told once. */
static int lint_owners(const struct policies *p, const struct str *paths, size_t n, struct diags *d)
{
	struct orphans orphans = { 0 };
	int result = 0;

	for (size_t i = 0; i < n; i++) {
		struct str path = paths[i], folder = folder_of(path);
		const struct policy *second, *first = first_owner(p, path, &second);

		if (second)
			result = diag_at(d, DIAG(LINT_OVERLAP), source_place(second, path),
				STR_FMT
				" is in area '" STR_FMT "' too (" STR_FMT
				"): take it out of one with a '!' glob, or write \"overlap\": true",
				STR_ARG(path), STR_ARG(first->name), STR_ARG(first->file));
		if (first || !path_is_source(path) || globs_match(&p->exclude, path) ||
			is_test_file(p, path))
			continue;
		if (!str_eq(folder, orphans.folder)) {
			if (report_orphans(p, &orphans, d) < 0)
				result = -1;
			orphans = (struct orphans){ folder, path, 0 };
		}
		orphans.n++;
	}
	return report_orphans(p, &orphans, d) < 0 ? -1 : result;
}

int lint_all(const struct policies *p, const struct names *tree, struct diags *d)
{
	int result = lint_sources(p, tree, d);
	struct str *sorted = arena_alloc(p->arena, tree->n * sizeof(*sorted));

	lint_tests(p, tree, d);
	lint_inputs(p, tree, d);
	for (size_t i = 0; i < tree->n; i++)
		sorted[i] = tree->v[i];
	if (tree->n)
		qsort(sorted, tree->n, sizeof(*sorted), str_cmp_qsort);
	/* Without areas the whole is one area, and every file is in it. */
	if (p->n > 1 && lint_owners(p, sorted, tree->n, d) < 0)
		result = -1;
	return result;
}
