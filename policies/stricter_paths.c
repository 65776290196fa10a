#include "policies/stricter_paths.h"

#include <string.h>

#include "gate/model/names.h"

static bool same_strip(const struct policies *a, const struct policies *b)
{
	if (a->strip_count != b->strip_count)
		return false;
	for (size_t i = 0; i < a->strip_count; i++) {
		if (!str_eq(a->strip[i], b->strip[i]))
			return false;
	}
	return true;
}

/* Reports looked at once more, as the base finds their paths. */
struct stripping {
	struct arena *arena;
	struct resolver *resolver;
	struct names files, tests; /* that head finds elsewhere, or nowhere */
};

static void resolve_files(struct stripping *s, const struct report *r)
{
	size_t n = coverage_files(&r->coverage);
	struct resolved *found = arena_alloc(s->arena, n * sizeof(*found));

	resolve_paths(s->resolver, r->coverage.paths.v, n, found);
	for (size_t i = 0; i < n; i++) {
		const struct resolved *head = &r->resolved[i];

		if (found[i].fate == PATH_MATCHED &&
			(head->fate != PATH_MATCHED || !str_eq(head->path, found[i].path)))
			names_add(&s->files, found[i].path);
	}
}

static void resolve_files_of_tests(struct stripping *s, const struct report *r)
{
	struct test *found = arena_alloc(s->arena, r->tests.n * sizeof(*found));

	if (!r->tests.n)
		return;
	memcpy(found, r->tests.v, r->tests.n * sizeof(*found));
	resolve_tests(s->resolver, found, r->tests.n);
	for (size_t i = 0; i < r->tests.n; i++) {
		if (found[i].file.n && !str_eq(found[i].file, r->test_files[i]))
			names_add(&s->tests, test_id(&found[i], s->arena));
	}
}

static void tell(const struct pair *p, const struct names *lost, const char *one, const char *many)
{
	struct arena *a = p->sides->head->arena;
	struct lost l = { lost->n, lost->n ? lost->v[0] : STR("") };

	if (!l.n)
		return;
	loosen(p,
		(struct loosening){ .missing = l.n,
			.at = pair_place(p, "paths.strip"),
			.say = arena_printf(a, "paths.strip leaves out " STR_FMT,
				STR_ARG(lost_say(&l, one, many, a))) },
		NULL);
}

void compare_strip(const struct pair *p)
{
	const struct sides *sides = p->sides;
	struct arena *a = sides->head->arena;
	struct stripping s = { .arena = a, .files.arena = a, .tests.arena = a };
	struct path_rules *of_base;

	if (!sides->paths || same_strip(sides->head, sides->base))
		return;
	of_base = arena_alloc(a, sizeof(*of_base));
	*of_base = *sides->paths;
	of_base->strip = sides->base->strip;
	of_base->strip_count = sides->base->strip_count;
	s.resolver = resolver_new(a, of_base);
	for (size_t i = 0; i < sides->evidence->report_count; i++) {
		resolve_files(&s, sides->evidence->reports[i]);
		resolve_files_of_tests(&s, sides->evidence->reports[i]);
	}
	tell(p, &s.files, "file", "files");
	tell(p, &s.tests, "test", "tests");
}
