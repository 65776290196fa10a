#include "gate/model/evidence.h"

#include "gate/model/flicker.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "gate/base/path.h"
#include "gate/model/tests_files.h"
#include "gate/model/tests_torn.h"

const char *const trust_names[TRUST_GRADES] = {
	[TRUST_EXACT] = "exact",
	[TRUST_DEGRADED] = "degraded",
	[TRUST_COUNTS_ONLY] = "counts only",
	[TRUST_STALE] = "stale",
};

void evidence_init(struct evidence *e, struct arena *a)
{
	*e = (struct evidence){ .arena = a };
	*ARENA_PUSH(a, e->labels, e->label_count, e->label_cap) = STR("");
	coverage_init(&e->coverage, a);
}

struct report *evidence_report(struct evidence *e, struct str name, struct str path)
{
	struct report *r = arena_alloc(e->arena, sizeof(*r));

	r->name = arena_str(e->arena, name);
	r->path = arena_str(e->arena, path);
	r->arena = e->arena;
	coverage_init(&r->coverage, e->arena);
	*ARENA_PUSH(e->arena, e->reports, e->report_count, e->report_cap) = r;
	return r;
}

struct report *evidence_same(const struct evidence *e, const struct report *report)
{
	for (size_t i = 0; i < e->report_count; i++) {
		struct report *r = e->reports[i];

		if (r != report && r->bytes == report->bytes && str_eq(r->label, report->label) &&
			!strcmp(r->sha256, report->sha256))
			return r;
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
		text = arena_printf(
			a, STR_FMT ", and %" PRIu64 " more like it", STR_ARG(text), d->more);
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

void report_count(struct report *r)
{
	struct coverage *c = &r->coverage;
	unsigned measured = 0;

	r->files = coverage_files(c);
	for (int m = 0; m < METRIC_COUNT; m++) {
		r->count[m] = coverage_count(c, (enum metric)m);
		/* What a report has nothing of may be 0 of 0, or not measured: no file tells. */
		if (r->count[m].total)
			measured |= 1u << m;
	}
	for (size_t i = 0; i < coverage_files(c); i++)
		c->files[i].measured = measured;
	for (size_t i = 0; i < r->tests.n; i++)
		test_counts_add(&r->tested, &r->tests.v[i]);
}

struct seal {
	struct evidence *evidence;
	uint64_t unmatched;
};

static bool are_too_many(const struct seal *s)
{
	return s->unmatched > s->evidence->max_unmatched;
}

static void complain(const struct seal *s, const struct report *r, size_t i, struct diags *d)
{
	const struct diag_kind *kind =
		are_too_many(s) ? DIAG(REPORT_UNMATCHED) : DIAG(REPORT_UNMATCHED_NOTE);

	diag_at(d, kind, (struct place){ .file = r->path },
		"'" STR_FMT "' is not in the judged tree: " STR_FMT,
		STR_ARG(r->coverage.paths.v[i]), STR_ARG(r->resolved[i].why));
}

/*
 * Many lines that say the same help nobody: no file is known, and none shows where the project lies.
 * A few that are each told apart do help, as files that are generated.
 */
static bool all_unmatched(const struct seal *s, const struct report *r)
{
	size_t n = coverage_files(&r->coverage);
	bool rootless = true;

	for (size_t i = 0; i < n; i++) {
		if (r->resolved[i].fate != PATH_UNMATCHED || r->resolved[i].of_another)
			return false;
		rootless &= path_is_absolute(r->resolved[i].path);
	}
	return are_too_many(s) && (n > DIAG_KEPT || (n > 1 && rootless));
}

/* How many files of the report are judged. */
static size_t seal_coverage(struct seal *s, struct report *r, struct diags *d)
{
	size_t judged = 0, external = 0, conflicts = 0;
	struct str first_external = STR("");

	if (all_unmatched(s, r)) {
		diag_at(d, DIAG(REPORT_UNMATCHED), (struct place){ .file = r->path },
			"none of its %zu files is in the judged tree, neither '" STR_FMT
			"': is it another project's? Else name the root of its paths in project.json:"
			" \"paths\": { \"strip\": [...] }",
			coverage_files(&r->coverage), STR_ARG(r->coverage.paths.v[0]));
		return 0;
	}
	for (size_t i = 0; i < coverage_files(&r->coverage); i++) {
		const struct resolved *path = &r->resolved[i];

		if (path->fate == PATH_UNMATCHED) {
			complain(s, r, i, d);
		} else if (path->fate == PATH_EXTERNAL) {
			if (external++ == 0)
				first_external = path->path;
		} else if (path->fate == PATH_MATCHED) {
			conflicts += coverage_unite(
				&s->evidence->coverage, path->path, &r->coverage.files[i]);
			judged++;
		}
	}
	if (external)
		diag_at(d, DIAG(REPORT_EXTERNAL), (struct place){ .file = r->path },
			"%zu %s outside the project left out, such as " STR_FMT, external,
			external == 1 ? "file" : "files", STR_ARG(first_external));
	if (conflicts)
		diag_at(d, DIAG(LCOV_CHECKSUM), (struct place){ .file = r->path },
			"%zu %s in checksum or version from an earlier report: was the source changed"
			" between two runs?",
			conflicts, conflicts == 1 ? "line differs" : "lines differ");
	return judged;
}

/* In order, so that of two labels the lesser number is the lesser text. */
static void list_labels(struct evidence *e)
{
	size_t n = 0;

	for (size_t i = 0; i < e->report_count; i++)
		*ARENA_PUSH(e->arena, e->labels, e->label_count, e->label_cap) =
			e->reports[i]->label;
	qsort(e->labels, e->label_count, sizeof(*e->labels), str_cmp_qsort);
	for (size_t i = 1; i < e->label_count; i++) {
		if (!str_eq(e->labels[i], e->labels[n]))
			e->labels[++n] = e->labels[i];
	}
	e->label_count = n + 1;
}

static uint32_t label_of(const struct evidence *e, const struct report *r)
{
	uint32_t label = 0;

	while (!str_eq(e->labels[label], r->label))
		label++;
	return label;
}

static void seal_tests(struct seal *s, struct report *r)
{
	struct tests *all = &s->evidence->tests;
	uint32_t label = label_of(s->evidence, r);
	size_t known = all->n;

	tests_add(all, s->evidence->arena, &r->tests);
	for (size_t i = known; i < all->n; i++)
		all->v[i].label = label;
	if (r->tests.n)
		resolve_tests(s->evidence->resolver, all->v + known, r->tests.n);
	r->test_files = arena_alloc(s->evidence->arena, r->tests.n * sizeof(*r->test_files));
	for (size_t i = 0; i < r->tests.n; i++)
		r->test_files[i] = all->v[known + i].file;
}

static void tell_repeats(
	struct evidence *e, struct report *r, const struct repeats *repeats, struct diags *d)
{
	struct diags of_report = { .arena = d->arena };

	if (!repeats->n)
		return;
	diag_at(&of_report, DIAG(TESTS_TWICE), (struct place){ .file = r->path },
		"%zu of its tests %s in an earlier report as well, such as " STR_FMT
		": the worse of two results counts; if two jobs ran them, a \"label\" in"
		" \"reports\" tells the jobs apart",
		repeats->n, repeats->n == 1 ? "stands" : "stand",
		STR_ARG(test_id(&repeats->first, d->arena)));
	report_take_notes(r, e->arena, &of_report);
	diags_move(d, &of_report);
}

static void tell_torn(
	struct evidence *e, struct report *r, const struct torn_tests *torn, struct diags *d)
{
	struct diags of_report = { .arena = d->arena };
	struct str say;

	if (!torn->n)
		return;
	say = tests_say_torn(torn, d->arena);
	diag_at(&of_report, DIAG(TESTS_TORN), (struct place){ .file = r->path }, STR_FMT,
		STR_ARG(say));
	report_take_notes(r, e->arena, &of_report);
	diags_move(d, &of_report);
}

static void unite_tests(struct evidence *e, struct diags *d)
{
	struct repeats *repeats = arena_alloc(e->arena, e->report_count * sizeof(*repeats));
	struct torn_tests *torn = arena_alloc(e->arena, e->report_count * sizeof(*torn));
	size_t end = 0;

	for (size_t i = 0; i < e->report_count; i++)
		repeats[i].end = torn[i].end = end += e->reports[i]->tests.n;
	tests_find_torn(&e->tests, e->arena, torn);
	for (size_t i = 0; i < e->report_count; i++)
		tell_torn(e, e->reports[i], &torn[i], d);
	if (!e->has_tree)
		tests_share_files(&e->tests, e->arena);
	tests_unite(&e->tests, e->arena, repeats);
	for (size_t i = 0; i < e->report_count; i++)
		tell_repeats(e, e->reports[i], &repeats[i], d);
}

static void seal_report(struct seal *s, struct report *r, struct diags *d)
{
	struct diags of_report = { .arena = d->arena };
	size_t judged = seal_coverage(s, r, &of_report);

	seal_tests(s, r);
	if (!judged && !r->tests.n && !of_report.status)
		diag_at(&of_report, DIAG(REPORT_EMPTY), (struct place){ .file = r->path },
			"nothing of this report is judged: all its files are excluded or outside the project");
	report_take_notes(r, s->evidence->arena, &of_report);
	diags_move(d, &of_report);
}

void evidence_resolve(struct evidence *e, const struct path_rules *rules)
{
	e->resolver = resolver_new(e->arena, rules);
	e->has_tree = rules->tree;
	e->max_unmatched = rules->max_unmatched;
	for (size_t i = 0; i < e->report_count; i++) {
		struct report *r = e->reports[i];
		size_t n = coverage_files(&r->coverage);

		r->resolved = arena_alloc(e->arena, n * sizeof(*r->resolved));
		resolve_paths(e->resolver, r->coverage.paths.v, n, r->resolved);
	}
}

static uint64_t count_unmatched(const struct evidence *e)
{
	uint64_t n = 0;

	for (size_t i = 0; i < e->report_count; i++) {
		const struct report *r = e->reports[i];

		for (size_t j = 0; j < coverage_files(&r->coverage); j++)
			n += r->resolved[j].fate == PATH_UNMATCHED;
	}
	return n;
}

int evidence_seal(struct evidence *e, struct diags *d)
{
	struct seal s = { .evidence = e, .unmatched = count_unmatched(e) };
	uint64_t errors = d->count[DIAG_ERROR];

	list_labels(e);
	for (size_t i = 0; i < e->report_count; i++)
		seal_report(&s, e->reports[i], d);
	coverage_sort(&e->coverage);
	if (e->flicker)
		flicker_mark(e->flicker, e);
	unite_tests(e, d);
	declared_join(&e->tests, &e->declared, e->arena);
	return d->count[DIAG_ERROR] > errors ? -1 : 0;
}

void evidence_join(struct evidence *e, struct report *r)
{
	/* The first is the union so far, and may be large. */
	if (!coverage_files(&e->coverage) && r->coverage.arena == e->arena) {
		e->coverage = r->coverage;
	} else {
		for (size_t i = 0; i < coverage_files(&r->coverage); i++)
			coverage_unite(&e->coverage, r->coverage.paths.v[i], &r->coverage.files[i]);
	}
	coverage_init(&r->coverage, e->arena);
	if (!e->tests.n)
		e->tests = r->tests;
	else
		tests_add(&e->tests, e->arena, &r->tests);
	r->tests = (struct tests){ 0 };
}

void evidence_joined(struct evidence *e)
{
	size_t with_tests = 0;

	for (size_t i = 0; i < e->report_count; i++)
		with_tests += e->reports[i]->tested.total > 0;
	/* What one report says twice its parser has joined. */
	if (with_tests > 1) {
		tests_share_files(&e->tests, e->arena);
		tests_unite(&e->tests, e->arena, NULL);
	}
}
