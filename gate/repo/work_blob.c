#include "gate/repo/work_blob.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gate/model/diagnostics.h"
#include "gate/repo/readers.h"

static enum work_read read_link(int folder, const char *name, struct buf *out)
{
	enum { PATH_BYTES_MAX = 4096 };
	ssize_t n = readlinkat(folder, name, buf_room(out, PATH_BYTES_MAX), PATH_BYTES_MAX);

	if (n < 0)
		return WORK_FAILED;
	out->n = (size_t)n;
	return WORK_READ;
}

/* A byte more than it had tells a file that grows. */
static enum work_read read_all(int fd, size_t bytes, struct buf *out)
{
	ssize_t got;

	while ((got = read(fd, buf_room(out, bytes + 1), bytes + 1)) > 0) {
		out->n += (size_t)got;
		if (out->n > READERS_TEXT_BYTES_MAX)
			return WORK_TOO_LARGE;
	}
	return got < 0 ? WORK_FAILED : WORK_READ;
}

enum work_read work_read(int folder, const char *name, uint32_t mode, struct buf *out)
{
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK), error;
	enum work_read result = WORK_FAILED;
	struct stat st;

	buf_truncate(out, 0);
	/* Without core.symlinks a link is a file. */
	if (fd < 0)
		return mode == GIT_FILEMODE_LINK ? read_link(folder, name, out) : WORK_FAILED;
	if (fstat(fd, &st) == 0)
		result = (uint64_t)st.st_size > READERS_TEXT_BYTES_MAX
			? WORK_TOO_LARGE
			: read_all(fd, (size_t)st.st_size, out);
	error = errno;
	close(fd);
	errno = error;
	return result;
}

static int refuse(struct str path, const char *why, struct diags *d)
{
	return diag_at(d, DIAG(REPO_HEAD), (struct place){ .file = path },
		"cannot be read, so nobody knows what is judged: %s", why);
}

/* libgit2 reads it in pieces. */
static int add_large(
	struct held *h, struct repo *r, int root, struct str path, git_oid *out, struct diags *d)
{
	struct stat st;

	if (fstatat(root, path.p, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return refuse(path, strerror(errno), d);
	if (git_repository_hashfile(out, r->git, path.p, GIT_OBJECT_BLOB, NULL) < 0)
		return refuse(path, repo_why(), d);
	held_add_large(h, out, (size_t)st.st_size);
	return 0;
}

/* What core.safecrlf refuses to add, it refuses only because a checkout would not give it back. */
static int add_filtered(
	struct held *h, struct repo *r, struct str path, struct str bytes, git_oid *out)
{
	git_buf filtered = { 0 };
	git_filter_list *filters = NULL;
	int code = git_filter_list_load(
		&filters, r->git, NULL, path.p, GIT_FILTER_TO_ODB, GIT_FILTER_ALLOW_UNSAFE);

	if (code == 0 && filters)
		code = git_filter_list_apply_to_buffer(&filtered, filters, bytes.p, bytes.n);
	if (code == 0)
		code = held_add(h, GIT_OBJECT_BLOB,
			filters ? (struct str){ filtered.ptr, filtered.size } : bytes, out);
	git_filter_list_free(filters);
	git_buf_dispose(&filtered);
	return code;
}

int work_blob(struct held *h, struct repo *r, int root, struct str path, uint32_t mode,
	git_oid *out, struct diags *d)
{
	struct buf bytes = { 0 };
	enum work_read got = work_read(root, path.p, mode, &bytes);
	int code, result = 0;

	if (got == WORK_FAILED) {
		result = refuse(path, strerror(errno), d);
	} else if (h->bytes + bytes.n > HELD_BYTES_MAX) {
		result = diag_at(d, DIAG(REPO_HEAD), (struct place){ .file = path },
			"what is changed or not tracked has more than 1 GiB together: .gitignore is for"
			" what no test needs");
	} else if (got == WORK_TOO_LARGE) {
		result = add_large(h, r, root, path, out, d);
	} else {
		buf_byte(&bytes, '\0'); /* so that there are some, for libgit2 */
		bytes.n--;
		code = mode == GIT_FILEMODE_LINK
			? held_add(h, GIT_OBJECT_BLOB, buf_str(&bytes), out)
			: add_filtered(h, r, path, buf_str(&bytes), out);
		if (code < 0)
			result = refuse(path, repo_why(), d);
	}
	buf_release(&bytes);
	return result;
}
