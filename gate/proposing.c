#include "gate/proposing.h"

#include <assert.h>

#include "gate/base/path.h"
#include "gate/guessing.h"
#include "gate/intake.h"
#include "gate/model/diagnostics.h"
#include "gate/owning.h"
#include "gate/seeking.h"
#include "policies/convention.h"
#include "policies/survey.h"
#include "reporters/draft.h"

enum {
	GENERATED_MAX = 20,
	FOLDERS_MAX = 4, /* whose tests of one kind are named for each */
};

static int open_place(struct proposing *p)
{
	struct run *r = &p->run;

	if (run_place(r) < 0 || workplace_revision(&r->place, "HEAD", true, r->diags) < 0)
		return -1;
	if (!repo_root(r->place.repo).n)
		return diag_at(r->diags, DIAG(REPO_OPEN), (struct place){ .file = STR(".") },
			"is a bare repository: policies belong into a work tree");
	p->proposal.arena = &r->arena;
	p->folder = r->options->policies ? workplace_path(&r->place, r->options->policies)
					 : STR(".areagate");
	return 0;
}

static int survey(struct proposing *p)
{
	const struct names *tree = &p->run.place.tree;

	if (owning_read(&p->owners, &p->run.place, p->run.diags) < 0)
		return -1;
	survey_tree(&p->proposal, tree);
	if (p->owners.file.n && !p->owners.cut)
		survey_owners(&p->proposal, tree, &p->owners);
	return 0;
}

/* Writes all files anew from what is known by now. */
static void draft(struct proposing *p)
{
	const struct proposal *all = &p->proposal;

	if (!p->files)
		p->files = arena_alloc(&p->run.arena, (all->n + 1) * sizeof(*p->files));
	p->file_count = all->n + 1;
	for (size_t i = 0; i < p->file_count; i++) {
		struct proposed_file *file = &p->files[i];

		buf_truncate(&file->text, 0);
		file->name = i
			? arena_printf(&p->run.arena, STR_FMT ".json", STR_ARG(all->v[i - 1].name))
			: STR(PROJECT_FILE);
		if (i)
			draft_area(all, &all->v[i - 1], &file->text);
		else
			draft_project(all, &file->text);
	}
}

/* And reads them, as any policies are: what is written is what is judged. */
static int redraft(struct proposing *p)
{
	struct run *r = &p->run;
	int result = 0;

	draft(p);
	r->policies = (struct policies){ .arena = &r->arena, .folder = p->folder };
	for (size_t i = 0; i < p->file_count; i++) {
		struct str path = arena_printf(&r->arena, STR_FMT "/" STR_FMT, STR_ARG(p->folder),
			STR_ARG(p->files[i].name));

		if (policy_parse(&r->policies, buf_str(&p->files[i].text), path, r->diags) < 0)
			result = -1;
	}
	return result;
}

static int redraft_again(struct proposing *p)
{
	policies_release(&p->run.policies);
	return redraft(p);
}

static int read_reports(struct proposing *p)
{
	struct run *r = &p->run;
	const struct options *o = r->options;
	int result = 0;

	p->sought = !o->argument_count;
	if (p->sought)
		seek_reports(&p->reports, &r->place);
	for (int i = 0; i < o->argument_count; i++)
		*ARENA_PUSH(&r->arena, p->reports.v, p->reports.n, p->reports.cap) =
			workplace_path(&r->place, o->arguments[i]);
	for (size_t i = 0; i < p->reports.n; i++) {
		if (intake_file(&r->evidence, NULL, p->reports.v[i], o->threads, r->diags) < 0)
			result = -1;
	}
	return result;
}

/* The report's path below the top; false if it lies elsewhere, or is no file to come again. */
static bool is_inside(struct proposing *p, struct str path, struct str *below)
{
	if (path_is_absolute(path))
		return path_below(path, repo_root(p->run.place.repo), below);
	*below = path;
	return !str_starts(path, STR("../"));
}

static bool has_coverage(const struct report *r)
{
	return coverage_files(&r->coverage) > 0;
}

