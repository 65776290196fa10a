/*
 * Diagnostics: the only way to complain below main.c. A kind is one const row (slug, level, exit
 * status) owned by the room that needs it; a place is file:line:column. Callers go on after an error,
 * so that one run shows every mistake; what repeats in one file is counted, not kept.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "gate/base/arena.h"

enum diag_level {
	DIAG_NOTE,    /* worth telling, nothing was lost */
	DIAG_DOUBT,   /* read, but not as written: what was read is degraded */
	DIAG_WARNING, /* a person should look */
	DIAG_ERROR,   /* the run cannot go on to its end */
	DIAG_LEVELS
};

struct diag_kind {
	const char *slug; /* stable, for people to search and scripts to match */
	enum diag_level level;
	int status; /* exit status of a run in which this error is the first of its class */
};

/* `line` and `column` count from 1; 0 says unknown. Columns are bytes. */
struct place {
	struct str file;
	uint32_t line, column;
};

struct diag {
	const struct diag_kind *kind;
	struct place at;
	struct str text;
	uint64_t more; /* further ones of this kind in this file that are not kept */
	struct diag *next;
};

/* Keeps at most this many of a kind in a file (notes and doubts: one). */
#define DIAG_KEPT 20

struct diags {
	struct arena *arena; /* texts and places are copied here */
	struct diag *first, *last;
	uint64_t count[DIAG_LEVELS];
	int status; /* lowest exit status among the errors, or 0 */
};

/* -1 if `kind` is an error, else 0: `return diag_at(...)` is the usual way out. */
int diag_at(struct diags *d, const struct diag_kind *kind, struct place at, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* The start of a value that the input chose: as much of it as belongs into a diagnostic. */
#define DIAG_SHOWN_BYTES_MAX 60
struct str diag_shown(struct str value);

/*
 * Appends copies of what `from` holds, which may be in another arena, with `lines` added to the lines:
 * as if all had been said to `into` at once.
 */
void diags_merge(struct diags *into, const struct diags *from, uint32_t lines);

/* Appends what `from` holds; both share the arena. `from` is empty after it. */
void diags_move(struct diags *into, struct diags *from);

#endif
