/*
 * gzip (RFC 1952), members one after the other, through zlib; this is its only user.
 */
#ifndef BASE_GZIP_H
#define BASE_GZIP_H

#include "gate/base/str.h"

/* Do these bytes start like gzip? */
bool gzip_is(struct str bytes);

/* "1.2.13" of the library that is linked. */
const char *gzip_library_version(void);

struct gzip;

/* Ends with gzip_free(), which takes NULL too. */
struct gzip *gzip_new(void);
void gzip_free(struct gzip *g);

/*
 * Inflates as much of `packed` as `into` has room for, and moves `packed` on; how many bytes came out.
 * `why` is set when the data is no good (static text); what came out before that is no good either.
 */
size_t gzip_inflate(struct gzip *g, struct str *packed, char *into, size_t bytes, const char **why);

/* No more packed bytes come: NULL, or why it should not end here. */
const char *gzip_end(const struct gzip *g);

#endif
