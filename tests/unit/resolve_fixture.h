/*
 * For tests of gate/model/resolve: a tree of paths, the rules of a project, and what became of the
 * paths of a report as one string.
 */
#ifndef TESTS_RESOLVE_FIXTURE_H
#define TESTS_RESOLVE_FIXTURE_H

#include "tests/unit/check.h"

#include "gate/model/resolve.h"

static struct names tree, submodules;
static struct path_rules rules;

static inline int set_up(void **state)
{
	tree = (struct names){ .arena = &arena };
	submodules = (struct names){ .arena = &arena };
	rules = (struct path_rules){ .tree = &tree, .submodules = &submodules };
	return check_set_up(state);
}

static inline int tear_down(void **state)
{
	globs_release(&rules.exclude);
	return check_tear_down(state);
}

static inline struct str *words(const char *text, size_t *n)
{
	struct str rest = str_of(text), *v = NULL;
	size_t cap = 0;

	for (*n = 0; rest.n;)
		*ARENA_PUSH(&arena, v, *n, cap) = str_cut(&rest, ' ');
	return v;
}

/* Paths are separated by a blank. */
static inline void plant(const char *paths)
{
	struct str rest = str_of(paths);

	while (rest.n)
		names_add(&tree, str_cut(&rest, ' '));
}

static inline void strip(const char *roots)
{
	rules.strip = words(roots, &rules.strip_count);
}

static inline void exclude(const char *glob)
{
	const char *why;

	assert_int_equal(0, globs_add(&rules.exclude, &arena, str_of(glob), &why));
}

/* One line a path: its fate, the path, and why where `with_why`. */
static inline const char *told(const char *paths, bool with_why)
{
	static const char *const fates[] = { "matched", "excluded", "external", "unmatched" };
	size_t n;
	struct str *v = words(paths, &n);
	struct resolved *out = arena_alloc(&arena, n * sizeof(*out));
	struct buf b = { 0 };
	const char *text;

	resolve_paths(resolver_new(&arena, &rules), v, n, out);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s " STR_FMT "%s" STR_FMT "\n", fates[out[i].fate],
			STR_ARG(out[i].path), with_why && out[i].why.n ? ": " : "",
			STR_ARG(with_why ? out[i].why : STR("")));
	text = arena_str(&arena, buf_str(&b)).p;
	buf_release(&b);
	return text;
}

static inline const char *resolved(const char *paths)
{
	return told(paths, false);
}

#define IN_TREE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

#endif
