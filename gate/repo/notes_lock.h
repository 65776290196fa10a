/*
 * One writer of notes at a time: a flock on a file in the common git directory, which the kernel
 * frees however its holder ends. Other programs do not know it, so it is no replacement for
 * compare-and-swap; it makes our writers queue, and tells a stale lock file from a fresh one.
 */
#ifndef REPO_NOTES_LOCK_H
#define REPO_NOTES_LOCK_H

#include "gate/base/buf.h"
#include "gate/repo/git.h"

struct notes_lock {
	int fd;         /* -1 where the file system has no flock */
	struct buf ref; /* path of the lock file that git makes to change the notes ref */
};

/* What is taken turns at: a file in the common git directory, and how long one waits for it. */
struct turn {
	const char *file;
	unsigned seconds;
};

extern const struct turn notes_turn; /* to write */
extern const struct turn sync_turn;  /* to fetch and push: a network is slow, and others write */

/* Waits for its turn. -1 after a diagnostic; else it ends with notes_lock_release(). */
int notes_lock_take(struct notes_lock *l, struct repo *r, const struct turn *turn, struct diags *d);
void notes_lock_release(struct notes_lock *l);

/* Takes a lock file of the ref away that is so old that nobody can hold it. Is there another one? */
bool notes_lock_sweep(const struct notes_lock *l, unsigned stale_s);

/* Waits between attempts: up to `step_us`, longer each time, never the same twice. */
struct patience {
	int64_t until_us, step_us;
	unsigned turn;
};

/* Steps of a few milliseconds. */
struct patience patience_of(unsigned seconds);

/* Sleeps for a moment; false once the time is over. */
bool patience_wait(struct patience *p);

#endif
