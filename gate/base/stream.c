#include "gate/base/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gate/base/file.h"
#include "gate/base/gzip.h"
#include "gate/base/memory.h"

enum {
	PACKED_BYTES = 128 * 1024, /* read at a time where what is read is inflated */
	WRITER_WAIT_MS = 1000,     /* for somebody to open the other end of a named pipe */
};

struct stream {
	const char *path;  /* NULL for memory */
	struct str memory; /* what is left of it */
	int fd;
	struct stat before;
	uint64_t bytes;             /* that came from the file */
	struct sha256 *sha256;      /* NULL: not wanted */
	struct stream_watch *watch; /* or NULL */
	const char *why;            /* reading failed, in words */
	int error;                  /* ... or by this errno */
	bool started, ended;
	bool waited; /* for somebody to write */

	struct gzip *gzip;           /* NULL: bytes are as they come */
	char packed[PACKED_BYTES];   /* to inflate */
	struct str packed_left;      /* of them */
	char head[STREAM_PEEK_MAX];  /* peeked at */
	size_t head_read, head_have; /* of it */
};

static const char changed[] = "changed while it was read: wait for what writes it";

static struct place whole(const char *path)
{
	return (struct place){ .file = str_of(path) };
}

/* What a stream cannot be made of. */
static const char *unreadable(mode_t mode)
{
	if (S_ISREG(mode) || S_ISFIFO(mode))
		return NULL;
	return S_ISDIR(mode) ? "a folder" : "a device or socket";
}

static struct stream *new_stream(void)
{
	struct stream *s = memory_get(sizeof(*s));

	/* Not all of it: what is read into need not be cleared. */
	memset(s, 0, offsetof(struct stream, packed));
	s->packed_left = STR("");
	s->head_read = s->head_have = 0;
	s->fd = -1;
	return s;
}

struct stream *stream_open(const char *path, struct diags *d, const struct diag_kind *bad)
{
	/* A pipe without a writer would hold us here for ever but for O_NONBLOCK. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat st = { 0 };
	struct stream *s;

	if (fd < 0 && errno == ENOENT)
		diag_at(d, bad, whole(path), "no such file: was the step that writes it run?");
	else if (fd < 0)
		diag_at(d, bad, whole(path), "cannot be opened: %s", strerror(errno));
	else if (fstat(fd, &st) < 0 || unreadable(st.st_mode))
		diag_at(d, bad, whole(path), "is %s, not a file: name the report itself",
			unreadable(st.st_mode));
	else {
		s = new_stream();
		s->path = path;
		s->fd = fd;
		s->before = st;
		return s;
	}
	if (fd >= 0)
		close(fd);
	return NULL;
}

struct stream *stream_of(struct str bytes)
{
	struct stream *s = new_stream();

	s->memory = bytes;
	s->started = true;
	return s;
}

void stream_digest(struct stream *s)
{
	s->sha256 = sha256_new();
}

void stream_watch(struct stream *s, struct stream_watch *w)
{
	s->watch = w;
}

/*
 * Whether to read again after read() gave `got`. A pipe that somebody holds open may take its time: it
 * would block. One that nobody has opened reads as ended, but its writer may be about to come.
 */
static bool wait_for_bytes(struct stream *s, ssize_t got)
{
	struct pollfd p = { .fd = s->fd, .events = POLLIN };

	if (got < 0) {
		poll(&p, 1, -1);
		return true;
	}
	if (s->bytes || !S_ISFIFO(s->before.st_mode))
		return false;
	if (s->waited) {
		s->why = "is a pipe that nobody writes to";
		return false;
	}
	s->waited = true;
	/* Without a writer so far, there is nothing to tell; one that came and went hangs up. */
	return poll(&p, 1, WRITER_WAIT_MS) == 0 || p.revents & POLLIN;
}

static size_t read_memory(struct stream *s, char *into, size_t bytes)
{
	if (bytes > s->memory.n)
		bytes = s->memory.n;
	if (bytes)
		memcpy(into, s->memory.p, bytes);
	s->memory = str_skip(s->memory, bytes);
	return bytes;
}

static void tell_watch(struct stream *s)
{
	bool known = S_ISREG(s->before.st_mode);

	if (s->watch)
		s->watch->more(s->watch, s->bytes, known ? (uint64_t)s->before.st_size : 0);
}

/* What the file has next, or 0 at its end or after a failure. */
static size_t read_some(struct stream *s, char *into, size_t bytes)
{
	ssize_t got;

	if (!s->path)
		return read_memory(s, into, bytes);
	if (s->ended || stream_failed(s))
		return 0;
	for (;;) {
		got = read(s->fd, into, bytes);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 && errno != EAGAIN) {
			s->error = errno;
			return 0;
		}
		if (got > 0 || !wait_for_bytes(s, got))
			break;
	}
	s->ended = got <= 0;
	if (got <= 0)
		return 0;
	s->bytes += (size_t)got;
	tell_watch(s);
	/* What grows as fast as it is read would never end. */
	if (S_ISREG(s->before.st_mode) && s->bytes > (uint64_t)s->before.st_size) {
		s->why = changed;
		return 0;
	}
	if (s->sha256)
		sha256_add(s->sha256, (struct str){ into, (size_t)got });
	return (size_t)got;
}

