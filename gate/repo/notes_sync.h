/*
 * Notes that several clones write, through a remote: fetched, joined with those that are here, and
 * pushed, until nobody else was faster. Each step leaves notes behind that are whole.
 */
#ifndef REPO_NOTES_SYNC_H
#define REPO_NOTES_SYNC_H

#include "gate/base/buf.h"
#include "gate/repo/repo.h"

struct notes_sync {
	const char *remote; /* what git takes for one */

	/*
	 * The note on one object, here and there. What shall be there instead is appended to `out`: 1,
	 * or 0 if nothing is to be added to what is there. What is older than `cutoff` (seconds since
	 * 1970) was dropped there, and is not to be added. May be called again for the same notes.
	 */
	int (*join)(
		void *user, struct str here, struct str there, uint64_t cutoff, struct buf *out);

	/* Takes what is older than `cutoff` out of a note: 1 with the rest in `out`, 0 if nothing is. */
	int (*drop)(void *user, struct str note, uint64_t cutoff, struct buf *out);

	/* Each time before the first note, since what was counted may be counted anew. */
	void (*restart)(void *user);
	void *user;

	uint64_t cutoff; /* drop what is older; 0: nothing */
	int64_t time;    /* of the commit */
};

/* 0 with the number of attempts, or -1 after a diagnostic. */
int notes_sync(struct repo *r, const struct notes_sync *how, unsigned *attempts, struct diags *d);

#endif
