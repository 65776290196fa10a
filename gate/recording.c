#include "gate/recording.h"

#include <string.h>
#include <time.h>

#include "gate/base/path.h"
#include "gate/ci.h"
#include "gate/clock.h"
#include "gate/model/flicker.h"
#include "gate/model/diagnostics.h"
#include "gate/model/line_sets.h"
#include "gate/repo/notes.h"
#include "gate/repo/refs.h"
#include "gate/repo/states.h"
#include "policies/before.h"
#include "policies/carried.h"
#include "reporters/note.h"

/* By CI, or by hand on the branch that HEAD is on. */
static struct origin origin_of(struct workplace *w)
{
	struct origin o = ci_origin();
	struct ref head;

	if (o.event.n)
		return o;
	o.event = STR("hand");
	o.branch = STR("");
	if (repo_ref(w->repo, "HEAD", w->arena, &head) == 0 && !str_eq(head.name, STR("HEAD")))
		o.branch = head.name;
	return o;
}

/* Its lines, its tests or its limits went into the verdict. */
static bool is_judged(
	struct str policies, const struct evidence *e, const struct policies *p, struct str path)
{
	struct str below;

	return (policies.n && path_below(path, policies, &below)) ||
		coverage_find(&e->coverage, path) || policies_have_test_file(p, path);
}

int recording_changed(struct changed *out, struct workplace *w, struct str policies,
	const struct evidence *e, const struct policies *p, struct diags *d)
{
	struct file_states changed = { .paths = { .arena = w->arena } };

	*out = (struct changed){ .n = 0 };
	if (repo_states_of_work(w->repo, &w->revision, &changed, d) < 0)
		return -1;
	for (size_t i = 0; i < changed.paths.n; i++) {
		if (is_judged(policies, e, p, changed.paths.v[i]) && out->n++ == 0)
			out->first = changed.paths.v[i];
	}
	return 0;
}

static int find_changed(struct workplace *w, struct verdict *v, const struct grounds *g,
	const struct policies *p, struct diags *d)
{
	struct changed changed;

	if (recording_changed(&changed, w, v->policies, g->evidence, p, d) < 0)
		return -1;
	if (changed.n)
		v->unrecorded = arena_printf(w->arena,
			"%zu judged %s changed in the work tree, such as " STR_FMT
			": it would be no record of the commit; commit first",
			changed.n, changed.n == 1 ? "file is" : "files are",
			STR_ARG(changed.first));
	return 0;
}

/* A record is taken for a verdict on its commit by whoever reads it later. */
static void find_stale(struct workplace *w, struct verdict *v, const struct evidence *e)
{
	for (size_t i = 0; i < e->report_count; i++) {
		if (e->reports[i]->trust == TRUST_STALE)
			v->unrecorded = arena_printf(w->arena,
				STR_FMT
				" may be of other code: run the tests again at this commit, or"
				" areagate stamp right after them",
				STR_ARG(e->reports[i]->path));
	}
}

struct judged {
	const struct verdict *verdict;
	const struct policies *policies;
};

static bool is_carried(void *judged, struct str path)
{
	const struct judged *j = judged;

	return carried_has_file(j->verdict, j->policies, path);
}

static bool has_carried_files(const struct verdict *v)
{
	for (size_t i = 1; i < v->area_count; i++) {
		if (v->areas[i].carried.commit.n && !v->areas[i].carried.no_coverage.n)
			return true;
	}
	return false;
}

/* Those of carried files are carried as well; where there are none, the others are not all there are. */
static struct str lines_of_files(
	const struct verdict *v, const struct policies *p, const struct grounds *g, struct arena *a)
{
	struct judged judged = { v, p };
	struct line_sets_more more = { .wants = is_carried, .user = &judged };
	struct buf b = { 0 };
	struct str text = STR("");

	if (has_carried_files(v))
		more.text = g->baseline->record->line_sets;
	if ((more.text.n || !has_carried_files(v)) &&
		line_sets_join(&b, &g->evidence->coverage, &more) == 0)
		text = arena_str(a, buf_str(&b));
	buf_release(&b);
	return text;
}

static bool has_carried_tests(const struct verdict *v)
{
	for (size_t i = 1; i < v->area_count; i++) {
		if (v->areas[i].carried.tests)
			return true;
	}
	return false;
}