static size_t read_plain(struct stream *s, char *into, size_t bytes)
{
	size_t n = 0, got;

	while (n < bytes && (got = read_some(s, into + n, bytes - n)))
		n += got;
	return n;
}

static size_t read_packed(struct stream *s, char *into, size_t bytes)
{
	size_t n = 0;

	while (n < bytes && !stream_failed(s)) {
		if (!s->packed_left.n)
			s->packed_left =
				(struct str){ s->packed, read_some(s, s->packed, PACKED_BYTES) };
		if (!s->packed_left.n && !stream_failed(s))
			s->why = gzip_end(s->gzip);
		if (!s->packed_left.n)
			break;
		n += gzip_inflate(s->gzip, &s->packed_left, into + n, bytes - n, &s->why);
	}
	return n;
}

static size_t produce(struct stream *s, char *into, size_t bytes)
{
	return s->gzip ? read_packed(s, into, bytes) : read_plain(s, into, bytes);
}

/* Whether this is gzip has to be known before anything else. */
static void start(struct stream *s)
{
	if (s->started)
		return;
	s->started = true;
	s->head_have = read_plain(s, s->head, sizeof(s->head));
	if (!gzip_is((struct str){ s->head, s->head_have }))
		return;
	s->gzip = gzip_new();
	memcpy(s->packed, s->head, s->head_have);
	s->packed_left = (struct str){ s->packed, s->head_have };
	s->head_have = 0;
}

struct str stream_peek(struct stream *s, size_t bytes)
{
	size_t have;

	start(s);
	have = s->head_have - s->head_read;
	memmove(s->head, s->head + s->head_read, have);
	s->head_read = 0;
	if (have < bytes)
		have += produce(s, s->head + have, bytes - have);
	s->head_have = have;
	return (struct str){ s->head, have < bytes ? have : bytes };
}

size_t stream_read(struct stream *s, char *into, size_t bytes)
{
	size_t n;

	start(s);
	n = s->head_have - s->head_read;
	if (n > bytes)
		n = bytes;
	memcpy(into, s->head + s->head_read, n);
	s->head_read += n;
	return n + produce(s, into + n, bytes - n);
}

int stream_read_all(struct stream *s, struct buf *out)
{
	enum { PIECE_BYTES = 64 * 1024 };
	/* What the file has now is found out by reading: its size is only what to expect. */
	size_t expected = s->path ? (size_t)s->before.st_size : s->memory.n, room = expected;
	size_t got;

	do {
		/* One byte more than is expected tells that there is no more. */
		room = room < PIECE_BYTES ? PIECE_BYTES : room + 1;
		if (room > STREAM_ALL_MAX - out->n)
			room = STREAM_ALL_MAX - out->n;
		if (!room) {
			s->why = "has more bytes than the limit of 4 GiB";
			return -1;
		}
		got = stream_read(s, buf_room(out, room), room);
		out->n += got;
		out->p[out->n] = '\0';
		room = expected > out->n ? expected - out->n : out->n;
	} while (got);
	return stream_failed(s) ? -1 : 0;
}

bool stream_failed(const struct stream *s)
{
	return s->why || s->error;
}

uint64_t stream_bytes(const struct stream *s)
{
	return s->bytes;
}

int64_t stream_written(const struct stream *s)
{
	/* What was packed was so for a journey, and may have come out of it with any time. */
	if (!s->path || s->gzip || !S_ISREG(s->before.st_mode))
		return 0;
	return file_time(s->before.st_mtim.tv_sec, s->before.st_mtim.tv_nsec);
}

static bool has_changed(const struct stream *s)
{
	struct stat now;

	if (!s->path || S_ISFIFO(s->before.st_mode))
		return false;
	return fstat(s->fd, &now) < 0 || now.st_size != s->before.st_size ||
		now.st_mtim.tv_sec != s->before.st_mtim.tv_sec ||
		now.st_mtim.tv_nsec != s->before.st_mtim.tv_nsec ||
		(s->ended && s->bytes != (uint64_t)now.st_size);
}

int stream_close(
	struct stream *s, char digest[SHA256_HEX + 1], struct diags *d, const struct diag_kind *bad)
{
	char unwanted[SHA256_HEX + 1];
	int result = 0;

	if (has_changed(s))
		result = diag_at(d, bad, whole(s->path), "%s", changed);
	else if (s->error)
		result = diag_at(d, bad, whole(s->path), "cannot be read: %s", strerror(s->error));
	else if (s->why)
		result = diag_at(d, bad, whole(s->path), "%s", s->why);
	if (s->sha256)
		sha256_end(s->sha256, digest ? digest : unwanted);
	if (s->fd >= 0)
		close(s->fd);
	gzip_free(s->gzip);
	free(s);
	return result;
}
