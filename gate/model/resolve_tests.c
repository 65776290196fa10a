#include "gate/base/path.h"
#include "gate/model/resolver.h"

static struct str with_slashes(struct arena *a, struct str dots)
{
	char *copy = arena_alloc(a, dots.n + 1);

	for (size_t i = 0; i < dots.n; i++)
		copy[i] = dots.p[i] == '.' ? '/' : dots.p[i];
	return (struct str){ copy, dots.n };
}

static bool is_class(struct str name)
{
	return name.n && name.p[0] >= 'A' && name.p[0] <= 'Z';
}

/* Which file a suite names. */
struct home {
	struct str file; /* or empty */
	const struct torn *torn;
};

/* services/api/tests/test_core of which the suite has tests.test_core: services.api */
static struct str prefix_of(struct arena *a, struct str key, struct str stem)
{
	struct str prefix = { key.p, key.n - stem.n };
	char *copy;

	if (!prefix.n)
		return prefix;
	prefix.n--;
	copy = arena_alloc(a, prefix.n + 1);
	for (size_t i = 0; i < prefix.n; i++)
		copy[i] = prefix.p[i] == '/' ? '.' : prefix.p[i];
	return (struct str){ copy, prefix.n };
}

static struct home home_of(struct resolver *r, struct str stem)
{
	struct tree_endings found = tree_stems_in(&r->tree, stem);
	struct torn *torn;

	if (found.n < 2)
		return (struct home){ found.n ? found.v[0].path : STR(""), NULL };
	torn = arena_alloc(r->arena, sizeof(*torn));
	torn->all = found;
	for (size_t i = 0; i < 2; i++)
		torn->files[i] = found.v[i].path;
	torn->prefix = prefix_of(r->arena, found.v[1].key, stem);
	return (struct home){ STR(""), torn };
}

/*
 * tests.workers.test_retry.TestRetry: the class is no file, the module is. Only classes are left out,
 * else tests.test_gone would be any tests.py, and github.com/acme any github.c.
 */
static struct home dotted(struct resolver *r, struct str suite)
{
	struct str outer = { suite.p, str_index(suite, '$') }; /* com.acme.FooTest$Inner */
	struct home found;
	struct str stem;

	if (outer.n > r->tree.bytes_max + GLOB_BYTES_MAX)
		return (struct home){ STR(""), NULL };
	stem = with_slashes(r->arena, outer);
	found = home_of(r, stem);
	if (found.file.n || found.torn || !is_class(path_base(stem)))
		return found;
	while (is_class(path_base(stem)))
		str_cut_last(&stem, '/');
	return stem.n ? home_of(r, stem) : (struct home){ STR(""), NULL };
}

static struct home home_of_suite(struct resolver *r, struct str suite)
{
	if (r->rules->tree && !tree_has(&r->tree, suite))
		return dotted(r, suite);
	/* Without a tree nothing is proved: the module itself stands for its file. */
	if (!r->rules->tree && str_index(suite, '/') == suite.n)
		suite = with_slashes(r->arena, suite);
	return (struct home){ suite, NULL };
}

/* A record of a module may be named by its path alone, as the machine that ran it has it. */
static struct str file_text(const struct test *t)
{
	bool path = t->module && !t->file.n && str_index(t->suite, '/') < t->suite.n;

	return path ? t->suite : t->file;
}

/* Each distinct text of the tests once, in `names`; the id of each test's goes to `ids`. */
static void gather(
	struct names *names, uint32_t *ids, const struct test *tests, size_t n, bool file)
{
	for (size_t i = 0; i < n; i++) {
		struct str text = file ? file_text(&tests[i]) : tests[i].suite;
		struct str before =
			i ? (file ? file_text(&tests[i - 1]) : tests[i - 1].suite) : STR("");

		/* Tests of a file follow each other in a report. */
		ids[i] = i && str_eq(text, before) ? ids[i - 1] : names_add(names, text);
	}
}

void resolve_tests(struct resolver *r, struct test *tests, size_t n)
{
	struct names files = { .arena = r->arena }, suites = { .arena = r->arena };
	uint32_t *file_ids = arena_alloc(r->arena, n * sizeof(*file_ids));
	uint32_t *suite_ids = arena_alloc(r->arena, n * sizeof(*suite_ids));
	struct resolved *resolved;
	struct home *of_suite;

	gather(&files, file_ids, tests, n, true);
	gather(&suites, suite_ids, tests, n, false);
	resolved = arena_alloc(r->arena, files.n * sizeof(*resolved));
	of_suite = arena_alloc(r->arena, suites.n * sizeof(*of_suite));
	resolve_paths(r, files.v, files.n, resolved);
	for (size_t i = 0; i < suites.n; i++)
		of_suite[i] = suites.v[i].n ? home_of_suite(r, suites.v[i])
					    : (struct home){ STR(""), NULL };
	for (size_t i = 0; i < n; i++) {
		const struct resolved *f = &resolved[file_ids[i]];
		bool found = f->path.n && (f->fate == PATH_MATCHED || f->fate == PATH_EXCLUDED);
		struct home home = of_suite[suite_ids[i]];

		if (found || f->of_another)
			home = (struct home){ found ? f->path : STR(""), NULL };
		tests[i].file = home.file;
		tests[i].torn = home.torn;
	}
}
