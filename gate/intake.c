#include "gate/intake.h"

#include <fcntl.h>
#include <inttypes.h>
#include <string.h>

#include "gate/matching.h"
#include "gate/progress.h"
#include "parsers/parser.h"
#include "policies/manifest.h"

/* A report with the same bytes adds nothing; it is noted with the first one. */
static bool is_known(struct evidence *e, const struct report *report, struct diags *d)
{
	struct report *same = evidence_same(e, report);

	if (!same)
		return false;
	diag_at(d, DIAG(REPORT_TWICE), (struct place){ .file = report->path },
		"given again as " STR_FMT ", with the same bytes: read once",
		STR_ARG(report->path));
	report_take_notes(same, e->arena, d);
	evidence_drop_last(e);
	return true;
}

/* Reads all of it; -1 after a diagnostic. */
static int read_report(struct report *report, struct stream *in, unsigned threads, struct diags *d)
{
	struct input input = { report->path, in, threads };
	int result = parse_report(input, report, d);
	char *digest = report->sha256;

	report->bytes = stream_bytes(in);
	report->written = stream_written(in);
	return stream_close(in, digest, d, DIAG(REPORT_FILE)) < 0 ? -1 : result;
}

int intake_file(struct evidence *e, const struct expected_report *want, struct str path,
	unsigned threads, struct diags *d)
{
	struct diags of_report = { .arena = d->arena };
	struct report *report = evidence_report(e, want ? want->name : STR(""), path);
	struct stream *in = stream_open(report->path.p, &of_report, DIAG(REPORT_FILE));
	struct diags of_twin = { .arena = d->arena };
	struct progress progress;
	int result = -1;

	if (want)
		report->label = manifest_label(want, report->path, e->arena);
	if (in) {
		progress_watch(&progress, in, report->path);
		stream_digest(in);
		result = read_report(report, in, threads, &of_report);
	}
	/* What there is to say of it was said. */
	if (result == 0 && is_known(e, report, &of_twin))
		of_report = of_twin;
	diags_move(d, &of_report);
	return result;
}

int intake_total(struct evidence *e, struct str path, unsigned threads, struct diags *d)
{
	struct report *report = evidence_report(e, STR(""), path);
	struct stream *in = stream_open(report->path.p, d, DIAG(REPORT_FILE));
	struct arena own = { 0 };
	struct progress progress;
	int result;

	if (!in)
		return -1;
	progress_watch(&progress, in, report->path);
	/* The first coverage becomes the union, and what comes later is only added to it. */
	if (coverage_files(&e->coverage))
		coverage_init(&report->coverage, &own);
	result = read_report(report, in, threads, d);
	evidence_join(e, report);
	arena_release(&own);
	return result;
}

static bool is_one_path(const struct expected_report *want)
{
	return want->glob.v[0].fixed.n == want->pattern.n;
}

/* Of one that is no glob the path, so that reading it says what is wrong. */
static int find_files(
	struct file_list *out, struct arena *a, const struct expected_report *want, struct diags *d)
{
	if (!is_one_path(want))
		return matching_files(out, a, STR(""), &want->glob, d);
	*ARENA_PUSH(a, out->v, out->n, out->cap) = want->pattern;
	return 0;
}

static int intake_files(
	struct evidence *e, const struct expected_report *want, unsigned threads, struct diags *d)
{
	struct file_list files = { 0 };
	int result = 0;

	if (find_files(&files, e->arena, want, d) < 0)
		return -1;
	if (!files.n)
		return diag_at(d, DIAG(REPORT_NONE), want->at,
			"no file matches '" STR_FMT "' of report '" STR_FMT
			"': was the step that writes it run?",
			STR_ARG(want->pattern), STR_ARG(want->name));
	for (size_t i = 0; i < files.n; i++) {
		if (intake_file(e, want, files.v[i], threads, d) < 0)
			result = -1;
	}
	return result;
}

static int too_few(const struct expected_report *want, const char *what, uint64_t n, uint64_t min,
	struct diags *d)
{
	if (n >= min)
		return 0;
	return diag_at(d, DIAG(REPORT_SHORT), want->at,
		"report '" STR_FMT "' has %" PRIu64 " %s%s where at least %" PRIu64
		" are wanted: is it cut off, or is a shard missing?",
		STR_ARG(want->name), n, what, n == 1 ? "" : "s", min);
}

/* What the reports from the first on have together, by the paths they give. */
static int check_minimum(
	const struct evidence *e, size_t first, const struct expected_report *want, struct diags *d)
{
	struct arena scratch = { 0 };
	struct coverage all;
	int result = 0;
	bool tests = false;

	if (!want->min_files && !want->min_lines)
		return 0;
	coverage_init(&all, &scratch);
	for (size_t i = first; i < e->report_count; i++) {
		const struct coverage *c = &e->reports[i]->coverage;

		tests |= e->reports[i]->tests.n > 0;
		for (size_t j = 0; j < coverage_files(c); j++)
			coverage_unite(&all, c->files[j].path, &c->files[j]);
	}
	if (tests && !coverage_files(&all)) {
		result = diag_at(d, DIAG(REPORT_SHORT), want->at,
			"report '" STR_FMT "' is of tests, which have no source files and no lines:"
			" take out \"min_files\" and \"min_lines\", they are for tracefiles",
			STR_ARG(want->name));
	} else {
		result |= too_few(want, "file", coverage_files(&all), want->min_files, d);
		result |= too_few(
			want, "line", coverage_count(&all, METRIC_LINES).total, want->min_lines, d);
	}
	arena_release(&scratch);
	return result;
}

static int intake_expected(
	struct evidence *e, const struct expected_report *want, unsigned threads, struct diags *d)
{
	size_t first = e->report_count;

	if (intake_files(e, want, threads, d) < 0)
		return -1;
	return check_minimum(e, first, want, d);
}

int intake_manifest(struct evidence *e, const struct policies *p, unsigned threads, struct diags *d)
{
	int result = 0;

	for (size_t i = 0; i < p->report_count; i++) {
		if (intake_expected(e, &p->reports[i], threads, d) < 0)
			result = -1;
	}
	if (!p->report_count)
		result = diag_at(d, DIAG(REPORT_NONE), (struct place){ .file = p->folder },
			"no report to judge: name some on the command line, or in " PROJECT_FILE
			": \"reports\": [ { \"name\": \"unit\", \"path\": \"build/*.xml\" } ]");
	return result;
}

struct file_list *intake_named(const struct policies *p, struct arena *a, struct diags *d)
{
	struct file_list *all = arena_alloc(a, (p->report_count + 1) * sizeof(*all));

	for (size_t i = 0; i < p->report_count; i++) {
		const struct expected_report *want = &p->reports[i];

		if (is_one_path(want) && !file_written(AT_FDCWD, arena_str(a, want->pattern).p))
			continue;
		if (find_files(&all[i], a, want, d) < 0)
			return NULL;
	}
	return all;
}
