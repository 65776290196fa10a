/*
 * A record: a verdict with its numbers, as one line of JSON (schema areagate/record/1) among the lines
 * of a git note. reporters/note.c writes it; this reads it back.
 *
 * A note holds a few lines for people and one such line a job. A line that starts with '{' is JSON;
 * every other line is for people and is ignored.
 */
#ifndef MODEL_RECORD_H
#define MODEL_RECORD_H

#include "gate/model/verdict.h"

#define RECORD_SCHEMA "areagate/record/1"
#define RECORD_REF "refs/notes/areagate"
#define NOTE_BYTES_MAX (64u * 1024)

/* "held rules", ...: in the record, and for people. */
extern const char *const left_out_names[LEFT_OUT_LEVELS];

/*
 * The verdict of one line, owned by the arena; NULL after a diagnostic (not JSON, another schema, a
 * field missing or of the wrong type, longer than a note may be). `at` is the place of the line.
 * Fields that this version does not know are passed over. But where there is a digest of
 * inputs, a record does not tell what passed apart from what was flaky: counts.state[TEST_PASSING] is
 * `passing`.
 */
struct verdict *record_parse(struct arena *a, struct str line, struct place at, struct diags *d);

/*
 * All records of a note, in its order. -1 after diagnostics, with the lines that could be read; a
 * note without any is -1 too.
 */
struct records {
	const struct verdict **v;
	struct str *lines; /* the JSON lines they were read from; they point into the note */
	size_t n;
};

int records_parse(
	struct records *out, struct arena *a, struct str note, struct str name, struct diags *d);

#endif
