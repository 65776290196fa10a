/*
 * The store of records: refs/notes/areagate, one blob an object, written in the layout ab/<38 hex>
 * that git's own notes commands read (git-notes(1)). Writing is compare-and-swap under our own flock
 * in the git directory, and is read back: no note of ours is lost between writers.
 */
#ifndef REPO_NOTES_H
#define REPO_NOTES_H

#include "gate/base/buf.h"
#include "gate/model/record.h"
#include "gate/repo/repo.h"

#define NOTES_REF RECORD_REF
#define NOTES_BYTES_MAX ((size_t)64 << 10) /* of one note that is written */

/*
 * The note on the object of that id (hex), found at any fan-out. 1 if there is one (its text owned by
 * the arena), 0 if there is none, -1 after a diagnostic.
 */
int notes_read(struct repo *r, const char *id, struct arena *a, struct str *text, struct diags *d);

/*
 * The store as it is at one moment, for many reads; `at`: in this commit (hex), which the ref may not lead
 * to yet, or NULL. -1 after a diagnostic; the repository outlives it.
 */
struct notes;
int notes_open(struct notes **out, struct repo *r, const char *at, struct diags *d);

/* Takes NULL. */
void notes_close(struct notes *n);

/* As notes_read(). */
int notes_text(struct notes *n, const char *id, struct arena *a, struct str *text, struct diags *d);

/*
 * Writes a note on each of `ids` in one commit. For each, `merge` is given its id and the text that is
 * there (or nothing) and appends what shall be there to `out`; it may be called again when another
 * writer was faster. It returns -1 to give up. `time` is the time of the notes commit, `message` its
 * subject. Attempts go on for `try_s`, and as long as a lock file of the ref is there until that is
 * `stale_s` old, left by a process that was killed, and goes.
 * 0, or -1 after a diagnostic; then the ref is as another writer or nobody left it.
 */
struct notes_change {
	const char *const *ids;
	size_t id_count;
	int (*merge)(
		void *user, const char *id, struct str there, struct buf *out, struct diags *d);
	void *user;
	const char *message;
	int64_t time;
	unsigned try_s, stale_s; /* 0: 5 and 30 seconds */
};

int notes_write(struct repo *r, const struct notes_change *change, struct diags *d);

#endif