static void add_report(struct proposing *p, const struct report *report, struct str glob)
{
	struct proposal *all = &p->proposal;

	for (size_t i = 0; i < all->report_count; i++) {
		if (str_eq(all->reports[i].path, glob))
			return;
	}
	*ARENA_PUSH(all->arena, all->reports, all->report_count, all->report_cap) =
		(struct proposed_report){ glob, glob, has_coverage(report) };
}

/* One of a kind is called by it; several by their paths, too. */
static void name_reports(struct proposal *p)
{
	size_t n[2] = { 0 };

	for (size_t i = 0; i < p->report_count; i++)
		n[p->reports[i].coverage]++;
	for (size_t i = 0; i < p->report_count; i++) {
		struct proposed_report *r = &p->reports[i];
		const char *kind = r->coverage ? "coverage" : "tests";

		r->name = n[r->coverage] == 1
			? str_of(kind)
			: arena_printf(p->arena, "%s " STR_FMT, kind, STR_ARG(r->path));
	}
}

static void list_reports(struct proposing *p)
{
	const struct evidence *e = &p->run.evidence;

	for (size_t i = 0; i < e->report_count; i++) {
		const struct report *report = e->reports[i];
		struct str below;

		if (is_inside(p, report->path, &below))
			add_report(p, report, seek_glob(&p->reports, below, &p->run.arena));
		else
			p->unlisted++;
	}
	name_reports(&p->proposal);
}

static bool is_nowhere(const struct resolved *r)
{
	return r->fate == PATH_UNMATCHED && !r->of_another;
}

/*
 * Paths that a report knows beside many that HEAD has, and HEAD has not: the build wrote them. Where none
 * matches, the report is of something else, and that stays a mistake.
 */
static void find_generated(struct proposing *p)
{
	const struct evidence *e = &p->run.evidence;
	struct text_list *into = &p->proposal.generated;
	struct arena *a = &p->run.arena;

	for (size_t i = 0; i < e->report_count; i++) {
		const struct report *report = e->reports[i];
		size_t n = coverage_files(&report->coverage), matched = 0, unmatched = 0;

		for (size_t j = 0; j < n; j++) {
			matched += report->resolved[j].fate == PATH_MATCHED;
			unmatched += is_nowhere(&report->resolved[j]);
		}
		for (size_t j = 0; unmatched < matched && j < n; j++) {
			if (is_nowhere(&report->resolved[j]))
				*ARENA_PUSH(a, into->v, into->n, into->cap) =
					convention_glob(report->resolved[j].path, a);
		}
	}
	if (into->n > GENERATED_MAX)
		into->n = 0;
}

static void add_text(struct text_list *into, struct str text, struct arena *a)
{
	for (size_t i = 0; i < into->n; i++) {
		if (str_eq(into->v[i], text))
			return;
	}
	*ARENA_PUSH(a, into->v, into->n, into->cap) = text;
}

/* Tests that reports have as sources, by what they are called. */
struct measured_tests {
	struct names kinds;        /* globs that match them wherever they are */
	struct text_list *folders; /* by kind: globs of where they are */
	size_t n, cap;
};

static void add_measured(struct measured_tests *m, struct str path, struct arena *a)
{
	uint32_t kind = names_add(&m->kinds, convention_tests_anywhere(path, a));

	if (kind == m->n)
		ARENA_PUSH(a, m->folders, m->n, m->cap);
	if (m->folders[kind].n <= FOLDERS_MAX)
		add_text(&m->folders[kind], convention_test_glob(path, STR(""), a), a);
}

static void take_measured(struct text_list *into, const struct measured_tests *m, struct arena *a)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct text_list *folders = &m->folders[i];

		if (folders->n > FOLDERS_MAX)
			add_text(into, m->kinds.v[i], a);
		for (size_t j = 0; folders->n <= FOLDERS_MAX && j < folders->n; j++)
			add_text(into, folders->v[j], a);
	}
}

