#include "gate/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gate/base/stream.h"
#include "gate/base/temporary.h"

static struct place whole(const char *path)
{
	return (struct place){ .file = str_of(path) };
}

int file_read(struct file *f, const char *path, struct diags *d, const struct diag_kind *bad)
{
	struct stream *s = stream_open(path, d, bad);
	int result;

	*f = (struct file){ .path = str_of(path) };
	if (!s)
		return -1;
	stream_digest(s);
	result = stream_read_all(s, &f->bytes);
	f->size = stream_bytes(s);
	if (stream_close(s, f->sha256, d, bad) < 0)
		result = -1;
	if (result < 0)
		file_release(f);
	return result;
}

void file_release(struct file *f)
{
	buf_release(&f->bytes);
}

int64_t file_time(int64_t seconds, int64_t nanoseconds)
{
	const int64_t second = 1000 * 1000 * 1000;
	int64_t time;

	if (__builtin_mul_overflow(seconds, second, &time) ||
		__builtin_add_overflow(time, nanoseconds, &time))
		return seconds < 0 ? INT64_MIN : INT64_MAX;
	return time;
}

int64_t file_written(int folder, const char *path)
{
	struct stat st;

	if (fstatat(folder, path, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return 0;
	return file_time(st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
}

int file_write_fd(
	int fd, const char *name, struct str bytes, struct diags *d, const struct diag_kind *bad)
{
	while (bytes.n) {
		ssize_t put = write(fd, bytes.p, bytes.n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return diag_at(
				d, bad, whole(name), "cannot be written: %s", strerror(errno));
		bytes = str_skip(bytes, (size_t)put);
	}
	return 0;
}

struct fd_sink {
	struct sink sink; /* the first, for put_fd() */
	int fd;
	const char *name;
	struct diags *diags;
	const struct diag_kind *bad;
};

static int put_fd(struct sink *sink, struct str bytes)
{
	const struct fd_sink *s = (const struct fd_sink *)sink;

	return file_write_fd(s->fd, s->name, bytes, s->diags, s->bad);
}

int file_make_fd(int fd, const char *name, struct file_maker *m, struct diags *d,
	const struct diag_kind *bad)
{
	struct fd_sink s = { { put_fd }, fd, name, d, bad };

	return m->make(m, &s.sink);
}

static int write_straight(
	const char *path, struct file_maker *m, struct diags *d, const struct diag_kind *bad)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	int result;

	if (fd < 0)
		return diag_at(d, bad, whole(path), "cannot be opened: %s", strerror(errno));
	result = file_make_fd(fd, path, m, d, bad);
	if (close(fd) < 0 && result == 0)
		result = diag_at(d, bad, whole(path), "cannot be closed: %s", strerror(errno));
	return result;
}

/* What a replaced file had stays; to give it back to its owner is not always ours to do. */
static int take_over(int fd, const struct stat *old)
{
	bool group = fchown(fd, old->st_uid, old->st_gid) == 0 ||
		fchown(fd, (uid_t)-1, old->st_gid) == 0;

	/* What the old group may do is not for ours. */
	return fchmod(fd, old->st_mode & (group ? 0777 : 0707));
}

static int make_readable(int fd)
{
	mode_t mask = umask(0);

	umask(mask);
	return fchmod(fd, 0666 & ~mask);
}

static int failed(const char *path, const char *what, struct diags *d, const struct diag_kind *bad)
{
	return diag_at(d, bad, whole(path), "cannot be %s: %s", what, strerror(errno));
}

/* `old` is NULL while there is no such file. */
static int put_in_place(struct temporary *t, const char *path, const struct stat *old,
	struct diags *d, const struct diag_kind *bad)
{
	/* While it is ours yet: not everybody may link to what others own. */
	if (temporary_name(t, path) < 0)
		return failed(path, "put in place", d, bad);
	if ((old ? take_over(t->fd, old) : make_readable(t->fd)) < 0)
		return failed(path, "made readable", d, bad);
	if (temporary_close(t) < 0)
		return failed(path, "closed", d, bad);
	return temporary_rename(t, path) < 0 ? failed(path, "put in place", d, bad) : 0;
}

static int write_then_rename(const char *path, const struct stat *old, struct file_maker *m,
	struct diags *d, const struct diag_kind *bad)
{
	struct temporary t;
	int result = temporary_open(&t, path);

	if (result < 0)
		failed(path, old ? "replaced, for which its folder must be writable" : "created", d,
			bad);
	else
		result = file_make_fd(t.fd, path, m, d, bad);
	if (result == 0)
		result = put_in_place(&t, path, old, d, bad);
	temporary_release(&t);
	return result;
}

/*
 * A signal that ends us comes before the temporary file is made or after it is gone. A handler would
 * have to know the name of a file that mkstemp() is just making.
 */
static int write_beside(const char *path, const struct stat *old, struct file_maker *m,
	struct diags *d, const struct diag_kind *bad)
{
	sigset_t ending, before;
	int result;

	sigemptyset(&ending);
	sigaddset(&ending, SIGHUP);
	sigaddset(&ending, SIGINT);
	sigaddset(&ending, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &ending, &before);
	result = write_then_rename(path, old, m, d, bad);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return result;
}

int file_make(const char *path, struct file_maker *m, struct diags *d, const struct diag_kind *bad)
{
	struct stat st, link;
	char *target;
	int result;

	if (stat(path, &st) < 0) {
		if (lstat(path, &link) == 0 && S_ISLNK(link.st_mode))
			return diag_at(d, bad, whole(path),
				"is a link that leads nowhere: remove it, or make what it points to");
		return write_beside(path, NULL, m, d, bad);
	}
	if (!S_ISREG(st.st_mode))
		return write_straight(path, m, d, bad);
	/* Behind a link it is the file that is replaced, not the link. */
	target = realpath(path, NULL);
	if (!target)
		return diag_at(d, bad, whole(path), "cannot be resolved: %s", strerror(errno));
	result = write_beside(target, &st, m, d, bad);
	free(target);
	return result;
}

struct made {
	struct file_maker maker; /* the first, for put_made() */
	struct str bytes;
};

static int put_made(struct file_maker *m, struct sink *into)
{
	return sink_put(into, ((const struct made *)m)->bytes);
}

int file_write(const char *path, struct str bytes, struct diags *d, const struct diag_kind *bad)
{
	struct made made = { { put_made }, bytes };

	return file_make(path, &made.maker, d, bad);
}

static bool ends_inside_a_line(int fd, const struct stat *st)
{
	char last = '\n';

	return S_ISREG(st->st_mode) && st->st_size > 0 &&
		pread(fd, &last, 1, st->st_size - 1) == 1 && last != '\n';
}

static int append(
	int fd, const char *path, struct str bytes, struct diags *d, const struct diag_kind *bad)
{
	struct buf whole_lines = { 0 };
	struct stat before, after;
	bool regular;
	int result;

	if (fstat(fd, &before) < 0)
		return diag_at(d, bad, whole(path), "cannot be looked at: %s", strerror(errno));
	regular = S_ISREG(before.st_mode);
	buf_puts(&whole_lines, ends_inside_a_line(fd, &before) ? "\n" : "");
	buf_add(&whole_lines, bytes);
	result = file_write_fd(fd, path, buf_str(&whole_lines), d, bad);
	/* What else was added meanwhile is not ours to cut off. */
	if (result < 0 && regular && fstat(fd, &after) == 0 &&
		after.st_size < before.st_size + (off_t)whole_lines.n &&
		ftruncate(fd, before.st_size) < 0)
		diag_at(d, bad, whole(path), "is left with a part of what was to be added");
	buf_release(&whole_lines);
	return result;
}

int file_append(const char *path, struct str bytes, struct diags *d, const struct diag_kind *bad)
{
	int flags = O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY;
	int fd = open(path, O_RDWR | flags, 0666), result;

	/* What may not be read has no end to look at. */
	if (fd < 0 && errno == EACCES)
		fd = open(path, O_WRONLY | flags, 0666);
	if (fd < 0)
		return diag_at(d, bad, whole(path), "cannot be opened: %s", strerror(errno));
	result = append(fd, path, bytes, d, bad);
	if (close(fd) < 0 && result == 0)
		result = diag_at(d, bad, whole(path), "cannot be closed: %s", strerror(errno));
	return result;
}

int file_make_folder(const char *path, struct diags *d, const struct diag_kind *bad)
{
	struct buf part = { 0 };
	int result = 0;

	for (const char *p = path; result == 0; p++) {
		if ((*p == '/' || !*p) && part.n && !file_is_folder(part.p) &&
			mkdir(part.p, 0777) < 0)
			result = diag_at(d, bad, whole(part.p), "the folder cannot be made: %s",
				strerror(errno));
		if (!*p)
			break;
		buf_byte(&part, *p);
	}
	buf_release(&part);
	return result;
}

bool file_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool file_is_same(const char *a, const char *b)
{
	struct stat x, y;

	return stat(a, &x) == 0 && stat(b, &y) == 0 && S_ISREG(x.st_mode) && x.st_dev == y.st_dev &&
		x.st_ino == y.st_ino;
}
