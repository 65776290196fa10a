/*
 * Files in and out, as wholes. Reading is by a stream (gate/base/stream.h) into memory; writing leaves
 * either the old file or the whole new one.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "gate/base/buf.h"
#include "gate/base/diag.h"
#include "gate/base/sink.h"

struct file {
	struct str path;  /* as given */
	struct buf bytes; /* inflated; a NUL byte stands behind the last one */
	uint64_t size;    /* on disk */
	char sha256[65];  /* of what is on disk */
};

/* -1 after a `bad` diagnostic. The caller ends a file that was read with file_release(). */
int file_read(struct file *f, const char *path, struct diags *d, const struct diag_kind *bad);
void file_release(struct file *f);

/*
 * Writes `bytes` to the path by way of a temporary file beside it, or straight into a device or pipe.
 * A file that was there keeps its mode, and its owner where we may give files away; its folder must
 * be writable. No signal leaves the temporary file behind: SIGHUP, SIGINT and SIGTERM wait until it is in
 * place, and it has no name until all is written, where the system can do so. -1 after a `bad` diagnostic;
 * a file that was there is then as it was.
 */
int file_write(const char *path, struct str bytes, struct diags *d, const struct diag_kind *bad);

/*
 * Adds `bytes` behind what is in the file, which is made if there is none, by one write() and on a line of
 * their own. -1 after a `bad` diagnostic; of a file that could not take all of them it takes none.
 */
int file_append(const char *path, struct str bytes, struct diags *d, const struct diag_kind *bad);

/* A time in nanoseconds since 1970, as near to it as there is one. */
int64_t file_time(int64_t seconds, int64_t nanoseconds);

/* When the file, or the link itself, was last written, by file_time(); 0: there is none. */
int64_t file_written(int folder, const char *path);

/* Writes to an open descriptor; `name` is what messages call it. */
int file_write_fd(
	int fd, const char *name, struct str bytes, struct diags *d, const struct diag_kind *bad);

/* The same for what is too large to be made first: it goes out as it is made. */
struct file_maker {
	/* -1 as soon as sink_put() is, or for a reason that was told. */
	int (*make)(struct file_maker *m, struct sink *into);
};

int file_make(const char *path, struct file_maker *m, struct diags *d, const struct diag_kind *bad);
int file_make_fd(int fd, const char *name, struct file_maker *m, struct diags *d,
	const struct diag_kind *bad);

/*
 * Files below `folder` ("" is the current one) whose path, taken from `folder`, is `accept`ed; sorted,
 * without .git. Links to folders are followed. Pipes and broken links are among the files, so that
 * reading complains instead of nobody. -1 after a `bad` diagnostic.
 */
struct file_list {
	struct str *v;
	size_t n, cap;
};

int file_find(struct file_list *into, struct arena *a, const char *folder,
	bool (*accept)(void *user, struct str path), void *user, struct diags *d,
	const struct diag_kind *bad);

/* Is the path in a sorted list? */
bool file_list_has(const struct file_list *files, struct str path);

/* The names of what is right in the folder, sorted; none if it is no folder. Never complains. */
void file_names(struct file_list *into, struct arena *a, const char *folder);

/* Makes the folder, and those around it, where they are not there yet. -1 after a `bad` diagnostic. */
int file_make_folder(const char *path, struct diags *d, const struct diag_kind *bad);

bool file_is_folder(const char *path);

/* Both are there, and are one regular file: by a link, or spelled in two ways. */
bool file_is_same(const char *a, const char *b);

#endif