/* Code of others, as it is in a folder that is called so. */
static void find_submodules(struct proposing *p)
{
	const struct evidence *e = &p->run.evidence;
	struct arena *a = &p->run.arena;

	for (size_t i = 0; i < e->report_count; i++) {
		const struct report *report = e->reports[i];

		for (size_t j = 0; j < coverage_files(&report->coverage); j++) {
			const struct resolved *r = &report->resolved[j];
			struct str folder = tree_folder_among(&p->run.place.submodules, r->path);

			if (r->fate == PATH_UNMATCHED && folder.n)
				add_text(&p->proposal.foreign,
					arena_printf(a, STR_FMT "/**",
						STR_ARG(convention_glob(folder, a))),
					a);
		}
	}
}

static void find_measured_tests(struct proposing *p)
{
	const struct evidence *e = &p->run.evidence;
	struct arena *a = &p->run.arena;
	struct measured_tests measured = { .kinds = { .arena = a } };

	for (size_t i = 0; i < e->report_count; i++) {
		const struct report *report = e->reports[i];

		for (size_t j = 0; j < coverage_files(&report->coverage); j++) {
			const struct resolved *r = &report->resolved[j];

			if (r->fate == PATH_MATCHED && convention_is_test(r->path))
				add_measured(&measured, r->path, a);
		}
	}
	take_measured(&p->proposal.measured, &measured, a);
}

/* By what check will take for the head; so far it was the commit, which all have in common. */
static int take_head(struct proposing *p)
{
	p->run.place.tree = (struct names){ .arena = &p->run.arena };
	p->run.place.submodules = (struct names){ .arena = &p->run.arena };
	return run_head(&p->run);
}

static int resolve(struct proposing *p)
{
	size_t foreign = p->proposal.foreign.n;

	if (take_head(p) < 0 || run_resolve(&p->run) < 0)
		return -1;
	find_generated(p);
	find_submodules(p);
	find_measured_tests(p);
	if (!p->proposal.generated.n && !p->proposal.measured.n && p->proposal.foreign.n == foreign)
		return 0;
	return redraft_again(p) < 0 ? -1 : run_resolve(&p->run);
}

/* Today's figures become the limits; and they are judged once more, as check will. */
static int fill_in(struct proposing *p)
{
	struct run *r = &p->run;

	run_judge(r);
	p->proposal.figures = &r->verdict.areas[0];
	for (size_t i = 0; i < p->proposal.n; i++)
		p->proposal.v[i].figures = &r->verdict.areas[i + 1];
	p->before = r->policies;
	if (redraft(p) < 0)
		return -1;
	r->verdict = (struct verdict){ 0 };
	run_judge(r);
	assert(r->verdict.gate == GATE_OPEN);
	return 0;
}

/* What mends a report stands in the file that is not written without it. */
static int tell_order(struct proposing *p)
{
	return diag_at(p->run.diags, DIAG(INIT_REPORT), (struct place){ .file = p->folder },
		"nothing is written, as there is a report that cannot be judged: where " PROJECT_FILE
		" would mend it, name only the other reports (areagate init REPORT...), add that line"
		" to the " PROJECT_FILE
		" that this writes, and then the report to its \"reports\"");
}

int proposing_make(struct proposing *p)
{
	if (survey(p) < 0 || redraft(p) < 0 || read_reports(p) < 0 ||
		guess_frameworks(&p->proposal, &p->run) < 0)
		return -1;
	list_reports(p);
	if (redraft_again(p) < 0)
		return -1;
	if (!p->run.evidence.report_count)
		return 0;
	if (resolve(p) < 0 || run_declared(&p->run) < 0)
		return -1;
	return run_seal(&p->run) < 0 ? tell_order(p) : fill_in(p);
}

int proposing_start(struct proposing *p, const struct options *o, struct diags *d)
{
	*p = (struct proposing){ 0 };
	run_start(&p->run, o, d);
	return open_place(p);
}

void proposing_end(struct proposing *p)
{
	for (size_t i = 0; i < p->file_count; i++)
		buf_release(&p->files[i].text);
	codeowners_release(&p->owners);
	policies_release(&p->before);
	run_end(&p->run);
}
