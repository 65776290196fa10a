/*
 * SHA-256 (FIPS 180-4), through nettle; this is its only user.
 */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include "gate/base/str.h"

#define SHA256_HEX 64

/* "3.8" of the library that is linked; static text. */
const char *sha256_library_version(void);

/* A digest in the making; ends with sha256_end(). */
struct sha256;

struct sha256 *sha256_new(void);
void sha256_add(struct sha256 *s, struct str bytes);

/* Writes 64 hex digits and a NUL byte. */
void sha256_end(struct sha256 *s, char out[SHA256_HEX + 1]);
void sha256_hex(struct str bytes, char out[SHA256_HEX + 1]);

#endif
