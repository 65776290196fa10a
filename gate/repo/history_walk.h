/*
 * A walk paints from two sides at once, newest first. What has both colours is common; from there on
 * down it is stale as well, and a walk ends when nothing else is left to look at.
 *
 * What is painted is right whatever the clocks say; that a stale commit is not painted as such yet is
 * what a wrong clock can do.
 */
#ifndef REPO_HISTORY_WALK_H
#define REPO_HISTORY_WALK_H

#include "gate/repo/history.h"
#include "gate/repo/history_commits.h"

enum mark {
	LEFT = 1,
	RIGHT = 2,
	STALE = 4,
	COMMON = 8, /* where the colours met */
	COLOURS = LEFT | RIGHT,
};

struct indices {
	uint32_t *v;
	size_t n, cap;
};

struct history {
	struct commits commits;
	uint32_t walk;
	struct indices queue;   /* a heap, the newest first */
	size_t pending;         /* of the queue, those that are not stale */
	struct indices touched; /* by this walk */
	struct indices ends;    /* of them, those with parents that cannot be read */
	uint32_t hidden;        /* one that hides the latest answer */
};

/* A pointer that lasts until the next step. */
struct commit *walk_at(struct history *h, uint32_t index);

void walk_push(struct history *h, struct indices *into, uint32_t index);

/* A walk starts, is given what to start from by walk_mark(), and is finished. */
void walk_start(struct history *h);
void walk_mark(struct history *h, uint32_t index, unsigned marks);
void walk_finish(struct history *h);

/* All three, for one commit a side. */
void walk_both(struct history *h, uint32_t left, uint32_t right);

/* Goes on behind the finish, where all is stale: to the end, or until clocks count as right. */
void walk_on(struct history *h);
void walk_settle(struct history *h, uint64_t oldest);

/* Is it of one of these sides, and not of the other? */
bool walk_is_of_one_side(const struct commit *c, unsigned sides);

/* Does history that is not here belong to what is of these sides alone? */
bool walk_hides(struct history *h, unsigned sides);

#endif
