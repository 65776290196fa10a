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
#define NOTE_BYTES_MAX (64u * 1024)

/*
 * The verdict of one line, owned by the arena; NULL after a diagnostic (not JSON, another schema, a
 * field missing or of the wrong type). `at` is the place of the line.
 */
struct verdict *record_parse(struct arena *a, struct str line, struct place at, struct diags *d);

/* All records of a note, in its order. -1 after diagnostics; a note without any is -1 too. */
struct records {
	struct verdict **v;
	struct str *lines; /* the JSON lines they were read from */
	size_t n;
};

int records_parse(struct records *out, struct arena *a, struct str note, struct str name,
	struct diags *d);

#endif
