/*
 * The line sets of a record: which lines of each file were covered, as one text that a record has room
 * for. It is a roster (roster.h) with an entry a file: its path, a line end, and its lines from the first
 * on as runs, of how many (if more than one) and of what: '.' no code, '+' covered, '-' not covered:
 *
 *	0gate/run.c~n12.3+.2-|9t.c~n4.+|
 */
#ifndef MODEL_LINE_SETS_H
#define MODEL_LINE_SETS_H

#include "gate/model/coverage.h"
#include "gate/model/roster.h"

enum line_state { LINE_NO_CODE, LINE_UNCOVERED, LINE_COVERED };

/* Of coverage that is sorted. */
void line_sets_write(struct buf *out, const struct coverage *c);

/* The same, with the files of another text that are wanted and not in the coverage. -1 if that text is broken. */
struct line_sets_more {
	struct str text;
	bool (*wants)(void *user, struct str path);
	void *user;
};

int line_sets_join(struct buf *out, const struct coverage *c, const struct line_sets_more *more);

struct line_run {
	struct line_range range;
	enum line_state state;
};

/* Starts with `roster.left` set and zeroes; ends with line_sets_end(). */
struct line_sets {
	struct roster roster;
	struct str path, runs; /* of the latest file, until the next */
};

/* False at the end, or where it is broken, as `roster.broken` says. */
bool line_sets_next(struct line_sets *s);
void line_sets_end(struct line_sets *s);

/* Takes the first run from `runs`; `run` is the one before, or zeroes. 1, 0 at the end, -1 where it is broken. */
int line_run_next(struct str *runs, struct line_run *run);

#endif
