#define _GNU_SOURCE /* O_TMPFILE */
#include "gate/base/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAMES_MAX = 100 };

/* By way of it a file without a name is linked to one: another way is for root alone. */
static void own_path(int fd, struct buf *out)
{
	buf_printf(out, "/proc/self/fd/%d", fd);
}

static bool can_be_named(int fd)
{
	struct buf own = { 0 };
	bool can;

	own_path(fd, &own);
	can = access(own.p, F_OK) == 0;
	buf_release(&own);
	return can;
}

/* -1: there is no such thing here, or no such folder. */
static int open_nameless(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct buf folder = { 0 };
	int fd;

	if (slash)
		buf_add(&folder, (struct str){ path, (size_t)(slash - path) + 1 });
	else
		buf_puts(&folder, ".");
	fd = open(folder.p, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
	buf_release(&folder);
	if (fd >= 0 && !can_be_named(fd)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

int temporary_open(struct temporary *t, const char *path)
{
	*t = (struct temporary){ .fd = open_nameless(path) };
	if (t->fd >= 0)
		return 0;
	buf_printf(&t->name, "%s.XXXXXX", path);
	t->fd = mkstemp(t->name.p);
	if (t->fd < 0)
		buf_truncate(&t->name, 0);
	return t->fd < 0 ? -1 : 0;
}

int temporary_name(struct temporary *t, const char *path)
{
	struct buf own = { 0 };
	int result = -1;

	if (t->name.n)
		return 0;
	own_path(t->fd, &own);
	/* What was killed since may have left one of ours. */
	for (int i = 0; i < NAMES_MAX; i++) {
		buf_truncate(&t->name, 0);
		buf_printf(&t->name, "%s.%" PRIdMAX "-%d", path, (intmax_t)getpid(), i);
		result = linkat(AT_FDCWD, own.p, AT_FDCWD, t->name.p, AT_SYMLINK_FOLLOW);
		if (result == 0 || errno != EEXIST)
			break;
	}
	if (result < 0)
		buf_truncate(&t->name, 0);
	buf_release(&own);
	return result;
}

int temporary_close(struct temporary *t)
{
	int fd = t->fd;

	t->fd = -1;
	return close(fd);
}

int temporary_rename(struct temporary *t, const char *path)
{
	int result = rename(t->name.p, path);

	if (result == 0)
		buf_truncate(&t->name, 0);
	return result;
}

void temporary_release(struct temporary *t)
{
	if (t->fd >= 0)
		close(t->fd);
	if (t->name.n)
		unlink(t->name.p);
	buf_release(&t->name);
}
