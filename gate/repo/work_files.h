/*
 * Files of the work tree that git knows to be unmodified: reading one is several times as fast as to
 * inflate its blob. As in git itself, what says so is the index: a file whose size, time and inode are
 * those that were noted when it was last compared, before the index was written (git's
 * Documentation/technical/racy-git). Only this room includes it.
 */
#ifndef REPO_WORK_FILES_H
#define REPO_WORK_FILES_H

#include <dirent.h>
#include <sys/stat.h>

#include "gate/base/buf.h"
#include "gate/repo/git.h"

struct work_files {
	git_index *index; /* NULL: there is none, or no work tree */
	struct str root;  /* ends in a slash */
	git_index_time written;
};

void work_files_open(struct work_files *w, struct repo *r);
void work_files_close(struct work_files *w);

/* What the index says of the path, if that is the blob; else NULL. Not for several threads at once. */
const git_index_entry *work_files_find(
	const struct work_files *w, const char *path, const git_oid *id);

/* Whether the file with these data is as it was noted, whatever its type. For any thread. */
bool work_files_noted(const struct work_files *w, const git_index_entry *e, const struct stat *st);

/*
 * Reads the file of the entry into `out`, for any thread. False if it is not what the index says, or not
 * as many bytes as its blob has: a filter (core.autocrlf) may stand between the two.
 */
bool work_files_read(
	const struct work_files *w, const git_index_entry *e, size_t blob_bytes, struct buf *out);

/* Whether an entry of the open folder `fd` is a folder. */
bool work_files_is_folder(int fd, const struct dirent *e);

#endif
