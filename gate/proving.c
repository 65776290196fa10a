#include "gate/proving.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "gate/base/file.h"
#include "gate/ci.h"
#include "gate/heading.h"
#include "gate/model/source.h"
#include "gate/stamping.h"

/* What one report says of one file. */
struct claim {
	const struct file_coverage *file;
	uint32_t path;      /* of the tree: its id among the paths */
	struct claim *next; /* about the same path */
	struct contradiction found;
	bool missing; /* the text */
};

struct proving {
	struct evidence *evidence;
	struct workplace *place;
	struct names paths;
	struct claim *claims; /* in the order of reports and their files */
	struct claim **about; /* the first of each path */
	char (*ids)[REPO_ID_HEX + 1];
};

/* Time zones are up to 14 hours ahead of UTC and 12 behind it. */
#define ZONES_SECONDS (26 * 60 * 60)

static size_t count_files(const struct evidence *e)
{
	size_t n = 0;

	for (size_t i = 0; i < e->report_count; i++)
		n += coverage_files(&e->reports[i]->coverage);
	return n;
}

static void collect(struct proving *p)
{
	struct arena *a = p->evidence->arena;
	size_t files = count_files(p->evidence), n = 0;

	p->paths.arena = a;
	p->claims = arena_alloc(a, files * sizeof(*p->claims));
	p->about = arena_alloc(a, files * sizeof(struct claim *));
	for (size_t i = 0; i < p->evidence->report_count; i++) {
		const struct report *r = p->evidence->reports[i];

		for (size_t j = 0; j < coverage_files(&r->coverage); j++, n++) {
			struct claim *c = &p->claims[n];

			c->file = &r->coverage.files[j];
			if (r->resolved[j].fate != PATH_MATCHED)
				continue;
			c->path = names_add(&p->paths, r->resolved[j].path);
			c->next = p->about[c->path];
			p->about[c->path] = c;
		}
	}
	p->ids = arena_alloc(a, p->paths.n * sizeof(*p->ids));
}

/* A path has its own claims, so that threads never meet. */
static void take(void *proving, size_t index, const struct repo_blob *blob)
{
	const struct proving *p = proving;

	memcpy(p->ids[index], blob->id, sizeof(blob->id));
	for (struct claim *c = p->about[index]; c; c = c->next) {
		c->missing = blob->missing;
		if (!blob->missing && !blob->too_large)
			c->found = source_contradicts(blob->text, c->file);
	}
}

static const struct {
	const char *what, *again;
} judged[HEADS] = {
	[HEAD_COMMIT] = { "commit", "run the tests again at this commit" },
	[HEAD_INDEX] = { "index", "run the tests again with what is staged" },
	[HEAD_WORKTREE] = { "work tree", "run the tests again" },
};

/* A version script may write the id of a commit, or of a file that git has not seen. */
static bool is_other_blob(const struct proving *p, const struct claim *c)
{
	struct str version = c->file->provenance ? c->file->provenance->version : STR("");

	return source_version_is_id(version) && p->ids[c->path][0] &&
		!str_eq(version, str_of(p->ids[c->path])) &&
		repo_has_blob(p->place->repo, arena_str(p->evidence->arena, version).p);
}

static void tell(const struct proving *p, const struct claim *c, struct str report, struct diags *d)
{
	struct place at = { .file = report };
	struct str path = p->paths.v[c->path];
	const char *what = judged[p->place->head].what, *again = judged[p->place->head].again;

	if (c->found.kind == PAST_END)
		diag_at(d, DIAG(REPORT_STALE), at,
			"has line %" PRIu32 " of '" STR_FMT "', which has %" PRIu32
			" %s in the judged %s: %s; if the build writes this file, take it out in"
			" project.json: \"paths\": { \"exclude\": [\"" STR_FMT "\"] }",
			c->found.line, STR_ARG(path), c->found.lines,
			c->found.lines == 1 ? "line" : "lines", what, again, STR_ARG(path));
	else if (c->found.kind == OTHER_LINE)
		diag_at(d, DIAG(REPORT_STALE), at,
			"line %" PRIu32 " of '" STR_FMT
			"' has another checksum in the judged %s: %s",
			c->found.line, STR_ARG(path), what, again);
	else if (c->found.kind == OTHER_FILE || is_other_blob(p, c))
		diag_at(d, DIAG(REPORT_STALE), at,
			"is of version " STR_FMT " of '" STR_FMT
			"', which is another one in the judged %s: %s",
			STR_ARG(diag_shown(c->file->provenance->version)), STR_ARG(path), what,
			again);
}

static void tell_missing(struct report *r, size_t missing, struct str first, struct diags *d)
{
	if (missing)
		diag_at(d, DIAG(REPORT_UNPROVED), (struct place){ .file = r->path },
			"%zu of its files %s not compared with the judged commit, such as '" STR_FMT
			"': a partial clone does not have the text",
			missing, missing == 1 ? "was" : "were", STR_ARG(first));
}

static struct str time_text(struct arena *a, int64_t nanoseconds)
{
	time_t t = (time_t)(nanoseconds / file_time(1, 0));
	char text[32] = "at no time";
	struct tm parts;

	if (gmtime_r(&t, &parts))
		strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &parts);
	return arena_str(a, str_of(text));
}

/*
 * A commit made by hand from the work tree that was just tested is later than the report as well, so that
 * times prove nothing: a person has to know. In CI the commit was there first.
 */
