#include "gate/repo/notes_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "gate/model/diagnostics.h"
#include "gate/repo/notes.h"

enum { STEP_US = 5000, TURNS_LONGER = 4 };

const struct turn notes_turn = { "areagate.lock", 60 };
const struct turn sync_turn = { "areagate-sync.lock", 180 };

static int64_t now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

struct patience patience_of(unsigned seconds)
{
	return (struct patience){ .until_us = now_us() + (int64_t)seconds * 1000000,
		.step_us = STEP_US };
}

bool patience_wait(struct patience *p)
{
	int64_t now = now_us(), most_us = p->step_us << p->turn;
	/* Two processes never come here in the same microsecond for long: the clock is the dice. */
	int64_t us = 1000 + now * 7919 % most_us;
	struct timespec pause = { us / 1000000, us % 1000000 * 1000 };

	if (now >= p->until_us)
		return false;
	if (p->turn < TURNS_LONGER)
		p->turn++;
	nanosleep(&pause, NULL);
	return true;
}

/* 1 if it is ours, 0 where there is no such lock, -1 with errno. */
static int wait_for_turn(int fd, unsigned seconds)
{
	struct patience p = patience_of(seconds);

	while (flock(fd, LOCK_EX | LOCK_NB) < 0) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return 0;
		/* Everybody waits equally short: who has waited longest must not be last. */
		p.turn = 0;
		if (!patience_wait(&p)) {
			errno = EWOULDBLOCK;
			return -1;
		}
	}
	return 1;
}

int notes_lock_take(struct notes_lock *l, struct repo *r, const struct turn *turn, struct diags *d)
{
	const char *folder = git_repository_commondir(r->git);
	struct buf path = { 0 };
	int taken;

	*l = (struct notes_lock){ .fd = -1 };
	buf_printf(&path, "%s%s", folder, turn->file);
	/* Read-only is enough for flock, and lets users who share a repository share the file. */
	l->fd = open(path.p, O_RDONLY | O_CREAT | O_CLOEXEC, 0666);
	if (l->fd < 0) {
		diag_at(d, DIAG(RECORD_WRITE), (struct place){ .file = buf_str(&path) },
			"cannot be opened: %s: a record is kept in the git directory",
			strerror(errno));
		goto failed;
	}
	taken = wait_for_turn(l->fd, turn->seconds);
	if (taken < 0) {
		diag_at(d, DIAG(RECORD_WRITE), (struct place){ .file = buf_str(&path) },
			"another areagate has held this lock for %u s: does it hang?",
			turn->seconds);
		goto failed;
	}
	if (taken == 0) {
		close(l->fd);
		l->fd = -1;
	}
	buf_printf(&l->ref, "%s" NOTES_REF ".lock", folder);
	buf_release(&path);
	return 0;
failed:
	notes_lock_release(l);
	buf_release(&path);
	return -1;
}

void notes_lock_release(struct notes_lock *l)
{
	if (l->fd >= 0)
		close(l->fd);
	buf_release(&l->ref);
	l->fd = -1;
}

bool notes_lock_sweep(const struct notes_lock *l, unsigned stale_s)
{
	struct stat st;

	if (lstat(l->ref.p, &st) < 0)
		return false;
	/*
	 * git holds such a file for milliseconds, and no other areagate can while the turn is ours: what
	 * is this old was left by a process that was killed.
	 */
	if (l->fd >= 0 && time(NULL) - st.st_mtime > (time_t)stale_s)
		return unlink(l->ref.p) < 0;
	return true;
}
