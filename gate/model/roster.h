/*
 * A roster: the ids of the tests that were there, as one text that a record has room for. Sorted, each
 * as how many bytes it shares with the one before, the rest, and a bar:
 *
 *	0tests/a.py::test_add|17sub|0tests/b.py::test_x|
 *
 * In the rest a tilde stands before a tilde (~~), a bar (~b), a line end (~n) and a digit at its start.
 */
#ifndef MODEL_ROSTER_H
#define MODEL_ROSTER_H

#include "gate/base/buf.h"

/* Of sorted ids, each of which stands once. */
void roster_write(struct buf *out, const struct str *ids, size_t n);

/* The same one by one. Starts with `out` set and zeroes; ends with roster_written(). */
struct roster_writer {
	struct buf *out;
	struct buf before; /* the latest id */
};

void roster_add(struct roster_writer *w, struct str id);
void roster_written(struct roster_writer *w);

/* Starts with `left` set and zeroes; ends with roster_end(). */
struct roster {
	struct str left;
	struct buf id; /* the latest, until the next */
	bool broken;   /* what is left is no roster */
};

/* False at the end, or where it is broken. */
bool roster_next(struct roster *r);
void roster_end(struct roster *r);

#endif
