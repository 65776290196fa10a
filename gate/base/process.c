#include "gate/base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gate/base/memory.h"

extern char **environ;

enum { PIECE_BYTES = 4096, LOOK_MS = 100 };

/* Where an output is read from and written to, and what was read. */
struct output {
	int from, to;
	struct buf *text;
};

static int output_open(struct output *o)
{
	int ends[2];

	if (pipe(ends) < 0)
		return -1;
	o->from = ends[0];
	o->to = ends[1];
	/* What is started later must not hold an end: the other would never see the last byte. */
	if (fcntl(o->from, F_SETFD, FD_CLOEXEC) < 0 || fcntl(o->to, F_SETFD, FD_CLOEXEC) < 0)
		return -1;
	return fcntl(o->from, F_SETFL, O_NONBLOCK);
}

static void close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void output_keep(struct output *o, struct str piece)
{
	if (piece.n > PROCESS_BYTES_MAX - o->text->n)
		piece.n = PROCESS_BYTES_MAX - o->text->n;
	buf_add(o->text, piece);
}

/* Takes what is there now. */
static void output_read(struct output *o)
{
	char piece[PIECE_BYTES];
	ssize_t n;

	while (o->from >= 0) {
		n = read(o->from, piece, sizeof(piece));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			return;
		if (n <= 0)
			close_end(&o->from);
		else
			output_keep(o, (struct str){ piece, (size_t)n });
	}
}

/* Does the process run? Its status is taken once it does not. */
static bool is_running(pid_t *child, int *status, int how)
{
	pid_t done;

	if (!*child)
		return false;
	do
		done = waitpid(*child, status, how);
	while (done < 0 && errno == EINTR);
	if (done == 0)
		return true;
	*child = 0;
	return false;
}

/*
 * To the end of both outputs, or to that of the process: ssh leaves a master behind that holds its
 * stderr for as long as ControlPersist says.
 */
static int collect(struct output *out, struct output *err, pid_t child)
{
	bool running = true;
	int status = 0;

	while (running && (out->from >= 0 || err->from >= 0)) {
		struct pollfd ready[] = { { .fd = out->from, .events = POLLIN },
			{ .fd = err->from, .events = POLLIN } };

		if (poll(ready, 2, LOOK_MS) == 0)
			running = is_running(&child, &status, WNOHANG);
		output_read(out);
		output_read(err);
	}
	is_running(&child, &status, 0);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* Ours, with the C locale; to be given to free(). */
static char **environment(void)
{
	static char locale[] = "LC_ALL=C";
	size_t n = 0, kept = 0;
	char **copy;

	while (environ[n])
		n++;
	copy = memory_get((n + 2) * sizeof(*copy));
	for (size_t i = 0; i < n; i++) {
		if (!str_starts(str_of(environ[i]), STR("LC_ALL=")))
			copy[kept++] = environ[i];
	}
	copy[kept++] = locale;
	copy[kept] = NULL;
	return copy;
}

/* 0, or what errno would be. */
static int start(pid_t *child, const char *const *argv, int out, int err)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	char **variables = environment();
	sigset_t usual;
	int code;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&files, err, STDERR_FILENO);
	/* main() ignores them, and what is ignored stays so for a new program. */
	sigemptyset(&usual);
	sigaddset(&usual, SIGPIPE);
	sigaddset(&usual, SIGXFSZ);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigdefault(&attributes, &usual);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	code = posix_spawnp(
		child, argv[0], &files, &attributes, (char *const *)(uintptr_t)argv, variables);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	free(variables);
	return code;
}

int process_run(struct process *p)
{
	struct output out = { -1, -1, &p->out }, err = { -1, -1, &p->err };
	pid_t child = 0;
	int code;

	buf_truncate(&p->out, 0);
	buf_truncate(&p->err, 0);
	if (output_open(&out) < 0 || output_open(&err) < 0)
		code = errno;
	else
		code = start(&child, p->argv, out.to, err.to);
	close_end(&out.to);
	close_end(&err.to);
	if (code == 0)
		p->status = collect(&out, &err, child);
	close_end(&out.from);
	close_end(&err.from);
	errno = code;
	return code ? -1 : 0;
}

void process_release(struct process *p)
{
	buf_release(&p->out);
	buf_release(&p->err);
}
