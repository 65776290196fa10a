/*
 * The lines of a note, taken apart and put together again: records, lines for people, and lines that
 * are not ours (reporters/note.h).
 */
#ifndef REPORTERS_NOTE_LINES_H
#define REPORTERS_NOTE_LINES_H

#include "gate/base/buf.h"
#include "gate/base/diag.h"
#include "gate/model/names.h"
#include "gate/model/verdict.h"

/* One line of JSON. */
struct note_entry {
	struct str line;         /* byte for byte */
	const struct verdict *v; /* NULL if this version cannot read it */
	struct str key;          /* job and areas */
	size_t order;            /* in the note */
	bool fresh;              /* the one to be added */
};

struct note_entries {
	struct note_entry *v;
	size_t n, cap;
};

struct note_lines {
	struct arena *arena;
	struct diags *ignored; /* why a line is not readable */
	struct note_entries there;
	struct names unreadable; /* lines of JSON, each once */
	struct str *others;      /* lines that are not ours */
	size_t other_count, other_cap;
	struct names people; /* lines for people, of the records there */
};

struct note_lines note_lines_of(struct arena *a, struct diags *ignored);

/* A line as an entry, which is in no note yet. */
struct note_entry note_entry_of(struct note_lines *m, struct str line);

/* Takes a note apart, behind what was read before. */
void note_lines_read(struct note_lines *m, struct str there);

/* The entries that stay, of each key one, sorted; `fresh` may be NULL. */
struct note_entries note_lines_choose(struct note_lines *m, const struct note_entry *fresh);

/* The note of those entries, and of the lines that are not ours. */
void note_lines_write(struct note_lines *m, const struct note_entries *kept, struct buf *out);

/* Nothing but white space? */
bool note_line_is_blank(struct str line);

#endif