int recording_prepare(struct workplace *w, struct verdict *v, const struct grounds *g,
	const struct policies *p, const struct options *o, struct diags *d)
{
	struct names carried = { .arena = w->arena };
	char id[REPO_ID_HEX + 1];

	if (!w->repo)
		return diag_at(d, DIAG(USAGE), (struct place){ 0 },
			"--record needs the repository that --no-git leaves out");
	v->origin = origin_of(w);
	if (repo_path_id(w->repo, &w->revision, v->policies, id))
		v->policies_id = arena_str(w->arena, str_of(id));
	if (o->record_lines || policies_need_lines(p))
		v->line_sets = lines_of_files(v, p, g, w->arena);
	find_stale(w, v, g->evidence);
	carried_names(&carried, v, p, g->baseline);
	/* Where tests are carried without their ids, the others are not all there are. */
	v->has_roster = !has_carried_tests(v) || g->baseline->record->has_roster;
	if (v->has_roster)
		v->roster = before_roster(g->evidence, &carried, w->arena);
	if (g->evidence->flicker)
		flicker_results(g->evidence->flicker, v);
	if (repo_root(w->repo).n && find_changed(w, v, g, p, d) < 0)
		return -1;
	return clock_now(&v->time, d);
}

struct recording {
	const struct verdict *verdict;
	const char *commit;
	struct note_merged merged; /* on the commit */
};

static int merge(void *user, const char *id, struct str there, struct buf *out, struct diags *d)
{
	struct recording *r = user;
	struct note_merged merged = { 0 };

	if (note_merge(there, r->verdict, &merged, out, d) < 0)
		return -1;
	/* The tree may well have a newer record, of another commit. */
	if (!strcmp(id, r->commit))
		r->merged = merged;
	return 0;
}

static void tell_older(const struct recording *r, struct diags *d)
{
	struct str job = r->verdict->job;
	time_t seconds = (time_t)r->merged.time;
	char text[32] = "after the year 9999";
	struct tm t;

	if (r->merged.time <= CLOCK_MAX && gmtime_r(&seconds, &t))
		strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &t);
	diag_at(d, DIAG(RECORD_OLDER), (struct place){ .file = str_of(r->commit) },
		"not recorded: the record of %s" STR_FMT
		"%s from %s is newer and stays: is a clock or"
		" SOURCE_DATE_EPOCH wrong?",
		job.n ? "job '" : "this job", STR_ARG(job), job.n ? "'" : "", text);
}

int recording_write(struct workplace *w, const struct verdict *v, struct diags *d)
{
	struct recording r = { .verdict = v, .commit = w->revision.commit };
	const char *ids[] = { w->revision.commit, w->revision.tree };
	struct notes_change change = { .ids = ids,
		.id_count = 2,
		.merge = merge,
		.user = &r,
		.message = "areagate: record a verdict",
		.time = (int64_t)v->time };

	if (v->gate == GATE_CANNOT_JUDGE)
		return diag_at(d, DIAG(RECORD_SKIPPED), (struct place){ 0 },
			"nothing recorded: what could not be judged is no verdict");
	if (v->unrecorded.n)
		return diag_at(d, DIAG(RECORD_SKIPPED), (struct place){ 0 },
			"nothing recorded: " STR_FMT, STR_ARG(v->unrecorded));
	if (notes_write(w->repo, &change, d) < 0)
		return -1;
	if (r.merged.time > v->time)
		tell_older(&r, d);
	else if (v->line_sets.n && r.merged.left_out >= LEFT_OUT_LINES)
		diag_at(d, DIAG(RECORD_LINES), (struct place){ .file = str_of(r.commit) },
			"recorded without lines: they take %zu bytes, and a note has %u for all of its"
			" records",
			v->line_sets.n, NOTE_BYTES_MAX);
	return 0;
}

int recording_read(struct workplace *w, struct records *out, struct diags *d)
{
	struct str text;
	int found = notes_read(w->repo, w->revision.commit, w->arena, &text, d);

	if (found == 0)
		found = notes_read(w->repo, w->revision.tree, w->arena, &text, d);
	if (found < 0)
		return -1;
	if (found == 0)
		return diag_at(d, DIAG(RECORD_NONE),
			(struct place){ .file = str_of(w->revision.commit) },
			"no record on this commit: " RECORDING_MEND);
	return records_parse(out, w->arena, text, str_of(NOTES_REF), d);
}
