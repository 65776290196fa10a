#include "gate/model/evidence.h"

#include <inttypes.h>
#include <string.h>

const char *const trust_names[TRUST_GRADES] = {
	[TRUST_EXACT] = "exact",
	[TRUST_DEGRADED] = "degraded",
	[TRUST_COUNTS_ONLY] = "counts only",
};

void evidence_init(struct evidence *e, struct arena *a)
{
	*e = (struct evidence){ .arena = a };
	coverage_init(&e->coverage, a);
}

struct report *evidence_report(struct evidence *e, struct str name, struct str path)
{
	struct report *r = arena_alloc(e->arena, sizeof(*r));

	r->name = arena_str(e->arena, name);
	r->path = arena_str(e->arena, path);
	coverage_init(&r->coverage, e->arena);
	*ARENA_PUSH(e->arena, e->reports, e->report_count, e->report_cap) = r;
	return r;
}

struct report *evidence_same(const struct evidence *e, const struct report *report)
{
	for (size_t i = 0; i < e->report_count; i++) {
		if (e->reports[i] != report && e->reports[i]->bytes == report->bytes &&
			!strcmp(e->reports[i]->sha256, report->sha256))
			return e->reports[i];
	}
	return NULL;
}

void evidence_drop_last(struct evidence *e)
{
	e->report_count--;
}

static void note(struct report *r, struct arena *a, const struct diag *d)
{
	struct str text = d->text;

	if (d->at.line)
		text = arena_printf(a, STR_FMT " (line %u)", STR_ARG(text), d->at.line);
	if (d->more)
		text = arena_printf(a, STR_FMT ", and %" PRIu64 " more like it", STR_ARG(text), d->more);
	*ARENA_PUSH(a, r->notes, r->note_count, r->note_cap) = text;
}

void report_take_notes(struct report *r, struct arena *a, const struct diags *d)
{
	for (const struct diag *i = d->first; i; i = i->next) {
		if (i->kind->level > DIAG_DOUBT)
			continue;
		note(r, a, i);
		if (i->kind->level == DIAG_DOUBT && r->trust == TRUST_EXACT)
			r->trust = TRUST_DEGRADED;
	}
}

static int complain(struct diags *d, const struct diag_kind *kind, const struct report *r, size_t i,
	const struct resolved *path)
{
	return diag_at(d, kind, (struct place){ .file = r->path },
		"'" STR_FMT "' is not in the tree of the judged commit: " STR_FMT,
		STR_ARG(r->coverage.paths.v[i]), STR_ARG(path->why));
}

struct seal {
	struct evidence *evidence;
	struct resolver *resolver;
	uint64_t unmatched, allowed;
};

static void seal_coverage(struct seal *s, struct report *r, struct diags *d)
{
	size_t n = coverage_files(&r->coverage);
	struct resolved *resolved = arena_alloc(s->evidence->arena, n * sizeof(*resolved));
	size_t external = 0;
	struct str first_external = STR("");

	resolve_paths(s->resolver, r->coverage.paths.v, n, resolved);
	for (size_t i = 0; i < n; i++) {
		switch (resolved[i].fate) {
		case PATH_MATCHED:
			coverage_union(&s->evidence->coverage, resolved[i].path, &r->coverage,
				&r->coverage.files[i]);
			break;
		case PATH_EXCLUDED:
			break;
		case PATH_EXTERNAL:
			if (external++ == 0)
				first_external = resolved[i].path;
			break;
		case PATH_UNMATCHED:
			complain(d, s->unmatched++ < s->allowed ? DIAG(REPORT_UNMATCHED_NOTE)
							       : DIAG(REPORT_UNMATCHED),
				r, i, &resolved[i]);
			break;
		}
	}
	if (external)
		diag_at(d, DIAG(REPORT_EXTERNAL), (struct place){ .file = r->path },
			"%zu %s outside the project left out, such as " STR_FMT, external,
			external == 1 ? "file" : "files", STR_ARG(first_external));
}

void evidence_join(struct evidence *e)
{
	for (size_t i = 0; i < e->report_count; i++) {
		const struct report *r = e->reports[i];

		for (size_t j = 0; j < coverage_files(&r->coverage); j++)
			coverage_union(&e->coverage, r->coverage.files[j].path, &r->coverage,
				&r->coverage.files[j]);
		for (size_t j = 0; j < r->tests.n; j++)
			*ARENA_PUSH(e->arena, e->tests.v, e->tests.n, e->tests.cap) = r->tests.v[j];
	}
}

static void seal_tests(struct seal *s, const struct report *r)
{
	struct tests *all = &s->evidence->tests;

	for (size_t i = 0; i < r->tests.n; i++) {
		struct test *t = ARENA_PUSH(s->evidence->arena, all->v, all->n, all->cap);

		*t = r->tests.v[i];
		t->file = resolve_test_file(s->resolver, t);
	}
}

int evidence_seal(struct evidence *e, const struct path_rules *rules, struct diags *d)
{
	struct seal s = { .evidence = e, .allowed = rules->max_unmatched };
	uint64_t errors = d->count[DIAG_ERROR];

	s.resolver = resolver_new(e->arena, rules);
	for (size_t i = 0; i < e->report_count; i++) {
		struct diags of_report = { .arena = d->arena };

		seal_coverage(&s, e->reports[i], &of_report);
		seal_tests(&s, e->reports[i]);
		report_take_notes(e->reports[i], e->arena, &of_report);
		diags_move(d, &of_report);
	}
	return d->count[DIAG_ERROR] > errors ? -1 : 0;
}
