#include "gate/recording.h"

#include <inttypes.h>
#include <stdlib.h>
#include <time.h>

#include "gate/model/diagnostics.h"
#include "gate/repo/notes.h"
#include "reporters/note.h"

/* The one clock of a record; SOURCE_DATE_EPOCH (reproducible-builds.org) makes it repeatable. */
static uint64_t now(void)
{
	const char *fixed = getenv("SOURCE_DATE_EPOCH");
	uint64_t seconds;

	if (fixed && str_to_u64(str_of(fixed), &seconds) == 0)
		return seconds;
	return (uint64_t)time(NULL);
}

static int merge(void *user, struct str there, struct buf *out, struct diags *d)
{
	return note_merge(there, user, out, d);
}

int recording_write(
	struct workplace *w, struct verdict *v, const struct options *o, struct diags *d)
{
	const char *ids[] = { w->revision.commit, w->revision.tree };
	struct notes_change change = { .ids = ids,
		.id_count = 2,
		.merge = merge,
		.user = v,
		.message = "areagate: record a verdict" };

	if (!w->repo)
		return diag_at(d, DIAG(USAGE), (struct place){ 0 },
			"--record needs the repository that --no-git leaves out");
	if (v->gate == GATE_CANNOT_JUDGE)
		return diag_at(d, DIAG(RECORD_SKIPPED), (struct place){ 0 },
			"nothing recorded: what could not be judged is no verdict");
	v->job = o->job ? str_of(o->job) : STR("");
	v->time = now();
	change.time = (int64_t)v->time;
	return notes_write(w->repo, &change, d);
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
			"no record on this commit: areagate check --record makes one; records of others"
			" come with git fetch origin " NOTES_REF ":" NOTES_REF);
	return records_parse(out, w->arena, text, str_of(NOTES_REF), d);
}
