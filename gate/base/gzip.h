/*
 * gzip (RFC 1952), members one after the other, through zlib; this is its only user.
 */
#ifndef BASE_GZIP_H
#define BASE_GZIP_H

#include "gate/base/buf.h"

bool gzip_is(struct str bytes);

/* "1.2.13" of the library that is linked. */
const char *gzip_library_version(void);

/* Inflates into `out`. NULL, or why it cannot be done (static text). At most `most` bytes. */
const char *gzip_inflate(struct str bytes, size_t most, struct buf *out);

#endif