static void tell_age(const struct proving *p, struct report *r, struct diags *d)
{
	int64_t commit = file_time(p->place->revision.time, 0), test = file_time(r->ran, 0);
	bool ran = r->ran && test + file_time(ZONES_SECONDS, 0) < commit;

	if (!ran && (!r->written || r->written >= commit))
		return;
	r->trust = TRUST_STALE;
	diag_at(d, ci_is_here() ? DIAG(REPORT_STALE) : DIAG(REPORT_OLDER),
		(struct place){ .file = r->path },
		"%s " STR_FMT ", before the judged commit was made (" STR_FMT
		"): nothing proves that it is of this code; %s, or prove it with areagate stamp",
		ran ? "tells of a test run of" : "was written",
		STR_ARG(time_text(d->arena, ran ? test : r->written)),
		STR_ARG(time_text(d->arena, commit)), judged[p->place->head].again);
}

static bool names_file(const struct proving *p, const struct report *r, const struct claim *claims,
	struct str path)
{
	uint32_t id = names_find(&p->paths, path);
	const struct claim *c = id == NAMES_NONE ? NULL : p->about[id];

	while (c && (c < claims || c >= claims + coverage_files(&r->coverage)))
		c = c->next;
	return c;
}

/*
 * Files that were edited after the tests ran. Of those that it has coverage of the report is wrong;
 * whatever else is judged may have changed what the tests do, and a person has to know.
 */
static bool tell_edited(
	const struct proving *p, struct report *r, const struct claim *claims, struct diags *d)
{
	const struct changed_file *named = NULL, *other = NULL, *first;

	if (p->place->head == HEAD_COMMIT || !r->written)
		return false;
	for (size_t i = 0; i < p->place->changed.n; i++) {
		const struct changed_file *f = &p->place->changed.v[i];

		if (f->written <= r->written)
			continue;
		if (!named && names_file(p, r, claims, f->path))
			named = f;
		if (!other && heading_wants(p->place, f->path))
			other = f;
	}
	first = named ? named : other;
	if (!first)
		return false;
	r->trust = TRUST_STALE;
	diag_at(d, named ? DIAG(REPORT_STALE) : DIAG(REPORT_OLDER),
		(struct place){ .file = r->path },
		"was written " STR_FMT ", before '" STR_FMT "' was edited (" STR_FMT "): %s",
		STR_ARG(time_text(d->arena, r->written)), STR_ARG(first->path),
		STR_ARG(time_text(d->arena, first->written)), judged[p->place->head].again);
	return true;
}

/* The coverage of a file is that of its text; whether a test passes depends on any file. */
static bool has_same_files(const struct proving *p, const struct report *r,
	const struct claim *claims, const struct stamp_look *look, struct str *other)
{
	size_t same = 0;

	for (size_t i = 0; i < coverage_files(&r->coverage); i++) {
		if (r->resolved[i].fate != PATH_MATCHED)
			continue;
		if (!stamping_has(look, r->resolved[i].path, str_of(p->ids[claims[i].path]))) {
			*other = look->known ? r->resolved[i].path : STR("");
			return false;
		}
		same++;
	}
	return same && !r->tests.n;
}

/* False if there is none, so that other signs count. */
static bool tell_stamp(
	const struct proving *p, struct report *r, const struct claim *claims, struct diags *d)
{
	struct str tree = str_of(p->place->revision.tree), other = STR("");
	struct stamp_look look;
	enum stamped stamped = stamping_look(&look, r, p->place, d);

	if (stamped != STAMPED_OTHER || has_same_files(p, r, claims, &look, &other))
		return stamped != STAMPED_NOT;
	diag_at(d, DIAG(REPORT_STALE), (struct place){ .file = r->path },
		"is stamped as of tree " STR_FMT "%s%s, and the judged %s has tree " STR_FMT
		"%s" STR_FMT "%s: %s",
		STR_ARG(diag_shown(look.stamp.tree)),
		look.stamp.changed.paths.n ? " with changes in the work tree" : "",
		look.known ? "" : ", which this clone does not have", judged[p->place->head].what,
		STR_ARG(tree), other.n ? ", with another '" : "", STR_ARG(other),
		other.n ? "'" : "", judged[p->place->head].again);
	return true;
}

static void tell_report(
	const struct proving *p, struct report *r, const struct claim *claims, struct diags *d)
{
	struct diags of_report = { .arena = d->arena };
	struct str first = STR("");
	size_t missing = 0;

	for (size_t i = 0; i < coverage_files(&r->coverage); i++) {
		if (r->resolved[i].fate != PATH_MATCHED)
			continue;
		tell(p, &claims[i], r->path, &of_report);
		if (claims[i].missing && missing++ == 0)
			first = p->paths.v[claims[i].path];
	}
	tell_missing(r, missing, first, &of_report);
	r->stamped = tell_stamp(p, r, claims, &of_report);
	if (!r->stamped && !tell_edited(p, r, claims, &of_report))
		tell_age(p, r, &of_report);
	report_take_notes(r, p->evidence->arena, &of_report);
	diags_move(d, &of_report);
}

int proving_reports(struct evidence *e, struct workplace *w, unsigned threads, struct diags *d)
{
	struct proving p = { .evidence = e, .place = w };
	struct blobs_request want = { .threads = threads, .take = take, .user = &p };
	uint64_t errors = d->count[DIAG_ERROR];
	size_t n = 0;

	if (!w->repo)
		return 0;
	collect(&p);
	want.paths = p.paths.v;
	want.n = p.paths.n;
	if (repo_blobs(w->repo, &w->revision, &want, d) < 0)
		return -1;
	for (size_t i = 0; i < e->report_count; i++) {
		tell_report(&p, e->reports[i], p.claims + n, d);
		n += coverage_files(&e->reports[i]->coverage);
	}
	return d->count[DIAG_ERROR] > errors ? -1 : 0;
}
