/*
 * The text of a note: first what `git log --notes=areagate` shows to people, then one line of JSON
 * a job (gate/model/record.h). A line for people starts with "areagate: " or, right below such a
 * line, with two blanks.
 */
#ifndef REPORTERS_NOTE_H
#define REPORTERS_NOTE_H

#include "gate/base/diag.h"
#include "gate/model/names.h"
#include "gate/model/verdict.h"

/* What the first line of a job, and the one that counts unreadable records, start with. */
#define NOTE_GATE "areagate: gate "
#define NOTE_KEPT "areagate: kept "

/* The line of JSON, without what `left_out` names. */
void note_record(const struct verdict *v, enum left_out left_out, struct buf *out);

/* The lines for people; `v` is what the record says, read back. */
void note_people(const struct verdict *v, struct buf *out);

/*
 * What the note shall be once `v` is in it: appended to `out`. `there` is what it is now, or
 * empty.
 *
 * Of one job and one set of areas the newest record stays, `v` among equally new ones. All else
 * that is there is kept as it is: records of a schema that this version cannot read, and lines
 * that are not ours. Only `v` is shortened to make the note fit. -1 after a diagnostic when the note does
 * not fit, with nothing appended.
 */
struct note_merged {
	uint64_t time; /* of the record that stays */
	enum left_out left_out;
};

int note_merge(struct str there, const struct verdict *v, struct note_merged *merged,
	struct buf *out, struct diags *d);

/*
 * What the note shall be once `more`, the same note from elsewhere, is in it too: appended to `out`.
 * Again the newest record of a job and its areas stays, and lines that are not ours are kept. Records
 * in `more` that are older than `oldest` are not taken, and added to `dropped`. False, with nothing
 * appended, if `more` has nothing that is not there: then not even the layout changes, which
 * versions might do in different ways.
 */
bool note_join(
	struct str there, struct str more, uint64_t oldest, struct names *dropped, struct buf *out);

/*
 * The note without the records that are older, which are added to `dropped`: appended to `out`, which
 * may be nothing. False if there are none. How old a record is that cannot be read is not known.
 */
bool note_drop(struct str there, uint64_t oldest, struct names *dropped, struct buf *out);

#endif
