/*
 * Bytes that come one after the other: a file, a pipe, or memory; what is gzip is inflated on the way.
 * A file that changes under our hands is noticed. Nothing here waits for a pipe that nobody writes to.
 * One thread at a time may use a stream.
 */
#ifndef BASE_STREAM_H
#define BASE_STREAM_H

#include "gate/base/buf.h"
#include "gate/base/diag.h"
#include "gate/base/digest.h"

/* What stream_peek() can show at most. */
#define STREAM_PEEK_MAX 4096

#define STREAM_ALL_MAX ((size_t)4 << 30)

struct stream;

/* NULL after a `bad` diagnostic. `path` must outlive the stream. */
struct stream *stream_open(const char *path, struct diags *d, const struct diag_kind *bad);

/* The same for bytes that are there already and stay so. */
struct stream *stream_of(struct str bytes);

/*
 * Is told of each portion that comes from the file, by whichever thread reads it: how many bytes came so far,
 * and how many there are (0: nobody knows).
 */
struct stream_watch {
	void (*more)(struct stream_watch *w, uint64_t bytes, uint64_t all);
};

/* `w` must outlive the stream. */
void stream_watch(struct stream *s, struct stream_watch *w);

/* From here on, which is best the start, bytes are digested as they are in the file. */
void stream_digest(struct stream *s);

/* The next bytes, which stay: as many as are asked for, unless the stream ends before. */
struct str stream_peek(struct stream *s, size_t bytes);

/* Fills `into`, but for the end, where fewer come. After a failure nothing comes any more. */
size_t stream_read(struct stream *s, char *into, size_t bytes);

/*
 * All that is left, added to `out`; a NUL byte stands behind it. -1 when reading failed or there is more
 * than STREAM_ALL_MAX.
 */
int stream_read_all(struct stream *s, struct buf *out);

/* Reading failed: what has come so far is cut off. stream_close() tells why. */
bool stream_failed(const struct stream *s);

/* Bytes so far, as they are in the file. */
uint64_t stream_bytes(const struct stream *s);

/* When the file was last written, in nanoseconds since 1970; 0 where that says nothing: a pipe, or gzip. */
int64_t stream_written(const struct stream *s);

/*
 * Ends the stream. `digest`, or NULL, is that of what was read. -1 after a `bad` diagnostic: reading
 * failed, or the file changed meanwhile.
 */
int stream_close(struct stream *s, char digest[SHA256_HEX + 1], struct diags *d,
	const struct diag_kind *bad);

#endif
