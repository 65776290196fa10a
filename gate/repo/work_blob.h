/*
 * A file of the work tree as the blob that `git add` would make of it. Only this room includes it.
 */
#ifndef REPO_WORK_BLOB_H
#define REPO_WORK_BLOB_H

#include "gate/base/buf.h"
#include "gate/repo/held.h"

enum work_read {
	WORK_READ,
	WORK_TOO_LARGE, /* over READERS_TEXT_BYTES_MAX */
	WORK_FAILED,    /* errno says why */
};

/* The bytes that lie there; of a link (by its mode), where it leads to. For any thread. */
enum work_read work_read(int folder, const char *name, uint32_t mode, struct buf *out);

/*
 * Holds the blob of a file below `root`, which is the open work tree, by the rules of .gitattributes and
 * core.autocrlf; filters of the user are not run. -1 after a diagnostic.
 */
int work_blob(struct held *h, struct repo *r, int root, struct str path, uint32_t mode,
	git_oid *out, struct diags *d);

#endif
