#include "gate/recalling.h"

#include <inttypes.h>

#include "gate/model/diagnostics.h"
#include "gate/model/record.h"
#include "gate/recording.h"
#include "gate/repo/notes.h"

/* Where the walk is. */
struct stop {
	struct str id;
	struct history_commit commit; /* empty where it is not in this clone */
	bool here;
};

static void pass_over(struct recall *r, const char *commit, const struct diag *why)
{
	diag_at(r->diags, DIAG(RECORD_PASSED), why->at,
		"the record on %.12s is passed over: " STR_FMT, commit, STR_ARG(why->text));
}

/* 1 with records, 0 when the note has none or there is no note, -1 after a diagnostic. */
static int read_note(struct recall *r, const char *id, const char *commit, struct records *out)
{
	struct diags said = { .arena = r->arena };
	struct str text;
	int found = notes_text(r->notes, id, r->arena, &text, r->diags);

	if (found <= 0)
		return found;
	if (records_parse(out, r->arena, text, STR(NOTES_REF), &said) == 0)
		return 1;
	/* Other tools may keep notes here as well. */
	if (said.first->kind == DIAG(RECORD_NONE))
		return 0;
	pass_over(r, commit, said.first);
	return 1;
}

/* As read_note(); `by_tree` says where it was. */
static int read_records(struct recall *r, const struct stop *s, struct records *out, bool *by_tree)
{
	int found = read_note(r, s->id.p, s->id.p, out);

	*by_tree = found == 0 && s->here;
	return *by_tree ? read_note(r, s->commit.tree, s->id.p, out) : found;
}

/* Gives the records of one commit. True when enough were taken. */
static bool give(
	struct recall *r, const struct stop *s, const struct records *records, bool by_tree)
{
	struct trail_record record = { .commit = s->id,
		.time = s->commit.time,
		.depth = r->walk.commits - 1,
		.by_tree = by_tree };

	for (size_t i = 0; i < records->n; i++) {
		record.verdict = records->v[i];
		r->walk.records++;
		if (r->take(r, &record))
			return true;
	}
	return false;
}

/* 1 when enough were taken, 0, or -1 after a diagnostic. */
static int look_at(struct recall *r, struct stop *s)
{
	struct records records = { 0 };
	bool by_tree, enough;
	int found;

	s->here = history_commit(r->history, s->id.p, &s->commit) == 0;
	if (!s->here)
		s->commit = (struct history_commit){ 0 };
	found = read_records(r, s, &records, &by_tree);
	if (!s->here && found == 0)
		return 0;
	r->walk.commits++;
	r->walk.last = s->id;
	r->walk.without += found == 0;
	r->walk.unread += found > 0 && !records.n;
	enough = found > 0 && give(r, s, &records, by_tree);
	arena_reset(&r->scratch);
	return found < 0 ? -1 : enough;
}

/* Is there a commit to go to? The parent of a shallow commit is not here, but its record may be. */
static bool step(struct recall *r, struct stop *s)
{
	if (!s->here)
		r->walk.end = TRAIL_HIDDEN;
	else if (!s->commit.parent_count)
		r->walk.end = TRAIL_ROOT;
	else if (r->walk.commits == (r->most_commits ? r->most_commits : RECALL_COMMITS_MAX))
		r->walk.end = TRAIL_MANY;
	else {
		s->id = str_of(s->commit.parents[0]);
		return true;
	}
	return false;
}

static int open_stores(struct recall *r, struct arena *a)
{
	r->arena = a;
	r->walk = (struct trail_walk){ .last = STR("") };
	if (history_open(&r->history, r->place->repo, r->diags) < 0)
		return -1;
	return notes_open(&r->notes, r->place->repo, r->notes_at, r->diags);
}

static void close_stores(struct recall *r)
{
	notes_close(r->notes);
	history_close(r->history);
	arena_release(&r->scratch);
	r->notes = NULL;
	r->history = NULL;
}

static int walk(struct recall *r)
{
	struct stop s = { .id = str_of(r->place->revision.commit) };
	int enough;

	do
		enough = look_at(r, &s);
	while (enough == 0 && step(r, &s));
	if (enough > 0)
		r->walk.end = TRAIL_ENOUGH;
	r->walk.last = arena_str(r->place->arena, r->walk.last);
	return enough < 0 ? -1 : 0;
}

/* What could not be read was told. */
static int complain(const struct recall *r)
{
	struct place at = { .file = str_of(r->place->revision.commit) };
	uint64_t before = r->walk.commits - 1;

	if (r->walk.unread)
		return diag_at(
			r->diags, DIAG(RECORD_NONE), at, "no record that this version can read");
	if (!before)
		return diag_at(r->diags, DIAG(RECORD_NONE), at,
			"no record on this commit: " RECORDING_MEND);
	return diag_at(r->diags, DIAG(RECORD_NONE), at,
		"no record on this commit and the %" PRIu64 " before it: " RECORDING_MEND, before);
}

int recall_walk(struct recall *r)
{
	int result = open_stores(r, &r->scratch);

	if (result == 0)
		result = walk(r);
	close_stores(r);
	return result == 0 && !r->walk.records && !r->may_find_none ? complain(r) : result;
}

struct str recall_subject(const struct recall *r, const char *id, struct arena *a)
{
	return history_subject(r->history, id, a);
}

struct str recall_areas(const struct verdict *v, struct arena *a)
{
	enum { AREAS_TOLD = 20 };
	struct buf text = { 0 };
	struct str out;

	for (size_t i = 0; i < v->area_count && i < AREAS_TOLD; i++)
		buf_printf(&text, "%s" STR_FMT, i ? ", " : "", STR_ARG(v->areas[i].name));
	if (v->area_count > AREAS_TOLD)
		buf_printf(&text, " and %zu more", v->area_count - AREAS_TOLD);
	out = arena_str(a, buf_str(&text));
	buf_release(&text);
	return out;
}

static bool keep(struct recall *r, const struct trail_record *record)
{
	struct trail_record *kept = ARENA_PUSH(r->arena, r->kept.v, r->kept.n, r->kept.cap);

	*kept = *record;
	kept->commit = arena_str(r->arena, record->commit);
	return false;
}

int recall_one(struct recall *r)
{
	struct stop s = { .id = str_of(r->place->revision.commit) };
	int result = open_stores(r, r->place->arena);

	r->kept = (struct recalled){ 0 };
	r->take = keep;
	if (result == 0)
		result = look_at(r, &s);
	close_stores(r);
	return result == 0 && !r->kept.n ? complain(r) : result;
}
